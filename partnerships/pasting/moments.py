"""Days and times of a programme as people write them, in Russian and in English."""

import re
from datetime import date, time, timedelta
from typing import Final

from partnerships.period import Period
from partnerships.period.words import MONTH_NUMBERS, fold

_MONTH: Final = "(?P<name>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_WEEKDAYS: Final = (
    r"понедельник|mon(?:day)?|пн",
    r"вторник|tue(?:s(?:day)?)?|вт",
    r"сред[ау]|wed(?:nesday)?|ср",
    r"четверг|thu(?:r(?:s(?:day)?)?)?|чт",
    r"пятниц[ау]|fri(?:day)?|пт",
    r"суббот[ау]|sat(?:urday)?|сб",
    r"воскресенье|sun(?:day)?|вс",
)
_WEEKDAY: Final = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b\.?")
_DAYS: Final = (
    re.compile(rf"(?P<day>\d\d?)(?:-?(?:го|е|st|nd|rd|th))?\s+(?:of\s+)?{_MONTH}(?:\s+(?P<year>\d{{4}}))?"),
    re.compile(rf"{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s+(?P<year>\d{{4}}))?"),
    re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d)\.(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?: 00:00(?::00)?)?"),
)
_SHORT_DAY: Final = re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d)\.?")
_NUMBERED: Final = re.compile(
    r"(?:день|day)\s+(?P<before>\d\d?)|(?P<after>\d\d?)-?(?:й|ый|ой|st|nd|rd|th)?\s+(?:день|day)"
)
_ORDINALS: Final = ("перв|first", "втор|second", "трет|third", "четверт|fourth", "пят|fifth")

_CLOCK: Final = (
    r"(?P<{0}h>[01]?\d|2[0-4])(?:[.:](?P<{0}m>[0-5]\d)(?:[.:]\d\d)?|-(?P<{0}d>[0-5][05])(?!\d))?"
    r"\s*(?P<{0}p>[ap]\.?m\b\.?)?(?:\s*(?:ч(?:ас\w*)?|h)\b\.?)?"
)
_TIMES: Final = re.compile(
    r"(?:с|в|со|около|from|at|about|~)?\s*"
    + _CLOCK.format("a")
    + r"(?:\s*(?:[-–—−]|до|по|to|till|until)\s*"
    + _CLOCK.format("b")
    + ")?(?![.:]?\\d)"
)

_PART_OF_DAY: Final = re.compile(
    r"(?:(?:весь|целый) день|в течение (?:всего )?дня|(?:рано )?утр(?:о|ом)|днем|вечер(?:ом)?|ноч(?:ь|ью)|"
    r"(?:перв|втор)ая половина дня|в (?:перв|втор)ой половине дня|до обеда|после обеда|"
    r"all day|(?:in the )?(?:morning|afternoon|evening)|at night)(?!\w)"
)


def day_of(text: str, visit: Period, *, alone: bool = False) -> date | None:
    """Return the day that `text` is the heading of, or None when it is no day or its year is not known.

    The year comes from the dates of the `visit`; `alone` says that nothing but days stands here, so 03.09 is one.
    """
    return _day(_bare(text), weekday_of(text), visit, alone=alone)


def looks_like_day(text: str) -> bool:
    """Say whether `text` is a day, even one whose year nobody knows."""
    bare = _bare(text)
    return any(shape.fullmatch(bare) for shape in (*_DAYS, _NUMBERED)) or bool(_ordinal(bare))


def weekday_of(text: str) -> int | None:
    """Return the day of the week named in `text`, Monday is 0."""
    found = _WEEKDAY.search(fold(text))
    return next((n for n, names in enumerate(_WEEKDAYS) if found and re.fullmatch(names, found[0].rstrip("."))), None)


def _bare(text: str) -> str:
    """Return `text` without weekday, "года" and punctuation around it."""
    text = _WEEKDAY.sub(" ", fold(text))
    text = re.sub(r"(?<=\d)\s*(?:года|год|г)\b\.?", "", text)
    return " ".join(re.sub(r"[,()/;]|\.$|:$", " ", text).split()).strip(" .:–—-")


def _ordinal(bare: str) -> int:
    matches = (n for n, names in enumerate(_ORDINALS, 1) if re.fullmatch(rf"(?:{names})\w*\s+(?:день|day)", bare))
    return next(matches, 0)


def _day(bare: str, weekday: int | None, visit: Period, *, alone: bool) -> date | None:
    numbered = _NUMBERED.fullmatch(bare)
    number = int(numbered["before"] or numbered["after"]) if numbered else _ordinal(bare)
    if number:
        return visit.start + timedelta(number - 1) if visit.start and visit.precision == "day" else None
    shapes = (*_DAYS, _SHORT_DAY) if alone or weekday is not None else _DAYS
    match = next((found for shape in shapes if (found := shape.fullmatch(bare))), None)
    if match is None:
        return None
    parts = match.groupdict()
    month = MONTH_NUMBERS[parts["name"].rstrip(".")] if parts.get("name") else int(parts["month"])
    years = [int(parts["year"])] if parts.get("year") else list(visit.years())
    days = [day for year in years if (day := _date(year, month, int(parts["day"])))]
    inside = [day for day in days if visit.start and visit.end and visit.start <= day <= visit.end]
    return next(iter(inside or days), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(match: re.Match[str], side: str) -> time | None:
    hour = match[f"{side}h"]
    if hour is None:
        return None
    hours, half = int(hour), (match[f"{side}p"] or "").replace(".", "")
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    minutes = int(match[f"{side}m"] or match[f"{side}d"] or 0)
    return time(hours % 24, minutes)


def times_in(text: str, *, alone: bool = False) -> tuple[time | None, time | None, str]:
    """Return the beginning and the end that `text` starts with, and what follows them.

    A bare number is a time only where nothing but times stands (`alone`), or with minutes, “ч.” or a.m. beside it.
    """
    line = text.strip().lower()
    match = _TIMES.match(line)
    if not match or not (alone or re.search(r"[.:]\d\d|\d-\d\d|[ap]\.?m|\d\s*ч", match[0])):
        return None, None, text
    starts, ends = _time(match, "a"), _time(match, "b")
    if match["bp"] and not match["ap"] and starts and ends and (half := (match["bp"] or "").startswith("p")):
        later = starts.replace(hour=starts.hour % 12 + 12 * half)  # “2–3 p.m.” begins at two in the afternoon
        starts = later if later <= ends else starts
    return starts, ends, text.strip()[match.end() :].lstrip(" .:–—-|\t\n")


def is_part_of_day(text: str) -> bool:
    """Say whether `text` is “весь день”, “утром”, “evening” and no more: no time, but where times stand."""
    return bool(_PART_OF_DAY.fullmatch(fold(text).strip(" .,:–—-")))


def begins_with_part_of_day(text: str) -> bool:
    """Say whether a line says so vaguely when something happens: “Вечером – концерт”, “Весь день: экскурсии”."""
    match = _PART_OF_DAY.match(fold(text))
    return match is not None and re.match(r"\s*[:–—-]\s*\w", text[match.end() :]) is not None
