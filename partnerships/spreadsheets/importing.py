"""An import from its file to one revision: the columns are recognised, every row is checked, all or nothing is kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from import_export.results import RowResult

from partnerships.database import analyze
from partnerships.history import revisions
from partnerships.history.reasons import told
from partnerships.models import User
from partnerships.spreadsheets.cells import folded
from partnerships.spreadsheets.columns import Column, known_headings, protected_headings
from partnerships.spreadsheets.reader import Refused, Sheet
from partnerships.spreadsheets.row import RegisterResource

BATCH: Final = 200
SHOWN: Final = 200
#: So many new rows make another register of it for the database.
MANY: Final = 1000
#: The heading is looked for in so many rows, as tables often have a title above it.
HEAD_ROWS: Final = 10


@dataclass
class Fault:
    """What is wrong in a row, and in which cell if it is in one."""

    cell: str
    heading: str
    text: str


@dataclass
class Line:
    """What becomes of one row."""

    number: int
    kind: str
    name: str
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Outcome:
    """What an import did, or would do."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    lines: list[Line] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    protected: list[str] = field(default_factory=list)
    total: int = 0
    done: int = 0

    @property
    def changes(self) -> int:
        """How many records are new or changed."""
        return self.counts[RowResult.IMPORT_TYPE_NEW] + self.counts[RowResult.IMPORT_TYPE_UPDATE]


class _Nothing(Exception):
    """Undoes the revision."""


@dataclass
class Table:
    """A sheet whose columns have been recognised."""

    places: dict[str, int]
    rows: list[tuple[int, list[str]]]
    ignored: list[str]
    protected: list[str]

    def cells(self, row: list[str]) -> dict[str, str]:
        """Return the texts of a row by the name of their column."""
        return {name: row[at].strip() if at < len(row) else "" for name, at in self.places.items()}


def recognise(sheet: Sheet, resource: RegisterResource) -> Table:
    """Return the table under its heading row; raises Refused when no heading is known or one stands twice."""
    known = known_headings(resource.columns)
    heads = [[known.get(folded(cell.strip(" *:"))) for cell in row] for _number, row in sheet.rows[:HEAD_ROWS]]
    best = max(range(len(heads)), key=lambda at: len({name for name in heads[at] if name}))
    names = heads[best]
    twice = [name for name, count in Counter(name for name in names if name).items() if count > 1]
    if not any(names):
        raise Refused(_("No column has a heading that is known here. Take the template and copy your table into it."))
    if twice:
        raise Refused(_("The column “%(name)s” stands twice.") % {"name": resource.columns[twice[0]].heading()})
    titles = sheet.rows[best][1]
    strangers = [title for name, title in zip(names, titles, strict=True) if name is None and title.strip()]
    never = protected_headings(resource.model)
    return Table(
        {name: at for at, name in enumerate(names) if name},
        sheet.rows[best + 1 :],
        [title for title in strangers if folded(title) not in never],
        [title for title in strangers if folded(title) in never],
    )


def run(sheet: Sheet, resource: RegisterResource, *, by: User, name: str, dry: bool) -> Iterator[Outcome]:
    """Check every row and, unless `dry`, save them as one revision; yields the outcome as it grows.

    With one error nothing is kept. Raises Refused when the table cannot be read at all.
    """
    table = recognise(sheet, resource)
    if not table.rows:
        raise Refused(_("There are headings, but no rows under them."))
    outcome = Outcome(ignored=table.ignored, protected=table.protected, total=len(table.rows))
    if dry:
        yield from _rows(table, resource, outcome, dry=True)
        return
    try:
        with revisions.revision(by=by, reason=""):
            yield from _rows(table, resource, outcome, dry=False)
            if outcome.faults:
                raise _Nothing
            text = gettext_noop("Imported from “%(file)s”: %(new)d new, %(changed)d changed")
            new, changed = (outcome.counts[kind] for kind in ("new", "update"))
            revisions.explain(told(text, file=name, new=new, changed=changed))
    except _Nothing:
        pass
    else:
        if new >= MANY:
            analyze.measure_tables()
    yield outcome


def _rows(table: Table, resource: RegisterResource, outcome: Outcome, *, dry: bool) -> Iterator[Outcome]:
    for batch in batched(table.rows, BATCH, strict=False):
        cells = [table.cells(row) for _number, row in batch]
        prepared = resource.prepare(cells, lock=not dry)
        for (number, _row), texts, read in zip(batch, cells, prepared, strict=True):
            result = resource.take(texts, read, number, dry=dry or outcome.faults > 0)
            _note(outcome, _line(number, result, resource, table, texts))
        if not dry:
            resource.link()
        outcome.done += len(batch)
        yield outcome


def _line(number: int, result: RowResult, resource: RegisterResource, table: Table, texts: dict[str, str]) -> Line:
    title = texts.get(resource.matcher.natural[0]) or next((text for text in texts.values() if text), "")
    line = Line(number, str(result.import_type), title)
    if result.validation_error is not None:
        line.faults = list(_faults(number, result.validation_error.message_dict, resource.columns, table))
    elif result.is_update():
        line.changes = [(c.heading(), c.shown(now), c.shown(value)) for c, now, value in result.changes]
    return line


def _faults(number: int, found: dict[str, list[str]], columns: dict[str, Column], table: Table) -> Iterator[Fault]:
    by_attribute = {column.attribute: name for name, column in columns.items()}
    named = [
        (key if key in columns else by_attribute.get(key, by_attribute.get(f"{key}_id", "")), texts)
        for key, texts in found.items()
    ]
    for name, texts in sorted(named, key=lambda pair: table.places.get(pair[0], -1)):
        cell = Sheet.address(number, table.places[name]) if name in table.places else ""
        heading = columns[name].heading() if name in columns else ""
        yield Fault(cell, heading, " ".join(texts))


def _note(outcome: Outcome, line: Line) -> None:
    outcome.counts[line.kind] += 1
    outcome.faults += len(line.faults)
    if line.kind == RowResult.IMPORT_TYPE_SKIP:
        return
    if line.faults and outcome.faults - len(line.faults) == 0:
        outcome.lines = []  # from the first error on, errors are what the clerk has to see
    if len(outcome.lines) < SHOWN and (line.faults or not outcome.faults):
        outcome.lines.append(line)
