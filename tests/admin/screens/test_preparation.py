"""The work on a delegation: deadlines, commitments that return, sums, gifts, what a copy takes, joint lists."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from reversion.models import Version

from partnerships.history import revisions
from partnerships.models import (
    ChecklistItem,
    City,
    Commitment,
    Delegation,
    Event,
    HomeCity,
    Participant,
    User,
)
from partnerships.period import parse
from tests.admin.forms.filled_form import filled
from tests.admin.screens.conftest import TODAY
from tests.conftest import at_once, save
from tests.views.test_gate import body

pytestmark = pytest.mark.django_db
VISITS = "/admin/partnerships/delegation/"


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


def test_nobody_prepares_what_belongs_to_a_cancelled_event(visit: Delegation) -> None:
    for status, open_ones in (("held", ["Цветы"]), ("cancelled", []), ("postponed", [])):
        event = save(Event(slug=status, title_ru="Форум", form="forum", status=status, period=visit.period))
        visit.part_of, visit.status = event, "planned"
        save(visit)
        if status == "held":
            save(ChecklistItem(delegation=visit, what="Цветы", due=TODAY))
        assert [item.what for item in ChecklistItem.objects.open_until(TODAY)] == open_ones, status


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
