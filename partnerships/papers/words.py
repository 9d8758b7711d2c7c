"""Words of papers: dates, numbers of people and texts, in the language of the moment.

No name and no office is declined here: papers are worded around it ("City: …", "Head: …").
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from partnerships.models import City
from partnerships.opendata.page_text import text_of_html
from partnerships.period.days import written_day
from partnerships.text.richtext import render
from partnerships.workbook.writer import ILLEGAL

#: What the printing program would take for a new page or paragraph.
_SIGNS: Final = str.maketrans({"\a": " ", "\f": " ", "\r": None})

_EMPTY: Final = re.compile(r"\n{2,}")


def printable(text: object) -> str:
    """Return `text` without what a document cannot hold; line breaks stay."""
    return ILLEGAL.sub("", str(text or "").translate(_SIGNS)).strip()


def printable_rich(text: str) -> str:
    """Return a text with headings and lists as lines."""
    return _EMPTY.sub("\n", printable(text_of_html(str(render(text))))) if text else ""


def day_in_words(day: date | None) -> str:
    """Return a day as the register says it, "" for none."""
    return written_day(day) if day else ""


def day_with_weekday(day: date) -> str:
    """Return the heading of a day of a programme: 3 September 2027, Friday."""
    weekday = format_date(day, "EEEE", locale=(get_language() or settings.LANGUAGE_CODE).replace("-", "_"))
    return f"{day_in_words(day)}, {weekday}"


def people_in_words(number: int | None) -> str:
    """Return how many people; "n/a" where nobody knows, never 0."""
    if number is None:
        return _("n/a")
    return ngettext("%(count)s person", "%(count)s people", number) % {"count": number}


def city_with_country(city: City) -> str:
    """Return the name of a city with its country in brackets."""
    return f"{printable(city.name)} ({printable(city.country.name)})"


def in_one_line(*texts: object, by: str = ", ") -> str:
    """Return those of `texts` that say something, one after the other."""
    return by.join(text for text in map(printable, texts) if text)


def in_lines(texts: Iterable[object]) -> str:
    """Return those of `texts` that say something, one below the other."""
    return in_one_line(*texts, by="\n")
