"""One list of events, delegations and exhibitions: each row goes where its kind says."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from partnerships.history import revisions
from partnerships.models import Agreement, City, Delegation, Event, Exhibition, Organization, Record, User
from tests.spreadsheets.tables import EVENTS, faults, send, take, words

pytestmark = pytest.mark.django_db

HEADS = ["Название", "Вид", "Дата", "Город", "Приём или выезд"]
ROWS = [
    ["День города", "Мероприятие", "июнь 2019", "Омск", None],
    ["Врачи Омска", "делегация", "3 сентября 2019", "Омск", "приём"],
    ["Картины", "Ausstellung", "2018", "Омск", None],
    ["Ярмарка", "форум", "2017", "Омск", None],
    ["Дружба", "Memorandum", "2016", "Омск", None],
]


def with_form(rows: list[list[Any]]) -> list[list[Any]]:
    """Return the rows with the form that every event needs."""
    return [[*HEADS, "Форма"], *([*row, "День города" if row[0] == "День города" else None] for row in rows)]


def test_each_row_goes_to_its_kind_in_one_revision(office: Client, omsk: City) -> None:
    preview = send(office, with_form(ROWS))
    kinds = [line.of_kind for line in preview.context["outcome"].lines]
    assert kinds == ["мероприятие", "делегация", "выставка", "мероприятие", "соглашение"]
    assert "<td>Делегация</td>" in preview.content.decode()
    assert not Record.objects.exists()
    before = revisions.register_version()

    saved = take(office, with_form(ROWS))

    assert revisions.register_version() == before + 1
    assert "Мероприятия: 2" in words(saved)
    assert "/admin/partnerships/exhibition/" in saved.content.decode()
    assert Delegation.objects.get().direction == "incoming"
    assert Agreement.objects.get().form == "memorandum"
    assert [(event.title_ru, event.form) for event in Event.objects.order_by("pk")] == [
        ("День города", "city_day"),
        ("Ярмарка", "forum"),
    ]
    assert [city.slug for city in Exhibition.objects.get().cities.all()] == ["omsk"]
    assert send(office, with_form(ROWS)).context["counts"] == {"skip": 5}


def test_what_a_kind_needs_and_no_kind_at_all_are_said_at_their_cells(office: Client, omsk: City) -> None:
    rows = [["Врачи Омска", "Delegation", "2019", "Омск", None], ["Б", "совещание у мэра", "2019", "Омск", "приём"]]
    wrong = faults(send(office, [HEADS, *rows, ["Картины", "выставка", "32.01.2019", "", None]]))
    assert wrong["E2"] == "Здесь нельзя оставить пусто."
    assert wrong["B3"].startswith("Здесь не может стоять «совещание у мэра». Варианты: Соглашение, Делегация,")
    assert wrong["C4"].startswith("Такой даты нет")


def test_a_cell_for_which_its_kind_has_no_column_is_told(office: Client, omsk: City) -> None:
    rows = [["Картины", "выставка", "2018", "Омск", "приём"], ["Врачи", "делегация", "2019", "Омск", "приём"]]
    preview = send(office, [HEADS, *rows])
    told = "В записи вида «выставка» нет такого столбца: это не будет внесено."
    assert preview.context["outcome"].doubts == [("E2", told)]
    assert preview.context["counts"] == {"new": 2}


def test_a_row_without_its_kind_is_no_row_of_the_screen(office: Client, omsk: City) -> None:
    wrong = faults(send(office, [["Название", "Вид"], ["Картины", "выставка"], ["Ярмарка", ""]]))
    assert wrong == {"B3": "Укажите вид записи в этой строке."}


def test_the_column_that_was_chosen_comes_before_one_that_is_likely(office: Client, omsk: City) -> None:
    rows = [["Название", "Вид", "Что было"], ["Картины", "делегация", "выставка"]]
    preview = send(office, rows)
    told = {"token": preview.context["kept"], "again": "1", "heading-2": "Что было", "column-2": "_kind"}
    again = office.post(f"{EVENTS}import/", told)
    assert [line.of_kind for line in again.context["outcome"].lines] == ["выставка"]


def test_the_kind_of_a_body_is_chosen_by_its_own_column(office: Client, omsk: City) -> None:
    path = "/admin/partnerships/organization/"
    preview = send(office, [["Название", "Что это"], ["Мэрия", "Администрация города или района"]], path=path)
    told = {"token": preview.context["kept"], "again": "1", "heading-1": "Что это", "column-1": "kind"}
    again = office.post(f"{path}import/", told)
    assert not faults(again)
    office.post(f"{path}import/", {"token": again.context["token"]})
    assert Organization.objects.get().kind == "administration"


@pytest.mark.parametrize("heading", ["Вид", "Kind", "Art", "Type", "Категория"])
@pytest.mark.parametrize("word", ["Выставка", "exhibition", "Exhibitions", "Ausstellung", "exposition"])
def test_headings_and_words_of_other_tables(office: Client, omsk: City, heading: str, word: str) -> None:
    take(office, [["Название", heading], ["Картины", word]])
    assert Exhibition.objects.get().title_ru == "Картины"


def test_a_column_of_forms_stays_one(office: Client, omsk: City) -> None:
    take(office, [["Название", "Вид"], ["Ярмарка", "форум"], ["Неделя", "фестиваль"]])
    assert sorted(Event.objects.values_list("form", flat=True)) == ["festival", "forum"]
    path = "/admin/partnerships/agreement/"
    take(office, [["Название", "Вид"], ["Дружба", "Соглашение"], ["Мир", "Договор"]], path=path)
    assert sorted(Agreement.objects.values_list("form", flat=True)) == ["agreement", "treaty"]


def test_another_heading_is_chosen_and_remembered(office: Client, omsk: City) -> None:
    rows = [["Название", "Что было"], ["Картины", "выставка"]]
    preview = send(office, rows)
    told = {"token": preview.context["kept"], "again": "1", "heading-1": "Что было", "column-1": "_kind"}
    again = office.post(f"{EVENTS}import/", told)
    office.post(f"{EVENTS}import/", {"token": again.context["token"]})
    assert Exhibition.objects.get().title_ru == "Картины"
    assert send(office, [rows[0], ["Ковры", "выставка"]]).context["counts"] == {"new": 1}


def test_the_rights_of_each_kind_decide(omsk: City) -> None:
    user = User.objects.create_user("limited", password="a-long-password-1", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_event", "view_event"]))
    office = Client()
    office.force_login(user)
    wrong = send(office, [["Название", "Вид"], ["Картины", "выставка"], ["Ярмарка", "форум"]])
    assert list(faults(wrong)) == ["2"]
