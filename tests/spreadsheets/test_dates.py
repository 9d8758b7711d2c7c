"""Dates of every kind in tables: read by the same reader as in forms, kept, and written back."""

import pytest
from django.test import Client

from partnerships.models import Agreement, Event
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
