"""The API, first version: every list of the site and every record of it, read-only, without a key."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer
from pydantic import BaseModel

from partnerships.api import answers, schemas
from partnerships.api.door import asked_of
from partnerships.api.problems import Problem, Wrong, details, problem
from partnerships.browsing import statistics as counting
from partnerships.browsing.city_filter import CityFilter
from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.kinds.kind import Kind
from partnerships.models import Delegation, Organization
from partnerships.opendata.columns import translations_asked
from partnerships.opendata.data_package import licence, reference_date
from partnerships.opendata.tables import (
    CHRONOLOGY,
    CITIES,
    OF_KINDS,
    ORGANIZATIONS,
    THEMES,
    Table,
)
from partnerships.text.label import Label
from partnerships.text.translated import CODES

KEYS: Final = "{" + ", ".join(f'"{code}": "…"' for code in CODES) + "}"
OTHER: Final = "other" if len(CODES) < 3 else "first"


def _names() -> str:
    """Return the kinds of records in one line: agreements, delegations and events."""
    *first, last = (str(schemas.in_english(kind.plural)).lower() for kind in KINDS.values())
    return f"{', '.join(first)} and {last}"


DESCRIPTION: Final = f"""\
Partner cities, {_names()} of a city, as its site shows them: free, without a key.

Texts are objects with a key for each language, so a text never hides which one it is in: `{KEYS}`.
Ask for one language with `lang` or `Accept-Language`, for all with `lang=all`; a text that is missing in that language
comes in the {OTHER} one, under its own key. Dates are EDTF, as precise as the source, with the first and the last day.

Every answer has an `ETag` that changes when the register does: send it back in `If-None-Match` and get 304, no body.
Errors are `application/problem+json` (RFC 9457). Scripts of any site may read (CORS).

Within `/api/v1/` nothing changes its name or meaning and nothing is taken away; fields and addresses may be added.
What has to go is marked as deprecated here and in the `Deprecation` and `Sunset` headers for at least twelve months.
"""

ERRORS: Final = {400: Problem, 404: Problem, 405: Problem, 422: Problem}


class Renderer(JSONRenderer):
    """JSON in which Cyrillic stays readable."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    renderer=Renderer(),
    title="Register of partner cities",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"field": str(found["loc"][-1]), "detail": str(found["msg"])} for found in error.errors]
    return problem(422, details()[422], errors)


@api.exception_handler(Wrong)
def _wrong(request: HttpRequest, error: Wrong) -> HttpResponse:
    return problem(error.status, error.detail, error.errors)


def _list(table: Table, schema: type[BaseModel], about: Label) -> Callable[..., object]:
    return api.get(
        f"/{table.name}",
        description=schemas.in_english(about),
        response={200: schemas.page_schema(schema), **ERRORS},
        summary=schemas.in_english(table.title),
        operation_id=f"list_{table.name}",
        tags=[table.name],
    )


def _item(table: Table, schema: type[BaseModel], about: Label, key: str = "slug") -> Callable[..., object]:
    return api.get(
        f"/{table.name}/{{{key}}}",
        description=schemas.in_english(about),
        response={200: schema, **ERRORS},
        summary=schemas.in_english(table.title),
        operation_id=f"get_{table.name}",
        url_name=f"get_{table.name}",
        tags=[table.name],
    )


City = schemas.item("City", CITIES)
WholeCity = schemas.item("WholeCity", CITIES, *schemas.rows_of(CITIES))
Entry_ = schemas.item("Record", CHRONOLOGY)
Body = schemas.item("Organization", ORGANIZATIONS)
Theme = schemas.item("Theme", THEMES)


