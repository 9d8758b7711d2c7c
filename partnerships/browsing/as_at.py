"""The register as at a day: what the parameter `on` of an address asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.period import Precision, parse

WRONG: Final = _("Write one day, for example 2012-06-01 or 1 June 2012.")


def _day(typed: str) -> date:
    try:
        period = parse(typed)
    except ValidationError as error:
        raise ValidationError(" ".join([*error.messages, str(WRONG)]), code="day") from None
    if period.precision != Precision.DAY or period.start != period.end or not period.is_plain:
        raise ValidationError(WRONG, code="day")
    return period.start or date.min


class AsAtField(forms.CharField):
    """A day, in figures or in words; empty is today."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("As at (day)"), required=False, max_length=40, **options)

    def clean(self, value: object) -> Any:
        """Return the day, None for today."""
        if isinstance(value, date):
            return value
        typed = str(value or "").strip()
        return _day(typed[:40]) if typed else None


def asked_day(data: Mapping[str, object]) -> tuple[date | None, str]:
    """Return the day that an address without a form asks for, and what is wrong with it."""
    try:
        return AsAtField().clean(data.get("on", "")), ""
    except ValidationError as error:
        return None, " ".join(error.messages)
