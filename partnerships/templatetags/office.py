"""Filters of the back office."""

from collections.abc import Iterable
from datetime import datetime
from html import unescape

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import conditional_escape, strip_tags
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from partnerships.admin.home import guide
from partnerships.approval import steps
from partnerships.period.days import written_day
from partnerships.text.numbers import money
from partnerships.text.quotes import nested

register = template.Library()
register.filter("money", money)


@register.filter
def moment(when: datetime | None) -> str:
    """Return a moment in the city's time, as every screen of the back office writes it."""
    return steps.moment(when) if when else ""


@register.simple_tag
def guide_to(model_name: str) -> str:
    """Return the address of the part of the guide that tells of a form."""
    return f"{reverse('admin:guide')}#{guide.anchor_of(model_name)}"


@register.filter
def plain(message: Message) -> str:
    """Return a message without its links, as a title says it."""
    return unescape(strip_tags(conditional_escape(quoted(message))))


@register.filter
def quoted(message: Message) -> str:
    """Return a message in which a name that has quotation marks of its own stands inside others."""
    text = message.message
    return nested(text if isinstance(text, SafeString) else str(text))


@register.filter
def done_first(found: Iterable[Message]) -> list[Message]:
    """Return the messages, what was done before what is left to do."""
    return sorted(found, key=lambda message: message.level != constants.SUCCESS)


@register.filter
def to_the_second(when: datetime) -> str:
    """Return a moment with its seconds, where it matters what came first."""
    local = localtime(when)
    return f"{written_day(local)}, {date_format(local, 'G:i:s')}"
