"""Action plans: what the sides of an agreement, or the department with its cities, mean to do in a period."""

from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.agreement import Agreement
from partnerships.models.plan_item import PlanItem, PlanItemState, PlanStatus
from partnerships.models.record import Record, RecordQuerySet
from partnerships.standing.plans import PLAN


class ActionPlanQuerySet(RecordQuerySet["ActionPlan"]):
    def for_data(self) -> Self:
        """Return plans with the agreement that they carry out."""
        return super().for_data().select_related("carries_out")

    def for_page(self) -> Self:
        """Return plans with their agreement and their items, each with its field and, if public, its record."""
        done_by = Prefetch("fulfilled_by", Record.objects.public().for_line())
        agreement = Prefetch("carries_out", Agreement.objects.with_standing())
        items = PlanItem.objects.select_related("theme").prefetch_related(done_by)
        return super().for_page().prefetch_related(agreement, Prefetch("plan_items", items))


class ActionPlan(Record):
    """A plan of measures; its period is the time that it is for."""

    KIND = "actionplan"
    STANDING = PLAN

    status = models.CharField(_("status"), max_length=12, choices=PlanStatus, default=PlanStatus.ADOPTED)
    adopted_by = models.CharField(
        _("adopted by"),
        max_length=300,
        blank=True,
        help_text=_("Who adopted the plan, when and under which number, as its paper says."),
    )
    carries_out = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement it carries out"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plans",
        help_text=_("Empty for the plan of the department for a year."),
    )

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        default_permissions = Record._meta.default_permissions
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="actionplan_status_known"),
        ]

    @property
    def done_count(self) -> int:
        """How many of its items are done."""
        return sum(item.state == PlanItemState.DONE for item in self.plan_items.all())

    @property
    def kept_count(self) -> int:
        """How many of its items are not dropped."""
        return sum(item.state != PlanItemState.DROPPED for item in self.plan_items.all())

    @property
    def public_agreement(self) -> Agreement | None:
        """The agreement it carries out, if any visitor may see it."""
        return self.carries_out if self.carries_out and self.carries_out.is_public() else None
