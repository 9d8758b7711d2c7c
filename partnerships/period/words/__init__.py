"""The words of dates: a module for each language, and here what reading takes from all of them together."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from partnerships.period.words import en, ru
from partnerships.period.words.table import PeriodWords

TABLES: Final[dict[str, PeriodWords]] = {"ru": ru.WORDS, "en": en.WORDS}


def fold_spelling(text: str) -> str:
    """Return `text` as it is compared: lower case, ё as е."""
    return text.lower().replace("ё", "е")


def words_of_language(language: str | None) -> PeriodWords:
    """Return the words of `language` (“en-gb” is “en”), else those of the first one."""
    return TABLES.get((language or "").partition("-")[0], TABLES["ru"])


#: Every spelling of a month, folded, without a full stop → its number.
MONTH_NUMBERS: Final[dict[str, int]] = {
    spelling: number for words in TABLES.values() for spelling, number in words.month_spellings.items()
}


def _spellings() -> Iterator[tuple[str, str]]:
    for words in TABLES.values():
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


#: Every word and phrase of a date, folded, → what it means to the reader (`tokens`).
SPELLINGS: Final[dict[str, str]] = dict(_spellings())
NUMBER_ENDS: Final = tuple(end for words in TABLES.values() for end in words.number_ends)
DECADE_ENDS: Final = tuple(end for words in TABLES.values() for end in words.decade_ends)


def any_of(spellings: Iterable[str]) -> str:
    """Return a pattern of any of `spellings`, the longest first; between words there may be more than a space."""
    longest = sorted(set(spellings), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s.]+") for word in longest) + ")"


def spelled(*names: str) -> str:
    """Return a pattern of what all languages spell under `names` of their tables."""
    return any_of(word for words in TABLES.values() for name in names for word in getattr(words, name))


def by_place(name: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield what all languages spell at each place of a list of their tables, as all their Mondays."""
    yield from zip(*(getattr(words, name) for words in TABLES.values()), strict=True)


def operator(*signs: str) -> str:
    """Return a pattern of the words that mean one of `signs` in any language."""
    return any_of(word for words in TABLES.values() for sign in signs for word in words.operators.get(sign, ()))


def words_of_again(number: int) -> dict[str, str]:
    """Return the adverb of what comes again in every language."""
    return {code: words.again[number][0] for code, words in TABLES.items()}
