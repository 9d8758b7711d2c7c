"""Units of time as EDTF writes them: (2019,), (2019, 7), (2019, 7, 30), (2019, 7, 30, 10, 0); seasons and quarters too.

The second part of a unit is a month, or, as in EDTF, a season (21 spring … 24 winter), a quarter (33–36) or a half of
a year (40, 41). A decade, which EDTF writes 199X, is its first year and DECADE. Winter begins in December of its year.
"""

import calendar
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1, 2999
SPRING, WINTER = 21, 24
QUARTER, HALF = 33, 40
DECADE = 50

type Unit = tuple[int, ...]


class Sense(StrEnum):
    """How the ends are meant."""

    EXACT = ""
    ABOUT = "about"
    ONCE = "once"  # one day of an open span: before 2014, after 2014


class Precision(models.TextChoices):
    MINUTE = "minute", _("minute")
    DAY = "day", _("day")
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    SEASON = "season", _("season")
    HALF = "half", _("half-year")
    YEAR = "year", _("year")
    DECADE = "decade", _("decade")


#: A plain set, because Django's `values` is made anew at each use.
PRECISIONS: Final = frozenset(Precision.values)
#: What is known to the day, with its hour or without.
TO_THE_DAY: Final = (Precision.DAY, Precision.MINUTE)

#: Precision → the number of its first unit in a year, how many a year has, the first month, and months in each.
_PARTS: Final = {
    Precision.MONTH: (1, 12, 1, 1),
    Precision.SEASON: (SPRING, 4, 3, 3),
    Precision.QUARTER: (QUARTER, 4, 1, 3),
    Precision.HALF: (HALF, 2, 1, 6),
}
_BY_LENGTH: Final = {1: Precision.YEAR, 3: Precision.DAY, 5: Precision.MINUTE}


def precision_of(unit: Unit) -> Precision:
    """Return how precise `unit` is; ValueError for what is no unit."""
    if len(unit) != 2:
        return _BY_LENGTH[len(unit)]
    if unit[1] == DECADE:
        return Precision.DECADE
    return next(name for name, (first, count, *_months) in _PARTS.items() if first <= unit[1] < first + count)


def check_unit(unit: Unit) -> Unit:
    """Return `unit`, or raise ValueError where the calendar has no such unit."""
    try:
        precision = precision_of(unit)
    except (KeyError, StopIteration):
        raise ValueError("no such unit") from None
    if not FIRST_YEAR <= unit[0] <= LAST_YEAR or (precision == Precision.DECADE and unit[0] % 10):
        raise ValueError("the year is out of range")
    if precision == Precision.DAY:
        date(*unit)
    elif precision == Precision.MINUTE:
        _moment(unit)
    return unit


def _moment(unit: Unit) -> datetime:
    year, month, day, hour, minute = unit
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - by the city's clock, whatever that is


def first_day(unit: Unit) -> date:
    """Return the first day of `unit`."""
    precision = precision_of(unit)
    if precision in TO_THE_DAY:
        return date(*unit[:3])
    if precision in _PARTS:
        first, _count, month, months = _PARTS[precision]
        return date(unit[0], month + (unit[1] - first) * months, 1)
    return date(unit[0] or 1, 1, 1)


def last_day(unit: Unit) -> date:
    """Return the last day of `unit`."""
    precision = precision_of(unit)
    if precision in TO_THE_DAY:
        return date(*unit[:3])
    if precision in _PARTS:
        first, _count, month, months = _PARTS[precision]
        year, before = divmod(month + (unit[1] - first + 1) * months - 2, 12)
        return date(unit[0] + year, before + 1, calendar.monthrange(unit[0] + year, before + 1)[1])
    return date(unit[0] + (9 if precision == Precision.DECADE else 0), 12, 31)


def unit_at(day: date, precision: str, clock: time | None = None) -> Unit:
    """Return the unit of `precision` that `day` lies in."""
    if precision == Precision.MINUTE:
        clock = clock or time()
        return (day.year, day.month, day.day, clock.hour, clock.minute)
    if precision == Precision.DAY:
        return (day.year, day.month, day.day)
    if precision == Precision.DECADE:
        return (day.year // 10 * 10, DECADE)
    if precision == Precision.YEAR:
        return (day.year,)
    first, _count, month, months = _PARTS[Precision(precision)]
    year, at = divmod(day.year * 12 + day.month - month, 12)  # January and February are the end of a winter
    return (year, first + at // months)


def step(unit: Unit, by: int) -> Unit:
    """Return the unit that comes `by` units after `unit`; ValueError past the last year."""
    precision = precision_of(unit)
    if precision in _PARTS:
        first, count, *_months = _PARTS[precision]
        year, at = divmod(unit[0] * count + unit[1] - first + by, count)
        return check_unit((year, first + at))
    try:
        if precision == Precision.DAY:
            return check_unit(unit_at(date(*unit) + timedelta(by), precision))
        if precision == Precision.MINUTE:
            moment = _moment(unit) + timedelta(minutes=by)
            return check_unit(unit_at(moment.date(), precision, moment.time()))
    except OverflowError as error:
        raise ValueError("the year is out of range") from error
    return check_unit((unit[0] + by * (10 if precision == Precision.DECADE else 1), *unit[1:]))


def clock_of(unit: Unit) -> time | None:
    """Return the hour of `unit`, if it has one."""
    return time(*unit[3:]) if len(unit) == 5 else None


def edtf_of(unit: Unit) -> str:
    """Return `unit` in EDTF."""
    if len(unit) == 2 and unit[1] == DECADE:
        return f"{unit[0] // 10:03}X"
    text = "-".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(unit[:3]))
    return f"{text}T{unit[3]:02}:{unit[4]:02}:00" if len(unit) == 5 else text
