"""The kinds of objects that can be found: how each is read, and which text it gives to whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.db.models import Prefetch

from partnerships.kinds import KINDS
from partnerships.models import (
    City,
    Country,
    Document,
    Organization,
    Participant,
    PartnerRequest,
    Record,
    Theme,
)
from partnerships.models.involvement import Involvement
from partnerships.models.publication import Publication, State
from partnerships.models.record import models_by_kind
from partnerships.search.internal_texts import named_text, request_staff_text, staff_text
from partnerships.search.texts import READ, IndexedText, city_text, record_text, request_text


@dataclass(frozen=True)
class Source:
    """A kind of object that can be found: how it is read, and what of it the public may find."""

    number: int  # stands in the key of its rows, so it never changes
    model: type[models.Model]
    read: Callable[[], models.QuerySet[Any]]
    staff: Callable[[Any, IndexedText], IndexedText]
    public: Callable[[Any], IndexedText] | None = None

    def texts(self, row: object) -> IndexedText:
        """Return what the public may find of `row`, and what only the department finds."""
        return self.staff(row, self.public(row) if self.public else IndexedText())


def _cities() -> models.QuerySet[Any]:
    return City.objects.select_related("country").prefetch_related("tie_steps", "occasions", "organizations")


def _records(model: type[Record]) -> Callable[[], models.QuerySet[Any]]:
    """Return what reads the records of `model` with their rows in plain lists (`texts.read_rows`).

    For Django's own place for them, a manager is made for each relation of each record: half the time of an index.
    """
    read = {
        "cities": City.objects.select_related("country"),
        "documents": Document.objects.order_by("order", "pk"),
        "involvements": Involvement.objects.select_related("organization"),
        "participants": Participant.objects.select_related("organization"),
        **dict.fromkeys(("themes", "figures", "awards", "photos", "commitments")),
        **dict.fromkeys(KINDS[model.KIND].rows),
    }
    rows = [Prefetch(name, queryset, to_attr=READ.format(name)) for name, queryset in read.items()]
    return lambda: model.objects.prefetch_related(*rows)


def _requests() -> models.QuerySet[Any]:
    return PartnerRequest.objects.select_related("organization", "city").prefetch_related("themes")


SOURCES: Final[dict[str, Source]] = {
    "city": Source(1, City, _cities, staff_text, city_text),
    **{
        kind: Source(KINDS[kind].number, model, _records(model), staff_text, record_text)
        for kind, model in models_by_kind().items()
    },
    "request": Source(6, PartnerRequest, _requests, request_staff_text, request_text),
    "organization": Source(7, Organization, lambda: Organization.objects.select_related("city"), named_text),
    "theme": Source(8, Theme, lambda: Theme.objects.all(), named_text),
    "country": Source(9, Country, lambda: Country.objects.all(), named_text),
}


def shown_from(row: object) -> datetime | None:
    """Return the moment from which the public may find `row`; None for what is not published."""
    return row.publish_at if isinstance(row, Publication) and row.state == State.PUBLISHED else None


def shown_until(row: object) -> date | None:
    """Return the last day of a request; everything else stays."""
    return row.open_until if isinstance(row, PartnerRequest) else None


def kind_of(row: models.Model) -> str:
    """Return the kind under which `row` is found, "" when it is not found by itself."""
    if isinstance(row, Record):
        return row.kind
    return next((kind for kind, source in SOURCES.items() if type(row) is source.model), "")


def fresh(kind: str, pks: Iterable[int]) -> models.QuerySet[Any]:
    """Return the objects of `kind` with everything their rows are made of."""
    return SOURCES[kind].read().filter(pk__in=pks)
