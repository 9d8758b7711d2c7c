"""What differs between two states of a record, in the department's words: field by field, row by row, word by word."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Final

from django.db import models
from django.template.defaultfilters import capfirst
from django.utils import formats
from django.utils.html import strip_tags
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modeltranslation.translator import translator

from partnerships.history.snapshots import OWNERS, Snapshot, many_to_many, row_relations
from partnerships.models import RegisterModel
from partnerships.period import HasPeriod, format_period
from partnerships.period.days import written_day, written_moment
from partnerships.text import richtext

#: Set by a button and not by a form, yet decided by a person.
STATE: Final = "state"
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
BLOCK_END: Final = re.compile(r"</(?:p|h2|h3|li|tr|blockquote)>|<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both states, only in the old one ("removed") or only in the new ("added")."""

    text: str
    what: str = ""


@dataclass(frozen=True)
class Change:
    """A field that differs; `name` is its column, or "period", or the relation."""

    name: str
    label: str
    old: str
    new: str

    @property
    def pieces(self) -> list[Piece]:
        """Return the words of both states, in reading order."""
        return compared_words(self.old, self.new)


@dataclass(frozen=True)
class RowChange:
    """A row that was added, removed or changed; for an added or removed one `changes` tells what it holds."""

    relation: str
    key: str
    kind: str
    name: str
    what: str
    changes: list[Change]


@dataclass(frozen=True)
class Comparison:
    """All that differs between two states; false when nothing does."""

    fields: list[Change] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.rows)

    def summary(self) -> str:
        """Return how much differs, in words."""
        fields, rows = len(self.fields), len(self.rows)
        texts = (
            ngettext("%(count)d field", "%(count)d fields", fields) % {"count": fields} if fields else "",
            ngettext("%(count)d row", "%(count)d rows", rows) % {"count": rows} if rows else "",
        )
        return ", ".join(text for text in texts if text)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Return what differs from `old` to `new`, fields first, then rows, each in the order of the model."""
    names = ValueNames()
    own = _changes(old.record, new.record, names, owner="")
    for item in many_to_many(type(new.record)):
        before, after = old.relations.get(item.name, set()), new.relations.get(item.name, set())
        if before != after:
            own.append(Change(item.name, label(item), names.many(item, before), names.many(item, after)))
    return Comparison(own, [change for key in _in_order(old, new) if (change := _row(key, old, new, names))])


def _in_order(old: Snapshot, new: Snapshot) -> list[tuple[str, str]]:
    relations = list(row_relations(type(new.record)))
    return sorted({**old.rows, **new.rows}, key=lambda key: relations.index(key[0]))


def _row(key: tuple[str, str], old: Snapshot, new: Snapshot, names: "ValueNames") -> RowChange | None:
    before, after = old.rows.get(key), new.rows.get(key)
    row = after or before
    if row is None:
        return None
    empty = type(row)()
    owner = row_relations(type(new.record))[key[0]].name
    changes = _changes(before or empty, after or empty, names, owner=owner)
    if before and after and not changes:
        return None
    what = CHANGED if before and after else ADDED if after else REMOVED
    return RowChange(*key, capfirst(str(row._meta.verbose_name)), names.row(row), what, changes)


def _changes(old: RegisterModel, new: RegisterModel, names: "ValueNames", *, owner: str) -> list[Change]:
    found = []
    if isinstance(old, HasPeriod) and isinstance(new, HasPeriod) and old.period != new.period:
        found.append(Change("period", capfirst(_("date")), format_period(old.period), format_period(new.period)))
    for column in columns(type(new)):
        before, after = _plain(old, column), _plain(new, column)
        if column.name != owner and before != after:
            found.append(Change(column.name, label(column), *_said(names.value(old, column), names.value(new, column))))
    return found


def _said(old: str, new: str) -> tuple[str, str]:
    """Return both values; where they read alike, say what did change."""
    return (old, f"{new} ({_('only the look of the text changed')})") if old == new else (old, new)


@cache
def columns(model: type[models.Model]) -> list[models.Field]:
    """Return the columns that people write: each language of a text by itself, and nothing technical."""
    texts: set[str] = set()
    for owner in (model, *model._meta.get_parent_list()):
        if owner in translator.get_registered_models():
            texts |= set(translator.get_options_for_model(owner).all_fields)
    written = (column for column in model._meta.concrete_fields if column.editable or column.name == STATE)
    return [
        column
        for column in written
        if column.name not in texts and not column.primary_key and column not in model._meta.parents.values()
    ]


def label(column: models.Field) -> str:
    """Return the name of a column as the form shows it."""
    return capfirst(str(column.verbose_name))


def _plain(row: RegisterModel, column: models.Field) -> object:
    """Return what is compared: an empty text is no text, a file is its name, a moment is as exact as the history."""
    value = getattr(row, column.attname)
    if isinstance(value, datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return str(value or "") if isinstance(column, models.FileField) else value if value is not None else ""


class ValueNames:
    """Values in words; the names of related records are asked for once."""

    def __init__(self) -> None:
        self.known: dict[type[models.Model], dict[Any, str]] = defaultdict(dict)

    def of(self, model: type[models.Model], keys: Iterable[Any]) -> list[str]:
        """Return the names of the rows of `model`; one that is gone says so."""
        known = self.known[model]
        wanted = [key for key in keys if key not in known]
        if wanted:
            known |= {row.pk: str(row) for row in model._base_manager.filter(pk__in=wanted)}
        return [known.get(key) or _("no. %(key)s, deleted since") % {"key": key} for key in keys]

    def many(self, item: models.ManyToManyField, keys: set[Any]) -> str:
        """Return the names on the other side of a relation, one a line."""
        return "\n".join(sorted(self.of(item.related_model, sorted(keys))))

    def value(self, row: RegisterModel, column: models.Field) -> str:
        """Return the value of a column as a reader of the form would say it."""
        value = getattr(row, column.attname)
        if value is None or value == "":
            return ""
        if isinstance(column, models.ForeignKey):
            return self.of(column.related_model, [value])[0]
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return readable_value(value)

    def row(self, row: RegisterModel) -> str:
        """Return the name of a row, whatever became of what it points at."""
        keys = [item for item in row._meta.fields if isinstance(item, models.ForeignKey) and item.name not in OWNERS]
        named = next((item for item in keys if not item.null and getattr(row, item.attname)), None)
        return self.value(row, named) if named else str(row)


def readable_value(value: object) -> str:
    """Return a plain value in words: yes and no, dates of the language, a text without its marks."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return written_moment(localtime(value) if is_aware(value) else value)
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, time):
        return formats.time_format(value)
    text = str(value)
    return strip_tags(BLOCK_END.sub("\n", text)).strip() if richtext.BLOCK.search(text) else text


