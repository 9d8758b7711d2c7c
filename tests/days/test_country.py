"""What countries have: days that were moved, feasts by name in the language that is asked for."""

from datetime import date

import pytest

from partnerships.days.country import KnownFeast, feast_in, feast_name, known_feasts, working_country
from partnerships.models import HomeCity
from partnerships.period.working_days import working_days_from

SAVED_SATURDAY, FREE_MONDAY = date(2024, 4, 27), date(2024, 4, 29)


def test_russia_rests_and_works_on_days_that_were_moved() -> None:
    home = HomeCity(country_code="RU")
    assert home.works_on(SAVED_SATURDAY)
    assert not home.works_on(FREE_MONDAY)
    assert not home.works_on(date(2026, 3, 9))  # for Sunday the 8th
    assert working_days_from(date(2026, 1, 12), -1, home.calendar()) == date(2025, 12, 30)


def test_what_the_department_says_of_its_own_days_goes_first() -> None:
    home = HomeCity(country_code="RU", worked_days="9 марта 2026", holidays="27 апреля 2024")
    assert home.works_on(date(2026, 3, 9))
    assert not home.works_on(SAVED_SATURDAY)
    alone = HomeCity(country_code="RU", rests_with_country=False, holidays="29 апреля 2024", worked_days="27.04.2024")
    assert alone.works_on(date(2026, 3, 9))
    assert (alone.works_on(SAVED_SATURDAY), alone.works_on(FREE_MONDAY)) == (True, False)


@pytest.mark.parametrize("country", ["", "ZZ"])
def test_a_country_that_nobody_knows_has_no_days(country: str) -> None:
    assert working_country(country, 2026).free == frozenset()
    assert known_feasts(country, date(2026, 1, 1)) == []
    assert feast_in(country, "x", 2026) is None
    assert HomeCity(country_code=country).works_on(date(2026, 1, 1))


def test_names_come_in_the_language_that_is_asked_for() -> None:
    feast = next(feast for feast in known_feasts("FR", date(2026, 12, 1)) if feast.month == 7)
    assert (feast.name, feast.next_on) == ("Fête nationale", date(2027, 7, 14))
    assert [feast_name("FR", feast, code) for code in ("en", "fr", "ru")] == ["National Day", "Fête nationale", ""]


def test_feasts_that_move_are_looked_up_and_are_called_alike_every_year() -> None:
    (king,) = (feast for feast in known_feasts("NL", date(2026, 12, 1)) if feast.name == "Koningsdag")
    assert king == KnownFeast("Koningsdag", date(2027, 4, 27), None, None)
    assert feast_in("NL", king.name, 2031) == date(2031, 4, 26)  # never on a Sunday
    (feast,) = (feast for feast in known_feasts("KZ", date(2026, 12, 1)) if feast.name == "Құрбан айт")
    assert feast_name("KZ", feast, "en") == "Eid al-Adha"  # without "(estimated)"
    saturday = [feast for feast in known_feasts("BG", date(2027, 4, 1)) if feast.next_on == date(2027, 5, 1)]
    assert len(saturday) == 2  # two feasts of one day are two
