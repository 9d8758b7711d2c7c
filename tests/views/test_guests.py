"""The guests' page: what it shows and what it never does, when it ends, and that a wrong link learns nothing."""

from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client

from partnerships.history import revisions
from partnerships.models import City, Commitment, Delegation, GuestLink, HomeCity, Participant, ProgrammeItem, Service
from partnerships.models.visibility import INTERNAL, PERSONAL
from partnerships.period import parse
from tests.conftest import at_once, save
from tests.views.test_gate import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@pytest.fixture
def today() -> Any:
    with time_machine.travel("2026-09-03 12:00+03:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def visit(today: Any, omsk: City) -> Delegation:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", department_ru="Отдел", phone="+7 8652 00-00-00"))
    visit = Delegation(slug="omsk", title_ru="Делегация Омска", title_en="Delegation of Omsk", direction="incoming")
    visit.period = parse("3–4 сентября 2026")
    fill(
        visit, "ZXQ", only={name for name in INTERNAL["Delegation"] | INTERNAL["Entry"] if not name.startswith("guest")}
    )
    with at_once():
        visit.save()
        visit.cities.set([omsk])
        item = ProgrammeItem(delegation=visit, day=date(2026, 9, 3), starts=time(9), activity_ru="Приём")
        item.activity_en, item.place_ru, item.place_en = "Reception", "Мэрия", "City Hall"
        fill(item, "ZXQ", only=INTERNAL["ProgrammeItem"] | PERSONAL["ProgrammeItem"]).save()
        fill(ProgrammeItem(delegation=visit, day=date(2026, 9, 3), is_public=False), "ZXQ").save()
        fill(Participant(record=visit, role="member"), "ZXQ").save()
        fill(Service(delegation=visit), "ZXQ").save()
        fill(Commitment(record=visit), "ZXQ").save()
    return visit


def made(visit: Delegation) -> str:
    return GuestLink.objects.make(visit, by=None)[1]


def test_guests_see_their_programme_in_their_language_and_nothing_else(client: Client, visit: Delegation) -> None:
    token = made(visit)

    answer = client.get(f"/guests/{token}/en/")

    page = answer.content.decode()
    assert all(word in page for word in ("Reception", "City Hall", "Delegation of Omsk", 'href="tel:+78652000000"'))
    assert f'href="/guests/{token}/ru/"' in page
    assert "ZXQ" not in page
    assert "Приём" in client.get(f"/guests/{token}/").content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert not answer.cookies
    visit.guest_contact, visit.guest_phone = "Анна", "+7 900 111-11-11"
    save(visit, public=False)
    page = client.get(f"/guests/{token}/ru/").content.decode()
    assert "Анна" in page
    assert "+7 8652 00-00-00" not in page


def test_a_link_that_ended_answers_as_one_that_never_was(client: Client, visit: Delegation, today: Any) -> None:
    token = made(visit)
    never = client.get("/guests/never/")
    closed: dict[str, Any] = {}
    today.move_to("2026-09-07 23:00+03:00")
    assert client.get(f"/guests/{token}/").status_code == 200, "three days after"
    today.move_to("2026-09-08 00:30+03:00")
    closed["over"] = client.get(f"/guests/{token}/")
    closed["its worker"] = client.get(f"/guests/{token}/worker.js")
    today.move_to("2026-09-03 12:00+03:00")
    closed["no such language"] = client.get(f"/guests/{token}/xx/")
    revisions.update([visit], by=None, reason="off", status="cancelled")
    closed["cancelled"] = client.get(f"/guests/{token}/")
    revisions.update([visit], by=None, reason="on", status="planned")
    assert client.get(f"/guests/{token}/").status_code == 200
    GuestLink.objects.get().revoke(None)
    closed["revoked"] = client.get(f"/guests/{token}/")

    for why, answer in closed.items():
        assert (answer.status_code, answer.content) == (404, never.content), why
        headers = {name: value for name, value in answer.items() if name != "Content-Security-Policy"}
        assert headers == {name: value for name, value in never.items() if name != "Content-Security-Policy"}, why


