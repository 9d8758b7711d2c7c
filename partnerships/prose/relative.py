"""Dates that a text names by the one told before, “in the same year”, “спустя месяц”, or by the name of a day."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from partnerships.pasting.numerals import numerals
from partnerships.period import Period
from partnerships.prose.dates import DateMention, find_dates, small_letters
from partnerships.prose.words import ProseWords

#: What a phrase does to the year told before.
_YEARS: Final = {"same_year": 0, "next_year": 1, "year_before": -1}
_MONTHS: Final = {"same_month": 0, "next_month": 1}
#: “Two years later”; more years than this count something else.
_LATER: Final = "years_later"
_MOST_YEARS: Final = 60
#: Days that phrases go on by; a number that is told goes before: “three weeks later”.
_DAYS: Final = {"day_later": 1, "days_later": 1, "week_later": 7, "weeks_later": 7, "fortnight_later": 14}
_NUMBERED: Final = frozenset({"days_later", "weeks_later"})
_WEEK: Final = 7
_MOST_DAYS: Final = 100
_SAME: Final = "same_time"
#: “The following spring”: the first after the date told before.
_NEXT: Final = "next_such"
_LAST_MONTH: Final = 12


def dates_of(text: str, words: ProseWords, year: int | None, told: Period) -> list[DateMention]:
    """Return the dates of a sentence: those that it names, a month by `year`, and those counted from `told`."""
    plain = small_letters(text)
    named = list(_named_days(plain, words, year))
    if named:
        others = find_dates(text, words, year)
        return [
            *named,
            *(one for one in others if not any(day.start < one.end and one.start < day.end for day in named)),
        ]
    said = [(match, kind) for pattern, kind in words.relative_patterns for match in pattern.finditer(plain)]
    shifted = next((_YEARS[kind] for _match, kind in said if kind in _YEARS), 0)
    found = find_dates(text, words, year + shifted if year else None)
    if year and told.end and any(kind == _NEXT for _match, kind in said):
        is_before = any(one.is_partial and one.period.start and one.period.start <= told.end for one in found)
        return find_dates(text, words, year + is_before)
    if any(one.is_partial or one.is_told for one in found):
        return [*found, *_later_in_sentence(said, found)]
    if not said:
        return [*found, *_weekday(plain, words, told)]
    counted = [(match, _counted(kind, match, year, told)) for match, kind in said]
    return [
        *found,
        *_apart(DateMention(match.start(), match.end(), one, is_partial=True) for match, one in counted if one),
    ]


def _apart(mentions: Iterable[DateMention]) -> list[DateMention]:
    """Return the first of `mentions` and those that share no letter with one before."""
    apart: list[DateMention] = []
    for one in mentions:
        if not any(one.start < other.end and other.start < one.end for other in apart):
            apart.append(one)
    return sorted(apart, key=lambda one: one.start)


def _later_in_sentence(said: list[tuple[re.Match[str], str]], found: list[DateMention]) -> Iterator[DateMention]:
    """Yield the day that is counted from one of the same sentence: “on 9 May guests came, and three days later …”."""
    for match, kind in said:
        before = [one.period for one in found if one.is_told and one.end <= match.start()]
        if kind in _DAYS and before and (period := _days_later(kind, match, before[-1])):
            yield DateMention(match.start(), match.end(), period, is_partial=True)


def _weekday(plain: str, words: ProseWords, told: Period) -> Iterator[DateMention]:
    """Yield “on the Saturday” of the days told before, or of the week that began with one told before.

    It is of all that a sentence tells only where the sentence begins or ends with it.
    """
    match = words.weekday_pattern.search(plain)
    if match is None or told.start is None or told.end is None or told.precision != "day":
        return
    number = next(at for at, names in enumerate(words.period.weekdays) if match["day"] in names)
    day = told.start + timedelta(days=(number - told.start.weekday()) % _WEEK)
    if told.start == told.end or day <= told.end:
        yield DateMention(match.start(), match.end(), Period.of((day.year, day.month, day.day)), is_partial=True)


def _counted(kind: str, match: re.Match[str], year: int | None, told: Period) -> Period | None:
    if kind == _LATER:
        number = _number(match)
        return Period.of((year + number,)) if year and 1 < number < _MOST_YEARS else None
    if kind == _SAME:
        return told if told.first is not None and told.last is not None else None
    if kind in _DAYS:
        return _days_later(kind, match, told)
    if kind in _YEARS:
        return Period.of((year + _YEARS[kind],)) if year else None
    if not told.end or told.precision == "year":
        return None
    months = told.end.year * _LAST_MONTH + told.end.month - 1 + _MONTHS[kind]
    return Period.of((months // _LAST_MONTH, months % _LAST_MONTH + 1))


def _number(match: re.Match[str]) -> int:
    return next((one.value for one in numerals(match[0]) if one.value), 0)


def _days_later(kind: str, match: re.Match[str], told: Period) -> Period | None:
    """Return the day so many days after the last one told; of weeks, which nobody counts so exactly, the month."""
    number = _DAYS[kind] * (_number(match) if kind in _NUMBERED else 1)
    if told.end is None or told.precision != "day" or not 0 < number < _MOST_DAYS:
        return None
    day = told.end + timedelta(days=number)
    return Period.of((day.year, day.month)) if _DAYS[kind] >= _WEEK else Period.of((day.year, day.month, day.day))


def _named_days(plain: str, words: ProseWords, year: int | None) -> Iterator[DateMention]:
    """Yield “on St Patrick’s Day 2016”, whose year may be that of the text before."""
    for pattern, month, day in words.named_day_patterns:
        for match in pattern.finditer(plain):
            of = int(match["year"]) if match["year"] else year
            if of:
                period = Period.of((of, month, day))
                yield DateMention(match.start("day"), match.end(), period, is_partial=not match["year"])
