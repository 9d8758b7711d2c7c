"""When a day comes again, over 1990–2060, against calendars that are counted through day by day."""

from calendar import Calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.days.yearly import LAST, anniversary_in, day_of_month, days_within, is_round, next_day, nth_weekday

YEARS = range(1990, 2061)
EVERY_DAY = [
    date(1990, 1, 1) + timedelta(days=number) for number in range((date(2060, 12, 31) - date(1990, 1, 1)).days)
]


def test_every_nth_weekday_is_that_of_the_printed_calendar() -> None:
    printed = Calendar()
    for year in YEARS:
        for month in range(1, 13):
            weeks = [day for day in printed.itermonthdates(year, month) if day.month == month]
            for weekday in range(7):
                there = [day for day in weeks if day.weekday() == weekday]
                for ordinal in range(1, 6):
                    expected = there[ordinal - 1] if ordinal <= len(there) else None
                    assert nth_weekday(year, month, weekday, ordinal) == expected
                assert nth_weekday(year, month, weekday, LAST) == there[-1]


def test_a_day_that_a_month_lacks_is_none() -> None:
    for year in YEARS:
        for month in range(1, 13):
            there = {day.day for day in Calendar().itermonthdates(year, month) if day.month == month}
            assert [day for day in range(1, 32) if day_of_month(year, month, day)] == sorted(there)


@given(st.sampled_from(EVERY_DAY), st.integers(1, 60))
def test_an_anniversary_is_the_day_of_that_name_or_the_last_of_february(signed: date, years: int) -> None:
    year = signed.year + years
    named = [
        day for day in Calendar().itermonthdates(year, signed.month) if (day.year, day.month) == (year, signed.month)
    ]
    expected = next((day for day in named if day.day == signed.day), named[-1])
    assert anniversary_in(year, signed.month, signed.day) == expected


@given(st.sampled_from(EVERY_DAY), st.integers(1, 12), st.integers(1, 31))
def test_the_next_day_is_the_first_one_met_by_walking(first: date, month: int, day: int) -> None:
    found = next_day(lambda year: day_of_month(year, month, day), first)
    walked = (first + timedelta(days=number) for number in range(366 * 8 + 3))
    assert found == next((each for each in walked if (each.month, each.day) == (month, day)), None)


@given(st.sampled_from(EVERY_DAY), st.integers(0, 800), st.integers(1, 12), st.integers(0, 6), st.integers(1, 5))
def test_days_within_are_those_met_by_walking(first: date, length: int, month: int, weekday: int, nth: int) -> None:
    last = first + timedelta(days=length)
    walked = [
        day
        for number in range(length + 1)
        if (day := first + timedelta(days=number)).month == month
        and day.weekday() == weekday
        and (day.day - 1) // 7 + 1 == nth
    ]
    assert days_within(lambda year: nth_weekday(year, month, weekday, nth), first, last) == walked


@pytest.mark.parametrize(
    ("years", "kept", "told"), [(5, {5, 10}, True), (7, {5, 10}, False), (300, {5}, True), (0, {5}, False)]
)
def test_round_anniversaries_are_those_that_the_department_keeps(years: int, kept: set[int], told: bool) -> None:
    assert is_round(years, kept) is told
