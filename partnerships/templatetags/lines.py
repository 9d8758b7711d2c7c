"""The lines of lists, written in Python: a page holds thirty of them, and template nodes made up half its cost."""

from django import template
from django.conf import settings
from django.db.models import Model
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from partnerships.models import City, Kind, Record
from partnerships.period import format_period

register = template.Library()


def in_language(row: Model, field: str) -> tuple[str, str]:
    """Return the text of a translated `field` and, when it is not in the reader's language, its language."""
    wanted = get_language() or settings.LANGUAGE_CODE
    text = getattr(row, f"{field}_{wanted}") or ""
    if text:
        return text, ""
    for code, _name in settings.LANGUAGES:
        text = getattr(row, f"{field}_{code}") or ""
        if text:
            return text, code
    return "", ""


@register.filter
def said(row: Model, field: str) -> SafeString:
    """Return a translated `field`; a text in the other language is marked with its own `lang`."""
    text, language = in_language(row, field)
    return mark_safe(f'<span lang="{language}">{escape(text)}</span>' if language else escape(text))  # noqa: S308


def _cities(cities: list[City]) -> str:
    links = "".join(f'<li><a href="{city.get_absolute_url()}">{said(city, "name")}</a></li>\n' for city in cities)
    return f'<ul class="chips">{links}</ul>' if links else ""


@register.simple_tag
def entry(record: Record) -> SafeString:
    """Return the line of `record`: kind, date, place, title, summary, and the cities it was read with."""
    date = format_period(record.period, in_language(record, "remark")[0])
    place, summary = said(record, "place"), said(record, "summary")
    cities: list[City] = getattr(record, "public_cities", [])
    # Every piece is escaped: by `said`, by `escape`, or made of the kind and the slug alone.
    return mark_safe(  # noqa: S308
        f'<article class="entry entry-{record.kind}"><p class="entry-meta">'
        f'<span class="kind kind-{record.kind}">{escape(Kind(record.kind).label)}</span>'
        f"{f' <span>{escape(date)}</span>' if date else ''}"
        f"{f' <span>{place}</span>' if place else ''}</p>"
        f'<h3><a href="{record.get_absolute_url()}">{said(record, "title")}</a></h3>'
        f"{f'<p>{summary}</p>' if summary else ''}{_cities(cities)}</article>"
    )
