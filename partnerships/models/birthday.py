"""Birthdays of the heads of partner cities: about a person, seen from the editor up, and erased at their word."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.days.yearly import anniversary_in, day_of_month
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.translated import HasOriginals

#: A year that has every day there can be.
LEAP_YEAR = 2000


class BirthdayQuerySet(RegisterQuerySet["Birthday"]):
    def of_people_in_office(self, day: date) -> Self:
        """Return the birthdays of those who are in office on `day`, as far as anybody knows."""
        return self.filter(Q(in_office_until=None) | Q(in_office_until__gte=day))


class Birthday(HasOriginals, RegisterModel):
    """The birthday of a mayor, or of somebody else in an office of a partner city."""

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="birthdays")
    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office"), max_length=300, blank=True)
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    year = models.PositiveSmallIntegerField(
        _("year of birth"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("Only where a round birthday is greeted in another way."),
    )
    basis = models.CharField(
        _("on what basis it is kept"),
        max_length=250,
        help_text=_("Where the person or the city has made it known, or the consent with its day."),
    )
    in_office_until = models.DateField(
        _("in office until"), null=True, blank=True, help_text=_("After this day nobody is reminded any more.")
    )

    objects = BirthdayQuerySet.as_manager()

    class Meta:
        ordering = ["month", "day", "pk"]
        verbose_name = _("birthday")
        verbose_name_plural = _("birthdays")
        constraints = [
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31)), name="birthday_day_of_a_month"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a day that no year has, and a birth that is still to come."""
        if self.month and self.day and not day_of_month(self.year or LEAP_YEAR, self.month, self.day):
            raise ValidationError({"day": _("This month has no such day.")})
        if self.year and self.year >= timezone.localdate().year:
            raise ValidationError({"year": _("Nobody in office was born in this year.")})

    def date_in(self, year: int) -> date:
        """Return the day on which it is kept in `year`."""
        return anniversary_in(year, self.month, self.day)

    def age_in(self, year: int) -> int:
        """Return how old the person will be in `year`; 0 where that is not known."""
        return year - self.year if self.year else 0
