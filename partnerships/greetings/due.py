"""On which days partner cities are greeted: their days, anniversaries of agreements, national days, birthdays."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from partnerships.days.yearly import anniversary_in, days_within, is_round
from partnerships.models import Agreement, Birthday, City, CityOccasion, Greeting, HomeCity, NationalDay, Record, User
from partnerships.models.greeting import SOURCES
from partnerships.models.register import anniversaries_of
from partnerships.period.working_days import Works, nearest_working_day, working_days_from
from partnerships.standing import SIGNED, AgreementStanding, TieStanding

#: Signed, and not ended by one of the sides.
KEPT: Final = tuple(standing for standing in SIGNED if standing != AgreementStanding.TERMINATED)

type GreetingSource = CityOccasion | Agreement | NationalDay | Birthday
#: What a greeting is for, whatever the year: the kind of its source, the source or the title, the city.
type Cause = tuple[str, int | str, int]


@dataclass(frozen=True)
class DueDay:
    """A day on which a city is greeted, what for, when the greeting has to leave, and how far it is."""

    city: City
    day: date
    kind: str
    source: GreetingSource | None
    years: int
    send_by: date
    greeting: Greeting | None
    last: Greeting | None

    @property
    def key(self) -> str:
        """The day as a form names it."""
        return f"{self.kind}-{self.source.pk if self.source else 0}-{self.city.pk}-{self.day:%Y%m%d}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to write or send a greeting."""
        return self.greeting is None or self.greeting.is_open


@dataclass(frozen=True)
class _Feast:
    city: City
    day: date
    kind: str
    source: GreetingSource
    years: int

    @property
    def cause(self) -> Cause:
        return (self.kind, self.source.pk, self.city.pk)


def kinds_seen(user: User) -> frozenset[str]:
    """Return the kinds of sources of which this user may know, none where they may not see greetings."""
    if not user.has_perm("partnerships.view_greeting") or not user.has_perm("partnerships.view_city"):
        return frozenset()
    models = {"occasion": "city", **{kind: kind.replace("_", "") for kind in SOURCES if kind != "occasion"}}
    return frozenset(kind for kind, model in models.items() if user.has_perm(f"partnerships.view_{model}"))


def due_days(
    first: date, last: date, home: HomeCity, kinds: Collection[str], *, with_last: bool = False
) -> list[DueDay]:
    """Return the days from `first` to `last` on which a city is greeted whose tie has not ended, the nearest first.

    Only sources of `kinds` are told of; with `with_last`, each day brings the greeting of an earlier year.
    """
    if not kinds:
        return []
    rows = City.objects.with_place().order_by("pk")
    cities = {city.pk: city for city in rows if city.standing != TieStanding.ENDED}
    kept = anniversaries_of(home.anniversaries)
    feasts = [feast for feast in _feasts(cities, first, last, kept, kinds) if feast.kind in kinds]
    written = _written(first, last, birthdays="birthday" in kinds)
    earlier = _earlier(
        first,
        {feast.city.pk for feast in feasts} | {row.city_id for row in written},
        wanted=with_last,
        birthdays="birthday" in kinds,
    )
    works = home.calendar()
    found = [_due(feast, written, earlier, works, home.greeting_lead) for feast in feasts]
    told = {due.greeting.pk for due in found if due.greeting}
    found += [
        _of_greeting(greeting, earlier, works, home.greeting_lead)
        for greeting in written
        if greeting.pk not in told and first <= greeting.due_on <= last
    ]
    return sorted(found, key=lambda due: (due.day, due.city.pk, due.key))


def coming_days(
    first: date, last: date, home: HomeCity, kinds: Collection[str], *, with_last: bool = False
) -> list[DueDay]:
    """Return the days from `first` to `last`, and those after them for which a greeting leaves by then."""
    far = working_days_from(last + timedelta(1), home.greeting_lead + 1, home.calendar())
    found = due_days(first, far, home, kinds, with_last=with_last)
    return [due for due in found if due.day <= last or (due.is_open and due.send_by <= last)]


