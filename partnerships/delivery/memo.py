"""What many pages read and few changes touch, kept in the process for as long as the register stays as it is.

A memo belongs to one version of the register, and ends by itself where a scheduled record falls due.
What it holds is shared by threads: read it, never change it.
"""

import time
from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from django.db import OperationalError, connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from partnerships.models import (
    City,
    CityOccasion,
    Country,
    CountryGroup,
    HomeCity,
    Organization,
    PartnerRequest,
    PublicChange,
    Record,
    RegisterVersion,
    Theme,
    vocabulary_term,
)
from partnerships.models.publication import next_publication
from partnerships.models.wholes import parts_told

VERSION: Final = "SELECT number || ' ' || changed_at, terms FROM partnerships_registerversion WHERE id = 1"
#: Seconds for which a database that let nobody in is not asked again: one request waits for it, not each of them twice.
AWAY: Final = 1.0
#: More kept things than this are let go: filters have many combinations.
MOST: Final = 2000


class Memo:
    """The register at one version; each thing is read when a page first asks for it."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.home = _home(mark)
        self.expires = next_moment(self.home)  # before anything else is read: what falls due meanwhile outdates it
        self.things: dict[Hashable, Any] = {}

    def keep[T](self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returned when `name` was first asked for in the reader's language."""
        key = get_language(), name
        if key not in self.things:
            if len(self.things) > MOST:
                self.things.clear()
            self.things[key] = make()
        thing: T = self.things[key]
        return thing

    @property
    def version(self) -> RegisterVersion | None:
        """The state of the register with its identity, None before the first change."""
        return self.keep("version", RegisterVersion.objects.first)

    @property
    def identity(self) -> UUID:
        """What tells this register from any other, wherever it stands."""
        return self.version.identity if self.version else UUID(int=0)

    def name(self, *path: object) -> str:
        """Return the name of something in the register, the same on every host and in every language."""
        return (self.version or RegisterVersion(identity=self.identity)).tag(*path)

    @property
    def changed_at(self) -> datetime | None:
        """The moment at which what the public sees changed last, by a hand or by the clock; None before the first."""
        return self.keep("changed at", self._changed_at)

    def _changed_at(self) -> datetime | None:
        if self.version is None:
            return None
        due = PublicChange.objects.filter(changed_at__lte=timezone.now()).aggregate(last=Max("changed_at"))["last"]
        return max(self.version.public_changed_at, due or self.version.public_changed_at)

    @property
    def themes(self) -> dict[str, Theme]:
        """The fields of cooperation by slug, in the department's order."""
        return self.keep("themes", lambda: {theme.slug: theme for theme in Theme.objects.for_list()})

    @property
    def groups(self) -> dict[int, CountryGroup]:
        """The headings of the list of cities by key, in the department's order."""
        rows: Any = CountryGroup.objects.all()
        return self.keep("groups", lambda: {group.pk: group for group in rows})

    @property
    def countries(self) -> dict[int, Country]:
        """Every country by key, with its group, in alphabetical order."""
        return self.keep("countries", lambda: {country.pk: country for country in Country.objects.for_list()})

    @property
    def cities(self) -> dict[int, City]:
        """The public cities by key, in alphabetical order, with country and group and without their long texts."""
        return self.keep("cities", self._cities)

    def _cities(self) -> dict[int, City]:
        cities = {city.pk: city for city in City.objects.public().for_line()}
        for number, city in enumerate(cities.values()):
            self.place(city)
            city.place_in_alphabet = number
        return cities

    def place(self, city: City) -> None:
        """Give `city` its country and group, which are read already."""
        city.country = self.countries[city.country_id]
        city.own_group = self.groups[city.own_group_id] if city.own_group_id else None

    def told_by_wholes(self, among: Collection[str] = (), day: date | None = None) -> set[int]:
        """Return the records, by key, that need no line of their own in a list narrowed by the filters `among`."""
        parts = Record.objects.told_parts(day) if day else self.keep("parts of wholes", Record.objects.told_parts)
        return parts_told(parts, among)

    def neighbours(self, city: City) -> list[City]:
        """Return the other public cities of the same country with a living tie, in alphabetical order."""
        return [
            other
            for other in self.cities.values()
            if other.country_id == city.country_id and other.pk != city.pk and other.is_living
        ]

    @property
    def has_requests(self) -> bool:
        """Whether the menu names "Partners wanted": somebody looks for one now, or the department wants it there."""
        return self.home.partners_in_menu or self.keep("requests", PartnerRequest.objects.public().current().exists)

    @property
    def occasions(self) -> dict[int, list[CityOccasion]]:
        """The days that each public city celebrates, by the key of the city."""
        return self.keep("occasions", self._occasions)

    def _occasions(self) -> dict[int, list[CityOccasion]]:
        days: dict[int, list[CityOccasion]] = {}
        for day in CityOccasion.objects.of_public_cities():
            day.city = self.cities[day.city_id]
            days.setdefault(day.city_id, []).append(day)
        return days

    @property
    def organizations(self) -> dict[int, list[Organization]]:
        """The organisations of each city in alphabetical order, by the key of the city."""
        return self.keep("organizations", self._organizations)

    def _organizations(self) -> dict[int, list[Organization]]:
        found: dict[int, list[Organization]] = {}
        for organization in Organization.objects.of_cities():
            found.setdefault(organization.city_id, []).append(organization)
        return found

    def countries_with_cities(self) -> list[Country]:
        """Return the countries of which any visitor sees a city, in alphabetical order."""
        seen = {city.country_id for city in self.cities.values()}
        return [country for key, country in self.countries.items() if key in seen]

    def name_cities[R: Record](self, records: Iterable[R]) -> list[R]:
        """Return `records`, each with its public cities in alphabetical order as `public_cities`."""
        rows: list[Any] = list(records)
        links: Any = Record.cities.through
        taking_part: dict[int, list[City]] = {row.pk: [] for row in rows}
        for record, city in links.objects.filter(record_id__in=taking_part).values_list("record_id", "city_id"):
            if city in self.cities:
                taking_part[record].append(self.cities[city])
        for row in rows:
            row.public_cities = sorted(taking_part[row.pk], key=attrgetter("place_in_alphabet"))
        return rows


