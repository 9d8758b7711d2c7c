"""Money: two decimals, nothing below nothing, typed and shown in forms as people write it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.forms import TextInput

from partnerships.text.numbers import sum_in_field, sum_typed


class SumField(forms.DecimalField):
    """A sum with the decimal mark of the language; a field of numbers would show a point in each."""

    widget = TextInput(attrs={"size": 12, "inputmode": "decimal"})

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the field; what was typed stays as it was."""
        return sum_in_field(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """Return the sum that was typed."""
        found: Decimal | None = super().to_python(sum_typed(value) if isinstance(value, str) else value)
        return found


class MoneyField(models.DecimalField):
    """A sum of money."""

    def __init__(self, *args: Any, **options: Any) -> None:
        money = {"max_digits": 14, "decimal_places": 2, "validators": [MinValueValidator(0)]}
        super().__init__(*args, **{**money, **options})

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form."""
        return super().formfield(**{"form_class": SumField, **options})

    def deconstruct(self) -> Any:
        """Return a plain field: for the database it is one."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.DecimalField", args, options
