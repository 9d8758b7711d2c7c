"""Names as they stand in a text: words with capital letters, and which of them name a country."""

import re
from functools import lru_cache
from typing import Final

from babel import Locale

from partnerships.prose.cases import nominatives
from partnerships.search.words import fold

CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻĽŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽА-ЯЁЄІЇҐ]"
WORD: Final = re.compile(r"[^\W\d_]+")
_ALIASES: Final = (
    "США USA UK КНР РФ ФРГ Белоруссия Приднестровье Абхазия Abkhazia Россия Holland England Scotland Wales Шотландия "
    "Англия Голландия Киргизия Молдавия Türkei Tschechien"
)


def capitalised(particles: str) -> str:
    """Return the pattern of a name: words with capitals, joined by hyphens, spaces or small words of names."""
    word = rf"{CAPITAL}[^\W\d_]*[’']?[^\W\d_]+"
    return rf"{word}(?:-(?:{word}|(?:{particles})(?=-)))*(?:[ -](?:(?:{particles})[ -]){{0,2}}{word}){{0,2}}"


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(WORD.findall(fold(text)))


@lru_cache
def _countries() -> frozenset[str]:
    names = [name for code in ("en", "ru", "de") for key, name in Locale(code).territories.items() if key.isalpha()]
    return frozenset(" ".join(folded_words(name)) for name in (*names, *_ALIASES.split()))


def is_country(name: str) -> bool:
    """Say whether `name` is a country's, in whatever case it stands."""
    parts = folded_words(name)
    if not parts:
        return False
    return " ".join(parts) in _countries() or (
        len(parts) == 1 and any(one in _countries() for one in nominatives(parts[0]))
    )
