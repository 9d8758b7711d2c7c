"""Reads ODS, the workbook of LibreOffice and its kin: formats of dates, comments, repeats and hidden tables."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Final
from xml.parsers import expat

from partnerships.spreadsheets.beside import Places
from partnerships.spreadsheets.number_formats import EPOCH, NumberText, dated
from partnerships.spreadsheets.sheet import FARTHEST_ROW, MOST_COLUMNS, SHOWN, Sheet, cell_text, too_wide
from partnerships.spreadsheets.xlsx import fill_merged, plain_text

PIECES: Final = 64 * 1024
#: Element of a date style → the letter of what it shows.
SHOWS: Final = {"year": "y", "quarter": "q", "month": "m", "day": "d", "hours": "h", "week-of-year": "w"}
CLOCK: Final = re.compile(r"PT(\d+)H(?:(\d+)M)?")
STRIKING: Final = {"text-line-through-style", "text-line-through-type"}
HIDING: Final = {"collapse", "filter"}
BREAKS: Final = {"tab": "\t", "line-break": "\n"}


@dataclass
class Styles:
    """What the styles of cells show of a date, and which tables are hidden."""

    shows: dict[str, set[str]] = field(default_factory=dict)
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    #: Styles of cells and words that say whether they are struck through.
    struck: dict[str, bool] = field(default_factory=dict)
    within: str = ""

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """Note a style, or a part of the last one."""
        if name in {"date-style", "style"}:
            self.within = attributes.get("name", "")
        if name == "date-style":
            self.shows[self.within] = set()
        elif name == "style" and attributes.get("family") == "table-cell":
            self.cells[self.within] = attributes.get("data-style-name", ""), attributes.get("parent-style-name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hidden.add(self.within)
        elif name == "text-properties" and STRIKING & attributes.keys():
            self.struck[self.within] = any(attributes.get(key, "none") != "none" for key in STRIKING)
        elif name in SHOWS and self.within in self.shows:
            self.shows[self.within].add(SHOWS[name])

    def is_struck(self, style: str) -> bool:
        """Say whether what has this style is struck through."""
        for _step in range(SHOWN):
            parent = self.cells.get(style, ("", ""))[1]
            if style in self.struck or not parent:
                return self.struck.get(style, False)
            style = parent
        return False

    def shown(self, style: str) -> frozenset[str]:
        """Return what a cell of this style shows of a date."""
        for _step in range(SHOWN):
            data, parent = self.cells.get(style, ("", ""))
            if data or not parent:
                return frozenset(self.shows.get(data, ()))
            style = parent
        return frozenset()


class Reader:
    """Takes the elements of content.xml one by one."""

    def __init__(self, sheet: Sheet, styles: Styles) -> None:
        self.sheet, self.styles = sheet, styles
        self.rows: list[tuple[int, list[str]]] = []
        self.merged: list[tuple[int, int, int]] = []
        self.table = self.state = ""  # the state: hidden, taken or other
        self.beside = 0  # how deep in a note
        self.note: list[str] = []
        self.link = ""
        self.links: Places = {}
        self.notes: Places = {}
        self.number = self.repeat = 0
        self.columns: list[str] = []
        self.row_style = ""
        self.row: list[str] = []
        self.cell: dict[str, str] = {}
        self.text: list[str] = []
        self.is_in_cell = self.is_struck = self.is_hidden = False

    # --- elements ---------------------------------------------------------------------------------

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        space, _blank, name = tag.rpartition(" ")
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items() if "calcext" not in key}
        if any("calcext" in key and value == "error" for key, value in attributes.items()):
            own["value-type"] = "error"
        if self.beside or name == "annotation":
            self.beside += 1
        elif space.endswith(("style:1.0", "datastyle:1.0")):
            self.styles.open(name, own)
        elif space.endswith("table:1.0") and (take := getattr(self, f"_open_{name.replace('-', '_')}", None)):
            take(own)
        elif space.endswith("text:1.0") and self.is_in_cell:
            if name == "p" and self.text:
                self.text.append("\n")
            self.is_struck |= name == "span" and self.styles.is_struck(own.get("style-name", ""))
            self.link = own.get("href", self.link) if name == "a" else self.link
            self.text.append(" " * min(int(own.get("c", 1)), SHOWN) if name == "s" else BREAKS.get(name, ""))

    def close(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if self.beside:
            self.beside -= 1
        elif name in {"table-cell", "covered-table-cell"}:
            self._close_cell()
        elif name == "table-row":
            self._close_row()
        elif name == "table" and self.state == "other" and self.number < 0:
            self.sheet.others.append(self.table)

    def data(self, text: str) -> None:
        if self.is_in_cell:
            (self.note if self.beside else self.text).append(text)

    # --- tables, columns, rows, cells ---------------------------------------------------------------

    def _open_table(self, own: dict[str, str]) -> None:
        hidden = own.get("style-name", "") in self.styles.hidden
        self.table = own.get("name", "")
        self.state = "hidden" if hidden else "other" if self.rows else "taken"
        self.number, self.columns = 0, []

    def _open_null_date(self, own: dict[str, str]) -> None:
        self.sheet.epoch = date.fromisoformat(own.get("date-value") or EPOCH.isoformat())

    def _open_table_column(self, own: dict[str, str]) -> None:
        count = min(_count(own, "number-columns-repeated"), MOST_COLUMNS - len(self.columns))
        if self.state == "taken" and own.get("visibility") in HIDING:
            self.sheet.hidden_columns |= {*range(len(self.columns), len(self.columns) + count)}
        self.columns += [own.get("default-cell-style-name", "")] * count

    def _open_table_row(self, own: dict[str, str]) -> None:
        self.repeat, self.row = _count(own, "number-rows-repeated"), []
        self.row_style = own.get("default-cell-style-name", "")
        self.is_hidden = own.get("visibility") in HIDING

    def _open_table_cell(self, own: dict[str, str]) -> None:
        self.cell, self.text, self.is_in_cell = own, [], True
        self.note, self.link = [], ""
        self.is_struck = self.styles.is_struck(own.get("style-name", ""))

    _open_covered_table_cell = _open_table_cell

    def _close_cell(self) -> None:
        self.is_in_cell = False
        column, number = len(self.row), self.number + 1
        text = self._value(number, column) if self.state == "taken" and column < MOST_COLUMNS else "".join(self.text)
        wanted = _count(self.cell, "number-columns-repeated")
        if self.state == "taken":
            self.links |= {(number, column): self.link} if self.link and not self.link.startswith("#") else {}
            self.notes |= {(number, column): "".join(self.note)} if self.note else {}
        if self.state == "taken" and text and column + wanted > MOST_COLUMNS:
            raise too_wide(number)
        self.row += [text] * min(wanted, MOST_COLUMNS - column)
        if self.state == "taken" and text and self.is_struck:
            self.sheet.struck.append(Sheet.address(number, column))
        if (span := _count(self.cell, "number-rows-spanned")) > 1 and self.state == "taken":
            self.merged.append((number, number + span - 1, column))

    def _close_row(self) -> None:
        if self.state == "other" and any(self.row):
            self.number = -1  # enough to know that it holds something
        if self.state != "taken":
            return
        if not any(self.row):
            self.number += self.repeat
            return
        while self.row and not self.row[-1]:
            self.row.pop()
        for _time in range(min(self.repeat, FARTHEST_ROW + 1 - len(self.rows))):
            self.number += 1
            self.rows.append((self.number, list(self.row)))
            if self.is_hidden:
                self.sheet.hidden_rows.add(self.number)
        self.sheet.name = self.table

    def _value(self, number: int, column: int) -> str:
        """Return the value of a cell as a text that can be read in one way only."""
        own, address = self.cell, Sheet.address(number, column)
        match own.get("value-type"):
            case "float" | "percentage" | "currency":
                return NumberText(plain_text(float(own["value"])), "".join(self.text))
            case "boolean":
                return "1" if own.get("boolean-value") == "true" else "0"
            case "date":
                return self._date(own["date-value"], column, address)
            case "time":
                match = CLOCK.match(own.get("time-value", ""))
                return f"{int(match[1]):02}:{match[2] or '00'}" if match else "".join(self.text)
            case "error":
                self.sheet.empty.append(address)
            case None if "formula" in own:
                self.sheet.empty.append(address)
            case _:
                return cell_text("".join(self.text) or own.get("string-value", ""), number, column)
        return ""

    def _date(self, text: str, column: int, address: str) -> str:
        by_column = self.columns[column] if column < len(self.columns) else ""
        style = self.cell.get("style-name") or self.row_style or by_column
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        value, doubt = dated(moment, self.styles.shown(style), self.sheet.epoch)
        if doubt:
            self.sheet.doubts.append((address, doubt))
        return value


def _count(own: dict[str, str], name: str) -> int:
    return max(1, int(own.get(name, 1)))


def rows(content: bytes, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first visible table that holds anything."""
    reader = Reader(sheet, Styles())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in ("styles.xml", "content.xml"):
            if part in archive.namelist():
                with archive.open(part) as stream:
                    _parse(stream, reader)
    sheet.refuse_empty()
    sheet.put_beside(reader.links, reader.notes, reader.rows)
    fill_merged(reader.merged, reader.rows, sheet)
    yield from reader.rows


def _parse(stream: IO[bytes], reader: Reader) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.open, reader.close
    parser.CharacterDataHandler, parser.buffer_text = reader.data, True
    while piece := stream.read(PIECES):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
