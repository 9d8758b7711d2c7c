"""Reads an uploaded table without trusting it: size, unpacked size, entities, formulas, then plain text cells."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from partnerships.workbook.formulas import unguarded

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 150 * 1024 * 1024
MOST_PARTS: Final = 500
MOST_ROWS: Final = 10_000
FARTHEST_ROW: Final = 50_000
MOST_COLUMNS: Final = 100
LONGEST_TEXT: Final = 100_000
XLSX: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
SHOWN: Final = 10


class Refused(Exception):
    """The file cannot be taken; the text says why and what to do."""


@dataclass
class Sheet:
    """The rows of a table as texts, each with its number in the file."""

    rows: list[tuple[int, list[str]]]

    @staticmethod
    def address(number: int, column: int) -> str:
        """Return the name of a cell as a spreadsheet shows it."""
        return f"{get_column_letter(column + 1)}{number}"


def read(content: bytes) -> Sheet:
    """Return the table in `content`, an XLSX or CSV file; raises Refused with words for the clerk."""
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than %(count)d MB: split the table.") % {"count": MOST_BYTES // 1024**2})
    if content.startswith(OLD_OFFICE):
        raise Refused(_("This is a file of an old format or one with a password. Save it as “Excel workbook (.xlsx)”."))
    rows = list(_filled(_workbook(content) if content.startswith(XLSX) else _csv(content)))
    if not rows:
        raise Refused(_("The table is empty."))
    return Sheet(rows)


def _filled(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, within the limits."""
    count = 0
    for number, cells in rows:
        if number > FARTHEST_ROW:
            raise Refused(_("The table has rows far below its end: delete the empty rows under it."))
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise Refused(_("There are more than %(count)d rows: split the table.") % {"count": MOST_ROWS})
        yield number, cells


def _checked(text: str, number: int, column: int) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refused(_("Cell %(cell)s is too long.") % {"cell": Sheet.address(number, column)})
    return text


# --- XLSX ---------------------------------------------------------------------------------------


def _refuse_bombs(content: bytes) -> None:
    """Refuse what unpacks to more than a table can be, and XML that defines entities."""
    broken = Refused(_("The file is damaged: open it in a spreadsheet program and save it again as .xlsx."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(_("The file unpacks to more than a table can be, and is not taken."))
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        _refuse_entities(stream)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise broken from error
    except Exception as error:
        if isinstance(error, Refused):
            raise
        raise broken from error


def _refuse_entities(stream: Any) -> None:
    """Read the head of an XML part, up to its first element: a document type before it is never needed."""
    parser, seen = expat.ParserCreate(), []

    def document_type(*args: Any) -> None:
        raise Refused(_("The file defines entities, which no table needs, and is not taken."))

    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = lambda *args: seen.append(args)
    while not seen and (piece := stream.read(1024)):
        parser.Parse(piece, False)


def _workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = list(_cells(sheet))
    except Refused:
        raise
    except Exception as error:
        raise Refused(_("The file is damaged: open it in a spreadsheet program and save it again as .xlsx.")) from error
    yield from rows


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a worksheet; formulas and errors are collected and refused together, by their cells."""
    formulas: list[str] = []
    count = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        texts = [""] * _width(row)
        for column in range(len(texts)):
            if row[column].data_type in {"f", "e"}:
                formulas.append(Sheet.address(number, column))
            else:
                texts[column] = _checked(_text(row[column]), number, column)
        if len(formulas) > SHOWN:
            break
        count += any(texts)
        if count > MOST_ROWS + 1 or number > FARTHEST_ROW:
            yield number, texts
            return
        if any(texts):
            yield number, texts
    if formulas:
        raise _formulas(formulas)


def _width(row: Any) -> int:
    """Return how many cells of a row hold anything, up to the last one that does."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].value is not None), 0)


def _formulas(cells: list[str]) -> Refused:
    shown = ", ".join(cells[:SHOWN]) + (", …" if len(cells) > SHOWN else "")
    return Refused(
        _("There are formulas in cells %(cells)s. Copy these cells and paste them as values, then save.")
        % {"cells": shown}
    )


def _text(cell: Any) -> str:
    """Return the value of a cell as a text that can be read in one way only."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return _date(value, str(cell.number_format or ""))
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def _date(value: date, shown_as: str) -> str:
    """Return a date as exactly as its cell shows it: a spreadsheet makes 1 July 2019 of “July 2019”."""
    if "d" in shown_as.lower() or not {"m", "y"} & set(shown_as.lower()):
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in shown_as.lower() else f"{value:%Y}"


# --- CSV ----------------------------------------------------------------------------------------


def _decoded(content: bytes) -> str:
    """Return the text of a CSV file: UTF-8, the UTF-16 of “Unicode text”, or what a Russian Excel writes."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(_("This is neither an XLSX nor a CSV file. Save the table as “Excel workbook (.xlsx)”."))


# The bound of Python's reader is one for the whole process; each cell is measured below, with its address.
csv.field_size_limit(10 * 1024 * 1024)


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    head = text.lstrip("\ufeff\r\n").partition("\n")[0]
    mark = max(";\t,", key=head.count)
    formulas: list[str] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
            if len(row) > MOST_COLUMNS:
                raise Refused(_("Row %(number)d has too many cells.") % {"number": number})
            for column, cell in enumerate(row):
                if cell.startswith("="):
                    formulas.append(Sheet.address(number, column))
            yield number, [_checked(unguarded(cell), number, column) for column, cell in enumerate(row)]
    except csv.Error as error:
        raise Refused(_("The file is damaged: open it in a spreadsheet program and save it again as .xlsx.")) from error
    if formulas:
        raise _formulas(formulas)
