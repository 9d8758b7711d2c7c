"""What is printed is read back as the same value. `make periods` asks it of 100,000 in each language."""

import os
from collections.abc import Mapping

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.period import Period, PeriodColumn, format_period, parse, read_edtf
from partnerships.period.columns import LONGEST_TEXT
from partnerships.period.formatter import period_in_words
from partnerships.period.parser import LONGEST, typed
from partnerships.period.tokens import SITE_TOKENS, Tokenizer
from partnerships.period.words import TABLES, date_words
from tests.period.generated import PERIODS, READERS, YEARS, by_chance

ASKED = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: So many more in each language, by chance alone, in shares that run beside one another.
MANY = int(os.environ.get("PERIODS", "0"))
SHARES = range(4 if MANY else 0)


def told_back(period: Period, printed: dict[str, str], readers: Mapping[str, Tokenizer]) -> dict[str, str]:
    """Return the languages whose `printed` text is read as another value, or too long, with that text."""
    return {
        code: text
        for code, text in printed.items()
        if len(text) > LONGEST
        or any(typed(spelled, reader=readers[code]).period != period for spelled in (text, text.upper()))
    }


def told_back_here(period: Period) -> dict[str, str]:
    printed = {code: format_period(period, language=code) for code in TABLES}
    return told_back(period, printed, dict.fromkeys(TABLES, SITE_TOKENS))


def told_back_elsewhere(period: Period) -> dict[str, str]:
    printed = {code: period_in_words(period, date_words(code)) for code in READERS}
    return told_back(period, printed, READERS)


# All languages are asked of one made-up period: making it takes most of the time.
@ASKED
@given(PERIODS)
def test_what_is_printed_can_be_typed_back(period: Period) -> None:
    assert told_back_here(period) == {}


@settings(ASKED, max_examples=100)
@given(PERIODS)
def test_what_another_site_prints_it_reads(period: Period) -> None:
    assert told_back_elsewhere(period) == {}


@pytest.mark.parametrize("share", SHARES)
def test_very_many_are_typed_back(share: int) -> None:
    wrong = {
        period.edtf(): found
        for period in by_chance(MANY // len(SHARES), seed=share)
        if (found := told_back_here(period) | told_back_elsewhere(period))
    }

    assert wrong == {}


@ASKED
@given(PERIODS)
def test_edtf_reads_back(period: Period) -> None:
    assert read_edtf(period.edtf()) == parse(period.edtf()) == period


@given(PERIODS)
def test_the_column_gives_back_what_it_took(period: Period) -> None:
    column = PeriodColumn()
    text = column.get_prep_value(period)

    assert column.from_db_value(text, None, None) == column.to_python(text) == period
    assert column.to_python(period.edtf()) == period
    assert len(text) <= LONGEST_TEXT


@given(PERIODS, YEARS)
def test_years_agree_with_the_span(period: Period, year: int) -> None:
    if period.is_plain and period.start and period.end:
        assert (year in period.years()) == (period.start.year <= year <= period.end.year)


@given(st.integers(1, 31), st.integers(1, 31), YEARS)
def test_day_and_month_are_never_guessed(left: int, right: int, year: int) -> None:
    with pytest.raises(ValidationError):
        parse(f"{left}/{right}/{year}")


WORDS = "0123456789.-–/,:~[]{}X июля July зима квартал с по до около before and и 2-е"


@given(st.text(max_size=60) | st.text(WORDS, max_size=30) | st.lists(st.sampled_from(WORDS.split())).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert parse(parse(text).edtf()) == parse(text)
    except ValidationError as refused:
        assert refused.messages
