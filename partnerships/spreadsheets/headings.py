"""What stands over the columns of a sheet, and what the cells below say where a heading says nothing, or too little."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from partnerships.spreadsheets.cells import folded
from partnerships.spreadsheets.choices import DAY_FIRST, with_dots
from partnerships.spreadsheets.columns import NUMBER, VERSION, SheetColumn
from partnerships.spreadsheets.dates import read_date
from partnerships.spreadsheets.synonyms import BEGINS, CALLED_ALIKE, ENDS

type Rows = list[tuple[int, list[str]]]
#: Between the first and the last day in one text.
TO: Final = " – "


def filled(rows: Rows) -> list[int]:
    """Return how many cells of each column hold anything."""
    counts = [0] * max((len(row) for _number, row in rows), default=0)
    for _number, row in rows:
        for at, cell in enumerate(row):
            counts[at] += bool(cell.strip())
    return counts


def with_titles(titles: list[str], counts: list[int]) -> tuple[list[str], dict[str, int]]:
    """Return the headings, with a name for each filled column that has none, and how many cells those fill."""
    whole = [*titles, *[""] * (len(counts) - len(titles))]
    untitled = {}
    for at, count in enumerate(counts):
        if count and not whole[at].strip():
            whole[at] = _("column %(letter)s, without a heading") % {"letter": get_column_letter(at + 1)}
            untitled[whole[at]] = count
    return whole, untitled


def columns_under(titles: list[str], known: dict[str, str], others: dict[str, str]) -> list[str | None]:
    """Return the column under each heading; a heading of other tables counts where no own one stands for it.

    Of several such headings for one column that counts which comes first in `others`.
    """
    words = [folded(title.strip(" *:")) for title in titles]
    names = [known.get(word) for word in words]
    if VERSION not in names:  # our “id” comes with the version of each record; another one is not ours
        names = [None if word == NUMBER else name for word, name in zip(words, names, strict=True)]
    for word, name in others.items():
        if name and name not in names and word in words and names[words.index(word)] is None:
            names[words.index(word)] = name
    return names


def told_by_cells(
    names: list[str | None], titles: list[str], rows: Rows, columns: Mapping[str, SheetColumn], settled: Collection[str]
) -> list[tuple[str, str]]:
    """Give a column the meaning that all its cells have, where its heading stands for two; return these headings.

    A heading of ours, or one that was chosen, is `settled`.
    """
    meant = []
    for better, usual in CALLED_ALIKE:
        if better not in columns or better in names or usual not in names:
            continue
        at = names.index(usual)
        cells = [row[at] for _number, row in rows if at < len(row) and row[at].strip()]
        if cells and folded(titles[at].strip(" *:")) not in settled and all(_reads(columns[better], c) for c in cells):
            names[at] = better
            meant.append((titles[at], columns[better].heading()))
    return meant


def _reads(column: SheetColumn, text: str) -> bool:
    try:
        column.widget.clean(text)
    except ValueError:
        return False
    return True


def end_of_span(
    names: list[str | None], titles: list[str], rows: Rows, columns: Mapping[str, SheetColumn], settled: Collection[str]
) -> int | None:
    """Make the date of two columns, of the first and the last day, where no other tells it; return the second one.

    An agreement is signed on one day: there the two are its term, each in a column of its own.
    """
    meant = IN_FORCE if "in_force_from" in columns else ("period", "period")
    if meant != IN_FORCE and "period" in names:
        return None
    words = [folded(title.strip(" *:")) for title in titles]
    pair = [
        at
        for said, name in zip(PAIR, meant, strict=True)
        for at, word in enumerate(words)
        if word in said and word not in settled and names[at] in {None, name}
    ]
    if len(pair) != 2 or words[pair[0]] not in PAIR[0] or words[pair[1]] not in PAIR[1]:
        return None
    if not all(_are_dates(columns[name], words[at], rows, at) for at, name in zip(pair, meant, strict=True)):
        return None
    for at, name in zip(pair, meant, strict=True):
        names[at] = name if name not in names else names[at]
    return None if meant == IN_FORCE else pair[1]


PAIR: Final = tuple({folded(word) for word in said} for said in (BEGINS, ENDS))
IN_FORCE: Final = ("in_force_from", "in_force_until")
#: What makes a heading speak of days; “from” and “to”, “start” and “end” are said of places and people as well.
OF_DAYS: Final = re.compile(r"дата|день|dat[eu]|\bday|\btag|\bjour")


def _are_dates(column: SheetColumn, word: str, rows: Rows, at: int) -> bool:
    """Say whether a column holds dates, by the word above it or by all its cells."""
    cells = (row[at] for _number, row in rows if at < len(row) and row[at].strip())
    return bool(OF_DAYS.search(word)) or all(
        _reads(column, with_dots(with_dots(cell, ""), DAY_FIRST)) for cell in cells
    )


def joined_dates(first: str, last: str) -> str:
    """Return the text of a period by its first and its last day, either of which may be missing."""
    if first and last and first != last:
        return f"{first}{TO}{last}"
    return first or (f"../{_code(last)}" if last else "")


def _code(text: str) -> str:
    """Return a date as its code, which alone can follow an open beginning; one that nobody can read as it is."""
    try:
        return read_date(text, remark=False).period.edtf() or text
    except ValidationError:
        return text
