"""The estimate, the copy and the pasted rows of a delegation's preparation."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from partnerships.models import (
    ChecklistItem,
    Commitment,
    Delegation,
    EstimateLine,
    EstimateNorm,
    Gift,
    ProgrammeItem,
    Service,
)
from partnerships.pasting import read_clipboard
from partnerships.period import Period
from tests.admin.screens.conftest import TODAY
from tests.admin.screens.test_preparation import VISITS, address, due
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db


def test_an_estimate_is_right_to_the_kopeck(office: Client, visit: Delegation) -> None:
    norm = save(EstimateNorm(name="Обед", rate=Decimal("350.10"), basis="Решение № 5"))
    with at_once():
        line = EstimateLine(delegation=visit, norm=norm, persons=19, days=3)
        line.full_clean()
        line.save()
        EstimateLine(delegation=visit, item="Цветы", rate=Decimal("0.10"), persons=3, actual=Decimal("0.30")).save()
        EstimateLine(delegation=visit, item="Такси", is_at_fact=True, actual=Decimal("1200")).save()
        EstimateLine(delegation=visit, norm=norm, item="Ужин", rate=Decimal("400"), persons=0).save()
    assert (line.item, line.rate, line.basis) == ("Обед", Decimal("350.10"), "Решение № 5")

    page = office.get(address(visit)).content.decode().replace("\xa0", " ")

    assert "19 955,70" in page
    assert "19 956,00" in page, "the sum of 350.10 × 19 × 3 and 0.10 × 3"
    assert "1 200,30" in page
    assert "выше нормы" in page
    assert "1 строка без суммы" in page


@pytest.mark.parametrize(
    ("language", "typed", "kept", "shown"),
    [
        ("ru", "4500", "4500.00", "4500"),
        ("ru", "4 500,5", "4500.50", "4500,50"),
        ("ru", "4500.50", "4500.50", "4500,50"),
        ("en", "4,500", "4500.00", "4500"),
        ("en", "4,500.50", "4500.50", "4500.50"),
        ("en", "4,50", "4.50", "4.50"),
        ("de", "4.500,50", "4500.50", "4500,50"),
        ("de", "4.500", "4500.00", "4500"),
    ],
)
def test_a_sum_comes_back_as_it_is_written_here(language: str, typed: str, kept: str, shown: str) -> None:
    with translation.override(language):
        field: Any = EstimateLine._meta.get_field("rate").formfield()
        found = field.clean(typed)
        assert (found, field.prepare_value(Decimal(kept))) == (Decimal(kept), shown)
        assert not field.has_changed(Decimal(kept), shown)
        with pytest.raises(ValidationError):
            field.clean("4.5.0")
    assert field.prepare_value("4,5,0") == "4,5,0", "what nobody can read stays to be corrected"


def test_the_rows_of_an_estimate_say_what_they_come_to(office: Client, visit: Delegation) -> None:
    with at_once():
        EstimateLine(delegation=visit, item="Обед", rate=Decimal("4500"), persons=2).save()
        EstimateLine(delegation=visit, item="Такси", rate=Decimal("0.5"), actual=Decimal("700")).save()
        Gift(delegation=visit, what="Книга", value=Decimal("1200.10")).save()
    page = office.get(f"{VISITS}{visit.pk}/change/").content.decode()
    assert "По сохранённым строкам: запланировано 9000,50, израсходовано 700" in page
    for value in ("4500", "0,50", "700", "1200,10"):
        assert f'value="{value}" size="12" inputmode="decimal"' in page, value


def test_a_copy_takes_the_work_over_and_nothing_that_was_done(office: Client, visit: Delegation) -> None:
    with at_once():
        done = ChecklistItem(delegation=visit, what="Отчёт", counted_from="departure", days=1, is_done=True)
        done.due, done.done_on, done.done_by = date(2026, 9, 21), TODAY, "Петров"
        done.save()
        ChecklistItem(delegation=visit, what="Цветы", due=date(2026, 9, 16)).save()
        Commitment(record=visit, what="Письмо").save()
        Gift(delegation=visit, what="Книга").save()
        Service(delegation=visit, kind="lodging", name="Гостиница").save()
        EstimateLine(delegation=visit, item="Обед", rate=Decimal(10), actual=Decimal(9)).save()
        item = ProgrammeItem(delegation=visit, day=date(2026, 9, 17), activity_ru="Приём", responsible="Сидоров")
        item.save()
    path = f"{VISITS}{visit.pk}/copy/"
    office.post(path, {**office.get(path).context["hidden"], "period": "16–18 сентября 2027"})

    twin = Delegation.objects.exclude(pk=visit.pk).get()
    assert due(twin) == {"Отчёт": date(2027, 9, 20), "Цветы": date(2027, 9, 15)}
    assert set(twin.checklist_items.values_list("is_done", "done_on", "done_by")) == {(False, None, "")}
    assert (twin.commitments.count(), twin.gifts.count(), twin.services.count()) == (0, 0, 1)
    assert twin.estimate_lines.get().actual is None
    assert twin.programme_items.get().responsible == "Сидоров"


def test_pasted_tables_become_rows(today: None, db: None) -> None:
    def rows(kind: str, text: str) -> list[dict[str, Any]]:
        with translation.override("ru"):
            return [row["values"] for row in read_clipboard(kind, "", text, visit=Period())["rows"]]

    assert rows("checklist_items", "Что сделать\tСрок\tОтветственный\tОтметка\nСмета\t04.09.2026\tПетров\tда") == [
        {"what": "Смета", "due": "04.09.2026", "responsible": "Петров", "is_done": "on"}
    ]
    assert rows("commitments", "Договорённость\tСторона\tСрок\nПрислать рисунки\tгости\tдо осени") == [
        {"what": "Прислать рисунки", "side": "partner", "note": "до осени"}
    ]
    estimate = (
        "Статья расходов\tНорма, руб.\tЧел.\tДней\tОснование\nОбед\t1 350,50\t19\t3\tРешение\nТакси\tпо факту\t\t\t"
    )
    assert rows("estimate_lines", estimate) == [
        {"item": "Обед", "rate": "1350,50", "persons": 19, "days": 3, "basis": "Решение"},
        {"item": "Такси", "is_at_fact": "on"},
    ]
    assert rows("gifts", "Подарок\tКому\tКоличество\tСтоимость\nКнига\tмэру\t2\t1200") == [
        {"what": "Книга", "whom": "мэру", "quantity": 2, "value": "1200"}
    ]


@pytest.mark.parametrize(
    ("kind", "line", "values"),
    [
        (
            "commitments",
            "1. Направить программу фестиваля до 1 марта 2027 года, отв. Иванова",
            {"what": "Направить программу фестиваля", "due": "1 марта 2027", "who": "Иванова"},
        ),
        (
            "commitments",
            "Прислать рисунки (ответственный: И. Петров), срок — до 05.04.2027.",
            {"what": "Прислать рисунки", "due": "5 апреля 2027", "who": "И. Петров"},
        ),
        (
            "commitments",
            "Wir schicken das Programm bis zum 01.03.2027",
            {"what": "Wir schicken das Programm", "due": "1 марта 2027"},
        ),
        ("commitments", "Send the list by 1 March 2027", {"what": "Send the list", "due": "1 марта 2027"}),
        (
            "checklist_items",
            "Смета до 04.09.2026, отв. Петров",
            {"what": "Смета", "due": "04.09.2026", "responsible": "Петров"},
        ),
        ("commitments", "Довести обмен до 2000", {"what": "Довести обмен до 2000"}),
        ("commitments", "Обсудить планы до осени", {"what": "Обсудить планы до осени"}),
        ("gifts", "Книга, отв. Иванова", {"what": "Книга, отв. Иванова"}),
    ],
)
def test_who_answers_and_by_when_stand_apart_in_a_line(kind: str, line: str, values: dict[str, str], db: None) -> None:
    with translation.override("ru"):
        (row,) = read_clipboard(kind, "", line, visit=Period())["rows"]
    assert row["values"] == values


@pytest.mark.parametrize(
    ("said", "is_done"),
    [
        *((said, True) for said in ("Выполнена", "готово", "да, сделано", "+", "Done.", "fait")),
        *((said, False) for said in ("готовится", "дата уточняется", "хорошо бы к среде", "faites-le", "не готово")),
    ],
)
def test_only_a_whole_word_of_doing_is_a_mark_and_the_rest_a_note(said: str, is_done: bool) -> None:
    (row,) = read_clipboard("checklist_items", "", f"Что сделать\tОтметка\nСмета\t{said}", visit=Period())["rows"]
    assert row["values"] == {"what": "Смета", **({"is_done": "on"} if is_done else {"note": said})}