def _feasts(
    cities: dict[int, City], first: date, last: date, kept: Collection[int], kinds: Collection[str]
) -> Iterator[_Feast]:
    for occasion in CityOccasion.objects.filter(city__in=cities):
        for day in days_within(occasion.date_in, first, last):
            yield _Feast(cities[occasion.city_id], day, "occasion", occasion, occasion.anniversary(day.year))
    yield from _anniversaries(cities, first, last, kept)
    of_countries: dict[int, list[City]] = defaultdict(list)
    for city in cities.values():
        of_countries[city.country_id].append(city)
    for national in NationalDay.objects.with_country():
        for day in days_within(national.date_in, first, last):
            yield from (_Feast(city, day, "national_day", national, 0) for city in of_countries[national.country_id])
    for person in Birthday.objects.filter(city__in=cities).of_people_in_office(first) if "birthday" in kinds else ():
        until = min(last, person.in_office_until or last)
        for day in days_within(person.date_in, first, until):
            yield _Feast(cities[person.city_id], day, "birthday", person, person.age_in(day.year))


def _anniversaries(cities: dict[int, City], first: date, last: date, kept: Collection[int]) -> Iterator[_Feast]:
    """Yield the round anniversaries of what was signed on a day that is known."""
    months = {(first.month + number - 1) % 12 + 1 for number in range(_months(first, last) + 1)}
    signed = Agreement.objects.to_the_day().standing_in(*KEPT).filter(start__month__in=months).order_by("pk")
    due = [(agreement, day) for agreement in signed for day in _round_days(agreement.start, first, last, kept)]
    pairs = Record.cities.through.objects.filter(record__in=[agreement.pk for agreement, _day in due])
    parties: dict[int, list[int]] = defaultdict(list)
    for record, city in pairs.order_by("city").values_list("record", "city"):
        parties[record].append(city)
    for agreement, day in due:
        for key in parties[agreement.pk]:
            if key in cities:
                yield _Feast(cities[key], day, "agreement", agreement, day.year - agreement.start.year)


def _months(first: date, last: date) -> int:
    return min((last.year - first.year) * 12 + last.month - first.month, 11)


def _round_days(start: date, first: date, last: date, kept: Collection[int]) -> list[date]:
    days = days_within(lambda year: anniversary_in(year, start.month, start.day), first, last)
    return [day for day in days if is_round(day.year - start.year, kept)]


def _written(first: date, last: date, *, birthdays: bool) -> list[Greeting]:
    """Return the greetings of the years at hand: one may have been moved to a day before or after its feast."""
    near = Q(year__range=(first.year, last.year)) | Q(due_on__range=(first, last))
    rows = Greeting.objects.filter(near).for_list()
    return list(rows if birthdays else rows.without_birthdays())


def _earlier(first: date, cities: Iterable[int], *, wanted: bool, birthdays: bool) -> dict[Cause, list[Greeting]]:
    """Return the greetings of earlier years by what they were for, the latest first."""
    found: dict[Cause, list[Greeting]] = defaultdict(list)
    rows = Greeting.objects.before_year(first.year + 1, cities)
    for greeting in (rows if birthdays else rows.without_birthdays()) if wanted else ():
        found[greeting.cause].append(greeting)
    return found


def _last(earlier: dict[Cause, list[Greeting]], cause: Cause, year: int) -> Greeting | None:
    return next((greeting for greeting in earlier.get(cause, ()) if greeting.year < year), None)


def _leaves_by(day: date, lead: int, works: Works) -> date:
    """Return the working day by which a greeting for `day` leaves."""
    return working_days_from(day, -lead, works) if lead else nearest_working_day(day, works, step=-1)


def _due(
    feast: _Feast, written: list[Greeting], earlier: dict[Cause, list[Greeting]], works: Works, lead: int
) -> DueDay:
    mine = (row for row in written if row.year == feast.day.year and row.cause == feast.cause)
    greeting = next(mine, None)
    day = greeting.due_on if greeting else feast.day
    last = _last(earlier, feast.cause, feast.day.year)
    send_by = _leaves_by(day, lead, works)
    return DueDay(feast.city, day, feast.kind, feast.source, feast.years, send_by, greeting, last)


def _of_greeting(greeting: Greeting, earlier: dict[Cause, list[Greeting]], works: Works, lead: int) -> DueDay:
    """Return the day of a greeting that nothing calls for: of a free occasion, or of one that is there no longer."""
    last = _last(earlier, greeting.cause, greeting.year)
    send_by = _leaves_by(greeting.due_on, lead, works)
    return DueDay(greeting.city, greeting.due_on, "", None, 0, send_by, greeting, last)
