"""The three columns of a period, and the form field that reads and prints it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.period.formatter import format_period
from partnerships.period.parser import LONGEST, parse
from partnerships.period.value import Period, Precision


def period_constraints() -> list[models.BaseConstraint]:
    """Return the rules of the columns, for the Meta of each model that has them."""
    undated = Q(start=None, end=None, precision="")
    dated = Q(start__isnull=False, end__isnull=False, precision__in=Precision.values)
    return [
        models.CheckConstraint(
            condition=undated | dated,
            name="%(app_label)s_%(class)s_period_all_or_none",
            violation_error_message=_("A date has a beginning, an end and a precision, or none of them."),
        ),
        models.CheckConstraint(
            condition=Q(start=None) | Q(start__lte=F("end")),
            name="%(app_label)s_%(class)s_period_in_order",
            violation_error_message=_("The end is before the beginning. Write the earlier date first."),
        ),
    ]


class HasPeriod(models.Model):
    """`start` and `end` hold the whole imprecise span, so sorting and year filters agree with it."""

    start = models.DateField(_("from"), null=True, blank=True, editable=False)
    end = models.DateField(_("to"), null=True, blank=True, editable=False)
    precision = models.CharField(_("precision"), max_length=5, choices=Precision, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The date, exactly as precise as it is known."""
        return Period(self.start, self.end, self.precision)

    @period.setter
    def period(self, period: Period) -> None:
        self.start, self.end, self.precision = period.start, period.end, period.precision


class PeriodField(forms.CharField):
    """Reads "2011", "07.2019", "30–31 июля 2022"; its cleaned value is a Period."""

    default_error_messages = {"required": _("Write a date, for example July 2019.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST)
        options.setdefault("help_text", _("As exactly as known: 2011, July 2019, 30–31 July 2022, 2014–2019."))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Print a Period in the language of the form; what was typed stays as typed."""
        return format_period(value) if isinstance(value, Period) else value

    def to_python(self, value: Any) -> Period:  # type: ignore[override]
        """Return the Period that was typed."""
        return value if isinstance(value, Period) else parse(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Refuse an undated period only where a date is required."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The parser has already checked length and characters."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare periods, not spellings: "07.2019" is "июль 2019"."""
        try:
            return (initial or Period()) != self.to_python(data)
        except ValidationError:
            return True
