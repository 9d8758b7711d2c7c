"""The lists behind the figures of a report: one line for each thing that is counted, with a link to its form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from partnerships.browsing import counting
from partnerships.browsing.counting import Span
from partnerships.models import (
    Agreement,
    AgreementAction,
    City,
    Country,
    Delegation,
    Direction,
    Figure,
    Greeting,
    HomeCity,
    Letter,
    LetterState,
    PartnerRequest,
    PlanItem,
    PlanItemState,
    PlanStatus,
    Record,
    RegisterModel,
)
from partnerships.models.agreement_action import LENGTHENS
from partnerships.models.base import alphabetical
from partnerships.models.letter import GONE
from partnerships.papers.words import day_in_words, in_one_line, printable
from partnerships.period import format_period
from partnerships.staff.addresses import link
from partnerships.standing.agreements import OVER


@dataclass(frozen=True)
class FigureLine:
    """One line: when, what, with whom, how many, and where it is edited; `key` is that of the record."""

    when: str
    what: str
    whom: str
    number: int
    address: str
    key: int


def _line(record: Any, whom: object = "", number: int = 1, row: RegisterModel | None = None) -> FigureLine:
    """Return the line of a record, or of a `row` that is edited in another form."""
    when = format_period(record.period, record.remark)
    return FigureLine(when, printable(record), printable(whom), number, link(row or record), record.pk)


def _within(span: Span, kind: str) -> Any:
    """Return the records of `kind` that count, those that began first at the head."""
    return counting.counted(within=span).of_kind(kind).oldest_first().prefetch_related("cities__country")


def _public(cities: Iterable[City]) -> list[City]:
    return [city for city in cities if city.is_public()]


def _names(cities: Iterable[City]) -> str:
    return in_one_line(*(city.name for city in _public(cities)))


def delegations(direction: str, span: Span) -> list[FigureLine]:
    """Return a line for each delegation: of those received, one for each city that came."""
    found = []
    for record in _within(span, Delegation.KIND).filter(delegation__direction=direction):
        cities = _public(record.cities.all())
        if direction == Direction.INCOMING and cities:
            found += [_line(record, city.name) for city in cities]
        else:
            found.append(_line(record, in_one_line(*(city.name for city in cities))))
    return found


def home_countries() -> set[int | None] | None:
    """Return the keys of the countries that are ours, with the home city's code; None where nobody wrote one down."""
    code = HomeCity.objects.current().country_code
    return set(Country.objects.filter(iso_code=code).values_list("pk", flat=True)) if code else None


def received(span: Span, *, is_home: bool) -> list[FigureLine]:
    """Return the delegations received from our country, or those from elsewhere; none where that is not known."""
    home, found = home_countries(), list[FigureLine]()
    if home is None:
        return found
    for record in _within(span, Delegation.KIND).filter(delegation__direction=Direction.INCOMING):
        cities = _public(record.cities.all())
        found += [_line(record, city.name) for city in cities if (city.country_id in home) == is_home]
        if not cities and not is_home:  # from nowhere in particular
            found.append(_line(record))
    return found


def travellers(direction: str, span: Span) -> list[FigureLine]:
    """Return the delegations whose number of people is written down, each with that number."""
    rows = _within(span, Delegation.KIND).filter(delegation__direction=direction)
    known = rows.filter(delegation__head_count__isnull=False).select_related("delegation")
    return [_line(record, _names(record.cities.all()), record.delegation.head_count) for record in known]


def kind_lines(kind: str, span: Span) -> list[FigureLine]:
    """Return the records of `kind`."""
    return [_line(record, _names(record.cities.all())) for record in _within(span, kind)]


def measures(what: str, span: Span) -> list[FigureLine]:
    """Return the figures of events and exhibitions that count `what`; “more than 30” counts as 30."""
    found = counting.counted(within=span).of_kinds(("event", "exhibition")).values("pk")
    figures: Any = Figure.objects
    rows = figures.filter(record__in=found, what=what).select_related("record").order_by("record__start", "pk")
    return [_line(row.record, row.get_qualifier_display(), row.value) for row in rows]


def last_day_told(span: Span) -> date:
    """Return the last day of the time that has come: what is to happen by its end has not happened."""
    return min(span[1], timezone.localdate())


def agreements_in_force(span: Span) -> list[FigureLine]:
    """Return the agreements that bind on the last day."""
    rows = Agreement.objects.public().in_force(last_day_told(span)).oldest_first().prefetch_related("cities__country")
    return [_line(row, _names(row.cities.all())) for row in rows]


