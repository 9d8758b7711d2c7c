"""The words of dates: a module for each language, and here what reading takes from those of the site together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from partnerships.period.words import de, en, fr, ru
from partnerships.period.words.cldr import words_from_cldr
from partnerships.period.words.table import PeriodWords
from partnerships.text.translated import CODES

#: The languages that have a module of their own.
WRITTEN: Final[dict[str, PeriodWords]] = {"ru": ru.WORDS, "en": en.WORDS, "de": de.WORDS, "fr": fr.WORDS}

_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_DASHES: Final = dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015\u2212"), "–")
_DROPPED: Final = dict.fromkeys(map(ord, "«»“”„\"'`\u00ad\u200b\ufeff"), " ")


def fold_spelling(text: str) -> str:
    """Return `text` as it is compared: lower case, ё as е."""
    return text.lower().replace("ё", "е")


def plain_tokens(text: str) -> str:
    """Return `text` as its words and numbers are looked for: folded, one kind of dash, no quotes."""
    text = text.translate(_HYPHENS).translate(_DASHES).replace("’", "'")
    ends = re.sub(r"(?<=\d)'(?=s\b)", "", text)
    return " ".join(fold_spelling(ends).translate(_DROPPED).replace("і", "i").split())


@lru_cache
def date_words(code: str) -> PeriodWords:
    """Return the words of the language `code`: those that are written down, else what CLDR has."""
    return WRITTEN.get(code) or WRITTEN.get(code.partition("-")[0]) or words_from_cldr(code, en.WORDS)


#: The words of each language of the site.
TABLES: Final[dict[str, PeriodWords]] = {code: date_words(code) for code in CODES}


def words_of_language(language: str | None) -> PeriodWords:
    """Return the words of `language` (“en-gb” is “en”), else those of the first one."""
    code = language or ""
    return TABLES.get(code) or TABLES.get(code.partition("-")[0]) or TABLES[CODES[0]]


def any_of(spellings: Iterable[str]) -> str:
    """Return a pattern of any of `spellings`, the longest first; between words there may be more than a space."""
    longest = sorted(set(spellings), key=len, reverse=True)
    if not longest:
        return "(?!)"
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s.]+") for word in longest) + ")"


class Vocabulary:
    """What people spell in dates, in several languages taken together."""

    def __init__(self, tables: Mapping[str, PeriodWords]) -> None:
        self.tables = tables
        self.slashes = next(iter(tables.values())).slashes
        #: Every spelling of a month, folded, without a full stop → its number.
        self.months = {name: number for words in tables.values() for name, number in words.month_spellings.items()}
        #: Every word and phrase of a date, folded, → what it means to the reader (`tokens`).
        self.spellings = {plain_tokens(name): meaning for name, meaning in self._spellings()}
        self.number_ends = tuple(end for words in tables.values() for end in words.number_ends)
        self.year_ends = tuple(end for words in tables.values() for end in words.year_ends)
        self.codes = {letter: kind for words in tables.values() for letter, kind in words.codes.items()}
        self.decade_ends = tuple(end for words in tables.values() for end in words.decade_ends)

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for words in self.tables.values():
            for name, number in words.month_spellings.items():
                yield name, f"M{number}"
            for name, number in words.season_spellings.items():
                yield name, f"S{number}"
            for kind, names in (("Q", words.quarter_spellings), ("H", words.half_spellings)):
                yield from ((name, kind) for name in names)
            for at, names in enumerate(words.weekdays):
                yield from ((name, f"W{at}") for name in names)
            for at, names in enumerate(words.again):
                yield from ((name, f"R{at}") for name in names)
            for sign, names in words.operators.items():
                yield from ((name, sign) for name in names)

    def spelled(self, *names: str) -> str:
        """Return a pattern of what all languages spell under `names` of their tables."""
        return any_of(
            plain_tokens(word) for words in self.tables.values() for name in names for word in getattr(words, name)
        )

    def by_place(self, name: str) -> Iterator[tuple[tuple[str, ...], ...]]:
        """Yield what all languages spell at each place of a list of their tables, as all their Mondays."""
        lists = [getattr(words, name) for words in self.tables.values()]
        yield from zip(*filter(None, lists), strict=True)

    def operator(self, *signs: str) -> str:
        """Return a pattern of the words that mean one of `signs` in any language."""
        return any_of(
            plain_tokens(word)
            for words in self.tables.values()
            for sign in signs
            for word in words.operators.get(sign, ())
        )

    def words_of_again(self, number: int) -> dict[str, str]:
        """Return the adverb of what comes again in every language that has one."""
        return {code: words.again[number][0] for code, words in self.tables.items() if words.again}


SITE: Final = Vocabulary(TABLES)
#: What comes from a partner may be written in a language that the site does not speak.
EVERY: Final = Vocabulary({**TABLES, **WRITTEN})
MONTH_NUMBERS: Final = SITE.months
NUMBER_ENDS: Final = SITE.number_ends
spelled, by_place, operator = SITE.spelled, SITE.by_place, SITE.operator

__all__ = ["TABLES", "PeriodWords", "Vocabulary", "date_words", "words_of_language"]
