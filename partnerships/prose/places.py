"""Cities in a text: those that are known, in any case form and either alphabet, and those that the text tells of."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from partnerships.prose.cases import adjective_bases, base_of, forms, nominatives
from partnerships.prose.names import CAPITAL, WORD, folded_words
from partnerships.prose.words import ProseWords
from partnerships.search.words import CYRILLIC
from partnerships.text.folding import fold
from partnerships.text.transliteration import latin

_GAP: Final = re.compile(r"[\s\xa0-]{1,2}")
#: Letters that spellings of one name write in several ways.
_HEARD: Final = (("ye", "e"), ("yo", "e"), ("iy", "y"), ("kh", "h"), ("ts", "c"), ("w", "v"), ("ph", "f"), ("j", "y"))
#: Letters of a name that may be spelled in another way, and how much of it is the same then.
_LONG: Final = 6
_ALIKE: Final = 0.85


@dataclass(frozen=True)
class NamedCity:
    """A city: of the register where `key` is its number, else one that the text alone names."""

    name: str
    names: tuple[str, ...] = ()  # in every language and spelling
    key: str = ""
    is_home: bool = False
    country: str = ""
    forms_seen: tuple[str, ...] = field(default=(), compare=False)
    is_asked: bool = field(default=False, compare=False)  # whether only a person knows its nominative

    @property
    def is_known(self) -> bool:
        """Whether it is a city of the register."""
        return bool(self.key)


class Mention(NamedTuple):
    """A city named at a place of the text."""

    start: int
    end: int
    place: NamedCity


class Gazetteer:
    """The cities that are looked for, by the first word of their names in each of its forms."""

    def __init__(self, places: Iterable[NamedCity], words: ProseWords) -> None:
        self.places = list(places)
        self.region_follows = words.region_follows
        self.no_city_after = re.compile(rf"[\s\xa0]*(?:{words.no_city_after})", re.I)
        self.no_city_before = re.compile(words.no_city_before, re.I)
        self.first: dict[str, list[tuple[tuple[str, ...], NamedCity]]] = {}
        self.bases: dict[str, NamedCity] = {}
        self.sounds: dict[str, NamedCity] = {}  # names of one word, as they sound in either alphabet
        self.begun: dict[str, set[str]] = {}  # first letters → first words of names, for other spellings
        for place in self.places:
            for name in {place.name, *place.names}:
                self._learn(name, place)

    def _learn(self, name: str, place: NamedCity) -> None:
        parts = folded_words(name)
        if not parts:
            return
        for known in {parts, tuple(latin(part) for part in parts)}:
            self.begun.setdefault(known[0][:3], set()).add(known[0])
            for form in forms(known[0]):
                self.first.setdefault(form, []).append((known, place))
        if len(parts) == 1:
            self.sounds.setdefault(sound(parts[0]), place)
        if len(parts) == 1 and CYRILLIC.fullmatch(parts[0]):
            self.bases.setdefault(base_of(parts[0]), place)

    def find(self, text: str) -> list[Mention]:
        """Return the cities named in `text`, in their order."""
        tokens = [(match.start(), match.end(), fold(match[0])) for match in WORD.finditer(text)]
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            mention, used = self._at(text, tokens, at)
            if mention:
                found.append(mention)
            at += max(used, 1)
        return found

    def _at(self, text: str, tokens: list[tuple[int, int, str]], at: int) -> tuple[Mention | None, int]:
        start, end, word = tokens[at]
        known = sorted(self._named(word), key=lambda entry: -len(entry[0])) if text[start].isupper() else []
        for parts, place in known:
            if len(parts) > len(tokens) - at:
                continue
            span = tokens[at : at + len(parts)]
            if all(is_form(form, part) for part, (_s, _e, form) in zip(parts, span, strict=True)) and all(
                _GAP.fullmatch(text[one[1] : other[0]]) for one, other in itertools.pairwise(span)
            ):
                if self._is_part_of_another(text, start, span[-1][1]):
                    return None, len(parts)
                return Mention(start, span[-1][1], place), len(parts)
        adjective = next((self.bases[base] for base in adjective_bases(word) if base in self.bases), None)
        if adjective and not self.no_city_after.match(text, end):
            return Mention(start, end, adjective), 1
        return None, 1

    def _named(self, word: str) -> Iterable[tuple[tuple[str, ...], NamedCity]]:
        if found := self.first.get(word):
            return found
        alike = [name for name in self.begun.get(word[:3], ()) if is_form(word, name)]
        if alike:
            return [entry for name in alike for entry in self.first[name]]
        spelled = (self.sounds.get(sound(one)) for one in nominatives(word))
        return [((word,), place) for place in spelled if place]

    def _is_part_of_another(self, text: str, start: int, end: int) -> bool:
        """Say whether the name is in that of something else: Stavropol Territory."""
        return bool(self.no_city_after.match(text, end) or self.no_city_before.search(text[max(0, start - 25) : start]))


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return the folded `word` in Latin letters without what spellings of one name differ in: Yerevan, Erevan."""
    plain = latin(word)
    for written, heard in _HEARD:
        plain = plain.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=50_000)
def is_form(word: str, name: str) -> bool:
    """Say whether `word` is a form of the word `name` of a city, or another spelling of it."""
    if word in forms(name):
        return True
    if min(len(word), len(name)) < _LONG or word[:3] != name[:3]:
        return False
    return any(SequenceMatcher(None, one, name).ratio() >= _ALIKE for one in nominatives(word))


def without_marks(text: str) -> str:
    """Return a name without quotation marks and spaces around it."""
    return text.strip(" \xa0\"«»“”„'.,;:")


def capital_follows(text: str, end: int) -> Iterator[str]:
    """Yield the words with capitals that follow one another from `end` on, no more than three."""
    for _count in range(3):
        match = re.compile(rf"\s({CAPITAL}[\w.-]*)").match(text, end)
        if not match:
            return
        yield match[1]
        end = match.end()
