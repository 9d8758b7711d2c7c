"""Figures: “более 2 500 посетителей” is a number, what it counts, and how exactly."""

import re
from typing import Any, Final

from partnerships.models import Qualifier, Quantity
from partnerships.pasting.languages import by_language
from partnerships.period.words import fold

_NUMBER: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+")
_WORDS: Final = (
    (Quantity.VISITORS, r"посетител|зрител|гост[еяи]|visitor|spectator"),
    (Quantity.STUDENTS, r"студент|школьник|учащ|student|pupil"),
    (Quantity.PARTICIPANTS, r"участник|participant"),
    (Quantity.APPLICATIONS, r"заяв|application"),
    (Quantity.WORKS, r"работ|экспонат|рисунк|works?\b|exhibit"),
    (Quantity.EXCURSIONS, r"экскурси|excursion|tour"),
    (Quantity.PRIZES, r"приз|наград|диплом|prize|award"),
    (Quantity.VENUES, r"площад|venue"),
    (Quantity.CITIES, r"город|cit(?:y|ies)"),
    (Quantity.ORGANIZATIONS, r"организаци|organi[sz]ation"),
)
_MORE: Final = r"более|больше|свыше|more than|over\b|>"
_ABOUT: Final = r"около|примерно|порядка|about|around|≈|~"


def figure(text: str) -> dict[str, Any]:
    """Return the figure that `text` holds, or {} when there is no number in it."""
    number = _NUMBER.search(text)
    if not number:
        return {}
    plain = fold(text)
    what = next((kind.value for kind, words in _WORDS if re.search(words, plain)), Quantity.OTHER.value)
    qualifier = Qualifier.EXACTLY
    if re.search(_MORE, plain):
        qualifier = Qualifier.MORE_THAN
    elif re.search(_ABOUT, plain):
        qualifier = Qualifier.ABOUT
    note = by_language("note", [text]) if what == Quantity.OTHER else {}
    value = min(int(re.sub(r"\D", "", number[0])), 2**31 - 1)
    return {"what": what, "value": value, "qualifier": qualifier.value, **note, "notes": []}
