"""Agreements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import pairs
from partnerships.admin.screens.entry import EntryForm
from partnerships.admin.screens.record import RecordAdmin, fieldsets
from partnerships.models import Agreement


class AgreementEntryForm(EntryForm):
    """An agreement is called by what it is about and with whom."""

    EXAMPLE = _("Agreement on cooperation with Omsk")


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin[Agreement]):
    """The period of an agreement is the date of signing."""

    form = AgreementEntryForm
    fieldsets = fieldsets(
        (("form", "status"),),
        (
            ("in_force_from", "in_force_until", "is_open_ended"),
            *pairs("renewal", "notice_period"),
            ("number", "registration", "original_place"),
            ("amends", "supersedes"),
            "end_reason",
        ),
    )
    autocomplete_fields = [*RecordAdmin.autocomplete_fields, "amends", "supersedes"]
    list_display = ["title", "shown_state", "when", "shown_cities", "status"]
    list_filter = [*RecordAdmin.list_filter, "status", "form"]
    search_fields = [*RecordAdmin.search_fields, "number"]
