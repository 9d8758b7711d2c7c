"""What the API takes and answers: made of the tables of the open data, so both tell the same."""

from datetime import date
from functools import cache
from re import fullmatch
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from ninja import Field, Schema
from pydantic import AfterValidator, BaseModel, BeforeValidator, create_model

from partnerships.kinds import KINDS
from partnerships.models import ORGANIZATION_KINDS, TIES, Direction, TermLabels
from partnerships.opendata.columns import OneOf, Words
from partnerships.opendata.row_tables import (
    ACTIONS,
    AWARDS,
    CITY_DAYS,
    DOCUMENTS,
    FIGURES,
    INVOLVEMENTS,
    PARTICIPANTS,
    PLAN_ITEMS,
    PROGRAMME,
    TIE_STEPS,
)
from partnerships.opendata.tables import CITIES, Table
from partnerships.standing.choices import OF_AGREEMENTS, OF_ALL, OF_PLANS, OF_TIES
from partnerships.text.translated import CODES

LIMIT, LARGEST = 50, 200
UNSET: Any = None  # left out of the address, so it has no type of its own in the description
LANG: Final = _("Language of the texts; “all” for every language at once. Without it, Accept-Language decides.")
STANDING: Final = _("What holds on the day of the question.")
SLUG: Final = r"^[-a-zA-Z0-9_]{1,120}$"


def in_english(text: object) -> str:
    """Return a lazy text as it stands in the code: the description has one language."""
    with override("en"):
        return str(text)


def _written_out(value: object) -> object:
    if isinstance(value, str) and not fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError(_("Write the day as 2012-06-01."))
    return value


def one_of(labels: TermLabels) -> AfterValidator:
    """Return the check that a parameter is the code of a term, with the words that a fixed list has for it."""

    def check(code: str) -> str:
        if code not in labels:
            *most, last = [f"'{known}'" for known in labels] or ["empty: the vocabulary has no term"]
            expected = f"{', '.join(most)} or {last}" if most else last
            raise ValueError(f"Input should be {expected}")
        return code

    return AfterValidator(check)


if TYPE_CHECKING:
    Lang = str
else:
    Lang = Literal[*CODES, "all"]

#: A day as RFC 3339 has it: a bare number would be taken for seconds since 1970.
Day = Annotated[date, BeforeValidator(_written_out)]
Slug = Annotated[str, Field(pattern=SLUG)]
Key = Annotated[int, Field(ge=1, le=2**53)]


class Paging(Schema):
    """Language and page, the same for every list."""

    lang: Lang = Field(UNSET, description=in_english(LANG))
    limit: int = Field(LIMIT, ge=1, le=LARGEST, description=in_english(_("How many items a page has.")))
    cursor: str = Field(
        "",
        pattern=r"^[-A-Za-z0-9_]{0,64}$",
        description=in_english(_("Where the page begins; take it from “next” of the page before.")),
    )


class Spoken(Schema):
    """The language of a single item."""

    lang: Lang = Field(UNSET, description=in_english(LANG))


ON: Final = _("The register as at this day: what bound or held then. Without it, today.")


class Dated(Spoken):
    """The language and the day of a single item or of the statistics."""

    on: Day = Field(UNSET, description=in_english(ON))


class CityQuery(Paging):
    """The filter of the list of cities."""

    on: Day = Field(UNSET, description=in_english(ON))

    group: str = Field("", pattern=r"^[-a-zA-Z0-9_]{0,60}$", description=in_english(_("Slug of a group of countries.")))
    tie: Annotated[str, one_of(TIES), OneOf(TIES)] = Field(UNSET, description=in_english(_("Kind of tie.")))
    theme: str = Field(
        "", pattern=r"^[-a-zA-Z0-9_]{0,60}$", description=in_english(_("Slug of a field of cooperation."))
    )
    standing: Literal[tuple(OF_TIES)] = Field(UNSET, description=in_english(STANDING))  # type: ignore[valid-type]  # the values of the model


