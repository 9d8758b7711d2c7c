"""Visits, events and exhibitions: what took place, what is ahead, what will not be."""

from datetime import date
from functools import lru_cache
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.period.queries import goes_on, is_still_to_begin, was_over_before
from partnerships.standing.rule import Cases, Rule


class OccurrenceStanding(models.TextChoices):
    HELD = "held", _("Done")
    UNDER_WAY = "under_way", _("Going on now")
    TO_COME = "to_come", _("To come")
    PLANNED = "planned", _("Planned")
    UNCONFIRMED = "unconfirmed", _("Was planned, not confirmed")
    INVITED = "invited", _("Invitation")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


#: What may be counted, and is a contact.
HAPPENED: Final = (OccurrenceStanding.HELD, OccurrenceStanding.UNDER_WAY)
#: What may still be waited for.
AHEAD: Final = (OccurrenceStanding.TO_COME, OccurrenceStanding.PLANNED)
#: What will not be, or not on the day that it has.
CALLED_OFF: Final = (OccurrenceStanding.POSTPONED, OccurrenceStanding.CANCELLED)


@lru_cache(maxsize=8)
def _cases(day: date) -> Cases:
    """Only the department knows what became of a plan: a passed date alone makes no visit.

    A part of what was called off, or of what nobody confirmed, did not take place either, whatever it says itself.
    """
    return (
        (Q(status="cancelled") | Q(whole_status="cancelled"), OccurrenceStanding.CANCELLED),
        (Q(status="postponed") | Q(whole_status="postponed"), OccurrenceStanding.POSTPONED),
        (Q(status="invited") | Q(whole_status="invited"), OccurrenceStanding.INVITED),
        (Q(was_over_before(day), status="planned") | Q(whole_status="unconfirmed"), OccurrenceStanding.UNCONFIRMED),
        (Q(status="planned"), OccurrenceStanding.PLANNED),
        (is_still_to_begin(day), OccurrenceStanding.TO_COME),
        (goes_on(day), OccurrenceStanding.UNDER_WAY),
    )


#: Asks `status`, the columns of the period, and `whole_status`: of the public record that it is part of, where a plan
#: whose days are past is "unconfirmed".
OCCURRENCE: Final = Rule(_cases, OccurrenceStanding.HELD)
