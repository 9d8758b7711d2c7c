"""Letters as they are compared: small, without accents, ё as е."""

import unicodedata
from typing import Final

_LETTERS: Final = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"}


class _Folding(dict[int, str]):
    """Each letter without its marks, worked out once; Cyrillic letters keep theirs (й is not и)."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if "\u0400" <= char <= "\u052f":
            self[code] = char
        else:
            plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
            self[code] = _LETTERS.get(char, plain)
        return self[code]


_FOLDING = _Folding({ord("ё"): "е"})


def fold(text: str) -> str:
    """Return `text` in small letters, without accents, ё as е."""
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDING)
