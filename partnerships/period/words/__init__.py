"""The words of dates: a module for each language, and here what reading takes from all of them together."""

from collections.abc import Iterator
from typing import Final

from partnerships.period.words import en, ru
from partnerships.period.words.table import Words

TABLES: Final[dict[str, Words]] = {"ru": ru.WORDS, "en": en.WORDS}


def fold(text: str) -> str:
    """Return `text` as it is compared: lower case, ё as е."""
    return text.lower().replace("ё", "е")


def table(language: str | None) -> Words:
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


def again(number: int) -> dict[str, str]:
    """Return the adverb of what comes again in every language."""
    return {code: words.again[number][0] for code, words in TABLES.items()}
