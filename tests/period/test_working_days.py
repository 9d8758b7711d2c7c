"""Working days against a count of our own, day by day, over 1990-2060."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.models import HomeCity
from partnerships.period.working_days import nearest_working_day, working_days_between, working_days_from

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
WEEKS = st.sampled_from(["01234", "012345", "01236", "01256"])
HOLIDAYS = "1 January\n8 March\n29 February\n12.06\n5 April 2027"


def works_by_hand(week: str, day: date) -> bool:
    free = (day.month, day.day) in {(1, 1), (3, 8), (2, 29), (6, 12)} or day == date(2027, 4, 5)
    return str(day.weekday()) in week and not free


@given(DAYS, st.integers(-60, 60), WEEKS)
def test_as_counted_on_the_fingers(day: date, number: int, week: str) -> None:
    """Days are crossed off a list; the function goes from one to the next."""
    works = HomeCity(working_week=week, holidays=HOLIDAYS).calendar()
    around = [day + timedelta(days=offset) for offset in range(-130, 131)]
    worked = [other for other in around if works_by_hand(week, other)]
    before, after = [other for other in worked if other < day], [other for other in worked if other > day]
    expected = {
        0: next(other for other in worked if other >= day),
        **{step + 1: other for step, other in enumerate(after)},
        **{-step - 1: other for step, other in enumerate(reversed(before))},
    }
    found = working_days_from(day, number, works)
    assert found == expected[number]
    if number:
        assert working_days_between(day, found, works) == number


@given(DAYS, WEEKS)
def test_the_home_city_says_the_same_of_one_day(day: date, week: str) -> None:
    assert HomeCity(working_week=week, holidays=HOLIDAYS).works_on(day) == works_by_hand(week, day)


@pytest.mark.parametrize("number", [-5, 0, 5])
def test_where_nobody_ever_works_the_count_ends(number: int) -> None:
    assert abs((working_days_from(date(2026, 5, 1), number, lambda _day: False) - date(2026, 5, 1)).days) <= 5


def test_the_calendar_may_end() -> None:
    assert working_days_from(date(9999, 12, 30), 9, lambda _day: True) == date.max
    assert working_days_from(date(1, 1, 2), -9, lambda _day: True) == date.min
    assert nearest_working_day(date.max, lambda _day: False) == date.max
