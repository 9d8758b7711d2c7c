"""The form field that reads and prints a period."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.period.formatter import format_period
from partnerships.period.parser import LONGEST, Reading, typed
from partnerships.period.value import Period


class PeriodField(forms.CharField):
    """Reads "2011", "07.2019", "30–31 июля 2022", "с 2014"; its cleaned value is a Period.

    With `early` a year may be before 1000; with `with_remark` an adverb such as "ежегодно" may stand beside the date,
    and the form has to ask `reading` for it.
    """

    default_error_messages = {"required": _("Write a date, for example July 2019.")}

    def __init__(self, *, early: bool = False, with_remark: bool = False, **options: Any) -> None:
        self.early, self.with_remark = early, with_remark
        if options.get("max_length") is None:
            options["max_length"] = LONGEST
        if not options.get("help_text"):
            options["help_text"] = _("As exactly as known: 2011, July 2019, 30–31 July 2022, 2014–2019, since 2014.")
        options.pop("empty_value", None)
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Let the browser cut nothing off: what is too long is told."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def prepare_value(self, value: object) -> object:
        """Print a Period in the language of the form; what was typed stays as typed."""
        return format_period(value) if isinstance(value, Period) else value

    def to_python(self, value: Any) -> Period:  # type: ignore[override]  # a field of forms gives what it is for
        """Return the Period that was typed."""
        return self.reading(value).period

    def reading(self, value: object) -> Reading:
        """Return the Period that was typed and the remark that was typed with it."""
        if isinstance(value, Period):
            return Reading(value, {})
        return typed(super().to_python(value) or "", early=self.early, remark=self.with_remark)

    def validate(self, value: object) -> None:
        """Refuse an undated period only where a date is required."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: object) -> None:
        """The parser has already checked length and characters."""

    def has_changed(self, initial: object, data: object) -> bool:
        """Compare periods, not spellings: "07.2019" is "июль 2019"."""
        try:
            return (initial or Period()) != self.to_python(data)
        except ValidationError:
            return True
