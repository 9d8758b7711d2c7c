"""Reads XLS, the workbook of Excel before 2007: xlrd, which tells formats, errors and hidden sheets."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import xlrd
from django.utils.translation import gettext as _
from xlrd.xldate import XLDateError, xldate_as_datetime

from partnerships.spreadsheets.number_formats import EPOCH, MAC_EPOCH, dated, number_text, parts
from partnerships.spreadsheets.sheet import MOST_COLUMNS, Refused, Sheet, cell_text, too_wide
from partnerships.spreadsheets.xlsx import fill_merged, plain_text

#: What xlrd says of an old workbook with a password.
LOCKED: Final = "encrypt"
#: What the container of a newer workbook with a password holds.
SEALED: Final = "EncryptedPackage".encode("utf-16-le")


def rows(content: bytes, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first visible sheet that holds anything."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except Exception as error:
        if LOCKED in str(error) or SEALED in content:
            raise Refused(_("The file has a password. Save it without one.")) from error
        raise Refused(_("This is no table that is known here. Save it as “Excel workbook (.xlsx)”.")) from error
    visible = [part for part in book.sheets() if part.visibility == 0 and part.nrows]
    if not visible:
        return
    taken = visible[0]
    sheet.name, sheet.others = taken.name, [part.name for part in visible[1:]]
    found = [
        (number + 1, [_text(book, cell, number + 1, column, sheet) for column, cell in enumerate(_row(taken, number))])
        for number in range(taken.nrows)
    ]
    sheet.struck = list(_struck(book, taken))
    sheet.hidden_rows = {at + 1 for at, row in taken.rowinfo_map.items() if row.hidden}
    sheet.hidden_columns = {at for at, column in taken.colinfo_map.items() if column.hidden}
    sheet.refuse_empty()
    links = {(row + 1, column): link.url_or_path for (row, column), link in taken.hyperlink_map.items()}
    notes = {(row + 1, column): note.text for (row, column), note in taken.cell_note_map.items()}
    sheet.put_beside({place: link for place, link in links.items() if isinstance(link, str)}, notes, found)
    merged = ((first + 1, end, column) for first, end, column, _right in taken.merged_cells if end - first > 1)
    fill_merged(merged, found, sheet)
    yield from found


def _row(part: Any, number: int) -> Any:
    cells = part.row(number)
    if any(cell.value not in {"", None} for cell in cells[MOST_COLUMNS:]):
        raise too_wide(number + 1)
    return cells[:MOST_COLUMNS]


def _struck(book: Any, part: Any) -> Iterator[str]:
    """Yield the cells with a letter that is struck through."""
    struck = {at for at, font in enumerate(book.font_list) if font.struck_out}
    for number in range(part.nrows) if struck else ():
        for column, cell in enumerate(part.row(number)):
            runs = part.rich_text_runlist_map.get((number, column), ())
            fonts = {font for _place, font in runs} | ({book.xf_list[cell.xf_index].font_index} if not runs else set())
            if cell.value not in {"", None} and fonts & struck:
                yield Sheet.address(number + 1, column)


def _text(book: object, cell: Any, number: int, column: int, sheet: Sheet) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_NUMBER:
            words, doubt = number_text(cell.value, plain_text(cell.value), _format(book, cell))
            if doubt:
                sheet.doubts.append((Sheet.address(number, column), doubt))
            return words
        case xlrd.XL_CELL_TEXT:
            return cell_text(plain_text(cell.value), number, column)
        case xlrd.XL_CELL_BOOLEAN:
            return str(cell.value)
        case xlrd.XL_CELL_ERROR:
            sheet.empty.append(Sheet.address(number, column))
        case xlrd.XL_CELL_DATE:
            return _date(book, cell, Sheet.address(number, column), sheet)
    return ""


def _format(book: Any, cell: Any) -> str:
    return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)


def _date(book: Any, cell: Any, address: str, sheet: Sheet) -> str:
    try:
        moment: datetime = xldate_as_datetime(cell.value, book.datemode)
    except (XLDateError, OverflowError, ValueError):
        return plain_text(cell.value)
    if 0 <= cell.value < 1:
        return moment.time().isoformat("minutes")
    text, doubt = dated(moment, parts(_format(book, cell)), MAC_EPOCH if book.datemode else EPOCH)
    if doubt:
        sheet.doubts.append((address, doubt))
    return text
