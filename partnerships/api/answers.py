"""What the addresses of the API answer with: pages of a list, one whole row, counts."""

from datetime import date
from typing import Any, cast

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from partnerships.api import schemas
from partnerships.api.door import asked_of
from partnerships.api.paging import page
from partnerships.api.problems import Wrong, details
from partnerships.browsing import statistics as counting
from partnerships.browsing.record_filter import RecordFilter
from partnerships.delivery import memo
from partnerships.models import FormerAddress, Record
from partnerships.models.base import Entry
from partnerships.models.record import RecordQuerySet
from partnerships.models.standing import HasStanding
from partnerships.opendata.columns import Asked, translations_asked
from partnerships.opendata.tables import CITIES, Table


def check_filter(form: Any) -> None:
    """Raise when the filter names what is not there."""
    if form.errors:
        errors = [{"field": name, "detail": " ".join(found)} for name, found in form.errors.items()]
        raise Wrong(404, " ".join(error["detail"] for error in errors), errors)


def given(asked: schemas.Paging) -> dict[str, object]:
    """Return the parameters that have a value, as the site's filters take them."""
    return {name: value for name, value in asked.dict().items() if value not in (None, "")}


def records(request: HttpRequest, table: Table, asked: schemas.RecordQuery) -> dict[str, Any]:
    """Return a page of the records that the site's own filter shows."""
    form = RecordFilter.over(cast("type[Record]", table.model), given(asked), memo.current())
    rows = form.apply(cast("RecordQuerySet[Record]", table.public()))
    check_filter(form)
    if form.day:
        rows = rows.with_standing(form.day)
    return page(request, table, rows, asked_of(request), limit=asked.limit, cursor=asked.cursor, order=asked.order)


def by_key(
    request: HttpRequest, table: Table, rows: QuerySet[models.Model], asked: schemas.Paging
) -> dict[str, object]:
    """Return a page of `rows` in the order of their keys."""
    return page(request, table, rows.order_by("pk"), asked_of(request), limit=asked.limit, cursor=asked.cursor)


def one(request: HttpRequest, table: Table, slug: str, day: date | None = None) -> Any:
    """Return a record or city with its rows, as it stood on `day`; where it has another address now, the way there."""
    public: Any = table.public()
    row = (public.with_standing(day) if day else public).filter(slug=slug).first()
    if row is None:
        kind: Any = table.model
        moved = FormerAddress.objects.moved("city" if table is CITIES else kind.KIND, slug)
        if moved is None:
            raise Wrong(404, details()[404])
        place = reverse(f"api:get_{table.name}", args=[moved.slug])
        place += f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponse(status=301, headers={"Location": place})
    return record_with_rows(row, table, asked_of(request), day)


def record_with_rows(row: Entry, table: Table, asked: Asked, day: date | None = None) -> dict[str, object]:
    """Return `row` with the public rows that hang on it, as they stood on `day`."""
    told = table.nested(row, asked)
    for other in schemas.rows_of(table):
        rows: Any = other.public().filter(**{other.owner: row.pk})
        if day and issubclass(other.model, HasStanding):
            rows = rows.with_standing(day)
        told[other.name] = [
            {column.name: column.nested(found, asked) for column in other.columns if column.name != other.owner}
            for found in rows
        ]
    return told


def statistics_answer(name: str, asked: Asked, day: date | None = None) -> list[dict[str, object]]:
    """Return one table of the statistics, its labels in every language asked for."""
    labels: dict[str, dict[str, str | None]] = {}
    for code in asked.languages:
        with translation.override(code):
            rows = counting.table(name, day)
        for row in rows:
            labels.setdefault(_key(row), {})[code] = row.label
    return [
        {
            "key": _key(row),
            "label": translations_asked(labels[_key(row)], asked),
            "counts": row.counts,
            "people": row.people,
        }
        for row in rows
    ]


def _key(row: counting.CountedRow) -> str:
    return next(iter(row.parameters.values()))
