"""Times of a programme as people write them, in any language that has its words."""

import re
from datetime import time
from typing import Final

from partnerships.period.tokens import Tokenizer
from partnerships.period.words import EVERY, fold_spelling

_HALVES: Final = Tokenizer(EVERY)
_HALF_WORDS: Final = EVERY.spelled("morning", "evening", "afternoon", "night")
_CLOCK: Final = (
    r"(?P<{0}h>(?P<{0}late>1[3-9]|2[0-4])|1[0-2]|0?\d)"
    rf"(?:(?:[.:]|(?P<{{0}}sign>\s?{EVERY.spelled('hour_signs')}\s?))(?P<{{0}}m>[0-5]\d)(?:[.:]\d\d)?"
    r"|-(?P<{0}d>[0-5][05])(?!\d))?"
    rf"(?P<{{0}}word>\s*{EVERY.spelled('hour_spellings')}\b\.?)?\s*"
    # “14:00 am Rathaus”, “12 Uhr am Markt”, “9 Uhr 30 am Bahnhof”: a preposition of German, and no a.m.
    r"(?({0}late)(?!am\b))(?({0}sign)(?!am\b))(?({0}word)(?!am\b))"
    rf"(?P<{{0}}p>{_HALF_WORDS}(?!\w)\.?)?"
)
_SPAN: Final = re.compile(rf"{EVERY.operator('<', 'from_or_of')}\s+")
_TIMES: Final = re.compile(
    rf"(?:{EVERY.operator('<', 'at', 'about', 'from_or_of', 'to_or_at')}|~)?\s*"
    + _CLOCK.format("a")
    + rf"(?:\s*(?:[-\u2010-\u2015−]|{EVERY.operator('>', 'to_or_at')})\s*"
    + _CLOCK.format("b")
    + ")?(?![.:]?\\d)"
)
#: What makes a number at the beginning of a line a time.
_IS_TIME: Final = re.compile(
    rf"[.:]\d\d|\d-\d\d|{EVERY.spelled('morning', 'evening')}|\d\s*{EVERY.spelled('hour_spellings')}"
)

#: What sets bare hours apart from what happens then.
_AFTER: Final = re.compile(r"\s*(?:[:;,–—|-]|$)")

_PART_OF_DAY: Final = re.compile(rf"{EVERY.spelled('parts_of_day')}(?!\w)")


def _time(match: re.Match[str], side: str) -> time | None:
    hour = match[f"{side}h"]
    if hour is None:
        return None
    hours, half = int(hour), _half(match, side)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "pm" else 0)
    minutes = int(match[f"{side}m"] or match[f"{side}d"] or 0)
    return time(hours % 24, minutes)


def _half(match: re.Match[str], side: str) -> str:
    """Return the half of the day that is named beside an hour: “am”, “pm” or neither."""
    word = (match[f"{side}p"] or "").strip()
    if not word:
        return ""
    if _HALVES.night.match(word):  # from nine in the evening till morning
        return "pm" if int(match[f"{side}h"]) % 12 > 6 else "am"
    return "pm" if _HALVES.late.match(word) else "am"


def begins_at_24(text: str) -> bool:
    """Say whether the time that `text` starts with is 24:00, the end of its day."""
    match = _TIMES.match(text.strip().lower())
    return match is not None and match["ah"] == "24"


def times_in(text: str, *, alone: bool = False) -> tuple[time | None, time | None, str]:
    """Return the beginning and the end that `text` starts with, and what follows them.

    A bare number is a time only where nothing but times stands (`alone`), or with minutes, “ч.” or a.m. beside it.
    """
    line = text.strip().lower()
    match = _TIMES.match(line)
    if not match or not (alone or _IS_TIME.search(match[0]) or _is_span(match, line)):
        return None, None, text
    starts, ends = _time(match, "a"), _time(match, "b")
    if starts and ends and not match["ap"] and _half(match, "b") == "pm":
        later = starts.replace(hour=starts.hour % 12 + 12)  # “2–3 p.m.” begins at two in the afternoon
        starts = later if later <= ends else starts
    return starts, ends, text.strip()[match.end() :].lstrip(" .:–—-|\t\n")


def _is_span(match: re.Match[str], line: str) -> bool:
    """Say whether bare numbers are hours: “с 11 до 13 – обед”, and not “from 11 to 13 participants”.

    “С 9 по 12 – Вильнюс” are days.
    """
    both = match["bh"] is not None and _SPAN.match(match[0]) is not None and not re.search(r"\bпо\b", match[0])
    return both and _AFTER.match(line, match.end()) is not None


def is_part_of_day(text: str) -> bool:
    """Say whether `text` is “весь день”, “утром”, “evening” and no more: no time, but where times stand."""
    return bool(_PART_OF_DAY.fullmatch(fold_spelling(text).strip(" .,:–—-")))


def is_when(text: str) -> bool:
    """Say whether `text` says when, by the clock or vaguely, and no more."""
    starts, _ends, rest = times_in(text, alone=True)
    return is_part_of_day(text) or (starts is not None and not re.search(r"\w", rest))


def begins_with_part_of_day(text: str) -> bool:
    """Say whether a line says so vaguely when something happens: “Вечером – концерт”, “Весь день: экскурсии”."""
    match = _PART_OF_DAY.match(fold_spelling(text))
    return match is not None and re.match(r"\s*[:–—-]\s*\w", text[match.end() :]) is not None
