"""What is likely the same thing twice: told by codes and names, unless something tells the namesakes apart.

Import, forms, the office's list and `manage.py doubles` ask the same rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from partnerships.models import City, Country, Organization, Record, RegisterModel
from partnerships.spreadsheets.cells import folded
from partnerships.spreadsheets.lookups import TableNames, unaccented
from partnerships.text.translated import first_column, text_columns

#: What tells namesakes apart where both say it; the first of a city and of a country is a code that only one has.
APART: Final[dict[type[RegisterModel], tuple[str, ...]]] = {
    City: ("wikidata_id", "country_id", *text_columns("region")),
    Country: ("iso_code",),
    Organization: ("city_id", "is_home"),
}
CODES: Final[dict[type[RegisterModel], str]] = {City: "wikidata_id", Country: "iso_code"}
NAMED: Final = (*text_columns("name"), "native_name")
#: So many rows of one name are compared with one another: more are a list of something else.
MOST: Final = 50

type Pair = tuple[int, int]


class Likeness:
    """The names of one table, read once, and what tells its rows apart."""

    def __init__(self, model: type[RegisterModel], names: TableNames | None = None) -> None:
        self.model, self.apart, self.names = model, APART[model], names or TableNames(model)

    @cached_property
    def facts(self) -> dict[int, dict[str, Any]]:
        """What tells namesakes apart, of each row by its number."""
        return {row["pk"]: row for row in self.model._default_manager.order_by().values("pk", *self.apart)}

    def of(self, values: Mapping[str, Any], besides: int | None = None) -> list[int]:
        """Return the rows that a new one with these `values` would be once more."""
        code = CODES.get(self.model, "")
        if code and values.get(code):
            same = [pk for pk, known in self.facts.items() if known[code] == values[code] and pk != besides]
            if same:
                return same[:1]
        texts = [str(values[name]) for name in NAMED if values.get(name)]
        found = {pk for text in texts for pk in self.names.matches(text)} - {besides}
        return sorted(pk for pk in found if not self.differs(values, self.facts[pk]))

    def differs(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        """Say whether something tells the two apart: what both say, and of bodies where they belong."""
        if self.model is Organization:
            return any((one.get(name) or None) != (other[name] or None) for name in self.apart)
        told = ((one.get(name), other[name]) for name in self.apart)
        return any(mine and theirs and _plain(mine) != _plain(theirs) for mine, theirs in told)

    def pairs(self) -> Iterator[Pair]:
        """Yield the rows that are likely the same, two by two."""
        found: set[Pair] = set()
        for keys in self._together():
            for pair in combinations(sorted(keys)[:MOST], 2):
                if pair not in found and not self.differs(self.facts[pair[0]], self.facts[pair[1]]):
                    found.add(pair)
                    yield pair

    def _together(self) -> Iterable[set[int]]:
        """Yield the rows that share a name; another spelling counts for cities and countries alone."""
        _first, _second, bare = self.names.known
        if self.model is not Organization:
            return bare.values()
        shared: dict[str, set[int]] = {}
        for pk, names in self.names.rows.items():
            for name in filter(None, names[: len(self.names.first)]):
                shared.setdefault(unaccented(folded(name)), set()).add(pk)
        return shared.values()


def _plain(value: Any) -> Any:
    return folded(value) if isinstance(value, str) else value


def twice(model: type[RegisterModel]) -> frozenset[int]:
    """Return the numbers of the rows that are likely there twice."""
    return frozenset(pk for pair in Likeness(model).pairs() for pk in pair)


def told_twice(records: QuerySet[Record]) -> QuerySet[Record]:
    """Return the dated records of which another one of the kind has the same title and date."""
    others = Record.objects.exclude(pk=OuterRef("pk")).filter(
        **{name: OuterRef(name) for name in ("kind", "start", "end", first_column("title"))}
    )
    return records.filter(Exists(others)).order_by("start", first_column("title"), "pk")
