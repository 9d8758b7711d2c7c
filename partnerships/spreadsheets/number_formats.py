"""What a cell shows of a date by its number format, as Excel means it.

A spreadsheet makes 1 July 2019 of “July 2019”: only the format of the cell tells that no day was meant.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

from partnerships.period import Period, format_period

#: What is shown as it stands or not at all: quoted and escaped text, padding, colours, languages, conditions.
LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
#: Minutes, which have the letter of months.
MINUTES: Final = re.compile(r"(h+\]?[^a-z]*)m+|m+(?=[^a-z]*s)|\[m+\]", re.IGNORECASE)
#: Serial numbers that are years: as days they all lie in 1905.
YEARS: Final = range(1900, 2101)
EPOCH: Final = date(1899, 12, 30)


@lru_cache(maxsize=1024)
def parts(shown_as: str) -> frozenset[str]:
    """Return what a format shows: some of y, q, m, d and h; only its part for positive numbers counts."""
    first = LITERAL.sub(" ", shown_as).partition(";")[0].lower()
    letters = set(MINUTES.sub(r"\1", first))
    found = {letter for letter in "yqmdh" if letter in letters}
    if letters & {"e", "b"} and not letters & {"0", "#"}:
        found.add("y")  # years of an era, of Buddha
    return frozenset(found)


def dated(value: date, shown: frozenset[str]) -> tuple[str, str]:
    """Return a date as exactly as its cell shows it, and what the clerk has to be told of it, mostly nothing."""
    day = value.date() if isinstance(value, datetime) else value
    clock = value.time() if isinstance(value, datetime) else time()
    serial = (day - EPOCH).days
    is_first = "d" not in shown and day.day == 1 and ("m" in shown or day.month == 1)
    if serial in YEARS and shown & {"y", "m", "d"} and not is_first:
        text = _("The cell holds the number %(year)d under the format of a date: read as the year %(year)d.")
        return str(serial), text % {"year": serial}
    if "h" in shown and clock != time():
        return f"{day.isoformat()}T{clock:%H:%M}:00", ""
    if "d" in shown or not shown & {"y", "q", "m"}:
        return day.isoformat(), "" if "y" in shown or not shown else _no_year(
            day, Period.of((day.year, day.month, day.day))
        )
    if "m" in shown:
        month = Period.of((day.year, day.month))
        return month.edtf(), "" if "y" in shown else _no_year(day, month)
    return (f"{day.year:04}-{32 + (day.month + 2) // 3}", "") if "q" in shown else (f"{day.year:04}", "")


def _no_year(day: date, period: Period) -> str:
    text = _("The cell shows no year; the file holds %(date)s.")
    return text % {"date": format_period(period)}
