"""Delegations and their programme."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.grid import GridRows, GridSection
from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs
from partnerships.admin.screens import today
from partnerships.admin.screens.record import PEOPLE, ROWS, SIGNATORY, RecordAdmin, fieldsets
from partnerships.models import PART_TITLES, Delegation, Part, ProgrammeItem, roles_of


def _travellers(visit: Delegation | None) -> str:
    return (visit or Delegation()).travellers_title


def _people_and_bodies(part: Part, body: str) -> tuple[GridRows, GridRows]:
    """Return the people and the organisations that did `part` at a visit."""
    people = tuple(name for name in PEOPLE if name != "role")
    return (
        GridRows("participants", roles_of(part), people, title=_("Persons")),
        GridRows("involvements", (body,), ("organization",), title=_("Organisations")),
    )


@admin.register(Delegation)
class DelegationAdmin(RecordAdmin[Delegation]):
    """Visits, with people first and the programme next."""

    fieldsets = fieldsets(
        (("direction", "status"),),
        (
            *pairs("purpose", "result"),
            ("level", "head_count", "moved_from"),
            ("carries_out", "host_event"),
            ("order_number", "report_number", "report_due", "report_sent"),
        ),
        (_("Who invited"), {"fields": pairs("invited_by"), "classes": ["invited"]}),
    )
    places = (
        GridSection("participants", _travellers, (GridRows("participants", roles_of(Part.TRAVELLED)),)),
        GridSection("received", PART_TITLES[Part.RECEIVED], _people_and_bodies(Part.RECEIVED, "host")),
        GridSection("invited", PART_TITLES[Part.INVITED], _people_and_bodies(Part.INVITED, "inviter")),
        GridSection(
            "signed",
            _("Who sent greetings, who signed"),
            (
                GridRows("participants", roles_of(Part.GREETED), title=PART_TITLES[Part.GREETED]),
                GridRows("participants", roles_of(Part.SIGNED), SIGNATORY, title=PART_TITLES[Part.SIGNED]),
            ),
            is_open=False,
        ),
    )
    front = ("participants", "received", "invited", "programme_items", "photos", "documents")
    inlines = [
        ROWS[0],
        grid_inline(
            ProgrammeItem, ("day", "starts", "ends", *languages_of("activity", "place"), "is_public"), ("state",)
        ),
        *ROWS[1:],
    ]
    autocomplete_fields = [*RecordAdmin.autocomplete_fields, "carries_out", "host_event"]
    list_display = ["title", "shown_state", "when", "shown_cities", "direction", "shown_standing"]
    list_filter = [*RecordAdmin.list_filter, "direction", "status"]

    def get_urls(self) -> list[URLPattern]:
        """Add the day of a visit."""
        view = self.admin_site.admin_view(self.today_view)
        return [path("<int:object_id>/today/", view, name="partnerships_delegation_today"), *super().get_urls()]

    def today_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the day of a visit on a telephone."""
        return today.today_view(self, request, object_id)
