"""When a day comes again: a day of a month, the n-th weekday of one, an anniversary. Nothing here asks a database."""

from calendar import FEBRUARY, monthrange
from collections.abc import Callable, Collection
from datetime import date
from typing import Final

#: The day that most years lack.
LEAP_DAY: Final = (FEBRUARY, 29)
#: From one 29 February to the next at most, as around 2100.
LONGEST_WAIT: Final = 8
#: The ordinal of the last weekday of a month.
LAST: Final = -1

type DayOfYear = Callable[[int], date | None]


def day_of_month(year: int, month: int, day: int) -> date | None:
    """Return that day of `month`; None where the month has no such day, as 29 February of most years."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def nth_weekday(year: int, month: int, weekday: int, ordinal: int) -> date | None:
    """Return the `ordinal`-th `weekday` of `month`, LAST the last one; None where there is no fifth one.

    Monday is 0.
    """
    first, length = monthrange(year, month)
    earliest = 1 + (weekday - first) % 7
    if ordinal == LAST:
        return date(year, month, earliest + (length - earliest) // 7 * 7)
    return day_of_month(year, month, earliest + (ordinal - 1) * 7)


def anniversary_in(year: int, month: int, day: int) -> date:
    """Return the day on which something of `month` and `day` is kept in `year`; 28 February where 29 is missing."""
    return day_of_month(year, month, day) or date(year, FEBRUARY, 28)


def next_day(day_in: DayOfYear, first: date) -> date | None:
    """Return the first day that `day_in` gives on `first` or later; None where no year near has one."""
    years = range(first.year, min(first.year + LONGEST_WAIT, date.max.year) + 1)
    return next((found for year in years if (found := day_in(year)) and found >= first), None)


def days_within(day_in: DayOfYear, first: date, last: date) -> list[date]:
    """Return the days that `day_in` gives from `first` to `last`, both included."""
    found = (day_in(year) for year in range(first.year, last.year + 1))
    return [day for day in found if day and first <= day <= last]


def is_round(years: int, kept: Collection[int]) -> bool:
    """Say whether an anniversary is kept after so many `years`: those in `kept`, and each whole century."""
    return years in kept or (years > 0 and years % 100 == 0)
