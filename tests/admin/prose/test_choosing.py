"""Single cities, people and figures are left out of a draft, and a draft is made one of another kind."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from partnerships.admin.prose.shape import shaped, with_step
from partnerships.models import City, Delegation, Event, Exhibition, HomeCity, Record, User
from tests.admin.prose.test_screen import TEXT, hidden, read
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.admin.prose.test_shape import finds
from tests.admin.prose.test_steps import fields
from tests.conftest import save

pytestmark = pytest.mark.django_db


def boxes(html: str) -> dict[str, str]:
    """Return the label of each box by which something is left out of a draft, with its value."""
    found = re.findall(r'<input type="checkbox" name="d\d-without" value="([^"]*)"[^>]*>\s*([^<]*)', html)
    return {" ".join(label.split()): value for value, label in found}


def test_what_is_ticked_is_not_saved(office: Client, home: HomeCity, omsk: City) -> None:
    tula = save(City(slug="tula", name_ru="Тула", country=omsk.country, tie="contact"))
    text = (
        "12 сентября 2020 года Ставрополь посетили делегации Омска и Тулы во главе с мэром Оксаной Фадиной: "
        "25 участников и 300 зрителей."
    )
    page = read(office, text)
    labels = boxes(page.content.decode())
    assert {"Омск", "Тула"} <= labels.keys()
    out = [labels["Омск"], next(value for label, value in labels.items() if label.startswith("Оксан"))]
    out.append(next(value for label, value in labels.items() if "300" in label))
    sent = {**fields(page), "text": text, "d1-take": "on", "d1-without": out}
    assert office.post("/admin/prose/", sent).status_code == 302
    made = Delegation.objects.get()
    assert list(made.cities.all()) == [tula]
    assert not made.participants.exists()
    assert [row.value for row in made.figures.all()] == [25]


def test_what_is_left_out_is_kept_and_survives_a_step(office: Client, home: HomeCity) -> None:
    page = read(office)
    out = boxes(page.content.decode())["Омск"]
    sent = {**fields(page), "text": TEXT, "d1-without": [out], "_kind": "1-event"}
    shown = office.post("/admin/prose/", sent).content.decode()
    assert re.search(rf'name="d1-without" value="{out}"[^>]* checked', shown)
    (back,) = re.findall(r'href="(\?unsaved=\w+)"', office.get("/admin/prose/").content.decode())
    assert re.search(rf'value="{out}"[^>]* checked', office.get(f"/admin/prose/{back}").content.decode())


def test_nothing_is_left_out_by_a_step(office: Client, home: HomeCity) -> None:
    sent = {**fields(read(office)), "text": TEXT, "_kind": "1-event"}
    page = office.post("/admin/prose/", sent).content.decode()
    assert not re.search(r'name="d1-without"[^>]* checked', page)
    assert '<details class="told-keys" open' not in page


def test_a_draft_is_made_one_of_another_kind(office: Client, home: HomeCity) -> None:
    page = read(office)
    assert 'name="_kind" value="1-exhibition"' in page.content.decode()
    assert 'name="_kind" value="1-delegation"' not in page.content.decode()
    assert 'value="1-actionplan"' not in page.content.decode(), "no text tells of one"
    sent = {**fields(page), "text": TEXT, "d1-form": "outgoing", "_kind": "1-exhibition"}
    changed = office.post("/admin/prose/", sent)
    assert Record.objects.count() == 0
    shown = fields(changed)
    assert "d1-form" not in shown
    assert shown["shape"] == "k1-exhibition"
    assert shown["d1-title"].startswith("Выставка")
    office.post("/admin/prose/", {**shown, "text": TEXT, "d1-take": "on", "d2-take": "on"})
    assert (Exhibition.objects.count(), Event.objects.count(), Delegation.objects.count()) == (1, 1, 0)


def test_a_kind_that_one_may_not_add_is_not_offered(home: HomeCity) -> None:
    user = User.objects.create_user("limited", password="a-long-password-1", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_delegation", "add_event"]))
    limited = Client()
    limited.force_login(user)
    page = read(limited)
    assert 'value="1-exhibition"' not in page.content.decode()
    sent = {**fields(page), "text": TEXT, "d1-take": "on", "shape": "k1-exhibition"}
    limited.post("/admin/prose/", {**sent, "finds": hidden(page)["finds"]})
    assert not Exhibition.objects.exists()


def test_steps_of_kinds_that_are_none_change_nothing() -> None:
    assert shaped(finds(), "k1-event k2-delegation k9-event k1-x", {"event"})[1].kind == "event"
    assert shaped(finds(), "k2-delegation", {"event"}) == dict(enumerate(finds(), 1))
    assert with_step("j3", "", "", "1-event") == "j3 k1-event"
    assert with_step("j3", "", "", "1-event; j2") == "j3"
