"""A day as people write it, read as every date of the register is: 25.07.2022, 25 июля 2022, 2022-07-25."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.utils import formats
from django.utils.translation import gettext as _

from partnerships.period import Period, parse


class DayField(DateField):
    """Takes one day; a month, a year or several days are told apart from it, and 07/08/2022 is never guessed."""

    def to_python(self, value: Any) -> date | None:
        """Return the day; ValidationError says why there is none."""
        if not isinstance(value, str):
            return super().to_python(value)
        with suppress(ValueError):  # what the form itself shows: 25/07/2022 in French
            value = self.strptime(value.strip(), formats.get_format("DATE_INPUT_FORMATS")[0]).isoformat()
        if not value.strip():
            return None
        has_number = any(sign.isdigit() for sign in value)  # else no reason is better than an example
        period = parse(value) if has_number else Period()
        day = period.start
        if day is None or period != Period.of((day.year, day.month, day.day)):
            raise ValidationError(_("Write one day, for example 25.07.2022."), code="invalid")
        return day
