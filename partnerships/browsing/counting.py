"""How the register counts: each rule is a function that counts, with the words that tell readers what it does.

A test computes the example of each rule by that very function.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from partnerships.models import City, Delegation, Direction, Record
from partnerships.models.base import YearOf
from partnerships.models.publication import public_condition
from partnerships.models.record import RecordQuerySet
from partnerships.period.queries import OPEN_START
from partnerships.standing.choices import COUNTED
from partnerships.text.label import Label


@dataclass(frozen=True)
class CountingRule:
    """What a function counts by, in the readers' words; `numbers` are what the function makes of the example."""

    count: Callable[..., object]
    text: Label
    example: Label
    numbers: dict[str, object]

    @property
    def code(self) -> str:
        """The rule as data names it."""
        return self.count.__name__

    def __str__(self) -> str:
        return f"{self.text} {self.example % self.numbers}"


#: The first and the last day of a time that is counted by itself.
type Span = tuple[date, date]

RULES: Final[list[CountingRule]] = []


def counts_by[F: Callable[..., object]](text: Label, example: Label, **numbers: object) -> Callable[[F], F]:
    """Publish how the decorated function counts."""

    def published(function: F) -> F:
        RULES.append(CountingRule(function, text, example, numbers))
        return function

    return published


@counts_by(
    _("Counted is what is done or goes on by the day of reading, and agreements that have been signed."),
    _("Of a delegation received, one to come, one planned, one cancelled and an invitation, %(delegations)s counts."),
    delegations=1,
)
def counted(day: date | None = None, within: Span | None = None) -> RecordQuerySet[Record]:
    """Return the public records that count, today or as at a day; then what has no date is left out.

    Of a span of days, those that began in it.
    """
    found = Record.objects.public().standing_in(*COUNTED, day=day).order_by()
    if within:
        return found.begun_within(*within)
    return found.dated() if day else found


@counts_by(
    _("A record counts once, in the year it begins; one without a date stands in a row of its own."),
    _("An exchange of 2014–2019 counts %(first)s in 2014 and %(last)s in 2019."),
    first=1,
    last=0,
)
def year_counted() -> Case:
    """Return the year in which a record counts, None for the undated and for what nobody knows the beginning of."""
    return Case(When(~OPEN_START, then=YearOf("start")))


@counts_by(
    _("A delegation received counts for each city that came with it; everything else counts once."),
    _("Guests from %(cities)s cities at one festival are %(delegations)s delegations and %(events)s event."),
    cities=14,
    delegations=14,
    events=1,
)
def quantity() -> Combinable:
    """Return how many a group of records is, their cities joined: of received delegations one for each public city.

    A visit from nowhere in particular is one.
    """
    guest = Q(kind="delegation", delegation__direction=Direction.INCOMING, has_public_city=True)
    came = Count("cities", filter=guest & public_condition("cities__"))
    return came + Count("pk", filter=~guest, distinct=True)


@counts_by(
    _("By country a record stands in the row of each country whose cities took part, with the cities of that country."),
    _("Guests from %(cities)s cities of one country and one of another are %(one)s and %(other)s delegations."),
    cities=3,
    one=3,
    other=1,
)
def country_counted() -> Case:
    """Return the country under which a record counts; a city that nobody sees gives it none."""
    return Case(When(public_condition("cities__"), then=F("cities__country")))


@counts_by(
    _("By field a record stands in the row of each of its fields."),
    _("A festival of culture and of youth counts %(culture)s there and %(youth)s here."),
    culture=1,
    youth=1,
)
def theme_counted() -> F:
    """Return the field under which a record counts."""
    return F("themes")


def with_cities(records: QuerySet[Record]) -> QuerySet[Record]:
    """Return `records` ready to be counted by `quantity`."""
    return records.alias(has_public_city=Exists(City.objects.public().filter(records=OuterRef("pk"))))


def groups(
    group: Combinable, day: date | None = None, within: Span | None = None
) -> list[tuple[object, str, str | None, int]]:
    """Return each value of `group` with a kind, a direction of delegations, and how many count under them."""
    rows = with_cities(counted(day, within)).annotate(group=group)
    return list(rows.values_list("group", "kind", "delegation__direction").annotate(quantity=quantity()))


def travelled(to: str = "") -> Q:
    """Return the rule of delegations with people to count; `to` leads to them. Online nobody travels anywhere."""
    return Q(**{f"{to}head_count__isnull": False}) & ~Q(**{f"{to}direction": Direction.ONLINE})


@counts_by(
    _(
        "People are those who travelled, in delegations whose number is written down, once for each record. "
        "A list of names is not counted: nobody knows whether it is whole."
    ),
    _("A delegation of 7 people, one of an unknown number and an online meeting of 300 are %(people)s people."),
    people=7,
)
def people(group: Combinable, day: date | None = None, within: Span | None = None) -> dict[Any, int]:
    """Return how many people travelled in the delegations under each value of `group`, where that is known."""
    known: QuerySet[Any] = counted(day, within).filter(travelled("delegation__")).annotate(group=group)
    found: dict[object, int] = {}
    # A delegation with two cities of one country is one row here.
    for _pk, key, count in known.values_list("pk", "group", "delegation__head_count").distinct():
        found[key] = found.get(key, 0) + count
    return found


def delegations_in(records: QuerySet[models.Model], cities: Mapping[str, object]) -> int:
    """Return how many delegations a list of records is; `cities` are the conditions of its cities, if it has some."""
    rows, guests = records.order_by(), City.objects.public().filter(**cities)
    incoming = Q(direction=Direction.INCOMING)
    links = Record.cities.through
    came = links.objects.filter(record__in=rows.filter(incoming).values("pk"), city__in=guests.values("pk")).count()
    others = rows.filter(~incoming | ~Exists(guests.filter(records=OuterRef("pk")))).count()
    return int(came + others)


def people_in(records: QuerySet[models.Model]) -> int:
    """Return how many people travelled in a list of delegations."""
    known = Delegation.objects.filter(travelled(), pk__in=records.order_by().values("pk"))
    return int(known.aggregate(all=Sum("head_count", default=0))["all"])
