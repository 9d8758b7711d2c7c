"""The work on a delegation: deadlines, commitments that return, sums, gifts, what a copy takes, joint lists."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from reversion.models import Version

from partnerships.history import revisions
from partnerships.models import (
    ChecklistItem,
    ChecklistStep,
    City,
    Commitment,
    Delegation,
    EstimateLine,
    EstimateNorm,
    Event,
    Gift,
    HomeCity,
    Participant,
    ProgrammeItem,
    Service,
    User,
)
from partnerships.pasting import read_clipboard
from partnerships.period import Period, parse
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save
from tests.views.test_gate import body

pytestmark = pytest.mark.django_db
VISITS = "/admin/partnerships/delegation/"
TODAY = date(2026, 9, 7)  # a Monday, on which the whole letter is written


@pytest.fixture
def today() -> Any:
    with time_machine.travel(f"{TODAY} 12:00+03:00", tick=False):
        yield


@pytest.fixture
def visit(today: None, omsk: City) -> Delegation:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", holidays="14 сентября", currency="RUB"))
    visit = Delegation(slug="omsk", title_ru="Делегация Омска", title_en="Omsk", direction="incoming")
    visit.period = parse("17–19 сентября 2026")
    return save(visit, cities=[omsk])


@pytest.fixture
def steps(db: None) -> None:
    with at_once():
        for step in ChecklistStep.objects.all():
            step.delete()
        for order, (what, direction, counted_from, days) in enumerate(
            (
                ("Приглашение", "incoming", "arrival", 3),
                ("Билеты", "outgoing", "arrival", 3),
                ("Отчёт", "", "departure", 3),
            )
        ):
            ChecklistStep(what=what, direction=direction, counted_from=counted_from, days=days, order=order).save()


def address(visit: Delegation) -> str:
    return f"{VISITS}{visit.pk}/preparation/"


def due(visit: Delegation) -> dict[str, date | None]:
    return dict(visit.checklist_items.values_list("what", "due"))


def test_a_checklist_is_made_by_one_press_and_counted_in_working_days(
    office: Client, visit: Delegation, steps: None
) -> None:
    office.post(address(visit), {"make_checklist": "1"})
    office.post(address(visit), {"make_checklist": "1"})

    # Back from Thursday the 17th: 16, 15, and over the holiday of the 14th and the weekend the 11th.
    assert due(visit) == {"Приглашение": date(2026, 9, 11), "Отчёт": date(2026, 9, 23)}
    assert "3 рабочих дня до начала" in office.get(address(visit)).content.decode()


def test_the_date_moves_what_is_not_done_and_says_so(office: Client, visit: Delegation, steps: None) -> None:
    office.post(address(visit), {"make_checklist": "1"})
    first = visit.checklist_items.get(what="Приглашение")
    office.post(address(visit), {"item": first.pk, "done": "1"})
    save(ChecklistItem(delegation=visit, what="Цветы", due=date(2026, 9, 16)))
    path = f"{VISITS}{visit.pk}/change/"

    page = office.post(path, filled(office, path, period="24–26 сентября 2026", _save="1"), follow=True)

    assert due(visit) == {"Приглашение": date(2026, 9, 11), "Цветы": date(2026, 9, 16), "Отчёт": date(2026, 9, 30)}
    assert "сдвинулся 1 невыполненный пункт подготовки: Отчёт" in page.content.decode()
    first.refresh_from_db()
    assert (first.is_done, first.done_on, first.done_by) == (True, TODAY, str(User.objects.get()))


def test_a_date_moved_by_any_other_way_moves_the_deadlines_too(visit: Delegation) -> None:
    save(ChecklistItem(delegation=visit, what="Отчёт", counted_from="departure", days=1))
    assert due(visit) == {"Отчёт": None}, "a row alone is as it was typed"

    visit.period = parse("1 октября 2026")
    revisions.update([visit], by=None, reason="moved")

    assert due(visit) == {"Отчёт": date(2026, 10, 2)}
    visit.period = parse("октябрь 2026")
    revisions.update([visit], by=None, reason="no day is known any more")
    assert due(visit) == {"Отчёт": None}


def test_new_holidays_move_what_is_not_done_for_delegations_to_come(
    office: Client, visit: Delegation, steps: None
) -> None:
    office.post(address(visit), {"make_checklist": "1"})
    past = save(ChecklistItem(delegation=visit, what="Раньше", counted_from="arrival", days=3, is_done=True))
    home = HomeCity.objects.get()
    path = f"/admin/partnerships/homecity/{home.pk}/change/"

    page = office.post(path, filled(office, path, holidays="14 сентября\n15 сентября", _save="1"), follow=True)

    assert due(visit) == {"Приглашение": date(2026, 9, 10), "Отчёт": date(2026, 9, 23), "Раньше": past.due}
    assert (
        "Вслед за рабочими днями сдвинулся 1 невыполненный пункт подготовки: Делегация Омска" in page.content.decode()
    )
    home.refresh_from_db()
    revisions.update([home], by=None, reason="by another way", holidays="")
    assert due(visit)["Приглашение"] == date(2026, 9, 14)
    kept = Version.objects.get_for_object(visit.checklist_items.get(what="Приглашение")).first()
    assert kept is not None
    assert "2026-09-14" in kept.serialized_data, "the history has it as well"


def test_a_day_typed_by_hand_stays(office: Client, visit: Delegation, steps: None) -> None:
    office.post(address(visit), {"make_checklist": "1"})
    path = f"{VISITS}{visit.pk}/change/"

    office.post(path, filled(office, path, **{"checklist_items-0-due": "10.09.2026", "_save": "1"}))
    office.post(path, filled(office, path, period="24 сентября 2026", _save="1"))

    assert due(visit)["Приглашение"] == date(2026, 9, 10)


def test_what_is_late_waits_on_the_home_page_and_in_the_letter(
    office: Client, visit: Delegation, mailoutbox: Any
) -> None:
    with at_once():
        ChecklistItem(delegation=visit, what="Смета", due=date(2026, 9, 4), responsible="Петров").save()
        ChecklistItem(delegation=visit, what="Гостиница", due=date(2026, 9, 9)).save()
        ChecklistItem(delegation=visit, what="Приглашение", due=date(2026, 9, 1), is_done=True).save()
        Commitment(record=visit, side="partner", what="Прислать рисунки", due=parse("август 2026")).save()
        Commitment(record=visit, side="home", what="Ответить письмом", due=parse("2026")).save()
    page = office.get("/admin/").content.decode()
    assert "Смета — Петров" in page
    assert "Гостиница — " in page
    assert "Прислать рисунки" in page
    assert "Приглашение" not in page
    assert "Ответить письмом" not in page, "the year is not over"

    User.objects.update(wants_morning=True, email="clerk@example.org")
    call_command("morning")
    assert all(word in mail.outbox[-1].body for word in ("Смета", "Гостиница", "Прислать рисунки"))

    revisions.update([visit], by=None, reason="off", status="cancelled")
    assert "Смета — Петров" not in office.get("/admin/").content.decode()


def test_commitments_return_at_the_next_delegation_until_kept(office: Client, visit: Delegation, omsk: City) -> None:
    with at_once():
        promise = Commitment(record=visit, side="partner", what="Прислать рисунки", due=parse("октябрь 2026"))
        promise.save()
        later = Delegation(slug="omsk-2", title_ru="Ответная делегация", direction="outgoing")
        later.period = parse("ноябрь 2026")
        later.save()
        later.cities.set([omsk])
    for place in (address(later), f"/admin/partnerships/city/{omsk.pk}/dealings/"):
        assert "Прислать рисунки" in office.get(place).content.decode()

    office.post(address(later), {"commitment": promise.pk, "state": "kept"})

    promise.refresh_from_db()
    assert (promise.state, promise.kept_on) == ("kept", TODAY)
    assert "Прислать рисунки" not in office.get(address(later)).content.decode()
    assert "Прислать рисунки" in office.get(f"/admin/partnerships/city/{omsk.pk}/dealings/").content.decode()
    assert office.post(address(later), {"commitment": promise.pk, "state": "lost"}).status_code == 404


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
        {"item": "Обед", "rate": "1350.50", "persons": 19, "days": 3, "basis": "Решение"},
        {"item": "Такси", "is_at_fact": "on"},
    ]
    assert rows("gifts", "Подарок\tКому\tКоличество\tСтоимость\nКнига\tмэру\t2\t1200") == [
        {"what": "Книга", "whom": "мэру", "quantity": 2, "value": "1200"}
    ]


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


def test_what_is_called_off_stands_apart_from_the_list_of_an_event(
    office: Client, visit: Delegation, omsk: City
) -> None:
    event = save(Event(slug="city-day", title_ru="День города", form="city_day"))
    visit.host_event, visit.head_count = event, 5
    save(visit)
    revisions.update([visit], by=None, reason="off", status="postponed")
    path = f"/admin/partnerships/event/{event.pk}/delegations"

    page = office.get(f"{path}/").content.decode()

    assert page.index("Не приедут") < page.index("Делегация Омска</a>, Отложено")
    assert "Делегация Омска" not in body(office.get(f"{path}.xlsx")).decode()


def test_an_event_lists_the_delegations_that_came_to_it(office: Client, visit: Delegation, omsk: City) -> None:
    event = save(Event(slug="city-day", title_ru="День города", form="city_day"))
    with at_once():
        visit.host_event, visit.arrival, visit.seat_order = event, "14:30, поезд", 1
        visit.save()
        Participant(record=visit, name_ru="Иванов", role="member", contact="+7 900 000-00-00").save()
        Participant(record=visit, name_ru="Глава", role="head").save()
        Participant(record=visit, name_ru="Хозяин", role="host").save()
        early = Delegation(slug="early", title_ru="Ранняя делегация", direction="incoming", host_event=event)
        early.period, early.arrival = visit.period, "рейс в 9:05"
        early.save()
    path = f"/admin/partnerships/event/{event.pk}/delegations"

    arrival = office.get(f"{path}/").content.decode()
    seating = office.get(f"{path}/?order=seating").content.decode()
    table = body(office.get(f"{path}.xlsx?order=seating")).decode()

    assert arrival.index("Ранняя делегация") < arrival.index("Делегация Омска")
    assert seating.index("Делегация Омска") < seating.index("Ранняя делегация")
    assert arrival.index("Глава") < arrival.index("Иванов")
    assert "Хозяин" not in arrival
    assert all(word in table for word in ("Глава", "Иванов", "+7 900 000-00-00", "Ранняя делегация"))
