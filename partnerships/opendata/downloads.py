"""A list of the site as a file: the rows that its filter shows, in any format, streamed."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import batched
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from partnerships.delivery import pages
from partnerships.opendata.columns import Asked
from partnerships.opendata.formats import FORMATS, delimiter_of
from partnerships.opendata.tables import Table

CHUNK: Final = 200  # rows read from the database at a time, with all that hangs on them


def formats_of(table: Table) -> list[str]:
    """Return the formats in which `table` is there: a map for places, a calendar for what has dates."""
    names = {column.name for column in table.columns}
    return [
        name
        for name in FORMATS
        if (name != "geojson" or "latitude" in names) and (name != "ics" or {"period", "kind"} <= names)
    ]


def in_order(table: Table, keys: list[int], day: date | None = None) -> Iterator[object]:
    """Return the public rows of `table` that have these keys, in the order of the keys, as they stood on `day`."""
    public: Any = table.public()
    public = public.with_standing(day) if day else public
    for batch in batched(keys, CHUNK, strict=False):
        found = {row.pk: row for row in public.filter(pk__in=batch)}
        yield from (found[key] for key in batch if key in found)


def respond(request: HttpRequest, table: Table, rows: Iterable[object], suffix: str) -> HttpResponseBase:
    """Return `rows` of `table` as a file, or 304 to whoever has this very file."""
    etag = pages.answer_tag(request.get_full_path(), get_language())
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        media_type, make = FORMATS[suffix]
        asked = Asked(f"{request.scheme}://{request.get_host()}", delimiter=delimiter_of(get_language()))
        pieces: Iterable[bytes] = make(table, rows, asked)
        response = StreamingHttpResponse(pieces, content_type=media_type)
        name = f"{table.name}-{timezone.localdate().isoformat()}.{suffix}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
