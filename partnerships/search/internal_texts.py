"""What only the department finds: every text field of an object and its rows, whatever is added later."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from django.db import models
from django.utils import translation

from partnerships.models import Organization, PartnerRequest, Record
from partnerships.models.base import Entry, RegisterModel
from partnerships.models.translated import translated_fields
from partnerships.models.visibility import is_personal
from partnerships.search.texts import (
    IndexedText,
    Said,
    both,
    chosen_labels,
    city_spellings,
    organization_names,
    read_rows,
)
from partnerships.text.translated import CODES


def _written(row: models.Model) -> Iterator[Said]:
    """Yield every text of `row` that somebody wrote, internal ones included; not what only editors see of people."""
    for name, language in _text_fields(type(row)):
        text = getattr(row, name)
        if text:
            yield Said.of(str(text), language)


@lru_cache
def _text_fields(model: type[models.Model]) -> list[tuple[str, str]]:
    """Return the fields of `model` that somebody writes, each with its language, else the first."""
    fields = (item for item in model._meta.concrete_fields if isinstance(item, models.CharField | models.TextField))
    never = {"sha256", "media_type", "state", "version", "edtf", *translated_fields(model)}
    written = (item for item in fields if not (item.choices or item.name in never or is_personal(model, item.name)))
    return [(item.name, getattr(item, "language", CODES[0])) for item in written]


def _rows(entry: object) -> Iterator[models.Model]:
    """Yield the rows that belong to `entry`, as they were read with it."""
    for name in (
        "participants",
        "figures",
        "awards",
        "photos",
        "documents",
        "programme_items",
        "plan_items",
        "checklist_items",
        "commitments",
        "services",
        "gifts",
        "actions",
        "occasions",
        "tie_steps",
    ):
        if hasattr(type(entry), name):
            yield from read_rows(entry, name)


def staff_text(entry: Entry, text: IndexedText) -> IndexedText:
    """Return everything the department knows of a city or record: its public `text`, hidden cities, internal rows."""
    said = {*text.name, *text.summary, *text.body, *text.around}
    written = (words for row in (entry, *_rows(entry)) for words in _written(row))
    internal = [*dict.fromkeys(words for words in written if words not in said), *chosen_labels(entry, "state")]
    if isinstance(entry, Record):
        internal += [
            name for city in read_rows(entry, "cities") if not city.is_public() for name in city_spellings(city)
        ]
        hidden = [
            row.organization for row in read_rows(entry, "participants") if row.organization and not row.is_public
        ]
        internal += [name for body in hidden for name in organization_names(body)]
    return replace(text, internal=internal)


@cache
def _names_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return what a row of `model` is called, in every language: whoever writes it may speak any of them."""
    names = []
    for code in CODES:
        with translation.override(code):
            names.append(str(model._meta.verbose_name))
    return tuple(names)


def named_text(row: RegisterModel, text: IndexedText) -> IndexedText:
    """Return the text of what mainly has a name: an organisation, a theme, a country."""
    name = organization_names(row) if isinstance(row, Organization) else both(row, "name")
    kind = chosen_labels(row, "kind") if isinstance(row, Organization) else []
    place = city_spellings(row.city) if isinstance(row, Organization) and row.city else []
    return IndexedText(name=name, summary=[*kind, *place, *_names_of(row._meta.model)], body=list(_written(row)))


def request_staff_text(request: PartnerRequest, text: IndexedText) -> IndexedText:
    """Return everything about a request: its public `text` and the rest."""
    city = city_spellings(request.city) if request.city else []
    return replace(text, internal=[*_written(request), *chosen_labels(request, "state"), *city])
