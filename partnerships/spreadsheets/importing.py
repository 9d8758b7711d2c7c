"""An import from its file to one revision: the columns are recognised, every row is checked, all or nothing is kept."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched, chain
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from import_export.results import RowResult

from partnerships.database import analyze
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import User
from partnerships.period import Period
from partnerships.spreadsheets import unlikely
from partnerships.spreadsheets.cells import PeriodCell, folded
from partnerships.spreadsheets.choices import Choices, order_told, remember, remembered, with_dots
from partnerships.spreadsheets.columns import (
    NUMBER,
    VERSION,
    SheetColumn,
    known_headings,
    other_headings,
    protected_headings,
)
from partnerships.spreadsheets.outcome import Fault, Outcome, RowOutcome
from partnerships.spreadsheets.reader import Refused, Sheet
from partnerships.spreadsheets.row import RegisterResource
from partnerships.text.quotes import quoting

BATCH: Final = 200
SHOWN: Final = 200
#: So many new rows make another register of it for the database.
MANY: Final = 1000
#: The heading is looked for in so many rows, as tables often have a title above it.
HEAD_ROWS: Final = 10
ITEM: Final = re.compile(r"(?:^|/)Q[1-9]\d*$")


class _Nothing(Exception):
    """Undoes the revision."""


@dataclass
class RecognisedTable:
    """A sheet whose columns have been recognised."""

    places: dict[str, int]
    rows: list[tuple[int, list[str]]]
    ignored: list[str]
    protected: list[str]
    #: Headings for which a clerk chose the column.
    chosen: dict[str, str] = field(default_factory=dict)
    #: Columns that hold dates, and the order of those with slashes: None where there are none, "" where not told.
    dates: frozenset[str] = frozenset()
    order: str | None = None

    def cells(self, row: list[str]) -> dict[str, str]:
        """Return the texts of a row by the name of their column."""
        texts = {name: row[at].strip() if at < len(row) else "" for name, at in self.places.items()}
        for name in self.dates & texts.keys() if self.order is not None else ():
            texts[name] = with_dots(texts[name], self.order or "")
        return texts

    def told_order(self) -> str | None:
        """Return the order that the dates of the table tell."""
        return order_told(
            row[self.places[name]]
            for name in self.dates & self.places.keys()
            for _number, row in self.rows
            if self.places[name] < len(row)
        )


def recognise(sheet: Sheet, resource: RegisterResource, choices: Choices) -> RecognisedTable:
    """Return the table under its heading row; raises Refused when no heading is known or one stands twice."""
    known, others = known_headings(resource.columns), other_headings(resource.columns, resource.model)
    chosen = {**remembered(resource.model), **choices.columns}
    others |= chosen
    heads = [_columns(row, known, others) for _number, row in sheet.rows[:HEAD_ROWS]]
    best = max(range(len(heads)), key=lambda at: len({name for name in heads[at] if name}))
    names, items = heads[best], _items(heads[best], sheet.rows[best + 1 :], resource)
    if items is not None:
        names[items] = "wikidata_id"
    twice = [name for name, count in Counter(name for name in names if name).items() if count > 1]
    if not any(names):
        text = _("No column has a heading that is known here. Take the template and copy your table into it.")
        raise Refused(text, max((row for _number, row in sheet.rows[:HEAD_ROWS]), key=lambda row: sum(map(bool, row))))
    if twice:
        raise Refused(quoting(_("The column “%(name)s” stands twice."), name=resource.columns[twice[0]].heading()))
    titles = sheet.rows[best][1]
    strangers = [title for name, title in zip(names, titles, strict=True) if name is None and title.strip()]
    never = protected_headings(resource.model)
    table = RecognisedTable(
        {name: at for at, name in enumerate(names) if name},
        sheet.rows[best + 1 :],
        [title for title in strangers if folded(title) not in never],
        [title for title in strangers if folded(title) in never],
        {
            title: chosen[word]
            for title in titles
            if (word := folded(title.strip(" *:"))) in chosen and word not in known
        },
        frozenset(name for name, column in resource.columns.items() if isinstance(column.widget, PeriodCell)),
    )
    told = table.told_order()
    table.order = told or (None if told is None else choices.order)
    return table


def _items(names: list[str | None], rows: list[tuple[int, list[str]]], resource: RegisterResource) -> int | None:
    """Return the column without a heading of ours whose cells are all items of Wikidata, as in the answers it gives."""
    if "wikidata_id" not in resource.columns or "wikidata_id" in names:
        return None
    for at in (at for at, name in enumerate(names) if name is None):
        cells = [row[at].strip() for _number, row in rows if at < len(row) and row[at].strip()]
        if cells and all(ITEM.search(cell) for cell in cells):
            return at
    return None


def to_choose(error: Refused, resource: RegisterResource, sheet: Sheet) -> Outcome:
    """Return what may be chosen where no column of a file was known, or its encoding did not fit."""
    columns = {name: column.heading() for name, column in resource.columns.items() if name not in {NUMBER, VERSION}}
    chosen = [(title, "") for title in error.titles]
    return Outcome(chosen=chosen, free=list(columns.items()), encoding=sheet.encoding, sample=sheet.sample())


def _columns(titles: list[str], known: dict[str, str], others: dict[str, str]) -> list[str | None]:
    """Return the column under each heading; a heading of other tables counts where no own one stands for it."""
    words = [folded(title.strip(" *:")) for title in titles]
    names = [known.get(word) for word in words]
    if VERSION not in names:  # our “id” comes with the version of each record; another one is not ours
        names = [None if word == NUMBER else name for word, name in zip(words, names, strict=True)]
    for at, word in enumerate(words):
        if names[at] is None and others.get(word) and others[word] not in names:
            names[at] = others[word]
    return names


def run(
    sheet: Sheet, resource: RegisterResource, *, by: User, name: str, dry: bool, choices: Choices | None = None
) -> Iterator[Outcome]:
    """Check every row and, unless `dry`, save them as one revision; yields the outcome as it grows.

    With one error nothing is kept. Raises Refused when the table cannot be read at all.
    """
    choices = choices or Choices()
    table = recognise(sheet, resource, choices)
    if not table.rows:
        raise Refused(_("There are headings, but no rows under them."))
    outcome = _begun(sheet, table, resource)
    if dry:
        yield from _rows(table, resource, outcome, dry=True)
        return
    try:
        with revisions.revision(by=by):
            yield from _rows(table, resource, outcome, dry=False)
            if outcome.faults:
                raise _Nothing
            text = gettext_noop("Imported from “%(file)s”: %(new)d new, %(changed)d changed")
            new, changed = (outcome.counts[kind] for kind in ("new", "update"))
            revisions.explain(fact(text, file=name, new=new, changed=changed))
    except _Nothing:
        pass
    else:
        remember(resource.model, choices.columns)
        if new >= MANY:
            analyze.measure_tables()
    yield outcome


def _begun(sheet: Sheet, table: RecognisedTable, resource: RegisterResource) -> Outcome:
    """Return the outcome with what was left out of the file, and how it was read."""
    outcome = Outcome(ignored=table.ignored, protected=table.protected, total=len(table.rows))
    outcome.doubts = sheet.doubts[:SHOWN]
    if sheet.others:
        text = _("Only the sheet “%(name)s” is read. Left out: %(others)s.")
        outcome.notes.append(quoting(text, name=sheet.name, others=", ".join(sheet.others)))
    if table.places and (above := [texts for number, texts in sheet.rows if number < table.rows[0][0]][:-1]):
        outcome.notes.append(
            _("Left out above the headings: %(text)s") % {"text": " ".join(chain.from_iterable(above))[:200]}
        )
    outcome.encoding, outcome.sample = sheet.encoding, sheet.sample()
    outcome.order, outcome.asks_order = table.order or "", table.order is not None and not table.told_order()
    headings = {name: column.heading() for name, column in resource.columns.items()}
    outcome.chosen = [*table.chosen.items(), *((title, "") for title in table.ignored if title not in table.chosen)]
    free = headings.keys() - table.places.keys() - {NUMBER, VERSION} | set(table.chosen.values()) - {""}
    outcome.free = [(name, heading) for name, heading in headings.items() if name in free]
    return outcome


def _rows(table: RecognisedTable, resource: RegisterResource, outcome: Outcome, *, dry: bool) -> Iterator[Outcome]:
    dated: list[tuple[str, Period]] = []
    for batch in batched(table.rows, BATCH, strict=False):
        cells = [table.cells(row) for _number, row in batch]
        prepared = resource.prepare(cells, lock=not dry)
        for (number, _row), texts, read in zip(batch, cells, prepared, strict=True):
            result = resource.take(texts, read, number, dry=dry or outcome.faults > 0)
            _note(outcome, _line(number, result, resource, table, texts, shown=len(outcome.lines) < SHOWN))
            if dry and result.validation_error is None:
                dated += _odd(outcome, number, result, table, resource)
        if not dry:
            resource.link()
        outcome.done += len(batch)
        if outcome.done == outcome.total:
            outcome.doubts = (outcome.doubts + unlikely.years(dated))[:SHOWN]
        yield outcome


def _odd(
    outcome: Outcome, number: int, result: RowResult, table: RecognisedTable, resource: RegisterResource
) -> list[tuple[str, Period]]:
    """Note what is unlikely about a row; return its new dates with their cells."""
    dates = []
    if result.is_new() and (others := resource.matcher.namesakes(resource.row_values)):
        text = _("The register has another one of this name: %(numbers)s. Is it really not the same?")
        numbers = ", ".join(f"№ {pk}" for pk in others[:5])
        outcome.doubts.append((str(number), text % {"numbers": numbers}))
    for column, now, value in result.changes:
        place = table.places.get(column.column_name)
        cell = str(number) if place is None else Sheet.address(number, place)
        if words := unlikely.of_change(now, value):
            outcome.doubts.append((cell, words))
        if isinstance(value, Period):
            dates.append((cell, value))
    return dates


def _line(
    number: int,
    result: RowResult,
    resource: RegisterResource,
    table: RecognisedTable,
    texts: dict[str, str],
    *,
    shown: bool,
) -> RowOutcome:
    title = texts.get(resource.matcher.natural[0]) or next((text for text in texts.values() if text), "")
    line = RowOutcome(number, str(result.import_type), title)
    if result.validation_error is not None:
        line.faults = list(_faults(number, result.validation_error.message_dict, resource.columns, table))
    elif shown and (result.is_update() or result.is_new()):  # to print a value takes as long as to read its cell
        line.changes = [
            (c.heading(), "" if now is None else c.printed(now), c.printed(value)) for c, now, value in result.changes
        ]
    return line


def _faults(
    number: int, found: dict[str, list[str]], columns: dict[str, SheetColumn], table: RecognisedTable
) -> Iterator[Fault]:
    by_attribute = {column.attribute: name for name, column in columns.items()}
    named = [
        (key if key in columns else by_attribute.get(key, by_attribute.get(f"{key}_id", "")), texts)
        for key, texts in found.items()
    ]
    for name, texts in sorted(named, key=lambda pair: table.places.get(pair[0], -1)):
        cell = Sheet.address(number, table.places[name]) if name in table.places else ""
        heading = columns[name].heading() if name in columns else ""
        yield Fault(cell, heading, " ".join(texts))


def _note(outcome: Outcome, line: RowOutcome) -> None:
    outcome.counts[line.kind] += 1
    outcome.faults += len(line.faults)
    if line.kind == RowResult.IMPORT_TYPE_SKIP:
        return
    if line.faults and outcome.faults - len(line.faults) == 0:
        outcome.lines = []  # from the first error on, errors are what the clerk has to see
    if len(outcome.lines) < SHOWN and (line.faults or not outcome.faults):
        outcome.lines.append(line)
