"""The rows of a plan: each chooses its field of cooperation from one list, read once for all rows."""

from functools import cached_property
from typing import Any

from django.forms.models import BaseInlineFormSet

from partnerships.models import Theme
from partnerships.models.base import alphabetical


class PlanItemFormSet(BaseInlineFormSet):
    @cached_property
    def themes(self) -> list[tuple[object, str]]:
        """The choices of the field of cooperation."""
        return [("", "—"), *((theme.pk, str(theme)) for theme in Theme.objects.order_by("order", alphabetical("name")))]

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the fields of cooperation."""
        super().add_fields(form, index)
        if "theme" in form.fields:
            form.fields["theme"].choices = self.themes
