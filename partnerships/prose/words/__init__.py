"""The words of prose: a module for each language."""

import re
from collections import Counter
from typing import Final

import icu

from partnerships.prose.words import de, en, ru
from partnerships.prose.words.table import CITY, DATE, HOME, PLACE, TITLE, ProseWords

LANGUAGES: Final[dict[str, ProseWords]] = {"ru": ru.WORDS, "en": en.WORDS, "de": de.WORDS}
#: Small words by which a text in Latin letters is told to be in one language.
_SMALL: Final = {
    "en": {"the", "of", "and", "was", "to", "by", "from"},
    "de": {"der", "die", "und", "das", "wurde", "mit", "aus", "nach", "vom"},
}
#: Of so many words or more, one in so many is a small one in any text of the language; a shorter text may be a list.
_JUDGED: Final = 40
_SMALL_ONE_IN: Final = 33
#: Letters of its neighbours in Cyrillic, the hard sign inside a word of Bulgarian too: of so many words one has some.
_NEIGHBOURS: Final = frozenset("іїєґўјљњћђџќѓъ")
_NEIGHBOUR_ONE_IN: Final = 20
#: A word, and not a number, a dash or the line of a table.
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def language_of_prose(text: str) -> str:
    """Return the language that `text` is written in, by its letters and its small words."""
    sample = text[:20_000]
    scripts = Counter(icu.Script.getScript(char).getShortName() for char in sample if char.isalpha())
    if scripts["Cyrl"] > scripts["Latn"]:
        return "ru"
    count = Counter(sample.lower().split())
    return max(_SMALL, key=lambda code: sum(count[word] for word in _SMALL[code]))


def is_in_a_language_read(text: str) -> bool:
    """Say whether `text` seems to be in one of `LANGUAGES`; of few words nobody can tell."""
    words = _WORD.findall(text[:20_000].lower())
    if len(words) < _JUDGED:
        return True
    code = language_of_prose(text)
    if code == "ru":
        return sum(not _NEIGHBOURS.isdisjoint(word) for word in words) * _NEIGHBOUR_ONE_IN < len(words)
    small = [word for word in words if word in _SMALL[code]]
    # Another language may have one such word by chance: “das” is Portuguese as well.
    return len(set(small)) > 1 and len(small) * _SMALL_ONE_IN >= len(words)


__all__ = [
    "CITY",
    "DATE",
    "HOME",
    "LANGUAGES",
    "PLACE",
    "TITLE",
    "ProseWords",
    "is_in_a_language_read",
    "language_of_prose",
]