def test_a_moved_delegation_takes_its_page_along(client: Client, visit: Delegation, today: Any) -> None:
    token = made(visit)
    visit.period = parse("20–21 сентября 2026")
    save(visit, public=False)
    today.move_to("2026-09-22 12:00+03:00")

    assert client.get(f"/guests/{token}/").status_code == 200


def test_a_link_has_a_longest_life_whatever_becomes_of_its_delegation(
    client: Client, visit: Delegation, today: Any
) -> None:
    token = made(visit)
    visit.period = parse("3–4 сентября 2027")
    save(visit, public=False)
    today.move_to("2026-10-07 23:00+03:00")
    assert client.get(f"/guests/{token}/").status_code == 200
    today.move_to("2026-10-08 00:30+03:00")
    assert client.get(f"/guests/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("period", "status", "why"),
    [
        ("2027", "planned", "не известна с точностью до дня"),
        ("с 3 сентября 2026", "held", "не известна с точностью до дня"),
        ("3–4 сентября 2026", "postponed", "отменена или отложена"),
        ("20 августа 2026", "held", "Делегация завершена"),
        ("3–4 сентября 2027", "planned", "Пока рано"),
    ],
)
def test_no_link_is_made_that_would_lead_nowhere_or_for_too_long(
    office: Client, visit: Delegation, period: str, status: str, why: str
) -> None:
    visit.period, visit.status = parse(period), status
    save(visit, public=False)
    path = f"/admin/partnerships/delegation/{visit.pk}/preparation/"

    page = office.get(path).content.decode()
    office.post(path, {"make_guest_link": "1"})

    assert why in page
    assert "make_guest_link" not in page
    assert not GuestLink.objects.exists()


def test_a_closed_link_is_seen_and_can_be_revoked(client: Client, office: Client, visit: Delegation) -> None:
    token = made(visit)
    path = f"/admin/partnerships/delegation/{visit.pk}/preparation/"
    revisions.update([visit], by=None, reason="off", status="cancelled")
    page = office.get(path).content.decode()
    assert "сегодня не открывается. Делегация отменена или отложена" in page
    assert 'name="revoke"' in page

    office.post(path, {"revoke": GuestLink.objects.get().pk})
    revisions.update([visit], by=None, reason="on", status="planned")

    assert client.get(f"/guests/{token}/").status_code == 404


def test_the_worker_keeps_this_address_and_no_other(client: Client, visit: Delegation) -> None:
    token = made(visit)

    answer = client.get(f"/guests/{token}/worker.js")

    script = answer.content.decode()
    assert answer["Service-Worker-Allowed"] == f"/guests/{token}/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert f'"/guests/{token}/en/"' in script
    assert "guests.css" in script
    assert "1788814800000" in script, "it ends when the 7 September does, in the city's time"


def test_the_office_makes_shows_once_and_revokes(client: Client, office: Client, visit: Delegation) -> None:
    path = f"/admin/partnerships/delegation/{visit.pk}/preparation/"
    page = office.post(path, {"make_guest_link": "1", "purpose": "глава делегации"}).content.decode()
    token = page.split("/guests/")[1].split("/")[0]
    assert client.get(f"/guests/{token}/").status_code == 200
    assert token not in office.get(path).content.decode()
    assert token not in str(GuestLink.objects.values())

    office.post(path, {"revoke": GuestLink.objects.get().pk})

    assert client.get(f"/guests/{token}/").status_code == 404


def test_a_printed_programme_tells_inside_what_it_never_tells_guests(office: Client, visit: Delegation) -> None:
    path = f"/admin/partnerships/delegation/{visit.pk}/programme/ru/"

    guests, inside = (office.get(address).content.decode() for address in (path, f"{path}?internal=1"))

    assert "Приём" in guests
    assert "ZXQ" not in guests
    assert all(
        word in inside for word in ("ZXQ-responsible", "ZXQ-phone", "ZXQ-transport", "ZXQ-attendees", "ZXQ-note")
    )
