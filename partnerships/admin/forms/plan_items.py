"""The rows of a plan: each chooses its field of cooperation from one list."""

from typing import Any

from django.db.models import QuerySet

from partnerships.admin.forms.listed_rows import ListedFormSet
from partnerships.models import PlanItem, Theme
from partnerships.models.base import alphabetical


class PlanItemFormSet(ListedFormSet):
    listed = "theme"

    def __init__(self, *args: Any, **options: Any) -> None:
        rows = options.get("queryset")
        options["queryset"] = (PlanItem.objects.all() if rows is None else rows).select_related("fulfilled_by")
        super().__init__(*args, **options)

    def offered(self) -> QuerySet[Any]:
        """Return the fields of cooperation."""
        return Theme.objects.order_by("order", alphabetical("name"))
