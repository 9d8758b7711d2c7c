"""Finds in a sheet the row of headings and what stands in each column below."""

import re
from collections import Counter
from collections.abc import Container, Iterator
from itertools import chain
from typing import Final

from django.utils.translation import gettext as _

from partnerships.models import Record, RegisterModel
from partnerships.models.record import models_by_kind
from partnerships.spreadsheets.cells import PeriodCell, folded
from partnerships.spreadsheets.choices import Choices, remembered
from partnerships.spreadsheets.columns import (
    NUMBER,
    VERSION,
    columns_of,
    known_headings,
    other_headings,
    own_headings,
    protected_headings,
)
from partnerships.spreadsheets.headings import (
    columns_under,
    end_of_span,
    filled,
    told_by_cells,
    with_titles,
)
from partnerships.spreadsheets.kinds import HEADING, HEADINGS, KIND, KindCell
from partnerships.spreadsheets.outcome import Outcome
from partnerships.spreadsheets.reader import Refused, Sheet
from partnerships.spreadsheets.recognised import KindColumn, RecognisedTable, RowsOfKind
from partnerships.spreadsheets.row import RegisterResource
from partnerships.spreadsheets.sheet import shortened
from partnerships.text.quotes import quoting

#: The heading is looked for in so many rows, as tables often have a title above it.
HEAD_ROWS: Final = 10
ITEM: Final = re.compile(r"(?:^|/)Q[1-9]\d*$")


def choosable(model: type[RegisterModel]) -> set[str]:
    """Return the columns that a heading of a file may be chosen for."""
    if not issubclass(model, Record):
        return {*columns_of(model, {})}
    return {name for each in models_by_kind().values() for name in columns_of(each, {})} | {KIND}


def recognise(
    sheet: Sheet, resource: RegisterResource, choices: Choices, *, like: RecognisedTable | None = None
) -> RecognisedTable:
    """Return the table under its heading row, as rows of another kind than `like` where that is given.

    Raises Refused when no heading is known or one stands twice.
    """
    own = own_headings(resource.columns)
    chosen = {**remembered(like.model if like else resource.model), **choices.columns}
    known, others = _meant_by_headings(resource, own, chosen)
    best = like.head if like else _head(sheet, known, others)
    rows = sheet.rows[best + 1 :]
    titles, untitled = with_titles(sheet.rows[best][1], filled(rows))
    names = columns_under(titles, known, others)
    items = _items(names, rows, resource)
    kind = like.kind if like else _kind_column(titles, rows, resource.model, chosen)
    if kind:
        names[kind.place] = None
    if items is not None:
        names[items] = "wikidata_id"
    alike = told_by_cells(names, titles, rows, resource.columns, {*own, *chosen})
    is_record = issubclass(resource.model, Record)
    end = end_of_span(names, titles, rows, resource.columns, chosen) if is_record else None
    _refuse_unclear(names, sheet, resource)
    ignored, protected = _left_out(names, titles, resource.model, {end, kind.place if kind else None})
    table = RecognisedTable(
        resource.model,
        {name: at for at, name in enumerate(names) if name},
        rows,
        ignored,
        protected,
        _chosen_of(titles, chosen, known),
        frozenset(name for name, column in resource.columns.items() if isinstance(column.widget, PeriodCell)),
        head=best,
        kind=kind,
        end=end,
        untitled=untitled,
        meant=alike,
    )
    if VERSION not in table.places:
        table.likely = _likely(table, titles, own, {items, None if end is None else table.places["period"]})
    told = table.told_order()
    table.order = told or (None if told is None else choices.order)
    return table


def _head(sheet: Sheet, known: dict[str, str], others: dict[str, str]) -> int:
    """Return which of the first rows holds the most headings."""
    heads = [columns_under(row, known, others) for _number, row in sheet.rows[:HEAD_ROWS]]
    return max(range(len(heads)), key=lambda at: len({name for name in heads[at] if name}))


