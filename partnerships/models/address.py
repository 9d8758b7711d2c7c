"""Old addresses: a page that was renamed still answers under its earlier name."""

from typing import Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import Entry, RegisterModel, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.record import Record


class FormerAddressQuerySet(RegisterQuerySet["FormerAddress"]):
    def moved(self, page: str, slug: str) -> Entry | None:
        """Return the public city or record that was once at `slug` of the section `page`."""
        former = self.of(page, slug).first()
        return former.owner if former is not None and former.owner.is_public() else None

    def of(self, page: str, slug: str) -> Self:
        """Return where the page once at `slug` of the section `page` is now."""
        return self.filter(page=page, slug=slug).select_related("city", "record")


class FormerAddress(RegisterModel):
    """A slug that a city or record had before; written by `revisions` when the slug changes."""

    page = models.CharField(_("section"), max_length=12)
    slug = models.SlugField(_("page address"), max_length=120)
    city = models.ForeignKey(City, null=True, blank=True, on_delete=models.CASCADE, related_name="former_addresses")
    record = models.ForeignKey(Record, null=True, blank=True, on_delete=models.CASCADE, related_name="former_addresses")

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(fields=["page", "slug"], name="former_address_unique"),
            models.CheckConstraint(
                condition=models.Q(city__isnull=False, record=None) | models.Q(city=None, record__isnull=False),
                name="former_address_of_exactly_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}/{self.slug}"

    @property
    def owner(self) -> Entry:
        """The city or record that is meant."""
        return cast("Entry", self.city or self.record)
