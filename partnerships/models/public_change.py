"""When what the public sees of an entry last changed: what feeds, calendars, sitemaps and the API tell by."""

from datetime import datetime
from typing import Any, Self, cast

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce


class PublicChangeQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of a model of which it is kept when the public saw them change."""

    def with_public_change(self) -> Self:
        """Return rows that know the moment of their last public change and how many there were."""
        return self.annotate(
            public_moment=Coalesce("public_change__changed_at", "publish_at", "updated_at"),
            public_number=Coalesce("public_change__number", 0),
        )


class HasPublicChange(models.Model):
    """An entry whose changes in the eyes of the public are counted."""

    class Meta:
        abstract = True

    @property
    def changed_for_readers(self) -> datetime:
        """The moment at which what the public sees of it changed last."""
        told: datetime | None = self.__dict__.get("public_moment")
        kept = None if told else getattr(self, "public_change", None)
        moment = told or (kept.changed_at if kept else None) or getattr(self, "publish_at", None)
        return moment or cast("Any", self).updated_at

    @property
    def changes_for_readers(self) -> int:
        """How many such changes there have been."""
        told: int | None = self.__dict__.get("public_number")
        kept = None if told is not None else getattr(self, "public_change", None)
        return told if told is not None else kept.number if kept else 0


class PublicChange(models.Model):
    """The last such change of one entry. It is no part of the entry, so no history and no restored state moves it."""

    record = models.OneToOneField(
        "partnerships.Record", null=True, on_delete=models.CASCADE, related_name="public_change"
    )
    city = models.OneToOneField("partnerships.City", null=True, on_delete=models.CASCADE, related_name="public_change")
    #: A sum of what the public sees; "" where it is not known, as after an upgrade.
    mark = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(record=None, city__isnull=False) | Q(city=None, record__isnull=False),
                name="public_change_of_one_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id or self.city_id}: {self.number}"
