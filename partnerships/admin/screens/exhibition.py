"""Exhibitions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import pairs
from partnerships.admin.screens.entry import EntryForm
from partnerships.admin.screens.record import RecordAdmin, fieldsets
from partnerships.models import Exhibition


class ExhibitionForm(EntryForm):
    """An exhibition has a name of its own."""

    EXAMPLE = _("Omsk in photos")


@admin.register(Exhibition)
class ExhibitionAdmin(RecordAdmin[Exhibition]):
    """Exhibitions, with what was shown and where."""

    form = ExhibitionForm
    fieldsets = fieldsets((*pairs("venue"), "status"), (*pairs("opening_hours", "exhibits", "curators"), "moved_from"))
    list_display = ["title", "shown_state", "when", "shown_cities", "shown_standing"]
    list_filter = [*RecordAdmin.list_filter, "status"]
