"""Events."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import pairs
from partnerships.admin.screens.entry import EntryForm
from partnerships.admin.screens.record import RecordAdmin, fieldsets
from partnerships.models import Event


class EventEntryForm(EntryForm):
    """An event is called by the occasion."""

    EXAMPLE = _("City Day: concert of guests from Omsk")


@admin.register(Event)
class EventAdmin(RecordAdmin[Event]):
    """City days, contests, conferences and the rest."""

    form = EventEntryForm
    fieldsets = fieldsets((("form", "status"),), (*pairs("venue", "outcome"), "moved_from"))
    list_display = ["title", "shown_state", "when", "shown_cities", "form", "shown_standing"]
    list_filter = [*RecordAdmin.list_filter, "form", "status"]
