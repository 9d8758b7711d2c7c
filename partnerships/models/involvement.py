"""Which organisations took part, and what organisations and people may have done on an occasion."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel
from partnerships.models.organization import Organization
from partnerships.models.record import Record
from partnerships.models.term_field import TermField
from partnerships.models.vocabulary_term import LiveCodes, TermLabels, VocabularyName


class InvolvementRole(models.TextChoices):
    """What a role of an organisation counts as, whatever it is called here."""

    PARTY = "party", _("Party")
    ORGANIZER = "organizer", _("Organiser")
    CO_ORGANIZER = "co_organizer", _("Co-organiser")
    HOST = "host", _("Host")
    INVITER = "inviter", _("Inviting side")
    PARTICIPANT = "participant", _("Participant")
    PARTNER = "partner", _("Partner")
    VENUE = "venue", _("Venue")
    GUEST = "guest", _("Guest")
    OTHER = "other", _("Other")


#: The roles of organisations that there are here.
BODY_ROLES: Final = TermLabels(VocabularyName.ROLE_OF_BODY)


class Part(models.TextChoices):
    """What somebody did on the occasion: only those who travelled are counted as people of a delegation."""

    TRAVELLED = "travelled", _("travelled")
    RECEIVED = "received", _("received")
    INVITED = "invited", _("invited")
    GREETED = "greeted", _("sent greetings")
    SIGNED = "signed", _("signed")


#: Role of an organisation → its part, for the roles that say one.
PART_OF_BODY: Final = {
    InvolvementRole.HOST: Part.RECEIVED,
    InvolvementRole.INVITER: Part.INVITED,
    InvolvementRole.PARTY: Part.SIGNED,
}


class Side(models.TextChoices):
    HOME = "home", _("Our side")
    PARTNER = "partner", _("Partner's side")


def side_of(side: str, organization: Organization | None) -> str:
    """Return on which side somebody stands: as written down, else by the organisation; "" where neither tells."""
    if side or organization is None:
        return side
    return Side.HOME if organization.is_home else Side.PARTNER


class Involvement(RegisterModel):
    """The part an organisation has in a record; the parties of an agreement are bodies, not cities."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="involvements")
    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="involvements"
    )
    role = TermField(
        _("role"),
        max_length=20,
        vocabulary=VocabularyName.ROLE_OF_BODY,
        meanings=InvolvementRole,
        default=partial(BODY_ROLES.usual, InvolvementRole.PARTICIPANT),
    )
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("organisation taking part")
        verbose_name_plural = _("organisations taking part")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "organization", "role"],
                name="involvement_once_a_role",
                violation_error_message=_("This organisation already has this role here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_role_display()})"

    @property
    def part(self) -> Part | None:
        """What the organisation did on the occasion, where its role says so."""
        meaning = BODY_ROLES.meaning(self.role)
        return PART_OF_BODY.get(InvolvementRole(meaning)) if meaning else None

    @property
    def stands(self) -> str:
        """The side on which the organisation stands."""
        return side_of(self.side, self.organization)


def roles_of_bodies(part: Part) -> Sequence[str]:
    """Return the roles of organisations that did `part`."""
    meanings = [meaning for meaning, done in PART_OF_BODY.items() if done == part]
    return LiveCodes(lambda: BODY_ROLES.counting_as(*meanings))
