"""Delegations and their programme."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.grid import GridRows, GridSection
from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs
from partnerships.admin.screens import today
from partnerships.admin.screens.record import PEOPLE, ROWS, SIGNATORY, RecordAdmin
from partnerships.models import PART_TITLES, Delegation, Part, ProgrammeItem, roles_of, roles_of_bodies


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

    pages = (*today.pages, *RecordAdmin.pages)
    own_sections = ((_("The invitation in words"), {"fields": pairs("invited_by"), "classes": ["invited"]}),)
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
            ProgrammeItem, ("day", "starts", "ends", *languages_of("activity", "place"), "is_public"), ("state",)
        ),
        *ROWS[1:],
    ]
    autocomplete_fields = [*RecordAdmin.autocomplete_fields, "carries_out", "host_event"]
