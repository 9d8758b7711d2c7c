"""What every reader of files gives: the rows of one table as texts, and what the clerk has to be told of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter

from partnerships.spreadsheets.beside import LinkedText, Places, link_left_out, note_left_out
from partnerships.spreadsheets.number_formats import EPOCH
from partnerships.text.encodings import readings

MOST_COLUMNS: Final = 100
FARTHEST_ROW: Final = 50_000
LONGEST_TEXT: Final = 100_000
SHOWN: Final = 10
#: So many cells are looked through for those that tell encodings apart.
SAMPLED: Final = 500
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")


class Refused(Exception):
    """The file cannot be taken; the text says why and what to do, `titles` what a column may be chosen for."""

    def __init__(self, text: str, titles: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.titles = [title for title in titles if title.strip()]


def damaged() -> Refused:
    """Return the refusal of a file that its own program would not open."""
    return Refused(_("The file is damaged: open it in a spreadsheet program and save it again as .xlsx."))


@dataclass
class Sheet:
    """The rows of a table as texts, each with its number in the file."""

    rows: list[tuple[int, list[str]]]
    #: Cells whose value is told, but may not be what was meant, with the words for the clerk.
    doubts: list[tuple[str, str]] = field(default_factory=list)
    #: The name of the sheet in its file, and of the other visible ones, which are not taken.
    name: str = ""
    others: list[str] = field(default_factory=list)
    #: How the text of the file was read, "" where the file itself says it.
    encoding: str = ""
    #: Cells that hold no value: formulas never calculated, and errors.
    empty: list[str] = field(default_factory=list)
    #: Rows and columns, the latter from 0 on, that the program which shows the file hides.
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    #: The day from which the book counts its days.
    epoch: date = EPOCH
    #: Cells that are struck through, or hold words that are.
    struck: list[str] = field(default_factory=list)

    @staticmethod
    def address(number: int, column: int) -> str:
        """Return the name of a cell as a spreadsheet shows it."""
        return f"{get_column_letter(column + 1)}{number}"

    def sample(self) -> str:
        """Return some cells that show whether the encoding is right: those that most of the others read otherwise."""
        cells = dict.fromkeys(" ".join(cell.split())[:80] for _number, row in self.rows for cell in row)
        telling = [cell for cell in cells if not cell.isascii()][:SAMPLED]
        return " · ".join(sorted(telling, key=lambda cell: -readings(cell, self.encoding))[:3])

    def hidden(self) -> str:
        """Return which rows and columns that hold anything are hidden, in words, "" where none is."""
        rows = [number for number, _texts in self.rows if number in self.hidden_rows]
        filled = {at for _number, texts in self.rows for at, text in enumerate(texts) if text}
        columns = sorted(filled & self.hidden_columns)
        said = []
        if rows:
            text = ngettext("row %(numbers)s", "rows %(numbers)s", len(rows))
            said.append(text % {"numbers": ", ".join(runs(rows, str))})
        if columns:
            text = ngettext("column %(letters)s", "columns %(letters)s", len(columns))
            said.append(text % {"letters": ", ".join(runs(columns, lambda at: get_column_letter(at + 1)))})
        return ", ".join(said)

    def cyrillic(self) -> int:
        """Return how many letters of the table are Cyrillic: few in a Latin text show a wrong encoding."""
        return sum(len(CYRILLIC.findall(cell)) for _number, row in self.rows for cell in row if not cell.isascii())

    def put_beside(self, links: Places, notes: Places, rows: list[tuple[int, list[str]]]) -> None:
        """Give the texts of `rows` their links, and tell of the notes, each by row and column."""
        by_number = dict(rows)
        for (number, column), link in links.items():
            texts = by_number.get(number, [])
            if column < len(texts) and type(texts[column]) is str:
                texts[column] = LinkedText(texts[column], link)
            else:
                self.doubts.append((self.address(number, column), link_left_out(link)))
        self.doubts += [(self.address(*place), note_left_out(text)) for place, text in notes.items() if text.strip()]

    def refuse_empty(self) -> None:
        """Refuse cells that show a value or an error which the file does not hold, by their addresses."""
        if self.empty:
            shown = shortened(self.empty)
            text = _(
                "The formulas in cells %(cells)s have no value. Copy these cells, paste them as values, then save."
            )
            raise Refused(text % {"cells": shown})


def runs(numbers: list[int], name: Callable[[int], str]) -> Iterator[str]:
    """Yield `numbers`, which stand in order, by their names: those that follow one another as one span."""
    for _key, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _at, number in run]
        yield name(found[0]) if len(found) == 1 else f"{name(found[0])}–{name(found[-1])}"


def shortened(addresses: list[str]) -> str:
    """Return the first of some cells."""
    return ", ".join(addresses[:SHOWN]) + (", …" if len(addresses) > SHOWN else "")


def too_wide(number: int) -> Refused:
    """Return the refusal of a row with more cells than a table has columns."""
    return Refused(_("Row %(number)d has too many cells.") % {"number": number})


def cell_text(text: str, number: int, column: int) -> str:
    """Return the text of a cell; Refused where none is so long."""
    if len(text) > LONGEST_TEXT:
        raise Refused(_("Cell %(cell)s is too long.") % {"cell": Sheet.address(number, column)})
    return text
