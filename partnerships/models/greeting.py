"""Greetings to partner cities: what is due, what was written and sent, what came back. Nothing of it is public."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.agreement import Agreement
from partnerships.models.birthday import Birthday
from partnerships.models.city import City, CityOccasion
from partnerships.models.letter import LetterState, OutgoingLetter, OutgoingLetterQuerySet
from partnerships.models.national_day import NationalDay
from partnerships.models.organization import Organization
from partnerships.models.user import User
from partnerships.text.translated import first_column

#: The fields by which a greeting knows what it is for; one of them at most is filled in.
SOURCES: Final = ("occasion", "agreement", "national_day", "birthday")


def sources_filled() -> Q:
    """Return the rule that a greeting is for one source at most."""
    return Q(*(_only(source) for source in SOURCES), Q(**dict.fromkeys(SOURCES)), _connector=Q.OR)


def _only(source: str) -> Q:
    return Q(**{f"{source}__isnull": False}, **dict.fromkeys(set(SOURCES) - {source}))


class GreetingQuerySet(OutgoingLetterQuerySet["Greeting"]):
    def for_list(self) -> Self:
        """Return greetings with what a line says of them, the latest day first."""
        return self.select_related("city", *SOURCES).order_by("-due_on", "-pk")

    def due_within(self, first: date, last: date) -> Self:
        """Return the greetings for the days from `first` to `last`."""
        return self.filter(due_on__range=(first, last))

    def before_year(self, year: int, cities: Iterable[int]) -> Self:
        """Return what these cities were greeted with before `year`, the latest first; not what nobody needed."""
        earlier = self.filter(year__lt=year, city__in=list(cities)).exclude(state=LetterState.NOT_NEEDED)
        return earlier.order_by("-due_on", "-pk")

    def seen_by(self, user: User) -> Self:
        """Return the greetings of which `user` may know: of birthdays, those who may see birthdays."""
        return self if user.has_perm("partnerships.view_birthday") else self.without_birthdays()

    def without_birthdays(self) -> Self:
        """Return the greetings that tell of nobody's birthday, whether it is still kept or not."""
        return self.filter(is_personal=False)


class Greeting(OutgoingLetter):
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

    objects = GreetingQuerySet.as_manager()

    class Meta(OutgoingLetter.Meta):
        ordering = ["-due_on", "-pk"]
        verbose_name = _("greeting")
        verbose_name_plural = _("greetings")
        constraints = [
            *OutgoingLetter.Meta.constraints,
            models.CheckConstraint(
                condition=sources_filled(),
                name="greeting_for_one_thing",
                violation_error_message=_("A greeting is for one thing: leave the other occasions empty."),
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
        """Say besides what belongs to another city."""
        super().clean()
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
