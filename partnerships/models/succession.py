"""Agreements that amend or supersede another one: what cannot be so, and the cities in which they differ."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models.city import City
from partnerships.period import format_period
from partnerships.text.quotes import quoting

#: The fields by which an agreement names the one that it changes or replaces.
PREDECESSORS: Final = ("amends", "supersedes")
ITSELF: Final = gettext_lazy("An agreement does not amend or supersede itself: choose the earlier one.")
BOTH: Final = gettext_lazy("It either amends that agreement or supersedes it: leave one of the two fields empty.")


def succession_faults(agreement: Any) -> Iterator[tuple[str, str]]:
    """Yield each field that names an agreement which this one cannot amend or supersede, and why."""
    for name in PREDECESSORS:
        other = getattr(agreement, name)
        if other is None:
            continue
        if other.pk == agreement.pk:
            yield name, str(ITSELF)
        elif agreement.pk and _leads_to(other, agreement.pk):
            text = _("“%(title)s” itself amends or supersedes this agreement: take one of the two back.")
            yield name, quoting(text, title=other)
        elif agreement.period.is_surely_before(other.period):
            text = _("“%(title)s” was signed only later (%(date)s): correct one of the dates, or choose another one.")
            yield name, quoting(text, title=other, date=format_period(other.period))
    if agreement.amends_id is not None and agreement.amends_id == agreement.supersedes_id:
        yield "supersedes", str(BOTH)


def _leads_to(other: Any, key: int) -> bool:
    """Say whether what `other` amends or supersedes, what that one does, and so on, comes to the agreement `key`."""
    seen: set[int] = set()
    ahead = [other]
    while ahead:
        step = ahead.pop()
        if step.pk == key:
            return True
        if step.pk not in seen:
            seen.add(step.pk)
            ahead += [before for name in PREDECESSORS if (before := getattr(step, name)) is not None]
    return False


def city_faults(agreement: Any, cities: Collection[int]) -> Iterator[tuple[str, str]]:
    """Yield each field that names an agreement which shares none of `cities`, by key, and what to do."""
    for name in PREDECESSORS:
        other = getattr(agreement, name)
        theirs = list(other.cities.all()) if other is not None and cities else []
        if theirs and not {city.pk for city in theirs} & set(cities):
            text = _("“%(title)s” is with other cities: %(cities)s. Choose another one, or correct the cities.")
            yield name, quoting(text, title=other, cities=_named(theirs))


def cities_that_differ(cities: Collection[City], other: Any) -> list[City]:
    """Return the cities that only one of two agreements has, where both have some and share one."""
    ours, theirs = {city.pk: city for city in cities}, {city.pk: city for city in other.cities.all()}
    return [{**ours, **theirs}[key] for key in sorted(ours.keys() ^ theirs.keys())] if ours.keys() & theirs else []


def _named(cities: Collection[City]) -> str:
    return ", ".join(sorted(city.name for city in cities))
