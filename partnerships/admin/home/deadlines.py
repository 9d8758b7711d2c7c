"""What has a date by which somebody is to do it: items of plans, preparation of delegations, commitments."""

from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from partnerships.admin.home.task_rows import TaskRows
from partnerships.models import ActionPlan, ChecklistItem, Delegation, PlanItem, User
from partnerships.models.checklist import ChecklistItemQuerySet
from partnerships.preparation.commitments import seen_commitments
from partnerships.staff import rights
from partnerships.standing import PlanItemStanding

SOON: Final = timedelta(days=45)
#: What is to be done for a delegation is told so long before.
NEXT: Final = timedelta(days=14)


def _items(user: User) -> Any:
    """Return the items of the plans that this user may look at, with what a line says of them."""
    seen = PlanItem.objects.all() if rights.may_view(user, ActionPlan) else PlanItem.objects.none()
    return seen.select_related("plan")


def items_past_due(user: User) -> TaskRows:
    """Return the items of plans past their date."""
    return TaskRows(_items(user).standing_in(PlanItemStanding.PAST_DUE).by_last_day())


def items_due_soon(user: User) -> TaskRows:
    """Return the items of plans that are due soon."""
    return TaskRows(_items(user).falling_due(timezone.localdate() + SOON))


def _preparation(user: User, until: date) -> ChecklistItemQuerySet:
    """Return what is due by `until` of the checklists that this user may look at."""
    seen = ChecklistItem.objects.all() if rights.may_view(user, Delegation) else ChecklistItem.objects.none()
    return seen.open_until(until)


def preparation_late(user: User) -> TaskRows:
    """Return what is past its deadline of the checklists of delegations."""
    return TaskRows(_preparation(user, timezone.localdate() - timedelta(days=1)))


def preparation_next(user: User) -> TaskRows:
    """Return what of the checklists is due next."""
    today = timezone.localdate()
    return TaskRows(_preparation(user, today + NEXT).filter(due__gte=today))


def promises_late(user: User) -> TaskRows:
    """Return the commitments past their date."""
    return TaskRows(seen_commitments(user).due_by(timezone.localdate() - timedelta(days=1)))
