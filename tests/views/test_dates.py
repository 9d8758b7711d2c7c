"""Dates as the pages say them: as exactly as known, in the language of the page."""

import pytest
import time_machine
from django.test import Client

from partnerships.models import Agreement, City, CityOccasion, Event
from partnerships.period import parse
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def test_a_term_is_told_as_exactly_as_it_is_known(client: Client) -> None:
    save(Agreement(slug="a", title_ru="А", title_en="A", in_force_from="2013-07", in_force_until="2028"))

    russian, english = (client.get(f"/{code}/agreements/a/").content.decode() for code in ("ru", "en"))

    assert "с июля 2013 до 2028" in russian
    assert "since July 2013 until 2028" in english


def test_an_open_date_stands_in_its_year_and_says_that_it_is_open(client: Client) -> None:
    save(Event(slug="e", title_ru="Е", form="meeting", **parse("с 2014").columns()))

    assert "с 2014" in client.get("/ru/events/?year=2016").content.decode()
    assert "Е</a>" not in client.get("/ru/events/?year=2013").content.decode()


@time_machine.travel("2026-12-08 12:00+03:00", tick=False)
def test_the_last_contact_of_several_days_is_the_last_that_has_come(client: Client, omsk: City) -> None:
    for slug, when in (("twice", "2 марта и 20 декабря 2026"), ("between", "10 ноября 2026")):
        save(Event(slug=slug, title_ru=slug, form="meeting", period=parse(when)), cities=[omsk])
    facts = client.get("/ru/cities/omsk/").context["story"]
    assert (facts.first.slug, facts.last.slug) == ("twice", "between")


def test_a_city_is_as_old_as_is_known(client: Client, omsk: City) -> None:
    save(CityOccasion(city=omsk, name_ru="День города", month=8, day=5, founding_year="1716-08-05"))
    assert "с 5 августа 1716" in client.get("/ru/cities/omsk/").content.decode()


@pytest.mark.parametrize(("founded", "years"), [("1716", 310), ("0859", 1167), ("1716~", 0), ("171X", 0), ("", 0)])
def test_an_anniversary_is_counted_only_from_a_known_year(founded: str, years: int) -> None:
    assert CityOccasion(founding_year=founded).anniversary(2026) == years
