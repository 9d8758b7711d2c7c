"""Agreements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.actions import ActionFormSet
from partnerships.admin.forms.grid import GridRows, GridSection
from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs
from partnerships.admin.screens.entry import EntryForm
from partnerships.admin.screens.record import ROWS, SIGNATORY, RecordAdmin, fieldsets
from partnerships.models import Agreement, AgreementAction, InvolvementRole, Part, roles_of


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
            ("renews_itself", "review_on"),
            *pairs("renewal", "notice_period"),
            ("number", "registration", "original_place"),
            ("amends", "supersedes"),
            "end_reason",
        ),
    )
    places = (
        GridSection(
            "parties", _("Parties"), (GridRows("involvements", (InvolvementRole.PARTY,), ("organization",), True),)
        ),
        GridSection(
            "signatories", _("Signatories"), (GridRows("participants", roles_of(Part.SIGNED), SIGNATORY, True),)
        ),
    )
    inlines = [
        grid_inline(
            AgreementAction, ("kind", "date", "until", "document", *languages_of("note")), formset=ActionFormSet
        ),
        *ROWS,
    ]
    front = ("parties", "signatories", "actions", *RecordAdmin.front)
    autocomplete_fields = [*RecordAdmin.autocomplete_fields, "amends", "supersedes"]
    list_display = ["title", "shown_state", "when", "shown_cities", "shown_standing"]
    list_filter = [*RecordAdmin.list_filter, "status", "form"]
    search_fields = [*RecordAdmin.search_fields, "number"]
