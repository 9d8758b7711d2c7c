"""The filter `date` of every template: Django's own, but a day in words as the periods say it."""

from datetime import date
from typing import Any

from django import template
from django.template.defaultfilters import date as formatted

from partnerships.period.days import IN_WORDS

register = template.Library()


@register.filter("date", expects_localtime=True, is_safe=False)
def day_or_moment(value: Any, form: str = "DATE_FORMAT") -> str:
    """Return `value` in `form`: one of Django's formats or signs of its own."""
    if isinstance(value, date) and form in IN_WORDS:
        return IN_WORDS[form](value)
    return str(formatted(value, form))
