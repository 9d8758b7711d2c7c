"""A workbook written as a stream: a row is compressed and sent before the next one is read.

openpyxl builds the whole file first and takes some ten times as long; here a register of any size needs the memory
of one batch. Every text is an inline string, so nothing in it can be a formula.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import batched
from typing import IO, Any, Final, cast
from xml.sax.saxutils import escape

from django.utils.translation import get_language

from partnerships.workbook.formulas import FORMULA
from partnerships.workbook.zip_stream import ZipStream

#: What a cell of a table holds, under its own type where the format has one.
type CellValue = str | bool | int | float | date | time | list[str] | None

LONGEST: Final = 32_767  # characters in a cell, by Excel's limit
SEPARATOR: Final = "; "
BATCH: Final = 200
FIRST_DAY: Final = date(1900, 3, 1)  # Excel's calendar is wrong before it, so earlier days are texts
EPOCH: Final = date(1899, 12, 30)
#: Characters that XML cannot hold.
ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What a program would read as a sign by its number: “_x0041_” is the letter A, unless its first line is one itself.
CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
#: Numbers of the cell styles in STYLES.
PLAIN, HEADING, DAY, MOMENT, QUOTED = range(5)

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/></Types>'
)
RELATIONS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
PARTS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>'
)
#: How a day is shown, by the language of the reader; a day for no language is shown as in ISO 8601.
DAYS: Final = {
    "ru": r"dd\.mm\.yyyy",
    "en": r"[$-809]d\ mmm\ yyyy",
    "de": r"dd\.mm\.yyyy",
    "fr": r"dd/mm/yyyy",
}
STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="DAY"/>'
    '<numFmt numFmtId="165" formatCode="DAY\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(title: str, headings: list[str], rows: Iterable[list[object]]) -> Iterator[bytes]:
    """Return a workbook of one sheet with a fixed first row of `headings`, as a stream."""
    sink = ZipStream()
    name = escape(re.sub(r"[\[\]:*?/\\]", " ", title)[:31], {'"': "&quot;"})
    quoted = name.replace("'", "''")
    book = (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{quoted}\'!$1:$1</definedName>'
        "</definedNames></workbook>"
    )
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for path, text in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", PARTS),
            ("xl/styles.xml", STYLES.replace("DAY", DAYS.get(get_language() or "", r"yyyy\-mm\-dd"))),
        ):
            archive.writestr(path, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for text in _sheet(headings, rows):
                sheet.write(text.encode())
                yield sink.taken()
    yield sink.taken()


def _sheet(headings: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{min(40, max(12, len(heading) + 2))}" customWidth="1"/>'
        for number, heading in enumerate(headings, 1)
    )
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>"
    )
    letters = [_letters(number) for number in range(1, len(headings) + 1)]
    yield _row(1, letters, (_text(heading, HEADING) for heading in headings))
    number = 1
    for batch in batched(rows, BATCH, strict=False):
        yield "".join(_row(number + at, letters, map(cell, row)) for at, row in enumerate(batch, 1))
        number += len(batch)
    # Printed across the page; the headings stand on each page by a name of the workbook.
    yield (
        f'</sheetData><autoFilter ref="A1:{letters[-1]}{number}"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" pageOrder="overThenDown"/></worksheet>'
    )


def _row(number: int, letters: list[str], cells: Iterable[str]) -> str:
    """Return a row whose cells say where they are: without that some programs read an empty sheet."""
    told = "".join(f'<c r="{letter}{number}"{cell[2:]}' for letter, cell in zip(letters, cells, strict=True))
    return f'<row r="{number}">{told}</row>'


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _text(text: str, style: int = PLAIN) -> str:
    text = escape(CODE.sub("_x005F_", ILLEGAL.sub("", text)[:LONGEST]))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def cell(value: CellValue) -> str:
    """Return the cell that holds `value` under its own type."""
    if value is None or value == []:
        return "<c/>"
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    if isinstance(value, str):
        return _text(value, QUOTED if FORMULA.match(value) else PLAIN)
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    if isinstance(value, time) or (isinstance(value, date) and not isinstance(value, datetime) and value < FIRST_DAY):
        return _text(value.isoformat())
    if isinstance(value, datetime):
        days = (value.date() - EPOCH).days + (value.hour * 60 + value.minute) / 1440 + value.second / 86400
        return f'<c s="{MOMENT}"><v>{days!r}</v></c>'
    return f'<c s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
