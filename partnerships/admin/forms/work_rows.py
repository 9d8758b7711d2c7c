"""The rows of the work on a delegation: checklist, estimate, services."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from partnerships.admin.forms.grid import GridForm
from partnerships.admin.forms.listed_rows import ListedFormSet
from partnerships.models import EstimateLine, EstimateNorm, Service
from partnerships.preparation.estimate import estimate
from partnerships.text.numbers import sum_in_field


class ChecklistForm(GridForm):
    """An item of a checklist: a day typed by hand stays; one that is counted moves with the delegation."""

    def clean(self) -> dict[str, object] | None:
        """See what was typed last: the day, or how it is counted; and take a day of doing for the mark."""
        cleaned = super().clean()
        changed = set(self.changed_data)
        if "due" in changed and not changed & {"counted_from", "days"}:
            self.cleaned_data["counted_from"] = ""
        if self.cleaned_data.get("done_on") and "done_on" in changed and "is_done" not in changed:
            self.cleaned_data["is_done"] = True
        return cleaned


class EstimateFormSet(ListedFormSet):
    """Lines that choose their norm."""

    listed = "norm"

    def __init__(self, *args: Any, **options: Any) -> None:
        rows = options.get("queryset")
        options["queryset"] = (EstimateLine.objects.all() if rows is None else rows).select_related("norm")
        super().__init__(*args, **options)

    def offered(self) -> QuerySet[Any]:
        """Return the norms of the city."""
        return EstimateNorm.objects.all()


def estimate_sums(lines: Iterable[EstimateLine]) -> str:
    """Return what an estimate comes to as it is saved, "" for one without lines."""
    sums = estimate(lines)
    if not sums.lines:
        return ""
    planned, actual = sum_in_field(sums.planned), sum_in_field(sums.actual)
    return _("Total as saved: planned %(planned)s, spent %(actual)s") % {"planned": planned, "actual": actual}


class ServiceFormSet(BaseInlineFormSet):
    """Services with the organisation of each."""

    def __init__(self, *args: Any, **options: Any) -> None:
        rows = options.get("queryset")
        options["queryset"] = (Service.objects.all() if rows is None else rows).select_related("organization")
        super().__init__(*args, **options)
