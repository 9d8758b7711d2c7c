"""What a cell shows of a date by its number format, as Excel means it.

A spreadsheet makes 1 July 2019 of “July 2019”: only the format of the cell tells that no day was meant.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final, Self

from django.utils.translation import gettext as _

from partnerships.period import Period, format_period

#: What is shown as it stands or not at all: quoted and escaped text, padding, colours, languages, conditions.
LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
#: Minutes, which have the letter of months.
MINUTES: Final = re.compile(r"(h+\]?[^a-z]*)m+|m+(?=[^a-z]*s)|\[m+\]", re.IGNORECASE)
#: Serial numbers that are years: as days they all lie in one year.
YEARS: Final = range(1900, 2101)
EPOCH: Final = date(1899, 12, 30)
#: That of books that were made on a Macintosh.
MAC_EPOCH: Final = date(1904, 1, 1)


@lru_cache(maxsize=1024)
def parts(shown_as: str) -> frozenset[str]:
    """Return what a format shows: some of y, q, m, d and h; only its part for positive numbers counts."""
    first = LITERAL.sub(" ", shown_as).partition(";")[0].lower()
    letters = set(MINUTES.sub(r"\1", first))
    found = {letter for letter in "yqmdh" if letter in letters}
    if letters & {"e", "b"} and not letters & {"0", "#"}:
        found.add("y")  # years of an era, of Buddha
    return frozenset(found)


def dated(value: date, shown: frozenset[str], epoch: date = EPOCH) -> tuple[str, str]:
    """Return a date as exactly as its cell shows it, and what the clerk has to be told of it, mostly nothing.

    `epoch` is the day from which the book counts.
    """
    day = value.date() if isinstance(value, datetime) else value
    clock = value.time() if isinstance(value, datetime) else time()
    serial = (day - epoch).days
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
    if "w" in shown:
        text = _("The cell shows a week: the file holds %(date)s.")
        return day.isoformat(), text % {"date": format_period(Period.of((day.year, day.month, day.day)))}
    if "m" in shown:
        month = Period.of((day.year, day.month))
        return month.edtf(), "" if "y" in shown else _no_year(day, month)
    # As Q3: its code of EDTF, 2019-35, can be a span of years as well.
    return (f"Q{(day.month + 2) // 3} {day.year:04}", "") if "q" in shown else (f"{day.year:04}", "")


def _no_year(day: date, period: Period) -> str:
    text = _("The cell shows no year; the file holds %(date)s.")
    return text % {"date": format_period(period)}


#: What a format shows beside the digits: quoted or escaped text, the sign of a currency; other brackets show nothing.
_BESIDE: Final = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_DIGITS: Final = re.compile(r"[#0?,\s]*(?:\.[0#?]+)?%?")


#: Formats that show the number as such: general ones, texts, powers of ten, fractions.
PLAIN: Final = re.compile(r"(?:General|Standard|Основной|@)?|[#0,.\s]*E[+-]0+|[#\s]*\?+/[?\d]+", re.IGNORECASE)


class NumberText(str):
    """A number of a cell as a text, and what the cell shows of it where that says more than the number: “024”."""

    __slots__ = ("shown",)
    shown: str

    def __new__(cls, text: str, shown: str = "") -> Self:
        made = super().__new__(cls, text)
        made.shown = shown if says_more(shown, text) else ""
        return made

    def strip(self, chars: str | None = None, /) -> str:
        """Return itself: a number has no spaces around it."""
        return self


def says_more(shown: str, text: str) -> bool:
    """Say whether what a cell shows holds words, signs or leading zeros beside the number `text`."""
    has_words = re.search(r"[^\d\s.,'’−-]", re.sub(r"(?<=\d)E[+-]?\d+", "", shown, flags=re.IGNORECASE))
    return bool(re.search(r"\d", shown) and (has_words or (re.match(r"\s*0\d", shown) and not text.startswith("0"))))


def number_text(value: float, text: str, shown_as: str) -> tuple[NumberText, str]:
    """Return a number, `text`, with what its cell shows by the format `shown_as`, and what the clerk has to be told."""
    shown = as_shown(value, shown_as)
    if shown is None:
        words = _("The cell shows this number in a form of its own: it is read as %(number)s.")
        return NumberText(text), words % {"number": text}
    return NumberText(text, shown), ""


def as_shown(value: float, shown_as: str) -> str | None:
    """Return what a cell shows of a number by its format, None where that cannot be told."""
    if PLAIN.fullmatch(shown_as):
        return ""
    said, places, at = "", "", 0
    first = _first_part(shown_as)
    while at < len(first):
        beside, digits = _BESIDE.match(first, at), _DIGITS.match(first, at)
        if beside:
            said += beside["quoted"] or beside["escaped"] or beside["currency"] or ""
            at = beside.end()
        elif digits and digits[0].strip() and not places:
            places, at = digits[0].strip(), digits.end()
            said += re.sub(r"\S.*\S|\S", "\0", digits[0])
        elif first[at] in "+-/()№ ":
            said, at = said + first[at], at + 1
        else:
            return None
    if places.rstrip("%").endswith(",") or re.search(r"\[[<>=]", first):  # in thousands; only for some numbers
        return None
    if not places:  # words alone, or nothing
        return None
    return said.replace("\0", _digits(value, places)).strip() if value >= 0 else ""


def _first_part(shown_as: str) -> str:
    """Return the part of a format for positive numbers; a semicolon in quotes parts nothing."""
    found = re.match(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*', shown_as)
    return found[0] if found else ""


def _digits(value: float, places: str) -> str:
    whole, _point, after = places.rstrip("%").partition(".")
    value = value * 100 if places.endswith("%") else value
    text = f"{value:.{len(after)}f}"
    least = whole.count("0") + (len(after) + 1 if after else 0)
    return text.zfill(least) + ("%" if places.endswith("%") else "")
