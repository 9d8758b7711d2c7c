"""Days that a text of a programme begins with: “Day two, 9 September”, “09.09”, “Tuesday, 9 September: departure”."""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from partnerships.pasting.moments import is_when, times_in
from partnerships.period import TO_THE_DAY, Period
from partnerships.period.words import EVERY, SITE, any_of, by_place, fold_spelling

#: A programme comes from a partner as often as not, so the words of every language that is written down are read.
_MONTH: Final = rf"(?P<name>{any_of(EVERY.months)})\.?(?!\w)"
_YEAR: Final = r"(?:,?\s+(?P<year>\d{4})(?!\d)(?:\s*г(?:\.|ода?)?(?!\w))?)?"
_NAMED: Final = rf"{any_of(EVERY.months)}(?!\w)"
_NUMBERED: Final = r"\.\s?(?:0?[1-9]|1[0-2])(?!\d)"
_DAY_OF_MONTH: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_SHORT: Final = rf"{_DAY_OF_MONTH}\.\s?(?P<month>0?[1-9]|1[0-2])"
#: Short names of days of the week are read in the languages of the site alone, but before a date in all of them:
#: “do” is Thursday to Germans.
_SHORT_NAME: Final = 3
_WEEKDAYS: Final = tuple(
    any_of([*(name for names in own for name in names), *(n for names in every for n in names if len(n) > _SHORT_NAME)])
    for own, every in zip(by_place("weekdays"), EVERY.by_place("weekdays"), strict=True)
)
_BEFORE_DATES: Final = tuple(any_of(name for names in every for name in names) for every in EVERY.by_place("weekdays"))
_ORDINALS: Final = tuple(
    any_of(stem for stems in ordinals for stem in stems) for ordinals in EVERY.by_place("ordinals")
)
_ORDINAL: Final = rf"(?:{'|'.join(_ORDINALS)})\w*"
_END: Final = rf"(?:-?{any_of(EVERY.number_ends)})?"
_DAY: Final = EVERY.spelled("day_word")
_OF: Final = rf"(?:{EVERY.operator('')}\s+)?"

#: What the heading of a day is made of, in any order.
_SHAPES: Final = tuple(
    (name, re.compile(shape))
    for name, shape in (
        ("date", rf"[«“\"]?(?P<day>\d\d?)(?:\.(?=[^\W\d])|{_END}[»”\"]?\s+{_OF}){_MONTH}{_YEAR}"),
        ("date", rf"{_MONTH}\s+(?P<day>\d\d?){_END}(?![\w.:]){_YEAR}"),
        ("date", r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})(?!\w)"),
        ("date", rf"{_SHORT}\.(?P<year>(?!00)\d\d)(?!\w|[.:]\d)"),
        ("date", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\w)(?: 00:00(?::00)?(?!\d))?"),
        ("date", r"(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year>\d{4}|\d\d)(?![\w/])"),
        ("short", r"(?P<one>\d\d?)/(?P<two>\d\d?)(?![\w/])"),
        ("short", rf"{_SHORT}(?!\w|[.:]\d)\.?"),
        ("number", rf"{_DAY}\s+(?:№\s*)?(?P<number>\d\d?|{_ORDINAL}){_END}(?![\w.:]\d|\w)"),
        ("number", rf"(?P<number>\d\d?{_END}|{_ORDINAL})\s+{_DAY}(?!\w)"),
        ("weekday", rf"(?P<weekday>{'|'.join(_WEEKDAYS)})(?!\w)\.?"),
        ("weekday", rf"(?P<weekday>{'|'.join(_BEFORE_DATES)})(?!\w)\.?(?=[\s,]*\d\d?(?:{_NUMBERED}|\.?\s+{_NAMED}))"),
        ("beside", rf"{EVERY.spelled('day_beside')}(?!\w)\.?"),
    )
)
#: Days that a stay lasts at most, to be looked through for a day of the week.
LONGEST: Final = 366
_BETWEEN: Final = re.compile(r"[\s,()/;:.–—-]*")
_NUMBER: Final = re.compile(r"(?<![\w.:–—-])\d")


class Heading(NamedTuple):
    """The day that a text begins with, and what follows it."""

    day: date | None  # None when its year is not known
    weekday: int | None  # as written, Monday is 0
    numbered: date | None  # the day that its number tells: “day 2”
    rest: str
    is_weekday: bool = False  # nothing else tells the day


def day_heading(text: str, visit: Period, *, alone: bool = False) -> Heading | None:
    """Return the day that `text` begins with, or None when it is none.

    The year comes from the dates of the `visit`; `alone` says that days stand here, so 03.09 is surely one.
    """
    found, gap, rest = _parts(text)
    dates = [*found.get("date", []), *found.get("short", [])]
    if {*found} == {"weekday"} and len(found["weekday"]) == 1 and (alone or _may_stand_alone(gap, rest)):
        return Heading(None, _weekday(found["weekday"][0]["weekday"]), None, rest, is_weekday=True)
    if len(dates) > 1 or not (dates or "number" in found):
        return None
    numbered = _numbered(found["number"][0]["number"], visit) if "number" in found else None
    weekday = _weekday(found["weekday"][0]["weekday"]) if "weekday" in found else None
    read = Heading(_date_of(dates[0], visit) if dates else numbered, weekday, numbered, rest)
    if (
        "short" in found
        and not (alone or weekday is not None)
        and not _is_short_day(read, found["short"][0], gap, visit)
    ):
        return None
    return read if alone or not rest or _may_go_on(read, gap, visit, dated=bool(dates)) else None


