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

#: The longest that a signing and the like take.
SEASON: Final = datetime.timedelta(days=92)


def day_of(day: datetime.date) -> Period:
    """Return `day` as a period."""
    return Period.of((day.year, day.month, day.day))


def is_still_to_come(date: Period) -> bool:
    """Say whether all of `date` is surely after today."""
    return day_of(timezone.localdate()).is_surely_before(date)


def is_span(date: Period) -> bool:
    """Say whether `date` goes on to an end that it names: "1992–2014", and "until 2014" just so."""
    return date.last is not None and date.first != date.last and date.sense != Sense.ONCE


def is_term(date: Period) -> bool:
    """Say whether `date` is how long something lasts and not when it was done: "2014–2019", "until 2019".

    What is done once may take a season, or be known only roughly; days named one by one are days of the deed.
    """
    if date.first is None or not is_span(date):
        return is_span(date)
    is_long = date.start is not None and date.end is not None and date.end - date.start > SEASON
    return is_long and not date.named and date.sense != Sense.ABOUT


def has_open_end(date: Period) -> bool:
    """Say whether `date` goes on without an end: "since 2014", but not "after 2014"."""
    return date.first is not None and date.last is None and date.sense != Sense.ONCE


def as_moment(date: Period) -> Period:
    """Return when it happened: of "since 2014" that is 2014."""
    return replace(date, last=date.first) if has_open_end(date) else date
