"""Dates of what happens at once and does not last: an action of an agreement, a step of a tie."""

import datetime
from dataclasses import replace
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.period.units import Sense
from partnerships.period.value import Period

ONE_DATE: Final = _(
    "This happens on one date: write its beginning and its end as two rows, for example a stop and a resumption."
)

NOT_YET: Final = _("This has not come yet: write the date on which it was done.")


def day_of(day: datetime.date) -> Period:
    """Return `day` as a period."""
    return Period.of((day.year, day.month, day.day))


def is_still_to_come(date: Period) -> bool:
    """Say whether all of `date` is surely after today."""
    return day_of(timezone.localdate()).is_surely_before(date)


def is_span(date: Period) -> bool:
    """Say whether `date` goes from one known end to another."""
    return date.first is not None and date.last is not None and date.first != date.last


def as_moment(date: Period) -> Period:
    """Return when it happened: of "since 2014" that is 2014."""
    is_open = date.first is not None and date.last is None and date.sense != Sense.ONCE
    return replace(date, last=date.first) if is_open else date
