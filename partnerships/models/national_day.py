"""National days of partners' countries: those that the department has ticked or written down, as data."""

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.days.country import feast_in
from partnerships.days.yearly import day_of_month
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.place import Country
from partnerships.models.translated import HasOriginals


class NationalDayQuerySet(RegisterQuerySet["NationalDay"]):
    def with_country(self) -> Self:
        """Return days with their country, of which a day that moves is looked up."""
        return self.select_related("country")


class NationalDay(HasOriginals, RegisterModel):
    """A day of a country on which its cities are greeted: a fixed one, or one that is looked up for each year."""

    country = models.ForeignKey(
        Country, verbose_name=_("country or territory"), on_delete=models.PROTECT, related_name="national_days"
    )
    name = models.CharField(_("name"), max_length=200)
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        _("day"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    feast = models.CharField(
        _("looked up as"),
        max_length=250,
        blank=True,
        help_text=_("Only for a day that moves: what it is called in the calendar of public holidays."),
    )

    objects = NationalDayQuerySet.as_manager()

    class Meta:
        ordering = ["country", "month", "day", "pk"]
        verbose_name = _("national day")
        verbose_name_plural = _("national days")
        constraints = [
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31), feast="")
                | (Q(month=None, day=None) & ~Q(feast="")),
                name="nationalday_fixed_or_looked_up",
                violation_error_message=_("Give month and day, or what a day that moves is looked up as."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def date_in(self, year: int) -> date | None:
        """Return the day in `year`; None where there is none, or nobody knows it."""
        if self.month and self.day:
            return day_of_month(year, self.month, self.day)
        return feast_in(self.country.iso_code, self.feast, year)