@api.get(
    "/",
    response={200: schemas.Index, **ERRORS},
    operation_id="index",
    summary=schemas.in_english(_("Where everything is")),
    description=schemas.in_english(_("The lists, the licence and the moment of the register's last change.")),
    tags=["index"],
)
def index(request: HttpRequest, spoken: Query[schemas.Spoken]) -> object:
    asked = asked_of(request)
    root = asked.origin + reverse("api:index")
    titles = {}
    for code in CODES:
        with translation.override(code):
            titles[code] = str(_("Register of partner cities"))
    names = [table.name for table in (CITIES, *OF_KINDS.values())]
    return {
        "title": translations_asked(titles, asked),
        "version": api.version,
        "reference_date": reference_date() or None,
        "licence": licence()["path"],
        "lists": {name: root + name for name in (*names, "chronology", "organizations", "themes", "statistics")},
        "documentation": f"{root}docs",
        "description": f"{root}openapi.json",
    }


@_list(CITIES, City, _("Partner cities and other cities with which there are ties, in the order of their keys."))
def cities(request: HttpRequest, asked: Query[schemas.CityQuery]) -> object:
    form = CityFilter(answers.given(asked), known=memo.current())
    answers.check_filter(form)
    rows: Any = CITIES.public().filter(pk__in=[city.pk for city in form.cities()])
    return answers.by_key(request, CITIES, rows.with_standing(form.day) if form.day else rows, asked)


@_item(CITIES, WholeCity, _("One city, with its days."))
def city(request: HttpRequest, slug: Path[schemas.Slug], asked: Query[schemas.Dated]) -> object:
    return answers.one(request, CITIES, slug, asked.on)


def _attach(kind: Kind, table: Table) -> None:
    """Attach the list of one kind of record and its single records."""
    whole = table.model.__name__
    query = schemas.DelegationQuery if table.model is Delegation else schemas.RecordQuery

    def listed(request: HttpRequest, asked: Query[query]) -> Any:  # type: ignore[valid-type]  # one of two schemas
        return answers.records(request, table, asked)

    def single(request: HttpRequest, slug: Path[schemas.Slug], asked: Query[schemas.Dated]) -> Any:
        return answers.one(request, table, slug, asked.on)

    _list(table, schemas.item(whole, table), kind.about_list)(listed)
    _item(table, schemas.item(f"Whole{whole}", table, *schemas.rows_of(table)), kind.about_one)(single)


for name, kind in KINDS.items():
    _attach(kind, OF_KINDS[name])


@_list(
    CHRONOLOGY,
    Entry_,
    _("Records of every kind by date; what is part of another one is told once, unless a kind is asked for."),
)
def chronology(request: HttpRequest, asked: Query[schemas.ChronologyQuery]) -> object:
    return answers.records(request, CHRONOLOGY, asked)


@_list(ORGANIZATIONS, Body, _("Bodies that take part, in the order of their keys."))
def organizations(request: HttpRequest, asked: Query[schemas.OrganizationQuery]) -> object:
    rows = ORGANIZATIONS.public()
    return answers.by_key(request, ORGANIZATIONS, rows.filter(kind=asked.kind) if asked.kind else rows, asked)


@_item(ORGANIZATIONS, Body, _("One organisation."), "key")
def organization(request: HttpRequest, key: Path[schemas.Key], spoken: Query[schemas.Spoken]) -> object:
    row: Organization | None = ORGANIZATIONS.public().filter(pk=key).first()
    if row is None:
        raise Wrong(404, details()[404])
    return ORGANIZATIONS.nested(row, asked_of(request))


@_list(THEMES, Theme, _("Fields of cooperation, in the order of their keys."))
def themes(request: HttpRequest, asked: Query[schemas.Paging]) -> object:
    return answers.by_key(request, THEMES, THEMES.public(), asked)


@api.get(
    "/statistics",
    response={200: schemas.Statistics, **ERRORS},
    operation_id="get_statistics",
    summary=schemas.in_english(_("Statistics")),
    description=schemas.in_english(
        _("Counts by year, country and field; a record counts once, in the year it begins.")
    ),
    tags=["statistics"],
)
def statistics(request: HttpRequest, wanted: Query[schemas.Dated]) -> object:
    asked = asked_of(request)
    return {name: answers.statistics_answer(name, asked, wanted.on) for name in counting.TABLES}
