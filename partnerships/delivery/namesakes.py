"""Cities and bodies that share a name: their region, country or city stands beside it, wherever they are named."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from partnerships.delivery import memo
from partnerships.models import City, Organization
from partnerships.text.translated import text_columns

NAMES: Final = tuple(text_columns("name"))


def _shared(among: QuerySet[Any]) -> frozenset[int]:
    """Return the keys of the rows that share a name with another one of `among`."""
    rows = among.order_by()
    same = Q()
    for name in NAMES:
        told = rows.exclude(**{f"{name}__isnull": True}).exclude(**{name: ""})
        same |= Q(**{f"{name}__in": told.values(name).annotate(times=Count("pk")).filter(times__gt=1).values(name)})
    return frozenset(rows.filter(same).values_list("pk", flat=True))


def apart(row: Any, *, for_public: bool) -> str:
    """Return what tells `row` from its namesakes, "" for one that has none; the public has only those that it sees."""
    model = next((model for model in (City, Organization) if isinstance(row, model)), None)
    if model is None:
        return ""
    rows = model.objects.public() if for_public else model.objects.all()
    if row.pk not in memo.current().keep(("namesakes", model._meta.model_name, for_public), partial(_shared, rows)):
        return ""
    if model is City:
        return _place(row)
    return str(row.city or "") or (_("home city") if row.is_home else "")


def _place(city: City) -> str:
    return ", ".join(filter(None, (city.region, city.country.name)))


def told_among(cities: Iterable[City]) -> dict[str, str]:
    """Return what each of `cities` is called in a list of them all, by its page address."""
    known = list(cities)
    times = Counter(city.name for city in known)
    return {city.slug: f"{city} ({_place(city)})" if times[city.name] > 1 else city.name for city in known}


def names_of_cities() -> list[tuple[str, str]]:
    """Return address and name of each public city in alphabetical order: told once for all pages that offer them."""
    known = memo.current()
    return known.keep("names of cities", lambda: list(told_among(known.cities.values()).items()))


def told_apart(row: object) -> str:
    """Return the name of `row`, with what tells it from its namesakes: for the office, hidden ones count."""
    beside = apart(row, for_public=False)
    return f"{row} ({beside})" if beside else str(row)
