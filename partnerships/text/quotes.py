"""Quotation marks within quotation marks."""

from typing import Any, Final

#: Opening mark → its closing one, and both as they are written inside others of their kind.
INNER: Final = {"«": ("»", "„", "“"), "“": ("”", "‘", "’")}
CLOSING: Final = {closing: opening for opening, (closing, *_inner) in INNER.items()}


def nested(text: str) -> str:
    """Return `text` with „these“ inside «those»: a name that has its own is quoted by most sentences about it."""
    open_marks, signs = dict.fromkeys(("„", *INNER), 0), []
    for sign in text:
        is_end_of_inner = sign == "“" and open_marks["„"] > 0  # the same sign opens in English
        if is_end_of_inner or sign == "„":
            open_marks["„"] += -1 if is_end_of_inner else 1
            signs.append(sign)
            continue
        opening = CLOSING.get(sign, sign)
        open_marks[opening] = open_marks.get(opening, 0) + (sign in INNER)
        _closing, *inner = INNER.get(opening, ("", sign, sign))
        signs.append(inner[sign in CLOSING] if opening in INNER and open_marks[opening] > 1 else sign)
        open_marks[opening] -= sign in CLOSING and open_marks[opening] > 0
    return type(text)("".join(signs))  # what was safe as HTML is so still


def quoting(text: Any, /, **values: Any) -> str:
    """Return `text`, which sets some of `values` into quotation marks, with theirs as inner ones."""
    return nested(str(text) % values)
