"""How often pages are opened: numbers by month, and nothing about who reads."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import Entry
from partnerships.models.city import City
from partnerships.models.record import Record


def this_month() -> date:
    """Return the first day of the month, by the city's clock."""
    return timezone.localdate().replace(day=1)


class ReadershipQuerySet(models.QuerySet["Readership"]):
    def of(self, entry: Entry) -> Self:
        """Return the months of `entry`, the latest first."""
        owner = {"city": entry.pk} if isinstance(entry, City) else {"record": entry.pk}
        return self.filter(**owner).order_by("-month")

    def move(self, gone: City, keep: City) -> None:
        """Add the readers of `gone` to those of `keep`, to whose page its address leads from now on."""
        for row in self.filter(city=gone):
            kept, _made = self.get_or_create(city=keep, month=row.month)
            values = {"views": F("views") + row.views, "downloads": F("downloads") + row.downloads}
            self.filter(pk=kept.pk).update(**values)

    def of_last_year(self) -> Self:
        """Return this month and the eleven before it."""
        return self.filter(month__gt=this_month() - timedelta(days=365))

    def totals(self) -> dict[str, int]:
        """Return how often pages were opened and documents downloaded in all these months."""
        found = self.aggregate(views=Sum("views", default=0), downloads=Sum("downloads", default=0))
        return {name: int(number) for name, number in found.items()}


class Readership(models.Model):
    """The readers of one entry in one month, as two numbers: no address, no mark, no moment of anybody's visit."""

    record = models.ForeignKey(Record, null=True, on_delete=models.CASCADE, related_name="readership")
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="readership")
    month = models.DateField(_("month"))
    views = models.PositiveIntegerField(_("page opened"), default=0)
    downloads = models.PositiveIntegerField(_("documents downloaded"), default=0)

    objects = ReadershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readership")
        default_permissions = ()
        indexes = [models.Index(fields=["month"], name="readership_month")]
        constraints = [
            models.CheckConstraint(
                condition=Q(record=None, city__isnull=False) | Q(record__isnull=False, city=None),
                name="readership_of_exactly_one",
            ),
            models.UniqueConstraint(fields=["record", "month"], name="readership_of_record_once"),
            models.UniqueConstraint(fields=["city", "month"], name="readership_of_city_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record or self.city}, {self.month:%Y-%m}"
