"""The rows of each section of a report: what its table lists, and the keys by which a later report knows them."""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Q, QuerySet

from partnerships.browsing import counting
from partnerships.browsing.counting import Span
from partnerships.models import ActionPlan, Agreement
from partnerships.models.actionplan import ActionPlanQuerySet
from partnerships.models.agreement import AgreementQuerySet
from partnerships.papers.annual import figure_lines
from partnerships.standing import PlanStanding


def agreements_told(span: Span) -> AgreementQuerySet:
    """Return the agreements in force or suspended at the end, and those that were signed or ended in the time."""
    last = figure_lines.last_day_told(span)
    in_force = Agreement.objects.public().standing_in("in_force", "suspended", day=last).values("pk")
    signed = counting.counted(within=span).of_kind(Agreement.KIND).values("pk")
    ended = [line.key for line in figure_lines.agreements_ended(span)]
    rows: AgreementQuerySet = Agreement.objects.filter(Q(pk__in=in_force) | Q(pk__in=signed) | Q(pk__in=ended))
    return rows


def plans_told(span: Span) -> ActionPlanQuerySet:
    """Return the adopted plans that were carried out in the time: begun in what is told of it, not over before it."""
    last = figure_lines.last_day_told(span)
    over = ActionPlan.objects.standing_in(PlanStanding.CLOSED, day=span[0])
    begun = ActionPlan.objects.dated().standing_in(PlanStanding.CARRIED_OUT, PlanStanding.CLOSED, day=last)
    rows: ActionPlanQuerySet = begun.exclude(pk__in=over.values("pk"))
    return rows


#: Section → its rows. Delegations, events and exhibitions are “counted”: a record that changes its section is not new.
ROWS_TOLD: Final[dict[str, Callable[[Span], QuerySet[Any]]]] = {
    "counted": lambda span: counting.counted(within=span),
    "agreements": agreements_told,
    "plans": plans_told,
    "greetings": figure_lines.gone_greetings,
    "letters": figure_lines.gone_letters,
}


def keys_of_rows(span: Span) -> dict[str, set[int]]:
    """Return the keys of the rows of each section of a report of these days."""
    return {name: set(rows(span).values_list("pk", flat=True)) for name, rows in ROWS_TOLD.items()}
