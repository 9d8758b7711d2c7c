"""Greetings to partner cities: what is due, what was written and sent, what came back. Nothing of it is public."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.models.agreement import Agreement
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.birthday import Birthday
from partnerships.models.city import City, CityOccasion
from partnerships.models.national_day import NationalDay
from partnerships.models.organization import Organization
from partnerships.models.translated import HasOriginals
from partnerships.models.user import User
from partnerships.text.translated import CODES, first_column, text_column

#: The fields by which a greeting knows what it is for; one of them at most is filled in.
SOURCES: Final = ("occasion", "agreement", "national_day", "birthday")
#: A greeting that nobody answered within so many days is told among what the ties owe.
ANSWERED_WITHIN: Final = 60


class GreetingState(models.TextChoices):
    TO_WRITE = "to_write", _("To write")
    READY = "ready", pgettext_lazy("greeting", "Ready")
    SENT = "sent", pgettext_lazy("greeting", "Sent")
    ANSWERED = "answered", _("Answered")
    NOT_NEEDED = "not_needed", _("Not needed")


class SentBy(models.TextChoices):
    """How a greeting left."""

    POST = "post", _("By post")
    MAIL = "mail", _("By e-mail")
    HAND = "hand", _("Handed over")
    MESSAGE = "message", _("By telegram or messenger")
    SPEECH = "speech", _("By phone or video")


#: Somebody still has to do something.
OPEN: Final = (GreetingState.TO_WRITE, GreetingState.READY)
#: It has left.
GONE: Final = (GreetingState.SENT, GreetingState.ANSWERED)


def sources_filled() -> Q:
    """Return the rule that a greeting is for one source at most."""
    return Q(*(_only(source) for source in SOURCES), Q(**dict.fromkeys(SOURCES)), _connector=Q.OR)


def _only(source: str) -> Q:
    return Q(**{f"{source}__isnull": False}, **dict.fromkeys(set(SOURCES) - {source}))


class GreetingQuerySet(RegisterQuerySet["Greeting"]):
    def for_list(self) -> Self:
        """Return greetings with what a line says of them, the latest day first."""
        return self.select_related("city", *SOURCES).order_by("-due_on", "-pk")

    def due_within(self, first: date, last: date) -> Self:
        """Return the greetings for the days from `first` to `last`."""
        return self.filter(due_on__range=(first, last))

    def before_year(self, year: int, cities: Iterable[int]) -> Self:
        """Return what these cities were greeted with before `year`, the latest first; not what nobody needed."""
        earlier = self.filter(year__lt=year, city__in=list(cities)).exclude(state=GreetingState.NOT_NEEDED)
        return earlier.order_by("-due_on", "-pk")

    def unanswered(self, day: date) -> Self:
        """Return the greetings that left long before `day` and that nobody has answered."""
        return self.filter(state=GreetingState.SENT, sent_on__lt=day - timedelta(days=ANSWERED_WITHIN))

    def seen_by(self, user: User) -> Self:
        """Return the greetings of which `user` may know: of birthdays, those who may see birthdays."""
        return self if user.has_perm("partnerships.view_birthday") else self.without_birthdays()

    def without_birthdays(self) -> Self:
        """Return the greetings that tell of nobody's birthday, whether it is still kept or not."""
        return self.filter(is_personal=False)


class Greeting(HasOriginals, RegisterModel):
    """A greeting of one year to a partner city, an organisation or a person in it."""

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="greetings")
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation in the city"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="greetings",
    )
    addressee = models.CharField(
        _("to whom"), max_length=300, blank=True, help_text=_("Office and name as they stand on the letter.")
    )
    title = models.CharField(_("what on"), max_length=250)
    due_on = models.DateField(_("day of the occasion"))
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    occasion = models.ForeignKey(
        CityOccasion,
        verbose_name=_("occasion of the city"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="greetings",
    )
    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("anniversary of the agreement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="greetings",
    )
    national_day = models.ForeignKey(
        NationalDay,
        verbose_name=_("national day"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="greetings",
    )
    birthday = models.ForeignKey(
        Birthday,
        verbose_name=_("birthday"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="greetings",
    )
    #: Made for a birthday; it stays one when that is deleted.
    is_personal = models.BooleanField(_("for a birthday"), default=False, editable=False)
    text = models.TextField(_("text of the greeting"), blank=True)
    sender = models.CharField(
        _("who greets"), max_length=300, blank=True, help_text=_("Office and name of whoever signs.")
    )
    state = models.CharField(_("state"), max_length=10, choices=GreetingState, default=GreetingState.TO_WRITE)
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

    objects = GreetingQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-pk"]
        verbose_name = _("greeting")
        verbose_name_plural = _("greetings")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=GreetingState.values), name="greeting_state_known"),
            models.CheckConstraint(condition=Q(sent_how__in=["", *SentBy.values]), name="greeting_way_known"),
            models.CheckConstraint(
                condition=sources_filled(),
                name="greeting_for_one_thing",
                violation_error_message=_("A greeting is for one thing: leave the other occasions empty."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=GONE) | Q(sent_on__isnull=False), name="greeting_sent_on_a_day"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="greeting_by_day")]

    def __str__(self) -> str:
        return f"{self.city}: {self.title}, {self.year}"

    def save(self, *args: object, **options: object) -> None:
        # The year of its feast: moved across New Year, it is still the greeting of that year.
        if not self.year or not any(getattr(self, f"{source}_id") for source in SOURCES):
            self.year = self.due_on.year
        self.is_personal = self.is_personal or self.birthday_id is not None
        super().save(*args, **options)

    def clean(self) -> None:
        """Say at its field what a state needs, and what cannot have been."""
        if self.state in GONE and not self.sent_on:
            raise ValidationError({"sent_on": _("Give the day on which it was sent.")})
        if self.sent_on and self.sent_on > timezone.localdate():
            raise ValidationError({"sent_on": _("This day is still to come.")})
        if self.reply_on and self.sent_on and self.reply_on < self.sent_on:
            raise ValidationError({"reply_on": _("The answer cannot be older than the greeting.")})
        if self.organization and self.organization.city_id != self.city_id:
            raise ValidationError({"organization": _("This organisation belongs to another city.")})
        if self.occasion and self.occasion.city_id != self.city_id:
            raise ValidationError({"occasion": _("This is the day of another city.")})

    @property
    def source(self) -> CityOccasion | Agreement | NationalDay | Birthday | None:
        """What it is for; None for a free occasion."""
        return self.occasion or self.agreement or self.national_day or self.birthday

    @property
    def cause(self) -> tuple[str, int | str, int]:
        """What it is for, whatever the year: the kind and key of its source, or its title, and the city."""
        for kind in SOURCES:
            if key := getattr(self, f"{kind}_id"):
                return (kind, key, self.city_id)
        return ("", getattr(self, first_column("title")) or self.title, self.city_id)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to write or send it."""
        return self.state in OPEN

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Its text in each language that has one, with the code of the language."""
        return [(code, text) for code in CODES if (text := getattr(self, text_column("text", code)))]
