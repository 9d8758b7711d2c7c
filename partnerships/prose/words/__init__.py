"""The words of prose: a module for each language."""

from collections import Counter
from typing import Final

import icu

from partnerships.prose.words import de, en, ru
from partnerships.prose.words.table import CITY, DATE, HOME, PLACE, TITLE, ProseWords

LANGUAGES: Final[dict[str, ProseWords]] = {"ru": ru.WORDS, "en": en.WORDS, "de": de.WORDS}
#: Small words by which a text in Latin letters is told to be in one language.
_SMALL: Final = {"en": {"the", "of", "and", "was", "to", "by"}, "de": {"der", "die", "und", "das", "wurde", "mit"}}


def language_of_prose(text: str) -> str:
    """Return the language that `text` is written in, by its letters and its small words."""
    sample = text[:20_000]
    scripts = Counter(icu.Script.getScript(char).getShortName() for char in sample if char.isalpha())
    if scripts["Cyrl"] > scripts["Latn"]:
        return "ru"
    count = Counter(sample.lower().split())
    return max(_SMALL, key=lambda code: sum(count[word] for word in _SMALL[code]))


__all__ = ["CITY", "DATE", "HOME", "LANGUAGES", "PLACE", "TITLE", "ProseWords", "language_of_prose"]