class RecordQuery(Paging):
    """The filter of a list of records."""

    on: Day = Field(UNSET, description=in_english(ON))

    year: int = Field(UNSET, ge=1000, le=2999, description=in_english(_("The span of the record touches this year.")))
    began: str = Field(
        UNSET, pattern=r"^([12][0-9]{3}|undated)$", description=in_english(_("The year it begins in, or “undated”."))
    )
    city: str = Field(
        "", pattern=r"^[-a-zA-Z0-9_]{0,120}$", description=in_english(_("Slug of a city that takes part."))
    )
    country: int = Field(UNSET, ge=1, le=2**53, description=in_english(_("Key of a country (country_id of a city).")))
    theme: str = Field(
        "", pattern=r"^[-a-zA-Z0-9_]{0,60}$", description=in_english(_("Slug of a field of cooperation."))
    )
    standing: Literal[tuple(OF_ALL | OF_AGREEMENTS | OF_PLANS)] = Field(  # type: ignore[valid-type]  # the values of the model
        UNSET, description=in_english(STANDING)
    )
    order: Literal["newest", "oldest"] = Field("newest", description=in_english(_("By date, the undated last.")))


class ChronologyQuery(RecordQuery):
    """The filter of the chronology."""

    kind: Literal[tuple(KINDS)] = Field(UNSET, description=in_english(_("Kind of record.")))  # type: ignore[valid-type]  # the values of the model


class DelegationQuery(RecordQuery):
    """The filter of the delegations."""

    direction: Literal[tuple(Direction.values)] = Field(UNSET, description=in_english(_("Who went to whom.")))  # type: ignore[valid-type]  # the values of the model


class OrganizationQuery(Paging):
    """The filter of the organisations."""

    kind: Annotated[str, one_of(ORGANIZATION_KINDS), OneOf(ORGANIZATION_KINDS)] = Field(
        UNSET, description=in_english(_("Kind of organisation."))
    )


@cache
def row(table: Table) -> type[BaseModel]:
    """Return the schema of a row inside the one it hangs on."""
    return create_model(table.model.__name__, **_fields(table, without=table.owner))


def item(name: str, table: Table, *rows: Table) -> type[BaseModel]:
    """Return the schema of a row of `table`, with the `rows` that hang on it as lists of their own."""
    lists: dict[str, Any] = {
        other.name: (list[row(other)], Field(..., title=in_english(other.title)))  # type: ignore[misc]  # the model of the rows
        for other in rows
    }
    return create_model(name, **_fields(table), **lists)


def _fields(table: Table, without: str = "") -> dict[str, Any]:
    return {
        column.name: (
            column.annotation,
            Field(..., title=in_english(column.label), description=in_english(column.about) or None),
        )
        for column in table.columns
        if column.name != without
    }


#: What hangs on a record of any kind.
OF_RECORD: Final = (PARTICIPANTS, INVOLVEMENTS, FIGURES, AWARDS, DOCUMENTS)


def rows_of(table: Table) -> tuple[Table, ...]:
    """Return the tables whose rows a single item of `table` holds."""
    if table is CITIES:
        return (CITY_DAYS, TIE_STEPS)
    own = [rows for rows in (PROGRAMME, ACTIONS, PLAN_ITEMS) if rows.owner_model is table.model]
    return (*OF_RECORD, *own)


def page_schema(schema: type[BaseModel]) -> type[BaseModel]:
    """Return the schema of a page of a list."""
    return create_model(
        f"{schema.__name__}Page",
        items=(list[schema], ...),  # type: ignore[valid-type]  # the values of the model
        next=(str | None, Field(..., description=in_english(_("Address of the next page, null on the last one.")))),
    )


class StatisticsRow(Schema):
    """What was counted in one year, country or field."""

    key: str = Field(
        ..., description=in_english(_("A year or “undated”, the key of a country, or the slug of a field."))
    )
    label: Words
    counts: dict[str, int]
    people: int | None = Field(
        ..., description=in_english(_("People in delegations; null where nobody wrote it down."))
    )


class Statistics(Schema):
    """The tables of the page of statistics."""

    year: list[StatisticsRow]
    country: list[StatisticsRow]
    theme: list[StatisticsRow]


class Index(Schema):
    """Where everything is, and on what terms."""

    title: Words
    version: str
    reference_date: str | None = Field(..., description=in_english(_("Moment of the register's last change.")))
    licence: str
    lists: dict[str, str]
    documentation: str
    description: str
