"""Delegations and their programme."""

from collections.abc import Iterable

from django.contrib import admin, messages
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerships.admin.access import acting
from partnerships.admin.forms.grid import GridRows, GridSection
from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs
from partnerships.admin.forms.work_rows import ChecklistForm, EstimateFormSet, ServiceFormSet, estimate_sums
from partnerships.admin.papers import record_papers
from partnerships.admin.screens import preparation, today
from partnerships.admin.screens.record import PEOPLE, ROWS, SIGNATORY, RecordAdmin
from partnerships.models import (
    PART_TITLES,
    ChecklistItem,
    Delegation,
    EstimateLine,
    Gift,
    Part,
    ProgrammeItem,
    Service,
    roles_of,
    roles_of_bodies,
)
from partnerships.preparation import checklist


def _travellers(visit: Delegation | None) -> str:
    return (visit or Delegation()).travellers_title


def _people_and_bodies(part: Part) -> tuple[GridRows, GridRows]:
    """Return the people and the organisations that did `part` at a visit."""
    people = tuple(name for name in PEOPLE if name != "role")
    return (
        GridRows("participants", roles_of(part), people, title=_("Persons")),
        GridRows("involvements", roles_of_bodies(part), ("organization",), title=_("Organisations")),
    )


@admin.register(Delegation)
class DelegationAdmin(RecordAdmin[Delegation]):
    """Visits, with people first and the programme next."""

    pages = (*today.pages, *preparation.pages, *record_papers.list_pages, *RecordAdmin.pages)
    own_sections = (
        (_("The invitation in words"), {"fields": pairs("invited_by"), "classes": ["invited"]}),
        (_("For the guests' page"), {"fields": (("guest_contact", "guest_phone"),)}),
    )
    places = (
        GridSection("participants", _travellers, (GridRows("participants", roles_of(Part.TRAVELLED)),)),
        GridSection("received", PART_TITLES[Part.RECEIVED], _people_and_bodies(Part.RECEIVED)),
        GridSection("invited", PART_TITLES[Part.INVITED], _people_and_bodies(Part.INVITED)),
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
            ProgrammeItem,
            ("day", "starts", "ends", *languages_of("activity", "place"), "is_public"),
            ("state", "responsible", "phone", "attendees", "transport", "note"),
        ),
        *ROWS[1:],
        grid_inline(
            ChecklistItem,
            ("what", "due", "responsible", "is_done"),
            ("counted_from", "days", "done_on", "done_by", "note"),
            form=ChecklistForm,
        ),
        grid_inline(
            Service,
            ("kind", "organization", "name", "contact", "times"),
            ("note",),
            autocomplete_fields=["organization"],
            formset=ServiceFormSet,
        ),
        grid_inline(
            EstimateLine,
            ("norm", "item", "rate", "persons", "days", "is_at_fact", "actual"),
            ("basis",),
            formset=EstimateFormSet,
            foot=staticmethod(estimate_sums),
        ),
        grid_inline(Gift, ("direction", "what", "whom", "quantity", "value"), ("note",)),
    ]
    autocomplete_fields = [*RecordAdmin.autocomplete_fields, "carries_out", "host_event"]

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseInlineFormSet, change: bool) -> None:
        """Note with a mark of doing when it was made, and by whom."""
        if formset.model is ChecklistItem:
            for row in formset.forms:
                checklist.mark_done(row.instance, acting(request))
        super().save_formset(request, form, formset, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Iterable[BaseInlineFormSet], change: bool
    ) -> None:
        """Move what is due by the date of the delegation, and say so."""
        super().save_related(request, form, formsets, change)
        moved = checklist.follow_dates([form.instance.pk])
        if moved and change and "period" in form.changed_data:
            messages.info(request, preparation.moved_words(moved))
