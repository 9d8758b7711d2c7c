"""A day in words, in every language: the same in templates, in Python and as a period."""

import re
from datetime import date, datetime
from pathlib import Path

import icu
import pytest
from django.template import Context, Template
from django.utils import translation

from partnerships.period import Period
from partnerships.period.days import written_day
from partnerships.period.words import TABLES, date_words

ROOT = Path(__file__).parent.parent.parent
CODES = sorted({code for code in icu.Locale.getAvailableLocales() if code.isalpha()})


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_a_day_in_one_way(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the templates, in Python and as a period; the Russian “г.” alone stands where no period does."""
    page = Template('{{ day|date }} | {{ day|date:"DATE_FORMAT" }}')
    monkeypatch.setitem(TABLES, code, date_words(code))
    with translation.override(code):
        for month in range(1, 13):
            period = str(Period.of((2026, month, 1)))
            assert page.render(Context({"day": date(2026, month, 1)})) == f"{period} | {period}"
            assert written_day(date(2026, month, 1)) == period


def test_the_words_of_a_day() -> None:
    page = Template('{{ day|date }} | {{ day|date:"MONTH_DAY_FORMAT" }} | {{ day|date:"DATETIME_FORMAT" }}')
    expected = {
        "fr": "1er mai 2026 | 1er mai | 1er mai 2026, 9 h 30",
        "pt": "1 de maio de 2026 | 1 de maio | 1 de maio de 2026, 09:30",
        "de": "1. Mai 2026 | 1. Mai | 1. Mai 2026, 09:30 Uhr",
        "ru": "1 мая 2026 | 1 мая | 1 мая 2026, 9.30",
        "en": "1 May 2026 | 1 May | 1 May 2026, 9:30",
    }
    for code, words in expected.items():
        with translation.override(code):
            assert page.render(Context({"day": datetime(2026, 5, 1, 9, 30)})) == words  # noqa: DTZ001 - by any clock


def test_nobody_else_says_a_day() -> None:
    ours = [path for path in (ROOT / "partnerships").rglob("*.py") if path.name != "days.py"]
    wrong = re.compile(r"""date_format\([^()]+(\([^()]*\))?\)|["'](DATE|MONTH_DAY|DATETIME|YEAR_MONTH)_FORMAT["']""")
    own = re.compile(r"""date_format\(\w+, ["'](SHORT_DATETIME_FORMAT|G:i:s)["']\)""")
    found = [match[0] for path in ours for match in wrong.finditer(path.read_text(encoding="utf-8"))]
    assert [text for text in found if not own.fullmatch(text)] == []
