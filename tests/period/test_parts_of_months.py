"""Halves and thirds of months, and slashes between whole dates, have one meaning."""

import pytest
from django.core.exceptions import ValidationError

from partnerships.period import parse

WHOLE = {
    **dict.fromkeys(("06.05.2019/08.05.2019", "6 May 2019 / 8 May 2019", "6 мая/8 мая 2019"), "2019-05-06/2019-05-08"),
    **dict.fromkeys(("15./16.05.2019", "15/16.05.2019", "15/16 мая 2019"), "2019-05-15/2019-05-16"),
    "15./18.05.2019": "{2019-05-15,2019-05-18}",
    **dict.fromkeys(
        ("первая половина мая 2019", "в 1-й половине мая 2019 г.", "first half of May 2019"), "2019-05-01/2019-05-15"
    ),
    "вторая половина февраля 2020": "2020-02-16/2020-02-29",
    **dict.fromkeys(("вторая декада мая 2019", "second ten days of May 2019"), "2019-05-11/2019-05-20"),
    "октябрь-ноябрь-декабрь 2019": "2019-10/2019-12",
    "вторая половина 2019": "2019-41",
}


@pytest.mark.parametrize(("text", "edtf"), WHOLE.items())
def test_what_has_one_meaning_is_read_and_not_refused(text: str, edtf: str) -> None:
    assert parse(text).edtf() == edtf


@pytest.mark.parametrize(
    "text", ["май-июль-сентябрь 2019", "четвертая декада мая 2019", "третья половина мая 2019", "декада мая 2019"]
)
def test_what_is_no_part_of_a_month_is_not_read(text: str) -> None:
    with pytest.raises(ValidationError):
        parse(text)
