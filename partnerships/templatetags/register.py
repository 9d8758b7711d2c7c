"""Filters and tags of the public templates."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.delivery.memo import Memo
from partnerships.files import renditions
from partnerships.kinds import KINDS
from partnerships.kinds.kind import Kind
from partnerships.models import Photo
from partnerships.models.agreement import FORMS
from partnerships.models.base import Entry
from partnerships.opendata import schema_org
from partnerships.participation.named_page import word_of
from partnerships.period import Period, format_period
from partnerships.period.days import written_day
from partnerships.standing import OccurrenceStanding
from partnerships.templatetags.lines import in_language, timed
from partnerships.text import richtext as texts
from partnerships.text.languages import in_sentence, language_name, with_territory
from partnerships.text.quotes import nested
from partnerships.views import share_picture as sharing

register = template.Library()


@register.filter
def told(row: Model, field: str) -> SafeString:
    """Return a translated `field` as sanitised paragraphs, marked like `said`."""
    text, language = in_language(row, field)
    html = texts.render(text)
    return format_html('<div lang="{}">{}</div>', language, html) if language else html


@register.filter
def untranslated(row: Model, fields: str) -> str:
    """Return the language in which the reader gets any of the comma-separated `fields`, "" when in their own."""
    return next((found[1] for name in fields.split(",") if (found := in_language(row, name))[1]), "")


@register.filter
def telephone(text: str) -> str:
    """Return a telephone as its link dials it: digits, with the plus before them."""
    return re.sub(r"[^\d+]", "", text)


@register.simple_tag(name="kinds")
def kinds_in_order() -> list[Kind]:
    """Return the kinds of records, in the order in which the site names them."""
    return list(KINDS.values())


@register.filter
def noun(kind: Kind, number: int) -> str:
    """Return what records of a kind are called after `number`."""
    return str(kind.noun % number)


register.filter("nested", nested)
register.filter("in_sentence", in_sentence)
register.filter("language_name", language_name)
register.filter("rich_text", texts.render)
register.filter("with_territory", with_territory)
register.filter("word_of", word_of)


@register.filter
def period(entry: Entry) -> SafeString:
    """Return the date of `entry` exactly as precise as it is known, with its remark, marked for machines."""
    return timed(entry.period, format_period(entry.period, entry.remark))


@register.filter
def cited(entry: Entry) -> str:
    """Return what a citation calls the page of `entry`; the year of a tie or a record is not one of publication."""
    return (
        _("%(name)s: city page") % {"name": entry}
        if entry.page == "city"
        else _("%(title)s: page of the record") % {"title": entry}
    )


@register.filter
def iso(moment: datetime) -> str:
    """Return `moment` by the register's clock, to the second, for machines."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.filter
def timed_moment(moment: datetime) -> SafeString:
    """Return the day of `moment`, marked for machines to the second."""
    words = written_day(timezone.localtime(moment))
    return format_html('<time datetime="{}">{}</time>', iso(moment), words)


@register.filter
def beginning(period: Period) -> str:
    """Return `period` as the beginning of something: “since May 2013”."""
    return str(period.as_beginning())


@register.filter
def end(period: Period) -> str:
    """Return `period` as the end of something: “until May 2018”."""
    return str(period.as_end())


@register.filter
def to_come(when: Period, day: date | None) -> str:
    """Return in brackets that something of that date is still to come on `day`, by default today; else nothing."""
    is_ahead = bool(when) and when.standing()[0] > (day or timezone.localdate())
    return f" ({in_sentence(OccurrenceStanding.TO_COME.label)})" if is_ahead else ""


@register.filter
def sources(photo: Photo) -> renditions.Sources:
    """Return the addresses of the renditions of `photo`."""
    return renditions.source_sets(str(photo.file.name))


@register.filter
def focus(photo: Photo) -> str:
    """Return the classes that keep the focal point of `photo` in view, in steps of a tenth."""
    return f"fx-{round(photo.focal_x * 10)} fy-{round(photo.focal_y * 10)}"


@register.filter
def alt(photo: Photo) -> SafeString:
    """Return the attributes that describe `photo`, with the language of the words where it is the other one."""
    text, language = in_language(photo, "alt") if not photo.is_decorative else ("", "")
    return format_html('alt="{}" lang="{}"', text, language) if language else format_html('alt="{}"', text)


@register.filter
def agreement_form(value: str) -> str:
    """Return the name of a form of agreement."""
    return FORMS.label(value)


@register.simple_tag
def share_picture(page: str, slug: str) -> str:
    """Return the address of the picture that stands beside a shared link to the page."""
    return sharing.picture_address(get_language() or settings.LANGUAGE_CODE, page, slug)


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """Return what stands in the block `name` of the page, which Django prints only once."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return block.render(context)


@register.simple_tag(takes_context=True)
def json_ld(context: Mapping[str, object], name: str, *args: object) -> SafeString:
    """Return the page's description for machines, made by the function `name` of structured.py."""
    return data_block(getattr(schema_org, name)(context["origin"], *args))


def data_block(data: object) -> SafeString:
    """Return `data` as a block of JSON-LD inside a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # A data block, so no script; the three characters that could end it are written as escapes.
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308


class Kept(template.Node):
    """A part of the page that is the same on many."""

    def __init__(self, name: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> SafeString:
        name = ("part of a page", *(part.resolve(context) for part in self.name))
        known: Memo = context["known"]
        return known.keep(name, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """Render what is inside once for each language and version: {% kept "navigation" section %}…{% endkept %}.

    It may depend on the home city and on what it names, and on nothing else.
    """
    name = [parser.compile_filter(part) for part in token.split_contents()[1:]]
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    return Kept(name, nodelist)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """Return the query string of the page's filter form with `changes`."""
    return (context.get("form") or context["listing"].form).query(**changes)


@register.simple_tag(takes_context=True)
def sorting(context: dict[str, Any], name: str) -> str:
    """Return the query string of the page's filter form in another order, from the first page."""
    return context["form"].query(sort=name, page="")
