"""Reads an uploaded table without trusting it: size, unpacked size, entities, then plain text cells of any format."""

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from partnerships.spreadsheets import delimited, ods, xls, xlsx
from partnerships.spreadsheets.sheet import FARTHEST_ROW, Refused, Sheet, damaged

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_ROWS: Final = 10_000
ZIP: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"

type RowReader = Callable[[bytes, Sheet], Iterator[tuple[int, list[str]]]]


def read_table(content: bytes, *, encoding: str = "") -> Sheet:
    """Return the table in `content`: XLSX, XLSM, XLS, ODS, CSV or TSV; raises Refused with words for the clerk."""
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than %(count)d MB: split the table.") % {"count": MOST_BYTES // 1024**2})
    sheet = Sheet([], encoding=encoding)
    sheet.rows = list(_filled(_safely(_reader(content)(content, sheet))))
    if not sheet.rows:
        raise Refused(_("The table is empty."))
    return sheet


def _reader(content: bytes) -> RowReader:
    if content.startswith(ZIP):
        return ods.rows if "content.xml" in xlsx.checked_parts(content) else xlsx.rows
    return xls.rows if content.startswith(OLD_OFFICE) else delimited.rows


def _safely(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows; whatever a reader of a broken file stumbles over is told in words."""
    try:
        yield from rows
    except Refused:
        raise
    except Exception as error:
        raise damaged() from error


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


__all__ = ["MOST_BYTES", "MOST_ROWS", "Refused", "Sheet", "read_table"]