_latest: Memo | None = None


def current() -> Memo:
    """Return what is kept of the register as it is now: a new one after every change."""
    global _latest
    mark, kept = read_version(), _latest
    if kept is None or kept.mark != mark or kept.expires <= time.time():
        _latest = kept = Memo(mark)
    return kept


def home_city() -> HomeCity:
    """Return the home city alone: by its clock the back office goes too, which needs nothing else from here."""
    return _home(read_version())


@lru_cache(maxsize=2)
def _home(mark: str) -> HomeCity:
    return HomeCity.objects.current()


def forget() -> None:
    """Let go of everything, as a test must that begins with another register."""
    global _latest, _away_until
    _latest, _away_until = None, 0.0
    _home.cache_clear()


def read_version() -> str:
    """Return number and moment of the latest change, "" before the first; older vocabularies are let go of.

    Asks the driver outright: on this path Django's cursor would cost more than the query.
    """
    _connect()
    with connection.wrap_database_errors:
        row = connection.connection.execute(VERSION).fetchone()
    vocabulary_term.expect_terms(row[1] if row else 0)
    return row[0] if row else ""


_away_until = 0.0


def _connect() -> None:
    """Take a connection; at once OperationalError where there was none a moment ago."""
    global _away_until
    if connection.connection is None and time.monotonic() < _away_until:
        raise OperationalError("the database let nobody in a moment ago")
    try:
        connection.ensure_connection()
    except OperationalError:
        _away_until = time.monotonic() + AWAY
        raise


def next_moment(home: HomeCity) -> float:
    """Return the timestamp at which a page may change by the clock alone: midnight at home, or a due publication."""
    now = timezone.localtime(timezone=home.clock)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return min(midnight, next_publication(now) or midnight).timestamp()
