"""What an agreement brought, year by year: items of its plans that were done, what took place, who travelled."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, F, Prefetch, Q, When

from partnerships.browsing.counting import travelled, year_counted
from partnerships.models import ActionPlan, Agreement, Figure, PlanItem, PlanItemState, Record
from partnerships.standing import ADOPTED, PlanStanding
from partnerships.standing.choices import COUNTED


@dataclass
class BroughtInYear:
    """One year, None for what has no date: items of plans, done and in all, and what took place."""

    year: int | None
    done: int = 0
    items: int = 0
    people: int | None = None
    records: list[Any] = field(default_factory=list)


@dataclass
class Brought:
    """The plans of an agreement that any visitor may see, and each year in which something was planned or done."""

    plans: list[ActionPlan]
    years: list[BroughtInYear]


def brought_by(agreement: Agreement, day: date | None = None) -> Brought:
    """Return what `agreement` brought by `day`, by default today, of all that any visitor may see."""
    public = ActionPlan.objects.public().filter(carries_out=agreement)
    plans = list(public.for_line(day).newest_first())
    if day:
        plans = [plan for plan in plans if plan.standing != PlanStanding.NOT_BEGUN]
    adopted = {plan.pk: plan for plan in plans if plan.standing in ADOPTED}
    items = list(PlanItem.objects.filter(plan__in=adopted).exclude(state=PlanItemState.DROPPED)) if adopted else []
    years: dict[int | None, BroughtInYear] = {}
    for item in items:
        due = item.due or adopted[item.plan_id].period
        begins = due.standing()[0] if due and (due.first or due.sense) else None
        if day and (begins is None or begins > day):
            continue  # of what has no date nobody knows whether it was before that day
        found = _year(years, begins.year if begins else None)
        found.items += 1
        found.done += item.state == PlanItemState.DONE
    for record in _records(agreement, items, day):
        found = _year(years, record.counted_year)
        found.records.append(record)
        if record.people is not None:
            found.people = (found.people or 0) + record.people
    return Brought(plans, sorted(years.values(), key=lambda found: -(found.year or 0)))


def _year(years: dict[int | None, BroughtInYear], year: int | None) -> BroughtInYear:
    return years.setdefault(year, BroughtInYear(year))


def _records(agreement: Agreement, items: Iterable[PlanItem], day: date | None) -> Iterable[Any]:
    """Return the delegations under the agreement and what carried out its items, as far as it took place."""
    linked = {item.fulfilled_by_id for item in items if item.state == PlanItemState.DONE and item.fulfilled_by_id}
    carried_out = Q(delegation__carries_out=agreement) | Q(pk__in=linked)
    rows = Record.objects.public().filter(carried_out).exclude(pk=agreement.pk).standing_in(*COUNTED, day=day)
    people = Case(When(travelled("delegation__"), then=F("delegation__head_count")))
    counted = {"people": people, "counted_year": year_counted()}
    shown = (rows.dated() if day else rows).for_line(day).annotate(**counted).oldest_first()
    return shown.prefetch_related(Prefetch("figures", Figure.objects.all(), to_attr="told_figures"))
