"""The checklist of a delegation: made from the department's steps, moved with its date, ticked."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import batched
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from partnerships.delivery import memo
from partnerships.history import revisions, versions
from partnerships.history.reasons import fact
from partnerships.models import ChecklistItem, ChecklistStep, Delegation, HomeCity, User


def connect() -> None:
    """Move what is due by the date of a delegation in the revision that moves the date or the working days.

    Whatever writes it.
    """
    revisions.GUARDS.append(_follow)


def _follow(holders: Iterable[tuple[type[Any], Any]], _by: User | None) -> None:
    written = list(holders)
    if any(model is HomeCity for model, _key in written):
        follow_working_days()
    keys = [key for model, key in written if model is Delegation]
    for part in batched(keys, versions.BATCH, strict=False):
        follow_dates(part)


def follow_dates(keys: Iterable[Any]) -> list[ChecklistItem]:
    """Move in the open revision what is not done to the dates of the delegations with `keys`; return what moved."""
    return _move(ChecklistItem.objects.filter(delegation__in=keys).that_follow())


def follow_working_days() -> list[ChecklistItem]:
    """Move in the open revision what is not done for delegations to come to the working days of the home city as it is
    written there; return what moved. What is past was due when it was due.
    """
    return _move(ChecklistItem.objects.filter(delegation__end__gte=timezone.localdate()).that_follow())


def _move(following: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    items = list(following)
    if not items:
        return []
    works = _working_days()
    moved = [item for item in items if item.reckon(works)]
    for item in moved:
        item.save()
    return moved


def _working_days() -> Callable[[date], bool]:
    """Return the calendar of the open revision: what the process remembers is of the one before."""
    return (HomeCity.objects.first() or HomeCity()).calendar()


def make_checklist(visit: Delegation, *, by: User) -> int:
    """Add the department's steps that `visit` has not yet, as one revision; return how many."""
    works = memo.home_city().calendar()
    with revisions.revision(by=by, reason=fact(gettext_noop("Checklist made"))):
        there = list(visit.checklist_items.all())
        known = {item.what for item in there}
        last = max((item.order for item in there), default=-1)
        steps = [step for step in ChecklistStep.objects.for_direction(visit.direction) if step.what not in known]
        for order, step in enumerate(steps, last + 1):
            item = ChecklistItem(delegation=visit, what=step.what, responsible=step.responsible, order=order)
            item.counted_from, item.days = step.counted_from, step.days
            item.reckon(works)
            item.save()
    return len(steps)


def mark_done(item: ChecklistItem, by: User) -> None:
    """Say of an item that is done when and by whom, where nobody has; of one that is not, neither."""
    if item.is_done:
        item.done_on = item.done_on or timezone.localdate()
        item.done_by = item.done_by or str(by)
    else:
        item.done_on, item.done_by = None, ""


def tick(visit: Delegation, key: int, *, done: bool, by: User) -> ChecklistItem | None:
    """Mark an item of `visit` as done, or take the mark back, as one revision; None where there is no such item."""
    text = gettext_noop("Ticked off: %(item)s") if done else gettext_noop("Not ticked off any more: %(item)s")
    with revisions.revision(by=by):
        item = visit.checklist_items.select_for_update().filter(pk=key).first()
        if item is None or item.is_done == done:
            return item
        item.is_done = done
        mark_done(item, by)
        item.save()
        revisions.explain(fact(text, item=item))
    return item
