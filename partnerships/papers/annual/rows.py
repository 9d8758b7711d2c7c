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


def agreements_told(span: Span) -> AgreementQuerySet:
    """Return the agreements in force or suspended at the end, and those that ended in the time."""
    in_force = Agreement.objects.public().standing_in("in_force", "suspended", day=span[1]).values("pk")
    ended = [line.key for line in figure_lines.agreements_ended(span)]
    rows: AgreementQuerySet = Agreement.objects.filter(Q(pk__in=in_force) | Q(pk__in=ended))
    return rows


def plans_told(span: Span) -> ActionPlanQuerySet:
    """Return the adopted plans whose time touches that of the report."""
    rows: ActionPlanQuerySet = ActionPlan.objects.filter(status="adopted", start__lte=span[1], end__gte=span[0])
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
