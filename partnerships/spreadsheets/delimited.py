"""Reads CSV and TSV: the encoding and the separator are found by trying what fits."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from partnerships.spreadsheets.sheet import MOST_COLUMNS, Refused, Sheet, cell_text, too_wide
from partnerships.text.encodings import ENCODINGS, SAMPLE, likely_encodings, nearly_utf8
from partnerships.text.quoted_cells import cut_lines
from partnerships.workbook.formulas import unguarded

MARKS: Final = ";\t,|"


def rows(content: bytes, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the table; `sheet.encoding` says how it is read, or was asked for by the clerk."""
    text = _decoded(content, sheet)
    for number, row in enumerate(cut_lines(text, _mark(text)), 1):
        if len(row) > MOST_COLUMNS:
            raise too_wide(number)
        for column in (column for column, cell in enumerate(row) if "\ufffd" in cell):
            words = _("A byte of this cell is no letter of UTF-8: it is read as “�”.")
            sheet.doubts.append((Sheet.address(number, column), words))
        yield number, [cell_text(unguarded(cell), number, column) for column, cell in enumerate(row)]


def _decoded(content: bytes, sheet: Sheet) -> str:
    asked = [sheet.encoding] if sheet.encoding in ENCODINGS else []
    for encoding in asked or likely_encodings(content):
        try:
            text: str | None = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeError:
            text = nearly_utf8(content) if encoding == "utf-8" else None
        if text is not None and "\0" not in text:
            sheet.encoding = encoding
            return text.removeprefix("\ufeff")
    raise Refused(_("This is no table that is known here. Save it as “Excel workbook (.xlsx)”."))


def _mark(text: str) -> str:
    """Return the separator: the one that cuts most of the first rows into equally many cells, the more the better.

    Most of its own rows: a wrong one, which does not see where a quoted text ends, makes more rows of the same table.
    """
    head = text.lstrip("\r\n")[:SAMPLE]

    def fit(mark: str) -> tuple[float, int]:
        found = [row for row in islice(cut_lines(head, mark), 20) if any(row)]
        widths = Counter(len(row) for row in found)
        width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
        return (times / len(found), width) if width > 1 else (0, 0)

    return max(MARKS, key=fit)
