"""Formats of a download, each a generator of bytes that holds one batch of rows at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import batched
from typing import Any, Final

import icu
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.models import City
from partnerships.opendata.columns import Asked
from partnerships.opendata.ical import calendar_head, clock, record_entries
from partnerships.opendata.tables import Table
from partnerships.text.translated import language_of_column, text_column
from partnerships.workbook.formulas import guarded
from partnerships.workbook.writer import CellValue, workbook

BATCH: Final = 200  # rows between two pieces of a stream
SEPARATOR: Final = ";"  # between the values of a list in one cell
SEMICOLON: Final = ";"  # between the columns of CSV, where a comma stands in numbers
BOM: Final = "\ufeff"  # without it Excel does not read Cyrillic in a CSV file

#: The columns that a workbook begins and ends with; the others keep their order.
FIRST: Final = ("title", "name", "parties", "cities", "period", "in_force_from", "in_force_until", "standing")
LAST: Final = ("id", "slug", "page", "published_at", "updated_at")

type Pieces = Iterator[bytes]


def written(value: CellValue, delimiter: str = ",") -> str:
    """Return a cell as CSV writes it between `delimiter`: a fraction as spreadsheets read it there."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return guarded(SEPARATOR.join(value))
    if isinstance(value, float):
        return str(value).replace(".", decimal_mark(delimiter))
    return _iso(value) if isinstance(value, date | time) else str(value)


def decimal_mark(delimiter: str) -> str:
    """Return what stands before the fraction of a number in CSV with this `delimiter`."""
    return "," if delimiter == SEMICOLON else "."


def _iso(value: date | time) -> str:
    """Return `value` as Table Schema writes it: a moment in UTC."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else value.isoformat()


@cache
def delimiter_of(language: str | None) -> str:
    """Return what stands between the columns of CSV under an address of `language`: what its Excel parts them by."""
    symbols = icu.DecimalFormatSymbols(icu.Locale(language or "en"))
    return SEMICOLON if symbols.getSymbol(icu.DecimalFormatSymbols.kDecimalSeparatorSymbol) == "," else ","


def csv_file(table: Table, rows: Iterable[Any], asked: Asked) -> Pieces:
    """Return CSV as RFC 4180 has it, in UTF-8 with a byte order mark; texts without marks."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=asked.delimiter)
    out.write(BOM)
    writer.writerow([head.name for head in table.heads])
    for batch in batched(rows, BATCH, strict=False):
        writer.writerows([written(cell, asked.delimiter) for cell in table.plain(row, asked)] for row in batch)
        yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode()


def dumped(value: object) -> str:
    """Return `value` as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_iso)


def array(items: Iterable[Any], before: str = "[", after: str = "]") -> Pieces:
    """Return a JSON array, one item a line."""
    yield before.encode()
    first = True
    for batch in batched(items, BATCH, strict=False):
        text = ",\n".join(dumped(item) for item in batch)
        yield ("\n" if first else ",\n").encode() + text.encode()
        first = False
    yield f"\n{after}\n".encode()


def json_file(table: Table, rows: Iterable[object], asked: Asked) -> Pieces:
    """Return an array of objects with the columns of the CSV file."""
    return array(table.flat(row, asked) for row in rows)


def feature(table: Table, city: City, asked: Asked) -> dict[str, object]:
    """Return a city as a feature of GeoJSON; one without coordinates has no geometry."""
    properties = table.flat(city, asked)
    place = [properties.pop("longitude"), properties.pop("latitude")]
    geometry = None if place[0] is None else {"type": "Point", "coordinates": place}
    return {"type": "Feature", "id": city.pk, "geometry": geometry, "properties": properties}


def geojson_file(table: Table, rows: Iterable[Any], asked: Asked) -> Pieces:
    """Return GeoJSON (RFC 7946)."""
    head = f'{{"type":"FeatureCollection","name":{dumped(table.name)},"features":['
    return array((feature(table, row, asked) for row in rows), head, "]}")


def xlsx_file(table: Table, rows: Iterable[object], asked: Asked) -> Pieces:
    """Return a workbook with the headings and words of the reader's language, what a reader looks for first."""
    order = sorted(range(len(table.heads)), key=lambda at: _rank(table.heads[at].name))
    labels = [str(table.heads[at].label) for at in order]
    shown = (table.shown(row, asked) for row in rows)
    return workbook(str(table.title), labels, ([cells[at] for at in order] for cells in shown))


def _rank(name: str) -> tuple[int, int]:
    """Return where the column `name` stands in a workbook: the reader's own language before the others."""
    code = language_of_column(name)
    stem = name.removesuffix(text_column("", code)) if code else name
    if stem in LAST:
        return 3, LAST.index(stem)
    if code and code != get_language():
        return 2, 0
    return (0, FIRST.index(stem)) if stem in FIRST else (1, 0)


def ics_file(table: Table, rows: Iterable[Any], asked: Asked) -> Pieces:
    """Return a calendar of the rows that are known to the day; a month or a year is not made into days."""
    start, end = calendar_head(f"{_('Register of partner cities')}: {table.title}").to_ical().split(b"END:VCALENDAR")
    yield start
    is_empty = True
    for row in rows:
        for entry in record_entries(asked.origin, row):
            is_empty = False
            yield entry.to_ical()
    if is_empty:
        yield clock(timezone.localdate()).to_ical()
    yield b"END:VCALENDAR" + end


#: Suffix of the address → media type, and what makes the file.
FORMATS: Final[dict[str, tuple[str, Callable[[Table, Iterable[object], Asked], Pieces]]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file),
    "csv": ("text/csv; charset=utf-8", csv_file),
    "json": ("application/json", json_file),
    "geojson": ("application/geo+json", geojson_file),
    "ics": ("text/calendar; charset=utf-8", ics_file),
}
