"""Events, and the delegations that come to them."""

from typing import Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.admin.screens.record import RecordAdmin
from partnerships.models import Delegation, Event, Participant
from partnerships.preparation.guests_of_event import ARRIVAL, ORDERS, guest_delegations, listed_people, not_coming
from partnerships.spreadsheets.exporting import XLSX_TYPE
from partnerships.staff import rights
from partnerships.workbook.writer import workbook


def guests_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the delegations of an event with their people, in the order that is asked for."""
    event = _event(screen, request, object_id)
    order = request.GET.get("order", "")
    order = order if order in ORDERS else ARRIVAL
    found = guest_delegations(event, order)
    context = {
        "event": event,
        "delegations": found,
        "not_coming": not_coming(event),
        "order": order,
        "named": sum(len(one.people) for one in found),
        "counted": sum(one.visit.head_count or 0 for one in found) or "—",
        "sees_contacts": _sees_contacts(request),
        "is_nav_sidebar_enabled": False,
    }
    title = _("Delegations at the event: %(name)s") % {"name": event}
    return screen_page(screen, request, "screens/guests_of_event", title, context)


def guests_file(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Return the joint list of people as a workbook."""
    event = _event(screen, request, object_id)
    order = request.GET.get("order", "")
    sees = _sees_contacts(request)
    headings = [
        *("№", _("City"), _("Delegation"), _("№ of the person"), _("Full name"), _("Office"), _("Organisation")),
        *(_("Role"), _("Date"), _("Arrival and departure"), _("Place in the seating")),
        *([_("Contact")] if sees else []),
    ]
    rows = listed_people(guest_delegations(event, order), with_contacts=sees)
    answer = HttpResponse(b"".join(workbook(str(_("Delegations")), headings, rows)), content_type=XLSX_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}-delegations.xlsx"'
    return answer


def _event(screen: Screen, request: HttpRequest, object_id: int) -> Event:
    """Return the event to whoever may look at the delegations that come to it and at their people."""
    event: Event = record_of(screen, request, object_id)
    if not all(rights.may_view(acting(request), model) for model in (Delegation, Participant)):
        raise PermissionDenied
    return event


def _sees_contacts(request: HttpRequest) -> bool:
    return "contact" not in rights.hidden_fields(acting(request), Participant)


pages: Final = (
    ("<int:object_id>/delegations/", "delegations", guests_view),
    ("<int:object_id>/delegations.xlsx", "delegations_file", guests_file),
)


@admin.register(Event)
class EventAdmin(RecordAdmin[Event]):
    """Events, with the list of who comes."""

    pages = (*pages, *RecordAdmin.pages)
