"""Agreements."""

from types import SimpleNamespace

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.actions import ActionFormSet
from partnerships.admin.forms.grid import GridRows, GridSection
from partnerships.admin.forms.inlines import grid_inline, languages_of
from partnerships.admin.papers import record_papers
from partnerships.admin.screens.record import ROWS, SIGNATORY, RecordAdmin, RecordForm
from partnerships.models import Agreement, AgreementAction, Part, roles_of, roles_of_bodies
from partnerships.models.succession import PREDECESSORS, city_faults
from partnerships.period import PeriodField


class AgreementEntryForm(RecordForm):
    """An agreement is dated by its signing."""

    period = PeriodField(required=False, label=_("Date of signing"), with_remark=True)

    def clean(self) -> dict[str, object] | None:
        """Refuse to amend or supersede an agreement with quite other cities."""
        cleaned = super().clean()
        cities = self.cleaned_data.get("cities") or ()
        named = SimpleNamespace(**{name: self.cleaned_data.get(name) for name in PREDECESSORS})
        for name, words in city_faults(named, [city.pk for city in cities]):
            self.add_error(name, words)
        return cleaned


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin[Agreement]):
    """The period of an agreement is the date of signing."""

    pages = (*record_papers.list_pages, *RecordAdmin.pages)
    form = AgreementEntryForm
    places = (
        GridSection(
            "parties", _("Parties"), (GridRows("involvements", roles_of_bodies(Part.SIGNED), ("organization",), True),)
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
    search_fields = [*RecordAdmin.search_fields, "number"]
