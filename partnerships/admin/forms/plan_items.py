"""The rows of a plan: each chooses its field of cooperation from one list, read once for all rows."""

from functools import cached_property, partial
from typing import Any

from django.forms.models import BaseInlineFormSet, ModelChoiceField

from partnerships.models import PlanItem, Theme
from partnerships.models.base import alphabetical


class PlanItemFormSet(BaseInlineFormSet):
    def __init__(self, *args: Any, **options: Any) -> None:
        rows = options.get("queryset")
        options["queryset"] = (PlanItem.objects.all() if rows is None else rows).select_related("fulfilled_by")
        super().__init__(*args, **options)

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """The fields of cooperation by their key, in their order."""
        return {str(theme.pk): theme for theme in Theme.objects.order_by("order", alphabetical("name"))}

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the fields of cooperation, and read the chosen one from the same list."""
        super().add_fields(form, index)
        field = form.fields.get("theme")
        if field is not None:
            field.choices = [("", "—"), *((theme.pk, str(theme)) for theme in self.themes.values())]
            field.to_python = partial(self._chosen, field)

    def _chosen(self, field: ModelChoiceField, value: Any) -> Any:
        return self.themes.get(str(value)) or type(field).to_python(field, value)
