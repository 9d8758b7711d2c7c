"""The people who took part, with the office they held on that occasion."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.involvement import Part, Side, side_of
from partnerships.models.organization import Organization
from partnerships.models.record import Record
from partnerships.models.term_field import TermField
from partnerships.models.translated import HasOriginals
from partnerships.models.vocabulary_term import LiveCodes, TermLabels, VocabularyName
from partnerships.period import format_period
from partnerships.period.happening import NOT_YET, day_of, is_still_to_come


class ParticipantRole(models.TextChoices):
    """What a role of a person counts as, whatever it is called here."""

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


#: The roles of people that there are here.
PERSON_ROLES: Final = TermLabels(VocabularyName.ROLE_OF_PERSON)

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


def part_of(role: str) -> Part:
    """Return what a person with `role` did on the occasion."""
    meaning = PERSON_ROLES.meaning(role)
    return PART_OF[ParticipantRole(meaning)] if meaning else Part.TRAVELLED


def roles_of(part: Part) -> Sequence[str]:
    """Return the roles of people who did `part`: that of a member, the most usual, first, that of the head last."""
    places: dict[str, int] = {ParticipantRole.MEMBER: 0, ParticipantRole.HEAD: 2}

    def codes() -> list[str]:
        roles = (role for role in PERSON_ROLES if part_of(role) == part)
        return sorted(roles, key=lambda role: places.get(PERSON_ROLES.meaning(role), 1))

    return LiveCodes(codes)


class ParticipantQuerySet(RegisterQuerySet["Participant"]):
    def shown(self) -> Self:
        """Return the people whom the department decided to name in public."""
        return self.filter(is_public=True).select_related("organization")


class Participant(HasOriginals, RegisterModel):
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
    role = TermField(
        _("role"),
        max_length=20,
        vocabulary=VocabularyName.ROLE_OF_PERSON,
        meanings=ParticipantRole,
        # Never the first there is: that may be the head.
        default=partial(PERSON_ROLES.usual, ParticipantRole.MEMBER, ParticipantRole.PARTICIPANT),
    )
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
    consent = models.CharField(
        _("consent"), max_length=250, blank=True, help_text=_("Which paper it is, and where it is kept.")
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_paper = models.ForeignKey(
        "partnerships.Document",
        verbose_name=_("paper of the consent"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="consents",
        help_text=_("One of the documents of this record, for the department only."),
    )
    consent_withdrawn_on = models.DateField(_("consent withdrawn on"), null=True, blank=True)
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
            models.CheckConstraint(condition=Q(side__in=["", *Side.values]), name="participant_side_known"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.office) if part)

    @property
    def part(self) -> Part:
        """What the person did on the occasion."""
        return part_of(self.role)

    @property
    def is_head(self) -> bool:
        """Whether the person heads the delegation."""
        return PERSON_ROLES.meaning(self.role) == ParticipantRole.HEAD

    @property
    def stands(self) -> str:
        """The side on which the person stands."""
        return side_of(self.side, self.organization)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the consent was withdrawn and none given since."""
        withdrawn, given = self.consent_withdrawn_on, self.consent_on
        return withdrawn is not None and (given is None or given <= withdrawn)

    @property
    def lacks_consent(self) -> bool:
        """Whether a private person is shown and no consent is written down.

        That is somebody named without an office, and in no role in which people act for a body.
        """
        is_private = bool(self.name) and not self.office and PERSON_ROLES.meaning(self.role) not in OFFICIAL_ROLES
        return self.is_public and is_private and not self.has_consent

    @property
    def has_consent(self) -> bool:
        """Whether a consent is written down: which paper it is, or the paper itself."""
        return bool(self.consent or self.consent_paper_id)

    def clean(self) -> None:
        if not (self.name or self.office):
            raise ValidationError(_("Write a name, an office, or both."))
        if self.is_public and self.is_withdrawn:
            raise ValidationError({"is_public": _("The consent was withdrawn: this person is not shown any more.")})
        if self.lacks_consent:
            text = _("Somebody without an office is a private person: write the office or consent, or hide the row.")
            raise ValidationError({"is_public": text})
        self._check_paper()
        faults = dict(self._faults_of_dates())
        if faults:
            raise ValidationError(faults)

    def _faults_of_dates(self) -> Iterator[tuple[str, str]]:
        signed = {"date": format_period(self.record.period)}
        if self.is_signed_after():
            text = _("The agreement was signed by %(date)s. Correct this day, or write every day of signing there.")
            yield "signed_on", text % signed
        elif self._signs() and self.signed_on and day_of(self.signed_on).is_surely_before(self.record.period):
            yield "signed_on", _("The agreement was signed only later: %(date)s.") % signed
        for name in ("consent_on", "consent_withdrawn_on"):
            if (day := getattr(self, name)) and is_still_to_come(day_of(day)):
                yield name, str(NOT_YET)

    def _check_paper(self) -> None:
        """Refuse as the paper of a consent what belongs to another record, and what everyone may fetch."""
        if self.consent_paper and self.consent_paper.record_id != self.record_id:
            raise ValidationError({"consent_paper": _("This is a document of another record.")})
        if self.consent_paper and self.consent_paper.access != "internal":
            raise ValidationError({"consent_paper": _("A consent is for the department only: close the document.")})

    def is_signed_after(self) -> bool:
        """Say whether this would be a second last signature under an agreement."""
        return bool(self._signs() and self.signed_on and self.record.period.is_surely_before(day_of(self.signed_on)))

    def _signs(self) -> bool:
        is_of_agreement = (self.record.KIND or self.record.kind) == "agreement"
        return is_of_agreement and self.part == Part.SIGNED
