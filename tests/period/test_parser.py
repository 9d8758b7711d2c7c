import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from partnerships.period import Period, format_period, parse

READ = {
    "2011": "2011",
    "2011 г.": "2011",
    "07.2019": "2019-07",
    "Июля 2019 года": "2019-07",
    "июл. 2019": "2019-07",
    "Sept. 2019": "2019-09",
    "30 июля 2022": "2022-07-30",
    "July 30, 2022": "2022-07-30",
    "2022-07-30": "2022-07-30",
    "30–31 июля 2022": "2022-07-30/2022-07-31",
    "с 30 по 31 июля 2022 г.": "2022-07-30/2022-07-31",
    "from 30 to 31 July 2022": "2022-07-30/2022-07-31",
    "July 30-31, 2022": "2022-07-30/2022-07-31",
    "30 July – 2 August 2022": "2022-07-30/2022-08-02",
    "30.07.2022 - 02.08.2022": "2022-07-30/2022-08-02",
    "30–31.07.2022": "2022-07-30/2022-07-31",
    "май – июль 2019": "2019-05/2019-07",
    "2014-2019 гг.": "2014/2019",
    "2014/2019": "2014/2019",
    "": "",
}
REFUSED = [
    *("07/08/2022", "03.04.05", "22-23", "2019?", "июль", "30 июля", "13.2019", "2019–2014", "2019 – July 2020"),
    *("31.02.2020", "0999", "3000", "0000", "\0", "x" * 100_000, "30-07-2022", "1-2-2019", "2011-2012-2013"),
]


@pytest.mark.parametrize(("typed", "edtf"), READ.items())
def test_what_a_clerk_types_is_read(typed: str, edtf: str) -> None:
    assert parse(typed).edtf() == edtf


@pytest.mark.parametrize("typed", REFUSED, ids=lambda text: text[:12])
def test_what_is_unclear_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        parse(typed)


def test_the_refusal_says_what_to_write() -> None:
    with override("ru"), pytest.raises(ValidationError) as refused:
        parse("30 июля")
    assert refused.value.messages == ["Напишите и год, например 30 июля 2022."]


years = st.integers(1000, 2999)
ends = st.one_of(
    st.tuples(years),
    st.tuples(years, st.integers(1, 12)),
    st.tuples(years, st.integers(1, 12), st.integers(1, 28)),
)
periods = ends.flatmap(lambda first: st.tuples(st.just(first), ends.filter(lambda last: len(last) == len(first)))).map(
    lambda pair: Period.of(*sorted(pair))
)


@given(periods, st.sampled_from(["ru", "en"]))
def test_what_is_printed_can_be_typed_back(period: Period, language: str) -> None:
    assert parse(format_period(period, language=language)) == period


@given(periods)
def test_edtf_reads_back(period: Period) -> None:
    assert parse(period.edtf()) == period


@given(periods, years)
def test_years_agree_with_the_span(period: Period, year: int) -> None:
    assert (year in period.years()) == (period.start.year <= year <= period.end.year)


@given(st.integers(1, 31), st.integers(1, 31), years)
def test_day_and_month_are_never_guessed(left: int, right: int, year: int) -> None:
    with pytest.raises(ValidationError):
        parse(f"{left}/{right}/{year}")


@given(st.text(max_size=60) | st.text("0123456789.-–/ июляJuly", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert parse(parse(text).edtf()) == parse(text)
    except ValidationError as refused:
        assert refused.messages
