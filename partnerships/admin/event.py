"""Events."""

from django.contrib import admin

from partnerships.admin.base import pairs
from partnerships.admin.record import RecordAdmin, fieldsets
from partnerships.models import Event


@admin.register(Event)
class EventAdmin(RecordAdmin[Event]):
    """City days, contests, conferences and the rest."""

    fieldsets = fieldsets(("form",), pairs("venue", "outcome"))
    list_display = ["title", "shown_state", "when", "shown_cities", "form"]
    list_filter = [*RecordAdmin.list_filter, "form"]
