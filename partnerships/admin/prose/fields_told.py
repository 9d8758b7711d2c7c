"""Fields of cooperation and organisations of the register that the sentences of a draft name."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple

from partnerships.admin.prose.learned import Learned
from partnerships.models import Organization, Theme
from partnerships.prose.found import Find
from partnerships.prose.reading import Page
from partnerships.search.words import SMALL, keys, words
from partnerships.text.folding import fold
from partnerships.text.translated import text_columns

#: Words that stand in the names of many fields and organisations and name none.
_GENERAL: Final = frozenset(
    "сотрудничество развитие связи отношения деятельность сфера область вопросы прочее малый средний город города "
    "городской cooperation development relations activity sphere field other small medium city town the of and for "
    "zusammenarbeit entwicklung beziehungen bereich stadt der die das und für".split()
)
_AND: Final = re.compile(r"[,;/]|\s(?:и|and|und|et|&)\s", re.I)
_SHORTEST: Final = 4
#: Letters of a word that may be learned.
_LEARNED: Final = 5

type _Words = frozenset[str]
_none: Final[_Words] = frozenset()


class _Named(NamedTuple):
    """A row of the register with the ways in which its name may be told, each as its words."""

    pk: str
    name: str
    ways: list[list[_Words]]
    city: str = ""


class FieldsTold:
    """What the sentences of a page name of the register's fields of cooperation and organisations."""

    def __init__(self, page: Page, learned: Learned) -> None:
        self.page, self.learned = page, learned
        self._sentences: dict[int, _Words] = {}

    @cached_property
    def themes(self) -> list[_Named]:
        """All fields of cooperation, in the department's order."""
        columns = text_columns("name")
        rows = Theme.objects.for_list()
        return [_Named(str(row.pk), str(row), _ways(_AND.split(told) for told in _texts(row, columns))) for row in rows]

    @cached_property
    def organizations(self) -> list[_Named]:
        """All organisations, in alphabetical order."""
        columns = [*text_columns("name"), *text_columns("short_name")]
        found = []
        for row in Organization.objects.for_list():
            told = [*_texts(row, columns), *row.other_names.splitlines()]
            city = "home" if row.is_home else str(row.city_id or "")
            found.append(_Named(str(row.pk), str(row), _ways([[name] for name in told]), city))
        return found

    def themes_of(self, find: Find) -> list[str]:
        """Return the keys of the fields of cooperation that the find names, or that its words were corrected to."""
        told = self._told(find)
        named = {one.pk for one in self.themes if any(_is_told(way, told, begins=True) for way in one.ways)}
        return [one.pk for one in self.themes if one.pk in named | self.learned.themes(told)]

    def bodies_of(self, find: Find) -> list[str]:
        """Return the keys of the organisations that the find names, of its own cities, the home city or none."""
        told, cities = self._told(find), self._cities(find)
        return [
            one.pk for one in self.organizations if one.city in cities and any(_is_told(way, told) for way in one.ways)
        ]

    def bodies_near(self, find: Find, named: Iterable[str]) -> list[tuple[str, str]]:
        """Return the organisations that may be chosen: those named, then the others of its cities and of the home."""
        cities, first = self._cities(find) - {""}, set(named)
        near = [one for one in self.organizations if one.city in cities or one.pk in first]
        return [(one.pk, one.name) for one in sorted(near, key=lambda one: one.pk not in first)]

    def words_to_learn(self, find: Find) -> list[str]:
        """Return what the words of a find's sentences share with their other forms; names, with capitals, stay out."""
        texts = (self.page.sentences[number].text for number in find.sentences)
        small = {fold(word) for text in texts for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
        known = (word for word in small if len(word) >= _LEARNED and word not in SMALL and word not in _GENERAL)
        return sorted({min((word, *keys(word)), key=len) for word in known})

    def _cities(self, find: Find) -> set[str]:
        return {"", "home", *(place.key for place in find.cities if place.is_known)}

    def _told(self, find: Find) -> _Words:
        for number in find.sentences:
            if number not in self._sentences:
                self._sentences[number] = _none.union(*map(_forms, words(self.page.sentences[number].text)))
        return _none.union(*(self._sentences[number] for number in find.sentences))


def _texts(row: object, columns: Iterable[str]) -> list[str]:
    return [told for column in columns if (told := getattr(row, column, None))]


def _ways(names: Iterable[Iterable[str]]) -> list[list[_Words]]:
    """Return the words of each part of each name that says enough by itself."""
    parts = (part for name in names for part in name)
    told = ([_forms(one) for one in words(part) if _counts(one)] for part in parts)
    return [way for way in told if way]


def _counts(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in _GENERAL


def _is_told(way: Iterable[_Words], told: _Words, *, begins: bool = False) -> bool:
    """Say whether all words of a way are told; where `begins`, by longer words as well: “спортивный” is of “спорт”."""
    return all(word & told or (begins and _begins(min(word, key=len), told)) for word in way)


def _begins(word: str, told: _Words) -> bool:
    return len(word) >= _LEARNED and any(one.startswith(word) for one in told)


def _forms(word: str) -> _Words:
    return frozenset((word, *keys(word)))
