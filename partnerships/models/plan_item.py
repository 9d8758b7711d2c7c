"""The items of an action plan: what is to be done, by when, by whom, and what came of it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import CharField, F, Q
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.place import Theme
from partnerships.models.record import Record
from partnerships.models.standing import HasStanding, StandingQuerySet
from partnerships.models.translated import HasOriginals
from partnerships.period import PeriodColumn
from partnerships.standing.plans import PLAN_ITEM, PlanItemStanding


class PlanStatus(models.TextChoices):
    """How far a plan came; what became of its items is told by them."""

    DRAFT = "draft", _("In preparation")
    ADOPTED = "adopted", _("Adopted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PlanItemState(models.TextChoices):
    """What somebody has said of an item; that its date is past is told by the calendar."""

    PLANNED = "planned", _("Planned")
    DONE = "done", _("Carried out")
    DROPPED = "dropped", _("Dropped")


class PlanItemQuerySet(RegisterQuerySet["PlanItem"], StandingQuerySet["PlanItem"]):
    def by_last_day(self) -> Self:
        """Return the items with the last day on which each is due, as text; the next one first, the undated last."""
        of_plan = Cast("plan__end", CharField())
        dated = self.annotate(last_day=Coalesce("due__end", of_plan, output_field=CharField()))
        return dated.order_by(F("last_day").asc(nulls_last=True), "plan", "order", "pk")

    def falling_due(self, day: date) -> Self:
        """Return the open items of adopted plans that are due by `day` and whose date is not past."""
        adopted = self.filter(plan__status=PlanStatus.ADOPTED).standing_in(PlanItemStanding.PLANNED)
        return adopted.by_last_day().filter(last_day__lte=str(day))


class PlanItem(HasOriginals, RegisterModel, HasStanding):
    """One line of a plan of measures."""

    STANDING = PLAN_ITEM

    plan = models.ForeignKey(
        "partnerships.ActionPlan", verbose_name=_("action plan"), on_delete=models.CASCADE, related_name="plan_items"
    )
    activity = models.TextField(_("planned activity"))
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("field of cooperation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plan_items",
    )
    due = PeriodColumn(_("due"), help_text=_("Empty: by the end of the plan."))
    responsible_home = models.CharField(_("responsible, our side"), max_length=250, blank=True)
    responsible_partner = models.CharField(_("responsible, partner's side"), max_length=250, blank=True)
    funding = models.CharField(
        _("source of money"), max_length=250, blank=True, help_text=_("Never shown to the public.")
    )
    state = models.CharField(_("state"), max_length=8, choices=PlanItemState, default=PlanItemState.PLANNED)
    result = models.TextField(_("result"), blank=True)
    fulfilled_by = models.ForeignKey(
        Record,
        verbose_name=_("record that carried it out"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="fulfilled_items",
        help_text=_("The delegation, event or exhibition. Of several, the one that the others are part of."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("item of the plan")
        verbose_name_plural = _("items of the plan")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanItemState.values), name="planitem_state_known"),
        ]

    def __str__(self) -> str:
        return self.activity

    @classmethod
    def standing_columns(cls, day: date) -> dict[str, object]:  # noqa: ARG003 - the plan is asked the same on every day
        """Return what the rule asks of the plan."""
        return {"plan_status": F("plan__status"), "plan_end": F("plan__end")}

    def standing_on(self, day: date) -> str:
        """Return what held on `day`, by the plan as it is at hand."""
        return self.STANDING.of(self, day, {"plan_status": self.plan.status, "plan_end": self.plan.end})

    @property
    def as_read(self) -> PlanItemStanding:
        """What holds on the day for which its plan is read."""
        return PlanItemStanding(self.standing_on(self.plan.day_of_reading))

    @property
    def public_record(self) -> Record | None:
        """The record that carried it out, if any visitor may see it."""
        return self.fulfilled_by if self.fulfilled_by and self.fulfilled_by.is_public() else None
