"""The work on a delegation on one page: checklist, commitments, services, estimate, gifts, the guests' page."""

from collections.abc import Iterable
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.delivery import memo
from partnerships.models import (
    ChecklistItem,
    City,
    Commitment,
    Delegation,
    EstimateLine,
    Gift,
    GuestLink,
    RegisterModel,
    Service,
)
from partnerships.models.guest_link import why_no_link
from partnerships.preparation import checklist, commitments
from partnerships.preparation.estimate import estimate
from partnerships.preparation.programme import programme_days
from partnerships.staff import mail, rights
from partnerships.text.numbers import whole
from partnerships.text.translated import CODES

#: The parts of the page, by what their rows are: each for those who may look at such rows.
PARTS: Final[tuple[type[RegisterModel], ...]] = (ChecklistItem, Commitment, Service, EstimateLine, Gift)
#: A message names so many delegations.
MOST_NAMED: Final = 10


def preparation_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the page; or tick an item, close a commitment, make the checklist or a link for guests."""
    visit = record_of(screen, request, object_id)
    # Not of this record: nothing here stands on its page, so no approval is asked for where it is live.
    may_change = screen.has_change_permission(request)
    if request.method != "POST":
        return _page(screen, request, visit, may_change=may_change)
    if not may_change:
        raise PermissionDenied
    if "make_guest_link" in request.POST and not why_no_link(visit):
        purpose = request.POST.get("purpose", "").replace("\0", "").strip()[:150]
        _link, token = GuestLink.objects.make(visit, by=acting(request), purpose=purpose)
        return _page(screen, request, visit, may_change=True, token=token)
    return HttpResponseRedirect(request.path + _act(request, visit))


def _act(request: HttpRequest, visit: Delegation) -> str:
    """Do what was pressed; return the part of the page where that is to be seen."""
    user = acting(request)
    if "make_checklist" in request.POST:
        _say_made(request, checklist.make_checklist(visit, by=user))
    elif "item" in request.POST:
        done = "done" in request.POST
        if checklist.tick(visit, whole(request.POST["item"]), done=done, by=user) is None:
            raise Http404
    elif "commitment" in request.POST:
        if not user.has_perm("partnerships.change_commitment"):
            raise PermissionDenied
        seen = commitments.seen_commitments(user)
        commitments.close(seen, whole(request.POST["commitment"]), request.POST.get("state", ""), by=user)
        return "#commitments"
    elif "make_guest_link" in request.POST:
        messages.error(request, why_no_link(visit))
        return "#guests"
    elif "revoke" in request.POST:
        links = GuestLink.objects.filter(delegation=visit.pk, revoked_at=None)
        get_object_or_404(links, pk=whole(request.POST["revoke"])).revoke(user)
        messages.success(request, _("The link leads nowhere from now on."))
        return "#guests"
    return "#checklist"


def _say_made(request: HttpRequest, count: int) -> None:
    if count:
        text = ngettext("%(count)d item was added.", "%(count)d items were added.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Every step of the department's list is there already."))


def _page(
    screen: Screen, request: HttpRequest, visit: Delegation, *, may_change: bool, token: str = ""
) -> HttpResponse:
    user, cities = acting(request), visit.cities.all()
    context = {
        "visit": visit,
        "may_change": may_change,
        "today": timezone.localdate(),
        "sees": [model.__name__ for model in PARTS if rights.may_view(user, model)],
        "may_close": may_change and user.has_perm("partnerships.change_commitment"),
        "items": list(visit.checklist_items.all()),
        "before": list(commitments.open_from_before(visit, user)),
        "own": list(visit.commitments.all()),
        "services": list(visit.services.select_related("organization")),
        "sees_contacts": "contact" not in rights.hidden_fields(user, Service),
        "estimate": estimate(visit.estimate_lines.select_related("norm")),
        "currency": memo.home_city().currency,
        "gifts": list(visit.gifts.all()),
        "gifts_before": list(Gift.objects.with_cities(cities).exclude(delegation=visit.pk)[:50]),
        "links": list(visit.guest_links.not_revoked().select_related("made_by")),
        "no_link": why_no_link(visit),
        "addresses": [(code, mail.whole_address(reverse("guests-language", args=[token, code]))) for code in CODES]
        if token
        else [],
        "languages": CODES,
        "is_nav_sidebar_enabled": False,
    }
    return screen_page(screen, request, "screens/preparation", _("Preparation: %(name)s") % {"name": visit}, context)


def moved_words(moved: Iterable[ChecklistItem]) -> str:
    """Return which items of a checklist moved with the date of their delegation."""
    names = [item.what for item in moved]
    text = ngettext(
        "%(count)d item of the checklist that is not done moved with the date: %(items)s.",
        "%(count)d items of the checklist that are not done moved with the date: %(items)s.",
        len(names),
    )
    return text % {"count": len(names), "items": "; ".join(names)}


def moved_with_working_days(moved: Iterable[ChecklistItem]) -> str:
    """Return how many items of checklists moved when the working days changed, and of which delegations."""
    items = list(moved)
    visits = [*dict.fromkeys(str(item.delegation) for item in items)]
    text = ngettext(
        "%(count)d item of a checklist that is not done moved with the working days: %(delegations)s.",
        "%(count)d items of checklists that are not done moved with the working days: %(delegations)s.",
        len(items),
    )
    named = "; ".join(visits[:MOST_NAMED]) + ("…" if len(visits) > MOST_NAMED else "")
    return text % {"count": len(items), "delegations": named}


def dealings_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what was promised on occasions with a city, and the gifts; or close a commitment."""
    city: City = record_of(screen, request, object_id)
    user = acting(request)
    may_change = user.has_perm("partnerships.change_commitment")
    rows = commitments.promised_with(city, user)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if "commitment" in request.POST:
            commitments.close(rows, whole(request.POST["commitment"]), request.POST.get("state", ""), by=user)
        return HttpResponseRedirect(request.path)
    gifts = Gift.objects.with_cities(City.objects.filter(pk=city.pk))
    context = {
        "city": city,
        "may_change": may_change,
        "today": timezone.localdate(),
        "waiting": list(rows.waiting()),
        "closed": list(rows.exclude(state="open").order_by("-kept_on", "-pk")[:100]),
        "gifts": list(gifts[:200]) if rights.may_view(user, Gift) else [],
        "currency": memo.home_city().currency,
    }
    title = _("Commitments and gifts: %(name)s") % {"name": city}
    return screen_page(screen, request, "screens/dealings", title, context)


def programme_view(screen: Screen, request: HttpRequest, object_id: int, language: str) -> HttpResponse:
    """Show the programme as it is printed: for guests, or the department's own."""
    visit = record_of(screen, request, object_id)
    if language not in CODES:
        raise Http404
    internal = "internal" in request.GET
    with override(language):
        context = {
            "visit": visit,
            "internal": internal,
            "days": programme_days(visit, for_guests=not internal),
            "today": None,
            "services": list(visit.services.select_related("organization")) if internal else [],
            "sees_contacts": "contact" not in rights.hidden_fields(acting(request), Service),
        }
        return render(request, "admin/partnerships/screens/programme.html", context)


pages: Final = (
    ("<int:object_id>/preparation/", "preparation", preparation_view),
    ("<int:object_id>/programme/<slug:language>/", "programme", programme_view),
)
city_pages: Final = (("<int:object_id>/dealings/", "dealings", dealings_view),)
