from datetime import date

import pytest

from partnerships.period import Period, format_period
from partnerships.period.units import DECADE, last_day, step
from partnerships.period.value import plain_span


@pytest.mark.parametrize(
    "parts",
    [
        (date(2019, 7, 2), date(2019, 7, 31), "month"),
        (date(2019, 8, 1), date(2019, 7, 31), "day"),
        (date(2019, 7, 1), date(2019, 7, 31), "week"),
        (date(2019, 1, 1), date(2019, 3, 31), "season"),
        (date(2019, 1, 1), date(2028, 12, 31), "decade"),
    ],
)
def test_only_whole_units_make_a_period(parts: tuple[date, date, str]) -> None:
    with pytest.raises(ValueError, match="period"):
        plain_span(*parts)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Period.of((2019, 13)),
        lambda: Period.of((2019, 2, 29)),
        lambda: Period.of((2019, 7, 30, 24, 0)),
        lambda: Period.of((2019,), (2019, 7)),
        lambda: Period.of((2019, 21), (2019, 33)),
        lambda: Period.of((2020,), (2019,)),
        lambda: Period.of((3000,)),
        lambda: Period.of((1995, DECADE)),
        lambda: Period.after((2999,)),
        lambda: Period(named=((2019,), (2021,))),
        lambda: Period((2019,), (2021,), named=((2019,), (2020,), (2021,))),
    ],
)
def test_what_is_no_period_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever part found it
        wrong()  # type: ignore[operator]


def test_undated_prints_its_remark_alone() -> None:
    assert format_period(Period(), "ежегодно", "ru") == "ежегодно"
    assert format_period(Period.of((2019, 7)), "annually", "en") == "July 2019 (annually)"
    assert not Period()


PRINTED = [
    (Period.of((2022, 7, 30), (2022, 8, 2)), "30 июля – 2 августа 2022", "30 July – 2 August 2022"),
    (Period.of((2022, 10, 4), (2022, 10, 5)), "4–5 октября 2022", "4–5 October 2022"),
    (Period.of((2022, 7, 30, 10, 0)), "30 июля 2022, 10:00", "30 July 2022, 10:00"),
    (Period.of((2022, 7, 30, 10, 0), (2022, 7, 30, 12, 30)), "30 июля 2022, 10:00–12:30", "30 July 2022, 10:00–12:30"),
    (Period.of((2021, 21)), "весна 2021", "spring 2021"),
    (Period.of((2020, 24)), "зима 2020/21", "winter 2020/21"),
    (Period.of((2020, 23), (2020, 24)), "осень 2020 – зима 2020/21", "autumn 2020 – winter 2020/21"),
    (Period.of((2020, 35)), "III квартал 2020", "3rd quarter of 2020"),
    (Period.of((2020, 33), (2020, 35)), "I–III кварталы 2020", "1st–3rd quarters of 2020"),
    (Period.of((2021, 41)), "II полугодие 2021", "2nd half of 2021"),
    (Period.of((1990, DECADE)), "1990-е", "1990s"),
    (Period.since((2014,)), "с 2014", "since 2014"),
    (Period.since((2019, 7, 2)), "со 2 июля 2019", "since 2 July 2019"),
    (Period.since((2020, 34)), "со II квартала 2020", "since 2nd quarter of 2020"),
    (Period.until((2014, 7)), "до июля 2014", "until July 2014"),
    (Period.before((2014,)), "раньше 2014", "before 2014"),
    (Period.after((2021, 21)), "после весны 2021", "after spring 2021"),
    (Period.about((1985,)), "около 1985", "about 1985"),
    (Period.about((1990, DECADE)), "около 1990-х", "about 1990s"),
    (
        Period.several([(2015, 11, 8), (2016, 9, 23)]),
        "8 ноября 2015 и 23 сентября 2016",
        "8 November 2015 and 23 September 2016",
    ),
    (Period.several([(2021, 5, 5), (2021, 5, 6), (2021, 5, 12)]), "5–6 и 12 мая 2021", "5–6 and 12 May 2021"),
    (Period.several([(2020, 33), (2020, 35)]), "I и III кварталы 2020", "1st and 3rd quarters of 2020"),
]


@pytest.mark.parametrize(("period", "russian", "english"), PRINTED)
def test_a_date_is_printed_as_it_is_known(period: Period, russian: str, english: str) -> None:
    assert format_period(period, language="ru") == russian
    assert format_period(period, language="en") == english


def test_days_that_follow_one_another_are_one_span() -> None:
    assert Period.several([(2019, 6, 6), (2019, 6, 5)]) == Period.of((2019, 6, 5), (2019, 6, 6))


def test_an_open_end_holds_every_later_day_and_a_gap_none() -> None:
    assert Period.since((2014,)).holds(date(2090, 1, 1))
    assert not Period.since((2014,)).holds(date(2013, 12, 31))
    assert not Period.before((2014,)).holds(date(2014, 1, 1))
    several = Period.several([(2015, 11, 8), (2016, 9, 23)])
    assert several.holds(date(2016, 9, 23))
    assert not several.holds(date(2016, 1, 1))


def test_the_years_are_those_that_are_known() -> None:
    assert Period.several([(2014,), (2016,)]).years() == [2014, 2016]
    assert Period.since((2014,)).years(2017) == [2014, 2015, 2016, 2017]
    assert Period.until((2014,)).years(2017) == [2014]
    assert Period.before((2014,)).years(2017) == [2013]
    assert Period.after((2014,)).years(2017) == [2015]
    assert Period.of((2020, 24)).years() == [2020, 2021]


def test_a_winter_ends_in_the_next_year() -> None:
    assert last_day((2019, 24)) == date(2020, 2, 29)
    assert step((2019, 24), 1) == (2020, 21)
