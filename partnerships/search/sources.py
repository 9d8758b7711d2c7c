"""The kinds of objects that can be found: how each is read, and whose text it gives to which index."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.db.models import Prefetch

from partnerships.models import (
    Agreement,
    City,
    Country,
    Delegation,
    Document,
    Event,
    Exhibition,
    Organization,
    Participant,
    PartnerRequest,
    Record,
    Theme,
)
from partnerships.models.participant import Involvement
from partnerships.models.publication import Publication, State
from partnerships.search.texts import (
    IndexedText,
    city_text,
    named_text,
    record_text,
    request_staff_text,
    request_text,
    staff_text,
)


@dataclass(frozen=True)
class Source:
    """A kind of object that can be found: how it is read, and what of it the public may find."""

    number: int  # stands in the key of its rows, so it never changes
    model: type[models.Model]
    read: Callable[[], models.QuerySet[Any]]
    staff: Callable[[Any, IndexedText], IndexedText]
    public: Callable[[Any], IndexedText] | None = None

    def texts(self, row: Any) -> tuple[IndexedText | None, IndexedText]:
        """Return what the public may find of `row`, None for what has no public page, and what the department finds."""
        public = self.public(row) if self.public else None
        return public, self.staff(row, public or IndexedText())


def _cities() -> models.QuerySet[Any]:
    return City.objects.select_related("country").prefetch_related("tie_steps", "occasions", "organizations")


def _records(model: type[Record]) -> Callable[[], models.QuerySet[Any]]:
    def read() -> models.QuerySet[Any]:
        more = {Delegation: ["programme_items"], Agreement: ["actions"]}.get(model, [])
        return model.objects.prefetch_related(
            Prefetch("cities", City.objects.select_related("country")),
            "themes",
            "figures",
            "awards",
            "photos",
            Prefetch("documents", Document.objects.order_by("order", "pk")),
            Prefetch("involvements", Involvement.objects.select_related("organization")),
            Prefetch("participants", Participant.objects.select_related("organization")),
            *more,
        )

    return read


def _requests() -> models.QuerySet[Any]:
    return PartnerRequest.objects.select_related("organization", "city").prefetch_related("themes")


SOURCES: Final[dict[str, Source]] = {
    "city": Source(1, City, _cities, staff_text, city_text),
    "agreement": Source(2, Agreement, _records(Agreement), staff_text, record_text),
    "delegation": Source(3, Delegation, _records(Delegation), staff_text, record_text),
    "event": Source(4, Event, _records(Event), staff_text, record_text),
    "exhibition": Source(5, Exhibition, _records(Exhibition), staff_text, record_text),
    "request": Source(6, PartnerRequest, _requests, request_staff_text, request_text),
    "organization": Source(7, Organization, lambda: Organization.objects.select_related("city"), named_text),
    "theme": Source(8, Theme, lambda: Theme.objects.all(), named_text),
    "country": Source(9, Country, lambda: Country.objects.all(), named_text),
}
RECORDS: Final = ("agreement", "delegation", "event", "exhibition")


def shown_from(row: Any) -> datetime | None:
    """Return the moment from which the public may find `row`; None for what is not published."""
    return row.publish_at if isinstance(row, Publication) and row.state == State.PUBLISHED else None


def shown_until(row: Any) -> date | None:
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
