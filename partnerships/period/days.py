"""A day in words: the one owner of it, so that a page never says it in two ways.

The words are those of the periods. Django's own formats have no “1er décembre” and the months of its catalogues, which
in some languages begin with a capital.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.utils.formats import date_format, get_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from partnerships.period.formatter import Printer
from partnerships.period.words import PeriodWords, date_words
from partnerships.text.translated import CODES


def written_day(day: date) -> str:
    """Return `day` in words: 1er décembre 2026, 1 декабря 2026; no full stop, as a sentence may end with it."""
    return _printed(day, without=0)


def day_of_year(day: date) -> str:
    """Return `day` without its year: 1er décembre."""
    return _printed(day, without=1)


def written_month(day: date) -> str:
    """Return the month of `day` with its year: dezembro de 2026."""
    return _sounded(Printer(_words(), of=False).unit((day.year, day.month)))


def written_moment(when: datetime) -> str:
    """Return the day and the hour of `when`, by its own clock."""
    clock = get_format("CLOCK_FORMAT")  # the hour beside a day, where a language says it in another way than alone
    return f"{written_day(when)}, {date_format(when, 'TIME_FORMAT' if clock == 'CLOCK_FORMAT' else clock)}"


def moment(when: datetime) -> str:
    """Return a moment in the city's time, in the reader's language."""
    return written_moment(localtime(when))


#: Django's formats that say a month in words.
IN_WORDS: Final[dict[str, Callable[..., str]]] = {
    "DATE_FORMAT": written_day,
    "MONTH_DAY_FORMAT": day_of_year,
    "YEAR_MONTH_FORMAT": written_month,
    "DATETIME_FORMAT": written_moment,
}


def _words() -> PeriodWords:
    return date_words(get_language() or CODES[0])


def _printed(day: date, *, without: int) -> str:
    printer = Printer(_words(), of=False)
    return _sounded(printer.unit((day.year, day.month, day.day), without=without))


def _sounded(text: str) -> str:
    for pattern, sound in _words().sound:
        text = re.sub(pattern, sound, text)
    return text