def agreements_prolonged(span: Span) -> list[FigureLine]:
    """Return what prolonged or renewed an agreement in the time."""
    days = {"date__first__gte": str(span[0]), "date__first__lte": str(last_day_told(span))}
    actions = AgreementAction.objects.filter(kind__in=LENGTHENS, **days).select_related("agreement").in_order()
    return [_line(action.agreement, action) for action in actions if action.agreement.is_public()]


def agreements_ended(span: Span) -> list[FigureLine]:
    """Return the agreements that were over on the last day and not on the day before the first."""
    rows, last = Agreement.objects.public(), last_day_told(span)
    before = rows.standing_in(*OVER, day=span[0] - timedelta(days=1)).values_list("pk", flat=True)
    ended = rows.standing_in(*OVER, day=last).exclude(pk__in=list(before)).with_standing(last).oldest_first()
    return [_line(row, row.standing_in_words) for row in ended]


def active_cities(span: Span) -> list[FigureLine]:
    """Return the public cities with which something began in the time."""
    met = counting.counted(within=span)
    found = City.objects.public().filter(records__in=met.values("pk")).distinct()
    rows = found.select_related("country").order_by(alphabetical("name"), "pk")
    return [FigureLine("", printable(city.name), printable(city.country.name), 1, link(city), city.pk) for city in rows]


def countries(span: Span) -> list[FigureLine]:
    """Return the countries of those cities."""
    met = counting.counted(within=span).values("pk")
    cities = City.objects.public().filter(records__in=met).values("country")
    rows = Country.objects.filter(pk__in=cities).order_by(alphabetical("name"), "pk")
    return [FigureLine("", printable(country.name), "", 1, link(country), country.pk) for country in rows]


def _due(span: Span) -> Any:
    items = PlanItem.objects.filter(plan__status=PlanStatus.ADOPTED).exclude(state=PlanItemState.DROPPED)
    return items.by_last_day().filter(last_day__gte=str(span[0]), last_day__lte=str(span[1])).select_related("plan")


def _item(item: PlanItem) -> FigureLine:
    return FigureLine(
        format_period(item.due), printable(item.activity), printable(item.plan), 1, link(item.plan), item.plan_id
    )


def plan_items_due(span: Span) -> list[FigureLine]:
    """Return the items of adopted plans that were due in the time."""
    return [_item(item) for item in _due(span)]


def plan_items_done(span: Span) -> list[FigureLine]:
    """Return those of them that are done."""
    return [_item(item) for item in _due(span).filter(state=PlanItemState.DONE)]


def publications(span: Span) -> list[FigureLine]:
    """Return what was put on the site in the time and is there; what was withdrawn counts from when it came back."""
    zone = timezone.get_current_timezone()
    first, last = (datetime.combine(day, time.min, zone) for day in (span[0], span[1] + timedelta(days=1)))
    models: tuple[Any, ...] = (Record, City, PartnerRequest)
    found = [
        row for model in models for row in model.objects.public().filter(publish_at__gte=first, publish_at__lt=last)
    ]
    return [
        FigureLine(
            *(day_in_words(timezone.localdate(row.publish_at)), printable(row), _kind(row)), *(1, link(row), row.pk)
        )
        for row in sorted(found, key=lambda row: (row.publish_at, row.pk))
    ]


def _kind(row: Any) -> str:
    return str(row.get_kind_display() if isinstance(row, Record) else capfirst(row._meta.verbose_name))


def gone_greetings(span: Span, *states: str) -> QuerySet[Greeting]:
    """Return the greetings sent in the time, the first at the head; never one for a birthday."""
    rows = Greeting.objects.without_birthdays().filter(sent_on__range=span, state__in=states or GONE)
    return rows.select_related("city", "organization").order_by("sent_on", "pk")


def greetings_sent(span: Span, *states: str) -> list[FigureLine]:
    """Return a line for each of those greetings."""
    return [
        FigureLine(day_in_words(row.sent_on), printable(row.title), printable(row.city.name), 1, link(row), row.pk)
        for row in gone_greetings(span, *states)
    ]


def greetings_answered(span: Span) -> list[FigureLine]:
    """Return those of them that were answered, whenever that was."""
    return greetings_sent(span, LetterState.ANSWERED)


def gone_letters(span: Span) -> QuerySet[Letter]:
    """Return the invitations and thanks sent in the time, the first at the head."""
    return Letter.objects.gone_within(*span).select_related("city", "organization").order_by("sent_on", "pk")


def letters_sent(span: Span) -> list[FigureLine]:
    """Return a line for each of those letters."""
    return [
        FigureLine(
            *(day_in_words(row.sent_on), printable(row.title), in_one_line(row.organization, row.city)),
            *(1, link(row), row.pk),
        )
        for row in gone_letters(span)
    ]