def _may_stand_alone(gap: str, rest: str) -> bool:
    """Say whether a day of the week is a heading by itself: before nothing, a time, or a colon."""
    return not rest or is_when(rest) or times_in(rest)[0] is not None or ":" in gap


def on_weekday(read: Heading, visit: Period) -> list[date]:
    """Return the days of the `visit` that a lone day of the week may mean."""
    if not read.is_weekday or visit.start is None or visit.end is None or visit.precision not in TO_THE_DAY:
        return []
    days = (visit.start + timedelta(at) for at in range(min((visit.end - visit.start).days, LONGEST) + 1))
    return [day for day in days if day.weekday() == read.weekday and visit.holds(day)]


def looks_like_day(text: str, visit: Period) -> bool:
    """Say whether `text` is a day, even one whose year nobody knows; a time may follow it."""
    found = day_heading(text, visit)
    return found is not None and (not found.rest or is_when(found.rest))


def day_within(text: str, visit: Period) -> date | None:
    """Return the day of the `visit` that is named somewhere in `text`."""
    days = (_parts(text[match.start() :])[0].get("date") for match in _NUMBER.finditer(text))
    named = (_date_of(found[0], visit) for found in days if found)
    return next((day for day in named if day and visit.holds(day)), None)


def _parts(text: str) -> tuple[dict[str, list[re.Match[str]]], str, str]:
    """Return the parts of a heading that `text` begins with, then what divides them from the rest, and the rest."""
    plain, found = fold_spelling(text), dict[str, list[re.Match[str]]]()
    gap = _BETWEEN.match(plain)
    while gap:
        dated = "date" in found or "short" in found
        shapes = ((name, shape.match(plain, gap.end())) for name, shape in _SHAPES if not (dated and name == "short"))
        name, match = next(((name, match) for name, match in shapes if match), ("", None))
        if not match:
            break
        found.setdefault(name, []).append(match)
        gap = _BETWEEN.match(plain, match.end())
    end = gap.end() if gap else 0
    rest = text[end:].strip()
    return found, gap[0] if gap else "", rest if "(" in rest else rest.removesuffix(")")


def _is_short_day(read: Heading, match: re.Match[str], gap: str, visit: Period) -> bool:
    """Say whether “09.09” is a day rather than a time: one of the visit, alone, before a time, or written as none."""
    inside = read.day is not None and visit.holds(read.day)
    is_no_time = re.search(r"\.\s|\.$", match[0]) or (re.search(r"\.\d$", match[0]) and gap.strip())
    before_time = times_in(read.rest)[0] is not None and not re.search("[–—-]", gap)
    return inside and bool(not read.rest or before_time or is_no_time)


def _may_go_on(read: Heading, gap: str, visit: Period, *, dated: bool) -> bool:
    """Say whether words after a day belong to it, as “9 September: a tour” and not “the second day of the forum”."""
    if is_when(read.rest) or (dated and times_in(read.rest)[0] is not None):
        return True
    return read.day is not None and visit.holds(read.day) and (dated or bool(gap.strip()))


def _weekday(word: str) -> int:
    return next(number for number, names in enumerate(_BEFORE_DATES) if re.fullmatch(names, word))


def _numbered(word: str, visit: Period) -> date | None:
    if visit.start is None or visit.precision not in TO_THE_DAY:
        return None
    digits = re.match(r"\d+", word)
    ordinals = (number for number, names in enumerate(_ORDINALS, 1) if re.match(names, word))
    return visit.start + timedelta((int(digits[0]) if digits else next(ordinals)) - 1)


def _date_of(match: re.Match[str], visit: Period) -> date | None:
    """Return the day of a date, one of the visit where it can be; 4/7 is read either way, the site's own first."""
    parts = match.groupdict()
    year = int(parts.get("year") or 0)
    years = [year if year > 99 else 2000 + year] if year else visit.years()
    days = [day for year in years for pair in _days_and_months(parts) if (day := _date(year, *pair))]
    return next(iter([*filter(visit.holds, days), *days]), None)


def _days_and_months(parts: dict[str, str]) -> list[tuple[int, int]]:
    if parts.get("one"):
        pair = int(parts["one"]), int(parts["two"])
        return [pair, pair[::-1]] if SITE.slashes else [pair[::-1], pair]
    return [(int(parts["day"]), EVERY.months[parts["name"]] if parts.get("name") else int(parts["month"]))]


def _date(year: int, day: int, month: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
