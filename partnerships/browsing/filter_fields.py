"""The fields of the filters: years as people type them, and choices that say what is wrong."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.browsing.narrowing import UNDATED
from partnerships.browsing.plain_select import PlainSelect
from partnerships.period import Precision, parse


def _years(text: str) -> list[int]:
    """Return the years of a date that names nothing finer; none where it is no such date."""
    try:
        period = parse(text)
    except ValidationError:
        return []
    return period.years() if period.is_plain and period.precision == Precision.YEAR else []


class YearField(forms.IntegerField):
    """A year of four digits; offered are those in which there is something, but any other may be asked for."""

    widget = PlainSelect

    def __init__(self, **options: Any) -> None:
        wrong = _("Write the year with four digits, for example 2022.")
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        super().__init__(required=False, min_value=1000, max_value=2999, error_messages=messages, **options)

    def to_python(self, value: Any) -> int | None:
        """Return the year, however it was typed: 2014, “2014 г.”, “в 2014 году”."""
        try:
            return super().to_python(value)
        except ValidationError:
            years = _years(str(value))
            if len(years) != 1:
                raise
            return years[0]


class BeganField(YearField):
    """The year in which a record begins, or "undated": how the statistics count."""

    def clean(self, value: object) -> Any:
        """Return a year, UNDATED, or None."""
        return UNDATED if value == UNDATED else super().clean(value)


def choice(label: Any, wrong: Any, **options: Any) -> forms.ChoiceField:
    """Return a filter whose wrong value is explained by `wrong`."""
    options = {"widget": PlainSelect, **options}
    return forms.ChoiceField(label=label, required=False, error_messages={"invalid_choice": wrong}, **options)
