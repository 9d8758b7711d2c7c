"""Results as a page shows them: read from the register behind the gate, with the words that answer marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.models import City, PartnerRequest, Record
from partnerships.models.base import Entry, RegisterModel
from partnerships.period import format_period
from partnerships.search.engine import object_of
from partnerships.search.excerpt import Excerpt, Marker
from partnerships.search.finding import Findings
from partnerships.search.sources import SOURCES
from partnerships.search.texts import both, particulars
from partnerships.text.label import Label
from partnerships.text.translated import CODES, text_column

#: What is found → the heading of its results, in the order of the tabs.
HEADINGS: Final[dict[str, Label]] = {
    "city": _("Cities"),
    **{kind.name: kind.plural for kind in KINDS.values()},
    "request": _("Partners wanted"),
}


@dataclass(frozen=True)
class Title:
    """A result in one line."""

    title: str
    language: str  # of the title, "" when it is the reader's
    kind: str
    kind_label: object
    url: str


@dataclass(frozen=True)
class Result:
    """A result with what to judge it by."""

    line: Title
    title: Excerpt
    date: str
    row: Any
    excerpt: Excerpt


def _public(kind: str) -> QuerySet[Any]:
    """Return what of `kind` any visitor may see now, with what a result shows."""
    if kind == "city":
        return City.objects.public().with_place()
    if kind == "request":
        return PartnerRequest.objects.public().current().select_related("organization")
    columns = [*Record.objects.for_line().query.deferred_loading[0], *(text_column("body", code) for code in CODES)]
    return Record.objects.public().only(*columns).with_standing()


def read_results(keys: Iterable[int]) -> list[tuple[str, RegisterModel]]:
    """Return kind and object of each key, in order, asking each table once; what became hidden is left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    order = [object_of(key) for key in keys]
    for kind, pk in order:
        wanted["record" if kind in KINDS else kind].append(pk)
    found = {}
    for kind, pks in wanted.items():
        rows = _public(kind).filter(pk__in=pks)
        for row in memo.current().name_cities(rows) if kind == "record" else rows:
            found[getattr(row, "kind", kind), row.pk] = row
    return [(kind, found[kind, pk]) for kind, pk in order if (kind, pk) in found]


def names(row: Any) -> list[Any]:
    """Return the name or title of `row` in every language."""
    return both(row, "title" if hasattr(row, "title") else "name")


def titled(row: object, language: str) -> tuple[str, str]:
    """Return the name of `row` in the reader's `language`, else in another together with that language."""
    said = names(row)
    text = next((text for text in said if text.language == language), said[0] if said else None)
    return (str(text), "" if text.language == language else text.language) if text is not None else ("", "")


def _title(kind: str, row: Any, language: str) -> Title:
    title, spoken = titled(row, language)
    label = row.get_tie_display() if kind == "city" else KINDS[kind].label if kind in KINDS else HEADINGS[kind]
    return Title(title, spoken, kind, capfirst(str(label)), row.get_absolute_url())


def titles(keys: Iterable[int], language: str) -> list[Title]:
    """Return the titles of what the public may see of `keys`."""
    return [_title(kind, row, language) for kind, row in read_results(keys)]


def results(found: Findings, language: str) -> list[Result]:
    """Return the results of a page; what only the rows of a record answer is looked up for those few."""
    marker = Marker(found.question)
    rows = read_results(found.keys)
    quoted = {id(row): marker.excerpt(_near_texts(row), language) for _kind, row in rows}
    silent = [(kind, row) for kind, row in rows if not _is_answered(quoted[id(row)], marker, row, language)]
    for kind, pks in _by_kind(silent).items():
        for full in SOURCES[kind].read().filter(pk__in=pks):
            row = next(row for silent_kind, row in silent if silent_kind == kind and row.pk == full.pk)
            text = cast("Any", SOURCES[kind]).public(full)
            first = particulars(full) if kind in KINDS else []
            better = marker.excerpt([*first, *text.body, *text.around], language)
            if any(part.marked for part in better.parts) or not quoted[id(row)]:
                quoted[id(row)] = better
    return [_result(kind, row, marker, quoted[id(row)], language) for kind, row in rows]


def _near_texts(row: RegisterModel) -> list[str]:
    if isinstance(row, City):
        return both(row, "summary", "history")
    return both(row, "text") if isinstance(row, PartnerRequest) else both(row, "summary", "body")


def _is_answered(excerpt: Excerpt, marker: Marker, row: object, language: str) -> bool:
    return any(part.marked for part in excerpt.parts) or bool(marker.spots(titled(row, language)[0]))


def _by_kind(rows: Iterable[tuple[str, Any]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for kind, row in rows:
        found[kind].append(row.pk)
    return found


def _result(kind: str, row: object, marker: Marker, excerpt: Excerpt, language: str) -> Result:
    line = _title(kind, row, language)
    remark = (
        next((text for text in both(row, "remark") if text.language == language), "") if isinstance(row, Entry) else ""
    )
    date = format_period(row.period, remark, language) if isinstance(row, Entry) and kind != "city" else ""
    return Result(line, Excerpt(marker.parts(line.title), line.language), date, row, excerpt)
