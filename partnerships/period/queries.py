"""Questions to the columns of a period that its span alone does not answer: open ends, several days, doubts."""

from calendar import isleap, monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import F, Q

from partnerships.period.edtf import read_edtf
from partnerships.period.units import TO_THE_DAY as _PRECISIONS
from partnerships.period.units import WINTER, Precision, last_day, unit_at
from partnerships.period.value import OPEN_END, Period

#: Several days of one thing; what is only about so; what has no known beginning, or happened before or after.
SEVERAL: Final = Q(edtf__startswith="{")
ABOUT: Final = Q(edtf__contains="~")
UNKNOWN_START: Final = Q(edtf__startswith=".") | Q(edtf__startswith="[")
#: "Until 2030": it goes on already, nobody knows since when.
OPEN_START: Final = Q(edtf__startswith=".")
#: "After 2014": the columns hold the first unit that it may be, and it may be any later one.
UNKNOWN_END: Final = Q(edtf__contains="..]")

#: Begins before it ends; an index holds those that do.
LONGER: Final = Q(start__lt=F("end"))
TO_THE_DAY: Final = Q(precision__in=_PRECISIONS)
#: Both ends are known, and surely.
KNOWN_ENDS: Final = Q(end__lt=OPEN_END) & ~ABOUT & ~UNKNOWN_START

#: How many years of a month are asked for.
MONTHS_BACK: Final = 10


def touches(year: int) -> Q:
    """Return the rule that a period touches `year`: it may lie in it, or goes through it."""
    named = [f"{year:04}", f"{year // 10:03}X", f"{year - 1:04}-{WINTER}"]
    listed = Q()
    for text in named:
        listed |= Q(edtf__contains=f"{{{text}") | Q(edtf__contains=f",{text}")
    return Q(start__year__lte=year, end__year__gte=year) & (~SEVERAL | listed)


def was_over_before(day: date) -> Q:
    """Return the rule that all of a period is known to have passed before `day`."""
    return Q(end__lt=day) & ~UNKNOWN_END


def is_on_day(day: date) -> Q:
    """Return the rule that a period known to the day goes on on `day`."""
    within = TO_THE_DAY & Q(start__lte=day, end__gte=day) & (KNOWN_ENDS | Q(start=day, end=OPEN_END))
    return within & (~SEVERAL | Q(edtf__contains=day.isoformat()))


def is_still_to_begin(day: date) -> Q:
    """Return the rule that a period is known to begin after `day`: of an open beginning nobody can say so."""
    return Q(start__gt=day) & ~OPEN_START


def begins_within(first: date, last: date) -> Q:
    """Return the rule that a period is known to begin from `first` to `last`: of an open beginning nobody knows it."""
    return Q(start__range=(first, last)) & ~OPEN_START


def meets(period: Period) -> Q:
    """Return the rule that a period may have days in common with `period`, whose ends may be open."""
    begun = Q(start__lte=period.end or OPEN_END) | OPEN_START | Q(edtf__startswith="[..")
    return begun & (Q(end__gte=period.start) | UNKNOWN_END if period.start else Q())


def goes_on(day: date) -> Q:
    """Return the rule that a period is known to have begun by `day`, and has days or units of it still to come.

    Between its several days it goes on; within a single month or year nobody knows on which side of `day` it was.
    """
    to_the_day = TO_THE_DAY & (Q(end__gte=day) & KNOWN_ENDS | Q(start=day, end=OPEN_END))
    later = (Q(precision=one, end__gt=last_day(unit_at(day, one))) for one in Precision if one not in _PRECISIONS)
    in_units = KNOWN_ENDS & reduce(or_, later)
    return (OPEN_START & Q(end__gte=day)) | (Q(start__lte=day) & (to_the_day | in_units))


def began_on_day_of_year(day: date, earliest: date) -> Q:
    """Return the rule that a period known to the day began on this day and month of some year since `earliest`.

    The days are named one by one: of a month and a day no index knows.
    """
    years = range(earliest.year, day.year + 1)
    days = [date(year, day.month, day.day) for year in years if (day.month, day.day) != (2, 29) or isleap(year)]
    return TO_THE_DAY & Q(start__in=days) & ~ABOUT & ~UNKNOWN_START


def was_on_day_of_year(day: date) -> Q:
    """Return the rule that one of several days, each known, was on this day and month of some year."""
    return TO_THE_DAY & LONGER & SEVERAL & Q(edtf__contains=f"{day:-%m-%d}")


def was_in_month_of_year(day: date) -> Q:
    """Return the rule that a period lay within the month of `day` in one of the last MONTHS_BACK years.

    The months are named one by one: of a month alone no index knows.
    """
    spans = (
        Q(start__gte=date(year, day.month, 1), end__lte=date(year, day.month, monthrange(year, day.month)[1]))
        for year in range(day.year - MONTHS_BACK, day.year)
    )
    return reduce(or_, spans) & ~ABOUT & ~UNKNOWN_START


def count_years(spans: Iterable[tuple[int, int, str, int]], now: int) -> dict[int, int]:
    """Return how many of `spans` touch each year: first year, last year, EDTF of several units or "", and how many."""
    counts: Counter[int] = Counter()
    for first, last, several, count in spans:
        lasting = max(first, now) if last == OPEN_END.year else last
        for year in read_edtf(several).years() if several else range(first, lasting + 1):
            counts[year] += count
    return counts
