"""The tables of a report by country, city and field: counted by the owners of the public statistics."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Case, F, When

from partnerships.browsing import counting
from partnerships.browsing.counting import Span
from partnerships.models import City, Country, Direction, Theme
from partnerships.models.base import alphabetical
from partnerships.models.publication import public_condition
from partnerships.papers.annual.tags import CountTags
from partnerships.papers.words import printable

type _Counts = dict[object, dict[tuple[str, str | None], int]]


def _gathered(groups: Iterable[tuple[object, str, str | None, int]]) -> _Counts:
    found: _Counts = {}
    for key, kind, direction, number in groups:
        found.setdefault(key, {})[kind, direction] = number
    return found


def _row(label: object, counts: dict[tuple[str, str | None], int]) -> CountTags:
    def number(kind: str, *directions: str | None) -> str:
        return str(sum(counts.get((kind, way), 0) for way in directions or (None,)))

    events = counts.get(("event", None), 0) + counts.get(("exhibition", None), 0)
    return CountTags(
        label=printable(label),
        received=number("delegation", Direction.INCOMING),
        sent=number("delegation", Direction.OUTGOING),
        other=number("delegation", Direction.MUTUAL, Direction.ONLINE),
        events=str(events),
        agreements=number("agreement"),
    )


def by_city_and_country(span: Span) -> Iterator[CountTags]:
    """Yield a line for each country, and below it one for each of its cities, of those with something to count."""
    of_country = _gathered(counting.groups(counting.country_counted(), within=span))
    of_city = _gathered(counting.groups(Case(When(public_condition("cities__"), then=F("cities__pk"))), within=span))
    cities: Any = City.objects.filter(pk__in=[key for key in of_city if key]).order_by(alphabetical("name"), "pk")
    for country in Country.objects.filter(pk__in=[key for key in of_country if key]).for_list():
        yield _row(country.name, of_country[country.pk])
        for city in cities:
            if city.country_id == country.pk:
                yield _row(f"— {city.name}", of_city[city.pk])


def by_field(span: Span) -> Iterator[CountTags]:
    """Yield a line for each field of cooperation with something to count, in the department's order."""
    found = _gathered(counting.groups(counting.theme_counted(), within=span))
    for theme in Theme.objects.filter(pk__in=[key for key in found if key]):
        yield _row(theme.name, found[theme.pk])
