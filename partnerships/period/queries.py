"""Questions to the columns of a period that its span alone does not answer: open ends, several days, doubts."""

from datetime import date
from typing import Final

from django.db.models import Q

from partnerships.period.units import TO_THE_DAY as _PRECISIONS
from partnerships.period.units import WINTER
from partnerships.period.value import OPEN_END

#: Several days of one thing; what is only about so; what has no known beginning, or happened before or after.
SEVERAL: Final = Q(edtf__startswith="{")
ABOUT: Final = Q(edtf__contains="~")
UNKNOWN_START: Final = Q(edtf__startswith=".") | Q(edtf__startswith="[")

TO_THE_DAY: Final = Q(precision__in=_PRECISIONS)
#: Both ends are known, and surely.
KNOWN_ENDS: Final = Q(end__lt=OPEN_END) & ~ABOUT & ~UNKNOWN_START


def touches(year: int) -> Q:
    """Return the rule that a period touches `year`: it may lie in it, or goes through it."""
    named = [f"{year:04}", f"{year // 10:03}X", f"{year - 1:04}-{WINTER}"]
    listed = Q()
    for text in named:
        listed |= Q(edtf__contains=f"{{{text}") | Q(edtf__contains=f",{text}")
    return Q(start__year__lte=year, end__year__gte=year) & (~SEVERAL | listed)


def is_on_day(day: date) -> Q:
    """Return the rule that a period known to the day goes on on `day`."""
    within = TO_THE_DAY & Q(start__lte=day, end__gte=day) & (KNOWN_ENDS | Q(start=day, end=OPEN_END))
    return within & (~SEVERAL | Q(edtf__contains=day.isoformat()))


def is_on_day_of_year(day: date) -> Q:
    """Return the rule that a period known to the day began, or was again, on this day and month of some year."""
    began = Q(start__month=day.month, start__day=day.day) & ~ABOUT & ~UNKNOWN_START
    return TO_THE_DAY & (began | (SEVERAL & Q(edtf__contains=f"{day:-%m-%d}")))
