"""Reads what a clerk types, in either language; what could mean two things is refused, never guessed."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.period.value import Period
from partnerships.period.words import MONTH_NUMBERS, fold

LONGEST = 80

type Parts = tuple[int, ...]

_MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_NOISE = re.compile(r"(?<=\d)\s*(?:гг|г|годы|года|годах|году|год)\b\.?")
_FROM = re.compile(r"^(?:с|со|from)\s+|\s+(?:по|до|to|till|until)\s+")
_DASH = re.compile(r"\s*[-–—−]\s*|\s*/\s*")
_YEAR = r"(?P<year>\d{4})"
_SHAPES = [
    re.compile(shape)
    for shape in (
        _YEAR,
        rf"{_YEAR}-(?P<month>\d\d)",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<month>\d\d?)\.{_YEAR}",
        rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}",
        rf"(?P<name>{_MONTH})\s+{_YEAR}",
        rf"(?P<day>\d\d?)\s+(?P<name>{_MONTH})\s+{_YEAR}",
        rf"(?P<name>{_MONTH})\s+(?P<day>\d\d?)(?:,\s*|\s+){_YEAR}",
    )
]
# A span whose first end borrows what the second says: 30–31 июля 2022, 30 июля – 2 августа 2022, май – июль 2019.
_DAY_ONLY = re.compile(r"(?P<day>\d\d?)\.?")
_DAY_MONTH = re.compile(rf"(?P<day>\d\d?)(?:\.(?P<month>\d\d?)\.?|\s+(?P<name>{_MONTH}))")
_MONTH_ONLY = re.compile(rf"(?P<name>{_MONTH})")
_ENGLISH_DAYS = re.compile(rf"(?P<name>{_MONTH})\s+(?P<first>\d\d?)\s*[-–—]\s*(?P<last>\d\d?)(?:,\s*|\s+){_YEAR}")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")


def _refuse(message: str) -> ValidationError:
    return ValidationError(message, code="period")


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("name"):
        return MONTH_NUMBERS[groups["name"].rstrip(".")]
    return int(groups["month"]) if groups.get("month") else None


def _parts(text: str) -> Parts | None:
    """Return (year[, month[, day]]) of one complete date, or None."""
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            day = match.groupdict().get("day")
            parts = (int(match["year"]), _number(match), int(day) if day else None)
            return tuple(part for part in parts if part is not None)
    return None


def _borrowed(text: str, last: Parts) -> Parts | None:
    """Return the first end of a span, taking the month and year it leaves out from `last`."""
    if len(last) == 3:
        if match := _DAY_ONLY.fullmatch(text):
            return (last[0], last[1], int(match["day"]))
        if match := _DAY_MONTH.fullmatch(text):
            return (last[0], _number(match) or 0, int(match["day"]))
    if len(last) == 2 and (match := _MONTH_ONLY.fullmatch(text)):
        return (last[0], _number(match) or 0)
    return None


def _read(text: str) -> tuple[Parts, Parts] | None:
    """Return both ends of what `text` says, or None when it is not clear."""
    if whole := _parts(text):
        return whole, whole
    if match := _ENGLISH_DAYS.fullmatch(text):
        year, month = int(match["year"]), MONTH_NUMBERS[match["name"].rstrip(".")]
        return (year, month, int(match["first"])), (year, month, int(match["last"]))
    separators = [match for match in _DASH.finditer(text) if "/" not in match[0] or _ISO.fullmatch(text)]
    readings = set()
    for separator in separators:
        last = _parts(text[separator.end() :])
        if last and (first := _parts(text[: separator.start()]) or _borrowed(text[: separator.start()], last)):
            readings.add((first, last))
    return readings.pop() if len(readings) == 1 else None


def _complaint(text: str) -> ValidationError:
    """Return the most helpful refusal of `text`."""
    if re.search(_MONTH, text) and not re.search(r"\d{4}", text):
        return _refuse(_("Write the year too, for example 30 July 2022."))
    if "/" in text:
        return _refuse(_("Slashes can be read in two ways: write 7 August 2022 or 07.08.2022."))
    if re.search(r"\d+\.\d+\.\d\d?$", text):
        return _refuse(_("Write the year with four digits, for example 30.07.2022."))
    if not re.search(r"\d", text):
        return _refuse(_("A date has a year, for example 2022. Words such as “annually” go into “Remark on the date”."))
    return _refuse(_("This date is not clear. Examples: 2011, July 2019, 30.07.2022, 30–31 July 2022, 2014–2019."))


def parse(text: str) -> Period:
    """Return the period that `text` says in Russian, English or EDTF; empty text is undated.

    Raises ValidationError, with an example, for whatever is ambiguous, impossible or unknown.
    """
    if len(text) > LONGEST:
        raise _refuse(_("This is too long for a date. Examples: 2011, July 2019, 30–31 July 2022."))
    text = " ".join(fold(text).split())
    if not text:
        return Period()
    text = _FROM.sub(lambda match: "" if match.start() == 0 else "–", _NOISE.sub("", text)).strip()
    ends = _read(text)
    if ends is None:
        raise _complaint(text)
    return _period(*ends)


def _period(first: Parts, last: Parts) -> Period:
    if len(first) != len(last):
        raise _refuse(_("Write both ends alike, for example July 2019 – July 2020 or 2019–2020."))
    for end in (first, last):
        try:
            date(*(*end, 1, 1)[:3])
        except ValueError as error:
            raise _refuse(_("There is no such date: check the day and the month.")) from error
    if first > last:
        raise _refuse(_("The end is before the beginning. Write the earlier date first."))
    try:
        return Period.of(first, last)
    except ValueError as error:
        raise _refuse(_("Write a year between 1000 and 2999.")) from error
