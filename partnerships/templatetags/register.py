"""Filters of the public templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from partnerships import richtext as texts
from partnerships.files import renditions
from partnerships.models import Photo
from partnerships.models.base import Entry
from partnerships.period import format_period

register = template.Library()


@register.filter
def richtext(text: str) -> SafeString:
    """Return a text as sanitised paragraphs."""
    return texts.render(text)


@register.filter
def period(entry: Entry) -> str:
    """Return the date of `entry` exactly as precise as it is known, with its remark."""
    return format_period(entry.period, entry.remark)


@register.filter
def sources(photo: Photo) -> renditions.Sources:
    """Return the addresses of the renditions of `photo`."""
    return renditions.sources(str(photo.file.name))


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """Return the query string of the page's filter form with `changes`."""
    return context["listing"].form.query(**changes)
