"""Quotation marks within quotation marks."""

import re
from typing import Final

from django.utils.translation import get_language

#: Opening mark → its closing one, and both as they are written inside others of their kind.
INNER: Final = {"«": ("»", "„", "“"), "“": ("”", "‘", "’")}
CLOSING: Final = {closing: opening for opening, (closing, *_inner) in INNER.items()}
#: Language with rules of its own → what opens, what closes, and the inner marks. In German “ closes, but opens where
#: it stands before a word as in English; in French a no-break space stands beside the outer marks alone.
OWN: Final = {
    "de": (re.compile(r"„|(?<![\w.!?…)])“(?=\w)"), re.compile("[“”]"), "‚‘"),
    "fr": (re.compile("«[\xa0\u202f]?"), re.compile("[\xa0\u202f]?»"), "“”"),
}


def nested(text: str) -> str:
    """Return `text` with „these“ inside «those»: a name that has its own is quoted by most sentences about it."""
    own = OWN.get((get_language() or "").partition("-")[0])
    return type(text)(_by_depth(text, *own) if own else _by_kind(text))  # what was safe as HTML is so still


def _by_depth(text: str, opening: re.Pattern[str], closing: re.Pattern[str], inner: str) -> str:
    depth = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal depth
        is_opening = opening.match(text, match.start())
        depth += 1 if is_opening else 0
        shown = inner[0 if is_opening else 1] if depth > 1 else match[0]
        depth -= 0 if is_opening else min(depth, 1)
        return shown

    return re.sub(f"{opening.pattern}|{closing.pattern}", mark, text)


def _by_kind(text: str) -> str:
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
    return "".join(signs)


def quoting(text: object, /, **values: object) -> str:
    """Return `text`, which sets some of `values` into quotation marks, with theirs as inner ones."""
    return nested(str(text) % values)
