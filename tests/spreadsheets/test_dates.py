"""Dates of every kind in tables: read by the same reader as in forms, kept, and written back."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from partnerships.models import Agreement, Event
from partnerships.period import parse
from partnerships.period.parser import typed
from partnerships.period.tokens import Tokenizer
from partnerships.period.words import WRITTEN, Vocabulary
from partnerships.spreadsheets import dates
from tests.spreadsheets.tables import send, take, words

pytestmark = pytest.mark.django_db

HEADS = ["Название (на русском)", "Дата", "Form"]


def test_a_table_takes_what_people_write(office: Client) -> None:
    dates = ["III квартал 2020", "08.11.2015, 23.09.2016", "с 2014", "около 1985", "30.07.2022 10:00–12:00"]
    take(office, [HEADS, *([f"Событие {n}", text, "meeting"] for n, text in enumerate(dates))])

    assert [event.period.edtf() for event in Event.objects.order_by("pk")] == [
        *("2020-35", "{2015-11-08,2016-09-23}", "2014/..", "1985~"),
        "2022-07-30T10:00:00/2022-07-30T12:00:00",
    ]


def test_how_often_goes_into_the_remark(office: Client) -> None:
    take(office, [HEADS, ["Слёт", "ежегодно с 2014", "meeting"]])

    event = Event.objects.get()
    assert (event.period.edtf(), event.remark_ru, event.remark_en) == ("2014/..", "ежегодно", "annually")


def test_a_term_is_as_exact_as_its_paper(office: Client) -> None:
    path = "/admin/partnerships/agreement/"
    heads = ["Название (на русском)", "Форма", "Действует с", "Действует до"]
    preview = send(office, [heads, ["Договор", "agreement", "2020", "5 Years"]], path=path)
    assert "Это срок, а не дата" in words(preview)

    take(office, [heads, ["Договор", "agreement", "июль 2020", "2028"]], path=path)

    agreement = Agreement.objects.get()
    assert (agreement.in_force_from.edtf(), agreement.in_force_until.edtf()) == ("2020-07", "2028")


@pytest.mark.parametrize("text", ["1990er", "1990er-Jahre", "in den 1990er-Jahren"])
def test_a_decade_of_another_language_is_no_year(text: str) -> None:
    assert dates.read_date(text, remark=False).period.edtf() == "199X"


def test_an_end_of_ordinals_stands_behind_no_year() -> None:
    reader = Tokenizer(Vocabulary({"fr": WRITTEN["fr"]}))

    assert typed("1er mai 2019", reader=reader).period.edtf() == "2019-05-01"
    for text in ("1990er", "1990e", "1990nd"):
        with pytest.raises(ValidationError):
            typed(text, reader=reader)


def test_what_two_languages_read_differently_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "_in_other_languages", lambda _text: iter([parse("2004"), parse("2004-05")]))

    with pytest.raises(ValidationError, match="двояко|two ways"):
        dates.read_date("Mai 2004", remark=False)


@pytest.mark.parametrize("text", ["12.–14.05.2019", "12. - 14.05.2019", "12.-14. 5. 2019"])
def test_days_that_share_their_month_need_no_german_site(text: str) -> None:
    assert parse(text).edtf() == "2019-05-12/2019-05-14"
