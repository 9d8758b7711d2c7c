from datetime import date

import pytest

from partnerships.period import Period, format_period


@pytest.mark.parametrize(
    "parts",
    [
        (date(2019, 7, 1), None, "month"),
        (date(2019, 7, 2), date(2019, 7, 31), "month"),
        (date(2019, 8, 1), date(2019, 7, 31), "day"),
        (date(2019, 7, 1), date(2019, 7, 31), "week"),
        (None, None, "year"),
    ],
)
def test_only_whole_units_make_a_period(parts: tuple[date, date, str]) -> None:
    with pytest.raises(ValueError, match="period"):
        Period(*parts)


def test_undated_prints_its_remark_alone() -> None:
    assert format_period(Period(), "ежегодно", "ru") == "ежегодно"
    assert format_period(Period.of((2019, 7)), "annually", "en") == "July 2019 (annually)"
    assert not Period()


def test_a_span_is_written_once_where_it_shares() -> None:
    assert format_period(Period.of((2022, 7, 30), (2022, 8, 2)), language="ru") == "30 июля – 2 августа 2022"
    assert format_period(Period.of((2022, 10, 4), (2022, 10, 5)), language="en") == "4–5 October 2022"
