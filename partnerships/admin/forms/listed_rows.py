"""Rows that choose something from one list, which is read once for all of them."""

from abc import ABC, abstractmethod
from functools import cached_property, partial
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet, ModelChoiceField


class ListedFormSet(BaseInlineFormSet, ABC):
    """Offers at the field `listed` of each row the rows of `offered`."""

    listed: ClassVar[str]

    @abstractmethod
    def offered(self) -> QuerySet[Any]:
        """Return what a row may choose, in order."""

    @cached_property
    def known(self) -> dict[str, Model]:
        """What is offered, by its key."""
        return {str(row.pk): row for row in self.offered()}

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        """Offer the list, and read the chosen row from the same list."""
        super().add_fields(form, index)
        field: Any = form.fields.get(self.listed)
        if field is not None:
            field.choices = [("", "—"), *((row.pk, str(row)) for row in self.known.values())]
            field.to_python = partial(self._chosen, field)

    def _chosen(self, field: ModelChoiceField, value: object) -> Model | None:
        return self.known.get(str(value)) or type(field).to_python(field, value)
