"""Agreements: what binds on a day, what does not yet, and what does no longer."""

from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.standing.rule import Cases, Rule


class AgreementStanding(models.TextChoices):
    DRAFT = "draft", _("Draft agreement")
    UNDER_APPROVAL = "under_approval", _("Under approval")
    TO_BE_SIGNED = "to_be_signed", _("To be signed")
    NOT_YET = "not_yet", _("Not yet in force")
    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")
    SUPERSEDED = "superseded", _("Superseded")


BINDING: Final = (AgreementStanding.IN_FORCE,)
#: Signed, whatever became of it: counted among the agreements signed, and a contact.
SIGNED: Final = (
    AgreementStanding.NOT_YET,
    AgreementStanding.IN_FORCE,
    AgreementStanding.SUSPENDED,
    AgreementStanding.EXPIRED,
    AgreementStanding.TERMINATED,
    AgreementStanding.SUPERSEDED,
)


def _cases(day: date) -> Cases:
    """The last day of a term ends it, and so does a successor, whether or not somebody has changed the status."""
    return (
        (Q(status="draft"), AgreementStanding.DRAFT),
        (Q(status="under_approval"), AgreementStanding.UNDER_APPROVAL),
        (Q(start__gt=day), AgreementStanding.TO_BE_SIGNED),
        (Q(status="terminated"), AgreementStanding.TERMINATED),
        (Q(status="superseded") | Q(superseded_from__lte=str(day)), AgreementStanding.SUPERSEDED),
        (Q(status="expired") | Q(in_force_until__last__lt=str(day)), AgreementStanding.EXPIRED),
        (Q(status="suspended"), AgreementStanding.SUSPENDED),
        (Q(in_force_from__first__gt=str(day)), AgreementStanding.NOT_YET),
    )


#: Asks `status`, `start` (of the signing), `in_force_from`, `in_force_until`, and `superseded_from`: the day, as text,
#: from which a public successor binds instead.
AGREEMENT: Final = Rule(_cases, AgreementStanding.IN_FORCE)
