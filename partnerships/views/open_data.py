"""Open data: the lists and tables as files, and the page that tells of them."""

import json
from collections.abc import Iterable
from typing import cast

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.browsing.city_filter import CityFilter
from partnerships.browsing.record_filter import RecordFilter
from partnerships.delivery import memo
from partnerships.models import City, Record
from partnerships.models.record import RecordQuerySet
from partnerships.opendata import data_package as package
from partnerships.opendata import dcat
from partnerships.opendata.downloads import CHUNK, formats_of, in_order, respond
from partnerships.opendata.row_tables import TABLES
from partnerships.opendata.tables import CITIES, MAIN, Table


def filtered(table: Table, request: HttpRequest) -> tuple[Form, Iterable[object]]:
    """Return the filter of the list of `table`, and the rows that it shows, in their order.

    Their keys are put in order first: to sort whole rows a database works through all of them before the first one.
    """
    known = memo.current()
    if table is CITIES:
        chosen = CityFilter(request.GET, known=known)
        return chosen, in_order(table, [city.pk for city in chosen.cities()], chosen.day if chosen.is_valid() else None)
    form = RecordFilter.over(cast("type[Record]", table.model), request.GET, known)
    shown = form.apply(cast("RecordQuerySet[Record]", table.public()))
    return form, in_order(table, list(shown.values_list("pk", flat=True)), form.day)


@require_safe
def download(request: HttpRequest, name: str, suffix: str) -> HttpResponseBase:
    """Return the list `name` as a file with the rows that its filter shows, in the same order."""
    table = TABLES[name]
    if suffix not in formats_of(table):
        raise Http404
    form, rows = filtered(table, request)
    if form.errors:
        lines = [str(error) for errors in form.errors.values() for error in errors]
        return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")
    return respond(request, table, rows, suffix)


@require_safe
def whole_table(request: HttpRequest, name: str, suffix: str) -> HttpResponseBase:
    """Return a whole table as a file, those without a list of their own among them."""
    table = TABLES.get(name)
    if table is None or suffix not in formats_of(table):
        raise Http404
    return respond(request, table, table.public().iterator(chunk_size=CHUNK), suffix)


def _counted() -> list[dict[str, object]]:
    return [
        {
            "table": table,
            "count": table.public().order_by().count(),
            "formats": formats_of(table),
            "main": table in MAIN,
        }
        for table in TABLES.values()
    ]


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Say what there is to take, how to take it with one command, and on what terms."""
    first = City.objects.public().for_mention().first()
    context = {
        "tables": _counted(),
        "licence": package.licence(),
        "example": first.slug if first else "omsk",
        "embed": bool(settings.EMBED_ANCESTORS),
    }
    return render(request, "partnerships/open_data/page.html", context)


@require_safe
def data_package(request: HttpRequest) -> HttpResponse:
    """Return the description of all tables as a Data Package whose files are the live downloads."""
    return _described(package.package(f"{request.scheme}://{request.get_host()}"), "application/json")


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Return the description for catalogues of open data, DCAT-AP."""
    return _described(dcat.dcat_catalogue(f"{request.scheme}://{request.get_host()}"), "application/ld+json")


def _described(data: dict[str, object], media_type: str) -> HttpResponse:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type=media_type, headers={"Access-Control-Allow-Origin": "*"})
