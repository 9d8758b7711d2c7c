"""Which language of the site a text is written in, by its letters."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import icu

from partnerships.text.translated import CODES, text_column


@lru_cache
def script_of(code: str) -> str:
    """Return the script in which the language `code` is written: Cyrl, Latn."""
    locale = icu.Locale(code)
    locale.addLikelySubtags()
    return str(locale.getScript())


def script_languages(text: str, codes: Sequence[str] = CODES) -> list[str]:
    """Return the languages of the site that are written in the letters of `text`, all where none is."""
    count = Counter(icu.Script.getScript(letter).getShortName() for letter in text if letter.isalpha())
    written = max(map(script_of, codes), key=lambda script: count[script])  # the first one where two are as many
    return [code for code in codes if script_of(code) == written] if count[written] else list(codes)


def by_language(field: str, texts: Iterable[str], codes: Sequence[str] = CODES) -> dict[str, str]:
    """Return `texts` under the columns of a translated `field`.

    Of two languages in one script the first has the first text; what is left without a language is joined to it.
    """
    found: dict[str, str] = {}
    for text in filter(None, texts):
        likely = script_languages(text, codes)
        columns = [text_column(field, code) for code in likely if script_of(code) == script_of(likely[0])]
        name = next((column for column in columns if column not in found), columns[0])
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found
