"""Reads XLSX and XLSM: openpyxl, which tells the number format and the formula of a cell."""

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string

from partnerships.spreadsheets.beside import links_and_notes
from partnerships.spreadsheets.number_formats import dated, number_text, parts
from partnerships.spreadsheets.sheet import (
    FARTHEST_ROW,
    MOST_COLUMNS,
    SHOWN,
    Refused,
    Sheet,
    cell_text,
    damaged,
    too_wide,
)

MOST_UNPACKED: Final = 150 * 1024 * 1024
MOST_PARTS: Final = 500
#: Signs that a workbook writes by their number: _x000D_ is a carriage return.
CODE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']")
ROW_OR_COLUMN: Final = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")
ATTRIBUTE: Final = re.compile(rb"(\w+)\s*=\s*([\"'])(.*?)\2")
MOST_MERGED: Final = 50_000
#: So far to the right a cell is looked for that makes a table too wide.
FARTHEST_COLUMN: Final = 1000


def checked_parts(content: bytes) -> set[str]:
    """Return the parts of a packed workbook; refuse what is more than a table: bulk, macros, XML with entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(_("The file unpacks to more than a table can be, and is not taken."))
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise Refused(_("The file holds macros. Save it as “Excel workbook (.xlsx)”, without them."))
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        _refuse_entities(stream)
            return {part.filename for part in parts}
    except Refused:
        raise
    except Exception as error:
        raise damaged() from error


def _refuse_entities(stream: IO[bytes]) -> None:
    """Read the head of an XML part, up to its first element: a document type before it is never needed."""
    parser, seen = expat.ParserCreate(), []

    def document_type(*args: object) -> None:
        raise Refused(_("The file defines entities, which no table needs, and is not taken."))

    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = lambda *args: seen.append(args)
    while not seen and (piece := stream.read(1024)):
        parser.Parse(piece, False)


def rows(content: bytes, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first visible sheet that holds anything."""
    strikes = _names_strikes(content)
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=strikes)
    visible = [part for part in book.worksheets if part.sheet_state == "visible"]
    filled = [part for part in visible if _holds_anything(part)] or visible[:1]
    if not filled:
        return
    taken = filled[0]
    sheet.name, sheet.others = taken.title, [part.title for part in filled[1:]]
    sheet.epoch = book.epoch.date()
    formulas: dict[tuple[int, int], str] = {}
    found = list(_cells(taken, sheet, formulas, strikes=strikes))
    if formulas:
        _put_values(content, taken.title, found, sheet, formulas)
    sheet.refuse_empty()
    sheet.put_beside(*links_and_notes(content, taken._worksheet_path), found)
    fill_merged(_merged(content, taken), found, sheet)
    sheet.hidden_rows, sheet.hidden_columns = _hidden(_source(content, taken))
    yield from found


def _names_strikes(content: bytes) -> bool:
    """Say whether anything may be struck through: most books have nothing, and to ask each cell takes long."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {"xl/styles.xml", "xl/sharedStrings.xml"} & set(archive.namelist())
        return any(b"strike" in archive.read(part) for part in parts)


def _is_struck(cell: Any) -> bool:
    words = cell.value if isinstance(cell.value, CellRichText) else ()
    own = [part.font.strike if isinstance(part, TextBlock) and part.font else cell.font.strike for part in words]
    return any(own) if own else bool(cell.font.strike)


def _holds_anything(part: Any) -> bool:
    part.reset_dimensions()
    rows = part.iter_rows(max_row=FARTHEST_ROW, max_col=MOST_COLUMNS, values_only=True)
    return any(value is not None for row in rows for value in row)


def _cells(
    part: Any, sheet: Sheet, formulas: dict[tuple[int, int], str], *, strikes: bool
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a worksheet; a formula leaves an empty text and its place in `formulas`."""
    part.reset_dimensions()
    for number, row in enumerate(part.iter_rows(max_col=FARTHEST_COLUMN), 1):
        texts = [""] * _width(row)
        if len(texts) > MOST_COLUMNS:
            raise too_wide(number)
        for column in range(len(texts)):
            cell = row[column]
            if cell.data_type == "f":
                formulas[number, column] = Sheet.address(number, column)
            elif cell.data_type == "e":
                sheet.empty.append(Sheet.address(number, column))
            else:
                texts[column] = _text(cell, number, column, sheet)
            if strikes and cell.value is not None and _is_struck(cell):
                sheet.struck.append(Sheet.address(number, column))
        if len(sheet.empty) > SHOWN:
            return
        yield number, texts
        if number > FARTHEST_ROW:
            return


