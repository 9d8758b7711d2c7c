"""The journal of letters: what left the office, in its order, and what whoever only reads is told of it."""

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client

from partnerships.letters.journal import journal, last_number
from partnerships.models import City, Country, Greeting, Letter
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_july")]
JOURNAL = "/admin/partnerships/letter/journal/"


def test_numbers_are_in_their_natural_order(omsk: City) -> None:
    gone: dict[str, Any] = {"state": "sent", "sent_on": date(2026, 3, 1), "city": omsk}
    save(Letter(kind="thanks", title_ru="А", number="01-10", **gone))
    save(Letter(kind="thanks", title_ru="Б", number="01-9", **gone))
    save(Greeting(title_ru="В", number="01-2", due_on=date(2026, 3, 1), **gone))
    assert last_number(2026) == "01-10"
    assert [line.letter.number for line in journal(person("editor"))] == ["01-2", "01-9", "01-10"]


def test_the_journal_holds_all_that_left_and_nothing_else(office: Client, omsk: City, country: Country) -> None:
    tula = save(City(slug="tula", name_ru="Тула", country=country, tie="contact"))
    gone: dict[str, Any] = {"state": "sent", "sent_how": "post"}
    save(Letter(kind="thanks", city=tula, title_ru="=1+1", number="3", sent_on=date(2026, 3, 1), **gone))
    save(Letter(kind="invitation", city=omsk, title_ru="Не ушло"))
    day = date(2026, 2, 1)
    save(Greeting(city=omsk, title_ru="День города", due_on=day, sent_on=day, number="2", **gone))
    save(Letter(kind="invitation", city=omsk, title_ru="Прошлое", sent_on=date(2025, 3, 1), **gone))
    titles = lambda query: [line.title for _n, line, _a in office.get(f"{JOURNAL}?{query}").context["lines"]]  # noqa: E731
    assert titles("") == ["Прошлое", "День города", "=1+1"]
    assert titles("year=2026") == ["День города", "=1+1"]
    assert titles("kind=greeting") == ["День города"]
    assert titles("kind=invitation") == ["Прошлое"]
    assert titles(f"year=2026&city={tula.pk}") == ["=1+1"]
    assert titles("year=nonsense") == []

    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{JOURNAL}xlsx/?year=2026").content))
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert rows[0][:4] == ["№", "Дата", "Исходящий номер", "Вид письма"]
    assert [row[2] for row in rows[1:]] == ["2", "3"]
    text = office.get(f"{JOURNAL}csv/?year=2026").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[1][1:5] == ["01.02.2026", "2", "Поздравление", "Омск"]
    assert lines[2][-3] == "'=1+1"
    assert "None" not in text
    assert office.get(f"{JOURNAL}pdf/").status_code == 404


def test_whoever_only_reads_is_not_told_to_whom(omsk: City, country: Country) -> None:
    gone: dict[str, Any] = {"state": "sent", "sent_on": date(2026, 3, 1)}
    letter = save(Letter(kind="thanks", city=omsk, title_ru="Спасибо", addressee_ru="ZXQ мэру", **gone))
    birthday = {"is_personal": True, "title_ru": "Тайный праздник"}
    save(Greeting(city=omsk, due_on=date(2026, 3, 1), **birthday, **gone))
    written = f"/admin/partnerships/city/{omsk.pk}/letters/"
    reader = Client()
    reader.force_login(person("viewer"))
    for address in (JOURNAL, f"/admin/partnerships/letter/{letter.pk}/letter/", written, f"{JOURNAL}csv/"):
        said = reader.get(address).content.decode()
        assert "Спасибо" in said or address.endswith("letters/"), address
        assert "ZXQ" not in said, address
        assert "Тайный" not in said, address
    assert reader.post(written, {"thanks": "1", "whom": f"city-{omsk.pk}"}).status_code == 403
    assert len(journal(person("editor"))) == 2
