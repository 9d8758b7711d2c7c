"""The tables of what hangs on a record or a city: each row names its owner by the owner's key."""

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal

from django.db import models
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.models import (
    AgreementAction,
    Award,
    CityOccasion,
    Document,
    Figure,
    Involvement,
    Part,
    Participant,
    PlanItem,
    ProgrammeItem,
    TieStep,
)
from partnerships.models.publication import public_condition
from partnerships.opendata.columns import Asked, Column
from partnerships.opendata.field_columns import column
from partnerships.opendata.reference_columns import Refers
from partnerships.opendata.tables import MAIN, Table, key
from partnerships.text.label import Label


class Owner(Column):
    """The key of the record or city that the row belongs to; the API tells the row inside its owner instead."""

    def __init__(self, name: str, label: Label) -> None:
        super().__init__(name, label, lambda row: getattr(row, f"{name}_id"), type="integer", annotation=int)


class FileAddress(Column):
    """Where a public document is fetched."""

    def __init__(self) -> None:
        super().__init__("url", _("address of the file"), type="string", annotation=str, fields=["file", "name"])

    def cells(self, row: Any, asked: Asked) -> list[Any]:
        """Return the whole address."""
        return [asked.origin + reverse("file-document", args=[row.pk, row.name or "document"])]


def _rows(
    name: str,
    title: Label,
    model: type[Model],
    columns: Iterable[Column],
    public: Callable[[], QuerySet[models.Model]],
    owner: str = "record",
) -> Table:
    labels = {
        "record": _("record"),
        "city": _("city"),
        "delegation": _("delegation"),
        "agreement": _("agreement"),
        "plan": _("action plan"),
    }
    return Table(name, title, model, (Owner(owner, labels[owner]), *columns), public, owner=owner)


def _of_records(rows: QuerySet[models.Model], prefix: str = "record__") -> QuerySet[models.Model]:
    return rows.filter(public_condition(prefix)).order_by("pk")


def _who() -> Column:
    return Refers("organization", _("organisation"), title="name")


def _part(annotation: object, about: Label) -> Column:
    """Return the column of what somebody did on the occasion, as the role says it."""
    return Column(
        "part",
        _("what they did"),
        lambda row: row.part and row.part.value,
        annotation=annotation,
        about=about,
        choices=dict(Part.choices),
        fields=["role"],
    )


PARTICIPANTS: Final = _rows(
    "participants",
    _("Participants"),
    Participant,
    (
        column(Participant, "name"),
        column(Participant, "office"),
        _who(),
        column(Participant, "role"),
        _part(Literal[tuple(Part.values)], _("Only those who travelled are counted as people of a delegation.")),
        *(column(Participant, name) for name in ("side", "signed_on", "signed_place")),
    ),
    lambda: _of_records(Participant.objects.shown()),
)
INVOLVEMENTS: Final = _rows(
    "involvements",
    _("Organisations taking part"),
    Involvement,
    (
        _who(),
        column(Involvement, "role"),
        _part(Literal[tuple(Part.values)] | None, _("Empty where the role does not say it.")),
        column(Involvement, "side"),
    ),
    lambda: _of_records(Involvement.objects.select_related("organization")),
)
FIGURES: Final = _rows(
    "figures",
    _("Figures"),
    Figure,
    (column(Figure, "what"), column(Figure, "value"), column(Figure, "qualifier"), column(Figure, "note")),
    lambda: _of_records(Figure.objects.all()),
)
AWARDS: Final = _rows(
    "awards",
    _("Awards"),
    Award,
    (column(Award, "degree"), column(Award, "recipient"), column(Award, "count")),
    lambda: _of_records(Award.objects.all()),
)
DOCUMENTS: Final = _rows(
    "documents",
    _("Documents"),
    Document,
    (
        key(),
        column(Document, "title"),
        *(column(Document, name) for name in ("kind", "language", "number", "date")),
        FileAddress(),
        *(column(Document, name) for name in ("media_type", "size", "sha256")),
    ),
    lambda: Document.objects.public().order_by("pk"),
)
PROGRAMME: Final = _rows(
    "programme",
    _("Programmes of stay"),
    ProgrammeItem,
    (
        *(column(ProgrammeItem, name) for name in ("day", "starts", "ends")),
        *(column(ProgrammeItem, name) for name in ("activity", "place", "state")),
    ),
    lambda: _of_records(ProgrammeItem.objects.shown(), "delegation__"),
    owner="delegation",
)
ACTIONS: Final = _rows(
    "agreement_actions",
    _("What happened to the agreements"),
    AgreementAction,
    (
        *(column(AgreementAction, name) for name in ("kind", "date", "until")),
        column(AgreementAction, "note"),
        Refers("document", _("paper"), lambda row: row.public_document),
    ),
    lambda: _of_records(AgreementAction.objects.select_related("document"), "agreement__"),
    owner="agreement",
)
PLAN_ITEMS: Final = _rows(
    "plan_items",
    _("Items of the plans"),
    PlanItem,
    (
        column(PlanItem, "activity"),
        Refers("theme", _("field of cooperation"), title="name"),
        *(column(PlanItem, name) for name in ("due", "responsible_home", "responsible_partner", "state")),
        Column(
            "standing",
            _("standing"),
            annotation=Literal[tuple(PlanItem.STANDING.choices)],
            about=_("What is true on the day the data are read: an item whose date is past and that nobody marked."),
            fields=[],
            choices=PlanItem.STANDING.choices,
        ),
        column(PlanItem, "result"),
        Refers("fulfilled_by", _("record that carried it out"), lambda row: row.public_record),
    ),
    lambda: _of_records(PlanItem.objects.with_standing().select_related("theme", "fulfilled_by"), "plan__"),
    owner="plan",
)
CITY_DAYS: Final = _rows(
    "city_days",
    _("Days of the cities"),
    CityOccasion,
    (
        column(CityOccasion, "name"),
        *(column(CityOccasion, name) for name in ("month", "day", "weekday", "ordinal", "founding_year")),
    ),
    lambda: CityOccasion.objects.of_public_cities().order_by("pk"),
    owner="city",
)
TIE_STEPS: Final = _rows(
    "tie_steps",
    _("Steps of the ties"),
    TieStep,
    (column(TieStep, "kind"), column(TieStep, "date"), column(TieStep, "reason")),
    lambda: TieStep.objects.of_public_cities().order_by("city", "date", "order", "pk"),
    owner="city",
)
ROWS: Final = (
    PARTICIPANTS,
    INVOLVEMENTS,
    FIGURES,
    AWARDS,
    DOCUMENTS,
    ACTIONS,
    PROGRAMME,
    PLAN_ITEMS,
    CITY_DAYS,
    TIE_STEPS,
)
TABLES: Final[dict[str, Table]] = {table.name: table for table in (*MAIN, *ROWS)}
