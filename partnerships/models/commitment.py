"""Who promised what by when: said at a meeting, kept or dropped later, asked for at the next one."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.involvement import Side
from partnerships.models.record import Record
from partnerships.period import PeriodColumn
from partnerships.period.happening import NOT_YET, day_of, is_still_to_come


class CommitmentState(models.TextChoices):
    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    DROPPED = "dropped", _("No longer needed")


class CommitmentQuerySet(RegisterQuerySet["Commitment"]):
    def waiting(self) -> Self:
        """Return what is open, the next due first and what has no date last."""
        dated = self.filter(state=CommitmentState.OPEN).select_related("record").annotate(last_day=F("due__end"))
        return dated.order_by(F("last_day").asc(nulls_last=True), "pk")

    def due_by(self, day: date) -> Self:
        """Return what is open and due by `day` at the latest."""
        return self.waiting().filter(last_day__lte=str(day))

    def with_cities(self, cities: models.QuerySet[City]) -> Self:
        """Return what was promised on an occasion with any of `cities`."""
        return self.filter(record__in=Record.objects.filter(cities__in=cities).values("pk"))


class Commitment(RegisterModel):
    """A promise of one side. For the department only."""

    off_page = True

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="commitments")
    side = models.CharField(_("who promised"), max_length=10, choices=Side, default=Side.HOME)
    what = models.TextField(_("what was promised"))
    who = models.CharField(_("who answers for it"), max_length=150, blank=True)
    due = PeriodColumn(_("by when"))
    state = models.CharField(_("state"), max_length=8, choices=CommitmentState, default=CommitmentState.OPEN)
    kept_on = models.DateField(_("kept on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CommitmentState.values), name="commitment_state_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="commitment_side_known"),
        ]

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        """Refuse a day of keeping that is still to come."""
        if self.kept_on and is_still_to_come(day_of(self.kept_on)):
            raise ValidationError({"kept_on": str(NOT_YET)})