def compared_words(old: str, new: str) -> list[Piece]:
    """Return both texts as one run of pieces; lines are matched first, so that long texts stay quick."""
    if not old or not new:
        return [Piece(text, what) for text, what in ((old, REMOVED), (new, ADDED)) if text]
    return _merged(_lines(old.splitlines(keepends=True), new.splitlines(keepends=True)))


def _lines(old: list[str], new: list[str]) -> Iterable[Piece]:
    for step, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if step == "replace":
            yield from _tokens(TOKEN.findall(before), TOKEN.findall(after))
        else:
            yield Piece(before or after, {"equal": "", "delete": REMOVED, "insert": ADDED}[step])


def _tokens(old: list[str], new: list[str]) -> Iterable[Piece]:
    """Yield the pieces of two lines; a lone space between changed words changes with them."""
    gone: list[str] = []
    come: list[str] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal" and ((gone or come) and "".join(old[a:b]).isspace() and b < len(old) and d < len(new)):
            gone += old[a:b]
            come += new[c:d]
        elif step == "equal":
            yield from (Piece("".join(gone), REMOVED), Piece("".join(come), ADDED), Piece("".join(old[a:b])))
            gone, come = [], []
        else:
            gone += old[a:b]
            come += new[c:d]
    yield from (Piece("".join(gone), REMOVED), Piece("".join(come), ADDED))


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Drop empty pieces and join neighbours of one sort."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].what == piece.what:
            out[-1] = Piece(out[-1].text + piece.text, piece.what)
        elif piece.text:
            out.append(piece)
    return out
