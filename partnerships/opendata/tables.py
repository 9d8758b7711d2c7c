"""The tables of the open data: what leaves the register, in every format and in the API, and only through the gate.

A test compares the columns with `models/visibility.py`; another plants marks in every hidden field and row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, Literal

from django.db.models import Model, QuerySet, TextField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partnerships.kinds import KINDS
from partnerships.kinds.kind import Kind, OwnField
from partnerships.models import ActionPlan, Agreement, City, Event, Organization, Record, Theme
from partnerships.models.record import models_by_kind
from partnerships.opendata import agreement_columns
from partnerships.opendata.columns import Asked, Column, Head, PageColumn, PeriodInColumns, TextColumn, local
from partnerships.opendata.field_columns import column
from partnerships.opendata.reference_columns import References, Refers
from partnerships.opendata.status_columns import OCCURRENCE_LABELS, OF_OCCURRENCES, OF_TIES, TIE_LABELS, status_column
from partnerships.standing.occurrences import OCCURRENCE
from partnerships.text.label import Label


@dataclass(eq=False)
class Table:
    """One table: its name in addresses and files, its public rows, and its columns."""

    name: str
    title: Label
    model: type[Model]
    columns: tuple[Column, ...]
    public: Callable[[], QuerySet[Any]]
    about: Label = ""
    owner: str = ""  # the table whose rows these belong to, by the column of the same name

    @property
    def owner_model(self) -> object:
        """The model of what its rows belong to, None for a table of its own."""
        return self.model._meta.get_field(self.owner).related_model if self.owner else None

    @cached_property
    def heads(self) -> list[Head]:
        """The heads of its flat columns."""
        return [head for column in self.columns for head in column.heads()]

    def cells(self, row: object, asked: Asked) -> list[Any]:
        """Return the cells of `row`, one for each head."""
        return [cell for column in self.columns for cell in column.cells(row, asked)]

    def shown(self, row: object, asked: Asked) -> list[Any]:
        """Return the cells of `row` in words, one for each head."""
        return [cell for column in self.columns for cell in column.shown(row, asked)]

    def plain(self, row: object, asked: Asked) -> list[Any]:
        """Return the cells of `row` without marks, one for each head."""
        return [cell for column in self.columns for cell in column.plain(row, asked)]

    def flat(self, row: object, asked: Asked) -> dict[str, Any]:
        """Return the cells of `row` by the name of their head."""
        return dict(zip((head.name for head in self.heads), self.cells(row, asked), strict=True))

    def nested(self, row: object, asked: Asked) -> dict[str, object]:
        """Return `row` as the API tells it."""
        return {column.name: column.nested(row, asked) for column in self.columns}


def key() -> Column:
    """Return the column of the key, which stays when the page gets another address."""
    about = _("Stays the same when the page gets another address.")
    return Column("id", _("key"), lambda row: row.pk, type="integer", annotation=int, about=about, fields=[])


def _moment(name: str, label: Label, field: str) -> Column:
    return Column(
        name, label, lambda row: local(getattr(row, field)), type="datetime", annotation=datetime, fields=[field]
    )


IDENTITY: Final = (key(), Column("slug", _("page address"), annotation=str), PageColumn())
ANY_STANDING: Final = {**Agreement.STANDING.choices, **Event.STANDING.choices, **ActionPlan.STANDING.choices}


def _standing(choices: dict[str, Label]) -> Column:
    about = _("What is true on the day the data are read.")
    return Column(
        "standing",
        _("standing"),
        annotation=Literal[tuple(choices)],
        about=about,
        fields=[],
        choices=choices,
    )


MOMENTS: Final = (
    _moment("published_at", _("published"), "publish_at"),
    Column(
        "updated_at",
        _("changed"),
        lambda row: local(row.changed_for_readers),
        type="datetime",
        annotation=datetime,
        about=_("The moment at which what the public sees changed last."),
    ),
)


def _group(city: City) -> object:
    return city.group


CITIES: Final = Table(
    "cities",
    _("Partner cities"),
    City,
    (
        *IDENTITY,
        column(City, "name"),
        column(City, "native_name"),
        TextColumn("country", _("country or territory"), of=lambda city: city.country, field="name"),
        Column("country_id", _("key of the country"), type="integer", annotation=int, fields=["country"]),
        Column("country_code", _("ISO code of the country"), lambda city: city.country.iso_code, fields=["country"]),
        column(City, "region"),
        TextColumn("group", _("group of countries"), of=_group, field="name", fields=["own_group", "country"]),
        Column(
            "group_slug", _("address of the group"), lambda city: city.group.slug, annotation=str, fields=["own_group"]
        ),
        column(City, "tie"),
        status_column(OF_TIES, TIE_LABELS),
        _standing(City.STANDING.choices),
        PeriodInColumns(_("since")),
        column(City, "remark"),
        column(City, "site"),
        column(City, "latitude"),
        column(City, "longitude"),
        column(City, "population"),
        column(City, "population_year"),
        column(City, "wikidata_id"),
        column(City, "summary"),
        column(City, "history", rich=True),
        column(City, "card_language"),
        column(City, "card_title"),
        column(City, "card_text", rich=True),
        column(City, "source"),
        *MOMENTS,
    ),
    lambda: City.objects.public().with_place().with_public_change().order_by("pk"),
)


DATE: Final = _("date")


def _spine(model: type[Record], *own: Column, parties: tuple[Column, ...] = (), date: Any) -> tuple[Column, ...]:
    """Return the columns that records of every kind share, what a reader looks for first; `own` ones in their midst."""
    return (
        column(model, "title"),
        *parties,
        References("cities", _("partner cities"), lambda row: row.public_cities),
        PeriodInColumns(date),
        *own,
        _standing(ANY_STANDING if model is Record else model.STANDING.choices),
        column(Record, "kind"),
        column(model, "remark"),
        column(model, "place"),
        References("themes", _("fields of cooperation"), lambda row: row.told_themes),
        Refers("part_of", _("part of"), lambda row: row.public_whole),
        column(model, "summary"),
        column(model, "body", rich=True),
        column(model, "source"),
        *IDENTITY,
        *MOMENTS,
    )


def _records(
    name: str,
    title: Label,
    model: type[Record],
    *own: Column,
    about: Label = "",
    parties: tuple[Column, ...] = (),
    date: object = DATE,
) -> Table:
    columns = _spine(model, *own, parties=parties, date=date)
    return Table(name, title, model, columns, lambda: model.objects.public().for_data().order_by("pk"), about)


CHRONOLOGY: Final = _records(
    "chronology",
    _("Chronology"),
    Record,
    about=_("Every record of every kind; what belongs to one kind alone stands in the table of the kind."),
)


def _of_kind(kind: Kind, model: type[Record]) -> Table:
    """Return the table of one kind; what became of an agreement is told in columns of its own."""
    own = [_own(model, field) for field in kind.fields if field.is_public and model is not Agreement]
    parties: tuple[Column, ...] = ()
    if model is Agreement:
        own, parties = [*agreement_columns.OWN], (agreement_columns.PARTIES,)
    about, date = kind.about_table, kind.date_label
    return _records(kind.section, kind.plural, model, *own, about=about, parties=parties, date=date)


def _own(model: type[Record], own: OwnField) -> Column:
    field: Any = model._meta.get_field(own.name)
    if own.name == "status" and model.STANDING is OCCURRENCE:
        return status_column(OF_OCCURRENCES, OCCURRENCE_LABELS, ["status"])
    if own.through:
        return Refers(own.name, field.verbose_name, attrgetter(own.through))
    return column(model, own.name, rich=isinstance(field, TextField))


#: Kind → the table of its records.
OF_KINDS: Final = {kind: _of_kind(KINDS[kind], model) for kind, model in models_by_kind().items()}
ORGANIZATIONS: Final = Table(
    "organizations",
    _("Organisations"),
    Organization,
    (
        key(),
        column(Organization, "name"),
        column(Organization, "short_name"),
        column(Organization, "kind"),
        column(Organization, "founded"),
        column(Organization, "is_home"),
        Refers("city", _("partner city"), lambda row: row.public_city, title="name"),
        column(Organization, "site"),
        column(Organization, "memberships"),
        column(Organization, "public_contact"),
    ),
    lambda: Organization.objects.public().select_related("city").order_by("pk"),
)
THEMES: Final = Table(
    "themes",
    _("Fields of cooperation"),
    Theme,
    (key(), Column("slug", _("address"), annotation=str), column(Theme, "name"), column(Theme, "order")),
    lambda: Theme.objects.order_by("pk"),
)
#: The tables that have a list on the site or a place of their own in the API.
MAIN: Final[tuple[Table, ...]] = (CITIES, CHRONOLOGY, *OF_KINDS.values(), ORGANIZATIONS, THEMES)
