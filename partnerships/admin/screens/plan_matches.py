"""Which records carried out the items of a plan: found by cities, time, field and words, linked by a press."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.browsing.plan_fulfilment import matches
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.kinds import KINDS
from partnerships.models import ActionPlan, PlanItemState, Record, User
from partnerships.models.record import RecordQuerySet
from partnerships.text.numbers import whole


def _seen(user: User) -> RecordQuerySet[Record]:
    """Return the records of the kinds that `user` may look at."""
    return Record.objects.of_kinds(kind for kind in KINDS if user.has_perm(f"partnerships.view_{kind}"))


def matches_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what was found for each open item; or link a record to an item and mark it as done, as one revision."""
    plan = record_of(screen, request, object_id)
    may_change = screen.has_change_permission(request, plan)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if "item" in request.POST:
            _link(request, plan)
        return HttpResponseRedirect(request.path)
    items = list(plan.plan_items.select_related("plan"))
    found = matches(plan, items, _seen(acting(request)))
    context = {
        "original": plan,
        "lines": [(item, found[item.pk]) for item in items if item.pk in found],
        "may_change": may_change,
    }
    return screen_page(screen, request, "screens/plan_matches", _("What carried out the plan"), context)


def _link(request: HttpRequest, plan: ActionPlan) -> None:
    """Link the chosen record to its item; a second press of the same button changes nothing."""
    with revisions.revision(by=acting(request)):
        item = plan.plan_items.select_for_update().filter(pk=whole(request.POST.get("item"))).first()
        record = _seen(acting(request)).filter(pk=whole(request.POST.get("record"))).first()
        if item is None or record is None:
            raise Http404
        if item.fulfilled_by_id == record.pk and item.state == PlanItemState.DONE:
            return
        item.fulfilled_by, item.state = record, PlanItemState.DONE
        item.save()
        revisions.explain(fact(gettext_noop("Carried out: %(item)s"), item=item))
    messages.success(request, _("Marked as done, with the record that carried it out."))


pages: Final = (("<int:object_id>/found/", "found", matches_view),)