def _left_out(
    names: list[str | None], titles: list[str], model: type[RegisterModel], taken: Container[int | None]
) -> tuple[list[str], list[str]]:
    """Return the headings that mean nothing here, and those that no file may fill; not those at the places `taken`."""
    strangers = [
        title
        for at, (name, title) in enumerate(zip(names, titles, strict=True))
        if name is None and title.strip() and at not in taken
    ]
    never = protected_headings(model)
    ignored = [title for title in strangers if folded(title) not in never]
    return ignored, [title for title in strangers if folded(title) in never]


def _chosen_of(titles: list[str], chosen: dict[str, str], known: Container[str]) -> dict[str, str]:
    """Return the headings of the table for which a clerk chose the column, with the column of each."""
    words = {title: folded(title.strip(" *:")) for title in titles}
    return {title: chosen[word] for title, word in words.items() if word in chosen and word not in known}


def _meant_by_headings(
    resource: RegisterResource, own: Container[str], chosen: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what headings mean for sure, and what they mean where nothing else has that column."""
    # A choice goes before “Name”, which may be in any language, but not before a heading of ours.
    known = {word: name for word, name in known_headings(resource.columns).items() if word in own or word not in chosen}
    usable = {word: name for word, name in chosen.items() if name in resource.columns or name in {"", KIND}}
    others = other_headings(resource.columns, resource.model)
    return known, usable | {word: name for word, name in others.items() if word not in usable}


def _likely(
    table: RecognisedTable, titles: list[str], own: Container[str], sure: Container[int | None]
) -> dict[str, str]:
    """Return the columns that were told by a synonym, and may have to be chosen; not those at the places `sure`."""
    return {
        titles[at]: name
        for name, at in table.places.items()
        if at not in sure and folded(titles[at].strip(" *:")) not in own and titles[at] not in table.chosen
    }


def _refuse_unclear(names: list[str | None], sheet: Sheet, resource: RegisterResource) -> None:
    """Raise Refused where no column is known, or one stands twice."""
    twice = [name for name, count in Counter(name for name in names if name).items() if count > 1]
    if not any(names):
        text = _("No column has a heading that is known here. Take the template and copy your table into it.")
        raise Refused(text, max((row for _number, row in sheet.rows[:HEAD_ROWS]), key=lambda row: sum(map(bool, row))))
    if twice:
        raise Refused(quoting(_("The column “%(name)s” stands twice."), name=resource.columns[twice[0]].heading()))


def _kind_column(
    titles: list[str], rows: list[tuple[int, list[str]]], model: type[RegisterModel], chosen: dict[str, str]
) -> KindColumn | None:
    """Return the column that says the kind of each row: the one chosen for it, or one whose words are kinds."""
    if not issubclass(model, Record):
        return None
    cell = KindCell(model)
    words = [folded(title.strip(" *:")) for title in titles]
    told = (at for at, word in enumerate(words) if chosen.get(word) == KIND)
    usual = (at for at, word in enumerate(words) if word in HEADINGS and word not in chosen)
    likely = (at for at in usual if cell.tells(row[at] for _number, row in rows if at < len(row)))
    at = next(chain(told, likely), None)
    return None if at is None else KindColumn(at, titles[at], cell)


def _items(names: list[str | None], rows: list[tuple[int, list[str]]], resource: RegisterResource) -> int | None:
    """Return the column without a heading of ours whose cells are all items of Wikidata, as in the answers it gives."""
    if "wikidata_id" not in resource.columns or "wikidata_id" in names:
        return None
    for at in (at for at, name in enumerate(names) if name is None):
        cells = [row[at].strip() for _number, row in rows if at < len(row) and row[at].strip()]
        if cells and all(ITEM.search(cell) for cell in cells):
            return at
    return None


def begun(sheet: Sheet, table: RecognisedTable, parts: list[RowsOfKind]) -> Outcome:
    """Return the outcome with what was left out of the file, and how it was read."""
    ignored = [title for title in table.ignored if all(title in part.table.ignored for part in parts)]
    told = [title for title in ignored if title not in table.untitled]
    outcome = Outcome(ignored=told, protected=table.protected, total=len(table.rows), kinds=bool(table.kind))
    outcome.doubts = list(sheet.doubts)
    outcome.notes += _unseen(sheet, table)
    if sheet.others:
        text = _("Only the sheet “%(name)s” is read. Left out: %(others)s.")
        outcome.notes.append(quoting(text, name=sheet.name, others=", ".join(sheet.others)))
    if table.places and (above := [texts for number, texts in sheet.rows if number < table.rows[0][0]][:-1]):
        outcome.notes.append(
            _("Left out above the headings: %(text)s") % {"text": " ".join(chain.from_iterable(above))[:200]}
        )
    if sheet.struck:
        text = _(
            "Struck through in the file, and read like everything else: %(cells)s. Delete there what no longer holds."
        )
        outcome.notes.append(quoting(text, cells=shortened(sheet.struck)))
    outcome.encoding, outcome.sample, outcome.cyrillic = sheet.encoding, sheet.sample(), sheet.cyrillic()
    outcome.order, outcome.asks_order = table.order or "", table.order is not None and not table.told_order()
    _offer(outcome, table, parts, ignored)
    return outcome


def _unseen(sheet: Sheet, table: RecognisedTable) -> Iterator[str]:
    """Yield what the clerk does not see in the file, or sees otherwise."""
    if hidden := sheet.hidden():
        yield _("Hidden in the file and read like everything else: %(places)s.") % {"places": hidden}
    left = [f"{title} ({count})" for title, count in table.untitled.items() if title in table.ignored]
    if left:
        text = _("Filled, but without a heading, and left out unless you choose below what it holds: %(columns)s.")
        yield text % {"columns": ", ".join(left)}
    if table.end is not None:
        first, last = (sheet.rows[table.head][1][at] for at in (table.places["period"], table.end))
        yield quoting(_("“%(first)s” and “%(last)s” are read together as one date."), first=first, last=last)
    for title, meaning in table.meant:
        yield quoting(_("“%(title)s” is read as “%(meaning)s”."), title=title, meaning=meaning)


def _offer(outcome: Outcome, table: RecognisedTable, parts: list[RowsOfKind], ignored: list[str]) -> None:
    """Note which headings have a column by choice or none, and which columns are free for them."""
    places = {name for part in parts for name in part.table.places}
    headings = {name: column.heading() for part in parts for name, column in part.resource.columns.items()}
    outcome.chosen = [*table.chosen.items(), *((title, "") for title in ignored if title not in table.chosen)]
    outcome.chosen += table.likely.items()
    if table.kind and table.kind.title not in table.chosen:
        outcome.chosen.insert(0, (table.kind.title, KIND))
    free = headings.keys() - places - {NUMBER, VERSION} | {name for _title, name in outcome.chosen} - {""}
    if issubclass(table.model, Record):
        outcome.free.append((KIND, str(HEADING)))
    outcome.free += [(name, heading) for name, heading in headings.items() if name in free]


def to_choose(error: Refused, resource: RegisterResource, sheet: Sheet) -> Outcome:
    """Return what may be chosen where no column of a file was known, or its encoding did not fit."""
    columns = {name: column.heading() for name, column in resource.columns.items() if name not in {NUMBER, VERSION}}
    if issubclass(resource.model, Record):
        columns[KIND] = str(HEADING)
    chosen = [(title, "") for title in error.titles]
    sample, cyrillic = sheet.sample(), sheet.cyrillic()
    free = list(columns.items())
    return Outcome(chosen=chosen, free=free, encoding=sheet.encoding, sample=sample, cyrillic=cyrillic)
