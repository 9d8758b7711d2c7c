"""The lines of lists, written in Python: a page holds thirty of them, and template nodes made up half its cost."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape  # Django's own wraps it in a check for lazy texts, which costs more than the escape
from typing import Any, Final

from django import template
from django.conf import settings
from django.db.models import Model
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.delivery.namesakes import apart
from partnerships.files import renditions
from partnerships.kinds import KINDS
from partnerships.models import City, Record
from partnerships.period import Period, format_period
from partnerships.period.units import edtf_of
from partnerships.period.value import Sense
from partnerships.text.translated import CODES, text_column
from partnerships.views.face import seal_of
from partnerships.views.map import MapMark
from partnerships.views.map_frame import FlatPoint
from partnerships.views.map_names import MapName

register = template.Library()

#: A number with its ending or its noun; a tag's attribute has no such thing, as languages are letters.
NUMBERED: Final = re.compile(r"\b\d+-[^\W\d_]+")


def in_language(row: Model, field: str, wanted: str = "") -> tuple[str, str]:
    """Return the text of a translated `field` and, when it is not in the reader's language, its language."""
    wanted = wanted or get_language() or settings.LANGUAGE_CODE
    values = row.__dict__
    text = values.get(f"{field}_{wanted}") or getattr(row, f"{field}_{wanted}")
    if text:
        return text, ""
    for code in CODES:
        text = getattr(row, text_column(field, code))
        if text:
            return text, code
    return "", ""


@register.filter
def said(row: Model, field: str, wanted: str = "") -> SafeString:
    """Return a translated `field`; a text in the other language is marked with its own `lang`."""
    text, language = in_language(row, field, wanted)
    return mark_safe(f'<span lang="{language}">{escape(text)}</span>' if language else escape(text))  # noqa: S308


@register.filter(name="heading")
def headline(row: Model, field: str, wanted: str = "") -> SafeString:
    """Return what `said` does, with numbers kept in one piece with what a hyphen ties to them: “204-летии”."""
    text = said(row, field, wanted)
    return mark_safe(NUMBERED.sub(r'<span class="whole">\g<0></span>', text)) if "-" in text else text  # noqa: S308


@register.filter
def term(row: Model, field: str) -> SafeString:
    """Return the name of the term whose code `field` holds, marked like `said`; a code without one as it is."""
    holder: Any = row._meta.get_field(field)
    code = getattr(row, field)
    found = holder.labels.terms.get(code)
    return said(found, "name") if found else mark_safe(escape(code))  # noqa: S308


@register.filter
def beside(row: Model) -> str:
    """Return what stands beside the name of a row that has a namesake, in brackets."""
    told = apart(row, for_public=True)
    return f" ({told})" if told else ""


def _cities(cities: list[City], wanted: str) -> str:
    links = "".join(
        f'<li><a href="{city.get_absolute_url()}">{said(city, "name", wanted)}</a></li>\n' for city in cities
    )
    return f'<ul class="chips">{links}</ul>' if links else ""


@register.filter
def face(city: City) -> SafeString:
    """Return the emblem or else the cover of `city`, small, where it was read with them; otherwise its seal."""
    if picture := getattr(city, "picture", ""):
        address = renditions.small_address(picture)
        return mark_safe(f'<img class="face" src="{address}" alt="" width="46" height="46" loading="lazy">')  # noqa: S308
    return mark_safe(seal_of(city, in_language(city, "name")[0]))  # noqa: S308 - numbers, and letters that are escaped


@register.simple_tag
def city_cards(cities: Iterable[City]) -> SafeString:
    """Return a card for each city: its face, its name, where it is, and the tie."""
    wanted = get_language() or settings.LANGUAGE_CODE
    ties: dict[str, str] = {}
    places: dict[int, str] = {}
    lines = []
    for city in cities:
        if city.tie not in ties:
            ties[city.tie] = term(city, "tie")
        if city.country_id not in places:
            places[city.country_id] = said(city.country, "name", wanted)
        region, name = said(city, "region", wanted), said(city, "name", wanted)
        lines.append(
            f'<li>{face(city)}<div><h3><a href="{city.get_absolute_url()}">{name}</a></h3>'
            f"<p>{f'{region}, ' if region else ''}{places[city.country_id]}</p>"
            f'<span class="tie tie-{city.mark}">{ties[city.tie]}</span>{standing(city)}</div></li>'
        )
    return mark_safe("\n".join(lines))  # noqa: S308 - names of ties, slugs, and texts that are escaped


@cache
def picture_of(name: str) -> SafeString:
    """Return one icon of the sprite; the words beside it say what it stands for."""
    address = f"{static('img/icons.svg')}#{name}"
    return mark_safe(f'<svg class="icon" aria-hidden="true" focusable="false"><use href="{address}"/></svg>')  # noqa: S308


