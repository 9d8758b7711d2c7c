"""Delegations and their programme."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from partnerships.admin.base import pairs, row_inline
from partnerships.admin.forms.wording import RowForm
from partnerships.admin.screens import today
from partnerships.admin.screens.record import ROWS, RecordAdmin, fieldsets
from partnerships.models import Delegation, ProgrammeItem


@admin.register(Delegation)
class DelegationAdmin(RecordAdmin[Delegation]):
    """Visits, with people first and the programme next."""

    fieldsets = fieldsets(
        (("direction", "status"),),
        (
            *pairs("purpose", "result", "invited_by"),
            ("level", "head_count"),
            ("carries_out", "host_event"),
            ("order_number", "report_number", "report_due", "report_sent"),
        ),
    )
    inlines = [
        ROWS[0],
        row_inline(
            ProgrammeItem,
            (("day", "starts", "ends"), *pairs("activity", "place"), ("state", "is_public", "order")),
            form=RowForm,
        ),
        *ROWS[1:],
    ]
    autocomplete_fields = [*RecordAdmin.autocomplete_fields, "carries_out", "host_event"]
    list_display = ["title", "shown_state", "when", "shown_cities", "direction"]
    list_filter = [*RecordAdmin.list_filter, "direction", "status"]

    def get_urls(self) -> list[URLPattern]:
        """Add the day of a visit."""
        view = self.admin_site.admin_view(self.today_view)
        return [path("<int:object_id>/today/", view, name="partnerships_delegation_today"), *super().get_urls()]

    def today_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the day of a visit on a telephone."""
        return today.today_view(self, request, object_id)
