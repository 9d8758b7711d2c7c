"""Filters of the back office."""

from datetime import datetime

from django import template
from django.urls import reverse

from partnerships.admin.home import guide
from partnerships.approval import steps

register = template.Library()


@register.filter
def moment(when: datetime | None) -> str:
    """Return a moment in the city's time, as every screen of the back office writes it."""
    return steps.moment(when) if when else ""


@register.simple_tag
def guide_to(model_name: str) -> str:
    """Return the address of the part of the guide that tells of a form."""
    return f"{reverse('admin:guide')}#{guide.anchor_of(model_name)}"
