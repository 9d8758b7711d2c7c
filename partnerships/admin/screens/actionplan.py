"""Action plans and their items."""

from django.contrib import admin

from partnerships.admin.forms.inlines import grid_inline, languages_of
from partnerships.admin.forms.plan_items import PlanItemFormSet
from partnerships.admin.screens import plan_matches
from partnerships.admin.screens.record import ROWS, RecordAdmin
from partnerships.models import ActionPlan, PlanItem
from partnerships.text.translated import first_column


def _first_then_others(*names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns of texts in the first language, and those in the other languages."""
    first = tuple(first_column(name) for name in names)
    return first, tuple(column for column in languages_of(*names) if column not in first)


SIDES, SIDES_TRANSLATED = _first_then_others("responsible_home", "responsible_partner")


@admin.register(ActionPlan)
class ActionPlanAdmin(RecordAdmin[ActionPlan]):
    """A plan, its items first."""

    pages = (*plan_matches.pages, *RecordAdmin.pages)
    front = ("plan_items", "documents")
    inlines = [
        grid_inline(
            PlanItem,
            (*languages_of("activity"), "due", *SIDES, "state"),
            ("theme", *SIDES_TRANSLATED, *languages_of("result"), "fulfilled_by", "funding"),
            fk_name="plan",
            formset=PlanItemFormSet,
            autocomplete_fields=["fulfilled_by"],
        ),
        *ROWS,
    ]
    autocomplete_fields = [*RecordAdmin.autocomplete_fields, "carries_out"]
