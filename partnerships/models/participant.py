"""Who took part: organisations with their role, people with the office they held on that occasion."""

from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.organization import Organization
from partnerships.models.record import Kind, Record
from partnerships.period import format_period


class InvolvementRole(models.TextChoices):
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
    role = models.CharField(_("role"), max_length=20, choices=InvolvementRole, default=InvolvementRole.PARTICIPANT)
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
            models.CheckConstraint(condition=Q(role__in=InvolvementRole.values), name="involvement_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_role_display()})"

    @property
    def part(self) -> Part | None:
        """What the organisation did on the occasion, where its role says so."""
        return PART_OF_BODY.get(InvolvementRole(self.role))

    @property
    def stands(self) -> str:
        """The side on which the organisation stands."""
        return side_of(self.side, self.organization)


class ParticipantRole(models.TextChoices):
    HEAD = "head", _("Head of the delegation")
    MEMBER = "member", _("Member")
    HOST = "host", _("Host")
    GUEST = "guest", _("Guest")
    INVITER = "inviter", _("Inviting person")
    GREETER = "greeter", _("Sent greetings")
    SPEAKER = "speaker", _("Speaker")
    SIGNATORY = "signatory", _("Signatory")
    PARTICIPANT = "participant", _("Participant")
    RECIPIENT = "recipient", _("Recipient")
    PRESENTER = "presenter", _("Presenter")
    INTERPRETER = "interpreter", _("Interpreter")
    HONOREE = "honoree", _("Person honoured")


_PARTS: Final = {
    ParticipantRole.HOST: Part.RECEIVED,
    ParticipantRole.INVITER: Part.INVITED,
    ParticipantRole.GREETER: Part.GREETED,
    ParticipantRole.SIGNATORY: Part.SIGNED,
}
#: Role of a person → the part in the occasion; whoever did none of the others was there.
PART_OF: Final = {role: _PARTS.get(role, Part.TRAVELLED) for role in ParticipantRole}


#: What a page and a form of a visit call those who did each part; who travelled depends on the direction.
PART_TITLES: Final = {
    Part.RECEIVED: _("Who received them"),
    Part.INVITED: _("Who invited"),
    Part.GREETED: _("Who sent greetings"),
    Part.SIGNED: _("Who signed"),
}


#: Roles in which people act for the body whose office they hold; an interpreter, a performer or a person honoured is a
#: private person, whatever is written as the office.
OFFICIAL_ROLES: Final = (
    ParticipantRole.HEAD,
    ParticipantRole.MEMBER,
    ParticipantRole.HOST,
    ParticipantRole.GUEST,
    ParticipantRole.INVITER,
    ParticipantRole.GREETER,
    ParticipantRole.SIGNATORY,
    ParticipantRole.PRESENTER,
)


def roles_of(part: Part) -> tuple[str, ...]:
    """Return the roles of people who did `part`, the most usual first: that of a member."""
    roles = (role.value for role, other in PART_OF.items() if other == part)
    return tuple(sorted(roles, key=lambda role: role != ParticipantRole.MEMBER))


class ParticipantQuerySet(RegisterQuerySet["Participant"]):
    def shown(self) -> Self:
        """Return the people whom the department decided to name in public."""
        return self.filter(is_public=True).select_related("organization")


class Participant(RegisterModel):
    """A person, or an office whose holder is not named, on one occasion."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(_("full name"), max_length=150, blank=True)
    office = models.CharField(
        _("office"), max_length=300, blank=True, help_text=_("As it was on that occasion, for example deputy mayor.")
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participants",
    )
    role = models.CharField(_("role"), max_length=20, choices=ParticipantRole, default=ParticipantRole.MEMBER)
    is_public = models.BooleanField(
        _("show to the public"),
        default=False,
        help_text=_("Officials in office may be named. A private person only with a consent on file."),
    )
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    signed_on = models.DateField(
        _("signed on"), null=True, blank=True, help_text=_("The two sides may have signed on different days.")
    )
    signed_place = models.CharField(_("place of signing"), max_length=150, blank=True)
    contact = models.CharField(_("contact"), max_length=250, blank=True)
    consent = models.CharField(_("consent"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(role=ParticipantRole.HEAD),
                name="participant_one_head",
                violation_error_message=_("A delegation has one head."),
            ),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="participant_role_known"),
            models.CheckConstraint(condition=Q(side__in=["", *Side.values]), name="participant_side_known"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.office) if part)

    @property
    def part(self) -> Part:
        """What the person did on the occasion."""
        return PART_OF[ParticipantRole(self.role)]

    @property
    def stands(self) -> str:
        """The side on which the person stands."""
        return side_of(self.side, self.organization)

    def clean(self) -> None:
        if not (self.name or self.office):
            raise ValidationError(_("Write a name, an office, or both."))
        if self.is_signed_after():
            text = _("The agreement was signed by %(date)s. Correct this day, or write every day of signing there.")
            raise ValidationError({"signed_on": text % {"date": format_period(self.record.period)}})

    def is_signed_after(self) -> bool:
        """Say whether this would be a second last signature under an agreement."""
        is_of_agreement = (self.record.KIND or self.record.kind) == Kind.AGREEMENT
        signed = self.record.end if is_of_agreement and self.role == ParticipantRole.SIGNATORY else None
        return bool(signed and self.signed_on and self.signed_on > signed)
