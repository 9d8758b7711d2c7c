"""Action plans and their items: what is being carried out, what is done, what is past its date."""

from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.period.queries import is_still_to_begin, was_over_before
from partnerships.standing.rule import Cases, Rule


class PlanStanding(models.TextChoices):
    IN_PREPARATION = "in_preparation", _("In preparation")
    NOT_BEGUN = "not_begun", _("Adopted, not begun")
    CARRIED_OUT = "carried_out", _("Being carried out")
    CLOSED = "closed", _("Its time is over")
    WITHDRAWN = "withdrawn", _("Plan withdrawn")


#: Somebody has undertaken to carry it out.
ADOPTED: Final = (PlanStanding.NOT_BEGUN, PlanStanding.CARRIED_OUT, PlanStanding.CLOSED)


def _cases_of_plan(day: date) -> Cases:
    """A plan holds for its period: nothing that took place, so none of these is counted or is a contact."""
    return (
        (Q(status="draft"), PlanStanding.IN_PREPARATION),
        (Q(status="withdrawn"), PlanStanding.WITHDRAWN),
        (is_still_to_begin(day), PlanStanding.NOT_BEGUN),
        (was_over_before(day), PlanStanding.CLOSED),
    )


#: Asks `status` and the columns of the period.
PLAN: Final = Rule(_cases_of_plan, PlanStanding.CARRIED_OUT)


class PlanItemStanding(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Carried out")
    PAST_DUE = "past_due", _("Past its date")
    DROPPED = "dropped", _("Dropped")


def _cases_of_item(day: date) -> Cases:
    """An item is due by the last day that its date may mean, one without a date by the last day of its plan.

    Only the department knows what was done: a passed date alone tells that nobody has said so. A plan that is not
    adopted binds nobody.
    """
    is_past = Q(due__end__lt=str(day)) | Q(due__first=None, plan_end__lt=day)
    return (
        (Q(state="done"), PlanItemStanding.DONE),
        (Q(state="dropped") | Q(plan_status="withdrawn"), PlanItemStanding.DROPPED),
        (is_past & Q(plan_status="adopted"), PlanItemStanding.PAST_DUE),
    )


#: Asks `state`, `due`, and of the plan `plan_status` and `plan_end`.
PLAN_ITEM: Final = Rule(_cases_of_item, PlanItemStanding.PLANNED)
