"""What is likely the same thing twice: told by codes and names, unless something tells the namesakes apart.

Import, forms, the office's list and `manage.py doubles` ask the same rule of cities, countries and bodies. Of dated
records a form asks by a rougher one: somebody is there to answer.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Window

from partnerships.models import City, Country, Organization, Record, RegisterModel
from partnerships.period import Period, parse
from partnerships.spreadsheets.cells import folded
from partnerships.spreadsheets.foreign_names import names_of
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

#: Titles that have so much in common are likely of the same thing, where city, kind and time agree.
ALIKE: Final = 0.8
NUMBERS: Final = re.compile(r"\d+|\b[ivx]+\b")
YEARS: Final = re.compile(r"\d{4}")
#: What follows one of these is the number of a paper and no year: “Соглашение № 2012”.
NUMBER_SIGNS: Final = frozenset({"№", "no", "no.", "nr", "nr.", "n°", "#"})
#: A date at the end of a title has at most so many words: “с 30 июля по 2 августа 2022 г.”.
DATE_WORDS: Final = 8

type Pair = tuple[int, int]


class Likeness:
    """The names of one table, read once, and what tells its rows apart."""

    def __init__(self, model: type[RegisterModel], names: TableNames | None = None) -> None:
        self.model, self.apart, self.names = model, APART[model], names or names_of(model)

    @cached_property
    def facts(self) -> dict[int, dict[str, object]]:
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

    def differs(self, one: Mapping[str, object], other: Mapping[str, object]) -> bool:
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


def _plain(value: object) -> object:
    return folded(value) if isinstance(value, str) else value


def twice(model: type[RegisterModel]) -> frozenset[int]:
    """Return the numbers of the rows that are likely there twice."""
    return frozenset(pk for pair in Likeness(model).pairs() for pk in pair)


def told_twice() -> frozenset[int]:
    """Return the numbers of the dated records of which another one of the kind has the same title and date.

    They are counted together in one pass: to look for the others of each record takes minutes in a large register.
    """
    title = first_column("title")
    same = Window(Count("pk"), partition_by=[F(name) for name in ("kind", "start", "end", title)])
    dated = Record.objects.order_by().filter(**{"start__isnull": False, f"{title}__isnull": False})
    return frozenset(dated.annotate(told=same).filter(told__gt=1).values_list("pk", flat=True))


def alike_records(
    kind: type[Record], titles: Mapping[str, str], period: Period, cities: Collection[City], besides: int | None = None
) -> list[int]:
    """Return the records of `kind` that one with these `titles` (by their columns) would likely be once more.

    They share a city, or have none either; their time overlaps, or nobody knows it of either; their titles are alike
    in some language.
    """
    others: Any = kind._default_manager.exclude(pk=besides).order_by("pk")
    others = others.filter(cities__in=[city.pk for city in cities]) if cities else others.filter(cities=None)
    told = period.columns() if period else {"start": None, "end": None}
    dated = others.filter(start__lte=told["end"], end__gte=told["start"]) if period else others.undated()
    mine = {column: _plain_title(title, told["start"], told["end"]) for column, title in titles.items() if title}
    return [
        row["pk"]
        for row in dated.distinct().values("pk", "start", "end", *mine)
        if any(_alike(title, _plain_title(row[name] or "", row["start"], row["end"])) for name, title in mine.items())
    ]


def _plain_title(title: str, start: date | None, end: date | None) -> str:
    """Return a title as it is compared: without the date at its end, where that is the date of the record.

    A title without the year of its record has none, and is not looked through: that takes long.
    """
    words = folded(title).split()
    if start and end and {str(start.year), str(end.year)} & set(YEARS.findall(title)):
        for at in range(max(1, len(words) - DATE_WORDS), len(words)):
            if words[at - 1] not in NUMBER_SIGNS and _is_within(" ".join(words[at:]).strip("()"), start, end):
                return unaccented(" ".join(words[:at]).rstrip(" ,;:–—-"))
    return unaccented(" ".join(words))


def _is_within(text: str, start: date, end: date) -> bool:
    """Say whether `text` is a date that shares a day with the time from `start` to `end`."""
    try:
        told = parse(text).columns()
    except ValidationError:
        return False
    return told["start"] is not None and told["start"] <= end and told["end"] >= start


def _alike(title: str, plain: str) -> bool:
    """Say whether two plain titles say much the same, and number the same thing."""
    if NUMBERS.findall(title) != NUMBERS.findall(plain):
        return False
    likeness = SequenceMatcher(None, title, plain, autojunk=False)
    return likeness.real_quick_ratio() >= ALIKE and likeness.quick_ratio() >= ALIKE and likeness.ratio() >= ALIKE
