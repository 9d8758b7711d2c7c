"""Which language a text is written in, by its letters."""

import re
from collections.abc import Iterable


def script_language(text: str) -> str:
    """Return "ru" for a text in Cyrillic, "en" for one in Latin letters; what has no letters is "ru"."""
    cyrillic, latin = len(re.findall(r"[а-яё]", text, re.I)), len(re.findall(r"[a-z]", text, re.I))
    return "en" if latin > cyrillic else "ru"


def by_language(field: str, texts: Iterable[str]) -> dict[str, str]:
    """Return `texts` under the columns of a translated `field`; two in one language are joined."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            name = f"{field}_{script_language(text)}"
            found[name] = f"{found[name]}, {text}" if name in found else text
    return found
