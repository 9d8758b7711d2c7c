"""Groups and countries: how the department itself arranges the world. Data, never derived from a list."""

from typing import Self

from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.models.base import RegisterModel, RegisterQuerySet, alphabetical
from partnerships.models.translated import Translated


class CountryGroup(Translated, RegisterModel):
    """A heading of the list of cities, such as “Regions of Russia” or “Near abroad”."""

    slug = models.SlugField(_("page address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("group of countries")
        verbose_name_plural = _("groups of countries")

    def __str__(self) -> str:
        return self.name


class CountryQuerySet(RegisterQuerySet["Country"]):
    def for_list(self) -> Self:
        """Return countries with their group, in alphabetical order."""
        return self.select_related("group").order_by(alphabetical("name"), "pk")


class Country(Translated, RegisterModel):
    """A country or territory, labelled as the department's own documents label it."""

    name = models.CharField(_("name"), max_length=120)
    iso_code = models.CharField(
        _("ISO code"), max_length=2, blank=True, help_text=_("Two letters, for example DE; may be left empty.")
    )
    group = models.ForeignKey(
        CountryGroup,
        verbose_name=pgettext_lazy("of countries", "group"),
        on_delete=models.PROTECT,
        related_name="countries",
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(iso_code="") | models.Q(iso_code=Upper("iso_code")),
                name="country_iso_code_upper",
                violation_error_message=_("Write the ISO code in capital letters, for example DE."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ThemeQuerySet(RegisterQuerySet["Theme"]):
    def for_list(self) -> Self:
        """Return themes in the department's order."""
        return self.order_by("order", "pk")


class Theme(Translated, RegisterModel):
    """A field of cooperation."""

    slug = models.SlugField(_("page address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("field of cooperation")
        verbose_name_plural = _("fields of cooperation")

    def __str__(self) -> str:
        return self.name
