"""Filters of the back office."""

from datetime import datetime

from django import template

from partnerships.approval import steps

register = template.Library()


@register.filter
def moment(when: datetime | None) -> str:
    """Return a moment in the city's time, as every screen of the back office writes it."""
    return steps.moment(when) if when else ""
