"""Working days: the day so many of them after or before another."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

#: Whether somebody works on a day.
type Works = Callable[[date], bool]

#: A search that has not found a working day by then finds none.
MOST_FREE: Final = 366


def nearest_working_day(day: date, works: Works, *, step: int = 1) -> date:
    """Return `day` if it is worked on, else the next such day, with a `step` of -1 the one before.

    `day` itself where a year brings none, or the calendar ends.
    """
    found = day
    for _ in range(MOST_FREE):
        if works(found):
            return found
        if found in (date.min, date.max):
            break
        found += timedelta(days=step)
    return day


def working_days_from(day: date, number: int, works: Works) -> date:
    """Return the working day that is the `number`-th after `day`, of a negative number the one before it.

    `day` itself is not counted, as terms are counted in law. Of 0 it is `day`, or the next that is worked on.
    The first or the last day there is where the calendar ends before.
    """
    step = 1 if number >= 0 else -1
    if not number:
        return nearest_working_day(day, works)
    found = day
    for _ in range(abs(number)):
        if found in (date.min, date.max):
            break
        found = nearest_working_day(found + timedelta(days=step), works, step=step)
    return found


def working_days_between(first: date, last: date, works: Works) -> int:
    """Return how many days after `first` up to `last` are worked on, as a negative number where `last` is before."""
    if last < first:
        return -working_days_between(last - timedelta(days=1), first - timedelta(days=1), works)
    return sum(works(first + timedelta(days=number)) for number in range(1, (last - first).days + 1))
