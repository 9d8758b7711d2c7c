"""Dates that a text names by the one told before: “in the same year”, “спустя месяц”, “im darauffolgenden Jahr”."""

import re
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
_SAME: Final = "same_time"
_LAST_MONTH: Final = 12


def dates_of(text: str, words: ProseWords, year: int | None, told: Period) -> list[DateMention]:
    """Return the dates of a sentence: those that it names, a month by `year`, and those counted from `told`."""
    plain = small_letters(text)
    said = [(match, kind) for pattern, kind in words.relative_patterns for match in pattern.finditer(plain)]
    shifted = next((_YEARS[kind] for _match, kind in said if kind in _YEARS), 0)
    found = find_dates(text, words, year + shifted if year else None)
    if not said or any(one.is_partial or one.is_told for one in found):
        return found
    match, kind = said[0]
    period = _counted(kind, match, year, told)
    return [*found, DateMention(match.start(), match.end(), period, is_partial=True)] if period else found


def _counted(kind: str, match: re.Match[str], year: int | None, told: Period) -> Period | None:
    if kind == _LATER:
        number = next((one.value for one in numerals(match[0]) if one.value), 0)
        return Period.of((year + number,)) if year and 1 < number < _MOST_YEARS else None
    if kind == _SAME:
        return told if told.first is not None and told.last is not None else None
    if kind in _YEARS:
        return Period.of((year + _YEARS[kind],)) if year else None
    if not told.end or told.precision == "year":
        return None
    months = told.end.year * _LAST_MONTH + told.end.month - 1 + _MONTHS[kind]
    return Period.of((months // _LAST_MONTH, months % _LAST_MONTH + 1))