register.simple_tag(picture_of, name="icon")


@register.simple_tag
def standing(entry: Any) -> SafeString:
    """Return a mark for what does not stand as everybody expects: called off, planned, expired, ended."""
    words = entry.standing_mark
    if not words:
        return mark_safe("")
    return mark_safe(f' <span class="standing standing-{entry.standing}">{escape(words)}</span>')  # noqa: S308


def timed(period: Period, words: str) -> SafeString:
    """Return the `words` of a date, marked for machines where HTML knows such dates: a minute, day, month, year.

    HTML has no mark for a span: its first and its last part are marked, one on each side of the dash.
    """
    ends = [unit for unit in (period.first, period.last) if unit] if period.sense == Sense.EXACT else []
    parts = words.split("–") if ends[:1] != ends[1:] and not period.named else [words]
    if not words or len(ends) != 2 or len(parts) > 2 or any(len(unit) == 2 and unit[1] > 12 for unit in ends):
        return mark_safe(escape(words))  # noqa: S308
    if len(parts) == 1 and ends[0] != ends[1]:
        return mark_safe(escape(words))  # noqa: S308 - several days, or words that are no span
    pairs = zip(ends, parts, strict=False)  # one part where the two ends are the same
    return mark_safe("–".join(f'<time datetime="{edtf_of(unit)}">{escape(part)}</time>' for unit, part in pairs))  # noqa: S308


@register.simple_tag
def entry(record: Record) -> SafeString:
    """Return the line of `record`: kind, date, place, title, summary, and the cities it was read with."""
    wanted = get_language() or settings.LANGUAGE_CODE
    date = format_period(record.period, in_language(record, "remark", wanted)[0], wanted)
    place, summary = said(record, "place", wanted), said(record, "summary", wanted)
    cities: list[City] = getattr(record, "public_cities", [])
    kind = KINDS[record.kind]
    # Every piece is escaped: by `said`, by `escape`, or made of the kind and the slug alone.
    return mark_safe(  # noqa: S308
        f'<article class="entry entry-{record.kind}"><p class="entry-meta">'
        f'<span class="kind kind-{record.kind}">{picture_of(kind.icon)}{escape(str(kind.label))}</span>'
        f"{f' <span>{timed(record.period, date)}</span>' if date else ''}"
        f"{f' <span>{place}</span>' if place else ''}{standing(record)}</p>"
        f'<h3><a href="{record.get_absolute_url()}">{headline(record, "title", wanted)}</a></h3>'
        f"{f'<p>{summary}</p>' if summary else ''}{_cities(cities, wanted)}</article>"
    )


@register.simple_tag
def timeline(years: Iterable[tuple[int | None, list[Record]]]) -> SafeString:
    """Return the lines of each year under its number; what has no date stands in a place of its own."""
    undated = escape(_("Undated"))
    note = f'<p class="muted">{escape(_("The sources give no date for these; none has been made up."))}</p>'
    return mark_safe(  # noqa: S308 - numbers, and texts that are escaped
        "\n".join(
            f'<section class="year" aria-labelledby="year-{year or "undated"}">'
            f'<h2 class="year-number" id="year-{year or "undated"}">{year or undated}</h2>'
            f'<div class="year-entries">{"" if year else note}{"".join(map(entry, records))}</div></section>'
            for year, records in years
        )
    )


@register.simple_tag
def marks(shown: list[tuple[MapMark, FlatPoint]], size: str, hidden: bool) -> SafeString:
    """Return the marks of a drawn map, each a link, `size` times as large as the shapes; a crowded place is a circle.

    A drawing that is `hidden` from the keyboard has its links beside it once more.
    """
    aside = ' tabindex="-1"' if hidden else ""
    return mark_safe(  # noqa: S308 - numbers, names of ties, and texts that are escaped
        "\n".join(
            f'<a href="{mark.url}"{aside} aria-label="{escape(mark.label)}"><title>{escape(mark.label)}</title>'
            + (
                f'<circle class="mark mark-many" cx="{x}" cy="{y}" r="{3.6 * float(size):g}"/></a>'
                if mark.count
                else f'<use class="mark mark-{mark.mark}{mark.over}" href="#mark-{mark.mark}" '
                f'transform="translate({x} {y}) scale({size})"/></a>'
            )
            for mark, (x, y) in shown
        )
    )


@register.simple_tag
def map_names(names: Iterable[MapName]) -> SafeString:
    """Return the names of a drawn map; the marks say them to the ear."""
    return mark_safe(  # noqa: S308 - numbers, and texts that are escaped
        '<g class="map-names" aria-hidden="true">'
        + "".join(
            f'<text x="{name.x}" y="{name.y}" text-anchor="{name.anchor}">{escape(name.text)}</text>' for name in names
        )
        + "</g>"
    )