def _width(row: Any) -> int:
    """Return how many cells of a row hold anything, up to the last one that does."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].value is not None), 0)


def _put_values(
    content: bytes, name: str, rows: list[tuple[int, list[str]]], sheet: Sheet, formulas: dict[tuple[int, int], str]
) -> None:
    """Put in what the program that wrote the file last calculated; a formula without a value is noted as empty."""
    part = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, data_only=True)[name]
    part.reset_dimensions()
    by_number = dict(rows)
    for number, row in enumerate(part.iter_rows(max_row=max(by_number), max_col=MOST_COLUMNS), 1):
        for column in range(len(row)):
            if (number, column) not in formulas:
                continue
            if row[column].value is None or row[column].data_type == "e":
                sheet.empty.append(formulas[number, column])
            else:
                by_number[number][column] = _text(row[column], number, column, sheet)


def fill_merged(ranges: Iterable[tuple[int, int, int]], rows: list[tuple[int, list[str]]], sheet: Sheet) -> None:
    """Give the rows beside a cell that was merged downwards its value; `ranges` are first row, last row, column."""
    numbers = [number for number, _texts in rows]
    for count, (first, last, column) in enumerate(ranges):
        if count == MOST_MERGED:
            raise Refused(_("The table has too many merged cells: split them, then save."))
        at = bisect_left(numbers, first)
        if at == len(rows) or numbers[at] != first or column >= len(rows[at][1]) or not rows[at][1][column]:
            continue
        filled = [texts for _number, texts in rows[at + 1 : bisect_right(numbers, last)] if any(texts)]
        for texts in filled:
            texts.extend([""] * (column + 1 - len(texts)))
            texts[column] = rows[at][1][column]
        if filled and at:  # the merged headings of a table need no words
            text = _("One cell for the rows %(first)d–%(last)d: its value is read in each of them.")
            sheet.doubts.append((Sheet.address(first, column), text % {"first": first, "last": last}))


def _merged(content: bytes, part: Any) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a worksheet that are merged downwards; openpyxl does not tell them while it streams."""
    for match in MERGED.finditer(_source(content, part)):
        first, last = int(match[2]), int(match[3])
        if first < last:
            yield first, last, column_index_from_string(match[1].decode()) - 1


def _source(content: bytes, part: Any) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(part._worksheet_path.lstrip("/"))


def _hidden(source: bytes) -> tuple[set[int], set[int]]:
    """Return the rows and columns of a worksheet that are hidden or filtered away."""
    rows, columns, number = set(), set(), 0
    for match in ROW_OR_COLUMN.finditer(source):
        own = {key.decode(): value.decode() for key, _quote, value in ATTRIBUTE.findall(match[2])}
        is_hidden = own.get("hidden") in {"1", "true"}
        if match[1] == b"row":
            number = int(own.get("r") or number + 1)
            rows |= {number} if is_hidden else set()
        elif is_hidden:
            columns |= {*range(int(own["min"]) - 1, min(int(own["max"]), MOST_COLUMNS))}
    return rows, columns


def _text(cell: Any, number: int, column: int, sheet: Sheet) -> str:
    """Return the value of a cell as a text that can be read in one way only."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        text, doubt = dated(value, parts(str(cell.number_format or "")), sheet.epoch)
        if doubt:
            sheet.doubts.append((Sheet.address(number, column), doubt))
        return text
    if isinstance(value, int | float) and not isinstance(value, bool):
        words, doubt = number_text(value, plain_text(value), str(cell.number_format or ""))
        if doubt:
            sheet.doubts.append((Sheet.address(number, column), doubt))
        return words
    return cell_text(plain_text(value), number, column)


def plain_text(value: object) -> str:
    """Return a value that is no date as a text."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return CODE.sub(lambda match: chr(int(match[1], 16)), str(value))
