"""Names as they stand in a text: words with capital letters, and which of them name a country."""

import re
from functools import lru_cache
from typing import Final

from babel import Locale

from partnerships.prose.cases import nominatives
from partnerships.text.folding import fold

CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻĽŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽА-ЯЁЄІЇҐ]"
WORD: Final = re.compile(r"[^\W\d_]+")
_ALIASES: Final = (
    "США USA UK КНР РФ ФРГ Белоруссия Приднестровье Абхазия Abkhazia Россия Holland England Scotland Wales Шотландия "
    "Англия Голландия Киргизия Молдавия Türkei Tschechien"
)


_COMPASS: Final = re.compile(r"^(?:sud|nord|ost|west|mittel|zentral)(?=\w{4})")
#: Words before the name of a country: “Республика Беларусь”.
_STATES: Final = frozenset({"республика", "республики", "republic", "republik", "королевство", "kingdom"})
#: A small word between hyphens is of a name in any language: Stoke-on-Trent, Saint-Ouen-sous-Bois.
_SMALL_INSIDE: Final = "[a-zà-ÿа-яё]{1,5}(?=-)"


def capitalised(particles: str) -> str:
    """Return the pattern of a name: words with capitals, joined by hyphens, spaces or small words of names."""
    word = rf"{CAPITAL}[^\W\d_]*[’']?[^\W\d_]+"
    more = rf"(?:[ -](?:(?:{particles})[ -]){{0,2}}{word}){{0,2}}"
    return rf"{word}(?:-(?:{word}|{_SMALL_INSIDE}))*{more}(?![^\W\d_]|-[a-zа-яё])"


def is_of_a_town(name: str) -> bool:
    """Say whether only a town or a village is called so: Burton-on-Trent."""
    return bool(re.search(rf"-{_SMALL_INSIDE}-{CAPITAL}", name))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(WORD.findall(fold(text)))


@lru_cache
def _countries() -> dict[str, str]:
    """Return the ISO code of each country by its folded names; "" for names that are used besides."""
    told = [(name, key) for code in ("en", "ru", "de") for key, name in Locale(code).territories.items()]
    pairs = [*((name, "") for name in _ALIASES.split()), *((name, key) for name, key in told if key.isalpha())]
    return {" ".join(folded_words(name)): key for name, key in pairs}


def is_country(name: str) -> bool:
    """Say whether `name` is a country's, in whatever case it stands."""
    return any(one in _countries() for one in _readings(name))


def country_code(name: str) -> str:
    """Return the ISO code of the country that `name` is, in whatever case it stands; "" for none."""
    return next((code for one in _readings(name) if (code := _countries().get(one))), "")


def _readings(name: str) -> list[str]:
    parts = folded_words(name)
    parts = parts[1:] if len(parts) > 1 and parts[0] in _STATES else parts
    if not parts:
        return []
    part = _COMPASS.sub("", parts[0]) if len(parts) == 1 else ""  # Südfrankreich
    return [" ".join(parts), *([part] if part else []), *(sorted(nominatives(parts[0])) if len(parts) == 1 else ())]
