"""Letters to partners: what every letter that leaves knows of its way; invitations and thanks. Nothing is public."""

from datetime import date, timedelta
from typing import Final, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.organization import Organization
from partnerships.models.record import Record
from partnerships.models.translated import HasOriginals
from partnerships.text.translated import CODES, text_column, text_columns

#: A letter that nobody answered within so many days is told among what the ties owe.
ANSWERED_WITHIN: Final = 60


class LetterState(models.TextChoices):
    TO_WRITE = "to_write", _("To write")
    READY = "ready", pgettext_lazy("greeting", "Ready")
    SENT = "sent", pgettext_lazy("letter", "Sent")
    ANSWERED = "answered", _("Answered")
    NOT_NEEDED = "not_needed", _("Not needed")


class SentBy(models.TextChoices):
    """How a letter left."""

    POST = "post", _("By post")
    MAIL = "mail", _("By e-mail")
    HAND = "hand", _("Handed over")
    MESSAGE = "message", _("By telegram or messenger")
    SPEECH = "speech", _("By phone or video")


#: Somebody still has to do something.
OPEN: Final = (LetterState.TO_WRITE, LetterState.READY)
#: It has left.
GONE: Final = (LetterState.SENT, LetterState.ANSWERED)


class OutgoingLetterQuerySet[M: "OutgoingLetter"](RegisterQuerySet[M]):
    def gone_within(self, first: date, last: date) -> Self:
        """Return the letters that left from `first` to `last`."""
        return self.filter(state__in=GONE, sent_on__range=(first, last))

    def unanswered(self, day: date) -> Self:
        """Return the letters that left long before `day` and that nobody has answered."""
        return self.filter(state=LetterState.SENT, sent_on__lt=day - timedelta(days=ANSWERED_WITHIN))


class OutgoingLetter(HasOriginals, RegisterModel):
    """What a letter says has a title, a text and a sender of its own; here is to whom it goes and what became of it."""

    #: Each kind of letter calls these by its own name.
    title: "models.CharField[str, str]"
    text: "models.TextField[str, str]"
    sender: "models.CharField[str, str]"
    addressee = models.CharField(
        _("to whom"), max_length=300, blank=True, help_text=_("Office and name as they stand on the letter.")
    )
    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.TO_WRITE)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_how = models.CharField(_("how it was sent"), max_length=8, choices=SentBy, blank=True)
    number = models.CharField(_("outgoing number"), max_length=60, blank=True)
    reply_on = models.DateField(_("answered on"), null=True, blank=True)
    reply = models.TextField(_("text of the answer"), blank=True)
    mailbox = models.EmailField(_("e-mail of the addressee"), blank=True)
    internal_note = models.TextField(_("note"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="%(class)s_state_known"),
            models.CheckConstraint(condition=Q(sent_how__in=["", *SentBy.values]), name="%(class)s_way_known"),
            models.CheckConstraint(
                condition=~Q(state__in=GONE) | Q(sent_on__isnull=False), name="%(class)s_sent_on_a_day"
            ),
        ]

    def clean(self) -> None:
        """Say at its field what a state needs, and what cannot have been."""
        if self.state in GONE and not self.sent_on:
            raise ValidationError({"sent_on": _("Give the day on which it was sent.")})
        if self.sent_on and self.sent_on > timezone.localdate():
            raise ValidationError({"sent_on": _("This day is still to come.")})
        if self.reply_on and self.sent_on and self.reply_on < self.sent_on:
            raise ValidationError({"reply_on": _("The answer cannot be older than the letter.")})

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to write or send it."""
        return self.state in OPEN

    @property
    def has_left(self) -> bool:
        """Whether it has left, answered or not."""
        return self.state in GONE

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Its text in each language that has one, with the code of the language."""
        return [(code, text) for code in CODES if (text := getattr(self, text_column("text", code)))]


class LetterKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation")
    THANKS = "thanks", _("Letter of thanks")


class LetterQuerySet(OutgoingLetterQuerySet["Letter"]):
    def for_list(self) -> Self:
        """Return letters with what a line says of them, those still to send first, then the latest."""
        rows = self.select_related("city", "organization", "record")
        return rows.order_by(F("sent_on").desc(nulls_first=True), "-pk")


class Letter(OutgoingLetter):
    """An invitation or thanks, to a city, an organisation or a person, on an occasion or without one."""

    kind = models.CharField(_("kind of letter"), max_length=12, choices=LetterKind)
    record = models.ForeignKey(
        Record,
        verbose_name=_("on the occasion of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="letters",
    )
    city = models.ForeignKey(
        City, verbose_name=_("city"), null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="letters",
    )
    title = models.CharField(_("subject of the letter"), max_length=250)
    text = models.TextField(_("text of the letter"), blank=True)
    sender = models.CharField(
        _("who writes"), max_length=300, blank=True, help_text=_("Office and name of whoever signs.")
    )

    objects = LetterQuerySet.as_manager()

    class Meta(OutgoingLetter.Meta):
        ordering = ["-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            *OutgoingLetter.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letter_kind_known"),
        ]
        indexes = [models.Index(fields=["sent_on"], name="letter_by_day_sent")]

    def __str__(self) -> str:
        return ": ".join(filter(None, (str(self.organization or self.city or ""), self.title)))

    def clean(self) -> None:
        """Ask besides for somebody to whom it goes."""
        super().clean()
        if not self.city and not self.organization and not any(map(self._says, text_columns("addressee"))):
            raise ValidationError({"city": _("Say to whom it goes: a city, an organisation or a person.")})

    def _says(self, column: str) -> str:
        return getattr(self, column) or ""
