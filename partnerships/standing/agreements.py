"""Agreements: what binds on a day, what does not yet, and what does no longer."""

from datetime import date
from functools import lru_cache
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.standing.rule import Cases, Rule


class AgreementStanding(models.TextChoices):
    DRAFT = "draft", _("Draft agreement")
    UNDER_APPROVAL = "under_approval", _("Under approval")
    TO_BE_SIGNED = "to_be_signed", _("To be signed")
    NOT_YET = "not_yet", _("Not yet in force")
    NOT_KNOWN = "not_known", _("Not known whether in force")
    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")
    SUPERSEDED = "superseded", _("Superseded")


BINDING: Final = (AgreementStanding.IN_FORCE,)
#: Signed, whatever became of it: counted among the agreements signed, and a contact.
SIGNED: Final = (
    AgreementStanding.NOT_YET,
    AgreementStanding.NOT_KNOWN,
    AgreementStanding.IN_FORCE,
    AgreementStanding.SUSPENDED,
    AgreementStanding.EXPIRED,
    AgreementStanding.TERMINATED,
    AgreementStanding.SUPERSEDED,
)
#: Signed, and no longer only to come.
BEGUN: Final = tuple(standing for standing in SIGNED if standing != AgreementStanding.NOT_YET)

#: Binding no more, whatever ended them.
OVER: Final = (AgreementStanding.EXPIRED, AgreementStanding.TERMINATED, AgreementStanding.SUPERSEDED)

#: Agreements that end soon or have run out; a successor, or an end that was written down, needs no renewal.
LAPSING: Final = (AgreementStanding.IN_FORCE, AgreementStanding.NOT_YET, AgreementStanding.EXPIRED)
#: Agreements at which the department looks again.
REVIEWED: Final = (*LAPSING, AgreementStanding.NOT_KNOWN, AgreementStanding.SUSPENDED)


def _cases(day: date) -> Cases:
    return _cases_on(day, is_past=day < timezone.localdate())


@lru_cache(maxsize=8)
def _cases_on(day: date, *, is_past: bool) -> Cases:
    """The last day of a term ends it, unless it was prolonged or renews itself; and so does a successor.

    Of what has no date at all nobody knows whether it binds; a last day alone tells only that it does by now.
    """
    term_over = Q(lengthened_until__lt=str(day)) | Q(lengthened_until=None, in_force_until__end__lt=str(day))
    undated = Q(start=None, in_force_from__first=None, entered=None, lengthened_until=None)
    if not is_past:
        undated &= Q(in_force_until__first=None)
    return (
        (Q(status="draft"), AgreementStanding.DRAFT),
        (Q(status="under_approval"), AgreementStanding.UNDER_APPROVAL),
        (Q(start__gt=day), AgreementStanding.TO_BE_SIGNED),
        (Q(ended_by="terminated"), AgreementStanding.TERMINATED),
        (Q(ended_by="superseded") | Q(superseded_from__lte=str(day)), AgreementStanding.SUPERSEDED),
        (Q(ended_by="expired"), AgreementStanding.EXPIRED),
        (term_over & (Q(renews_itself=False) | Q(is_noticed=True)), AgreementStanding.EXPIRED),
        (Q(paused_by="suspended"), AgreementStanding.SUSPENDED),
        (Q(entered__gt=str(day)) | Q(entered=None, in_force_from__first__gt=str(day)), AgreementStanding.NOT_YET),
        (undated, AgreementStanding.NOT_KNOWN),
    )


#: Asks `status`, `start` (of the signing), `in_force_from`, `in_force_until`, `renews_itself`; what its actions say by
#: that day (`ended_by`, `paused_by`, `entered`, `lengthened_until`, `is_noticed`); and `superseded_from`: the day, as
#: text, from which a public successor binds instead.
AGREEMENT: Final = Rule(_cases, AgreementStanding.IN_FORCE)
