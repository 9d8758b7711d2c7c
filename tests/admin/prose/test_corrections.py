"""What was corrected of a draft stays with it, and goes with no other one."""

import re

import pytest
from django.test import Client

from partnerships.models import City, HomeCity, OpenForm
from tests.admin.prose.test_screen import TEXT, chosen, hidden, read
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.conftest import save

pytestmark = pytest.mark.django_db

LATER = "В мае 2021 года делегация Ставрополя посетила Омск."
LONG = f"{TEXT}\n\n{'Слова, слова. ' * 5000}\n\n{LATER}"


def back(office: Client) -> str:
    """Return the page of the text that is offered to go on with."""
    (address,) = re.findall(r'href="(\?unsaved=\w+)"', office.get("/admin/prose/").content.decode())
    return office.get(f"/admin/prose/{address}").content.decode()


def test_a_part_that_is_left_takes_its_corrections_with_it(office: Client, home: HomeCity) -> None:
    sent = {**chosen(1, text=LONG), **hidden(read(office, LONG)), "d1-title": "Первая часть", "_next": "1"}
    office.post("/admin/prose/", sent)
    page = back(office)
    assert "Часть 2 из 2" in page
    assert "Первая часть" not in page
    assert not [name for name in OpenForm.objects.get(model="prose").fields() if name.startswith("d1-")]


def test_corrections_of_a_text_that_tells_of_something_else_go(office: Client, home: HomeCity) -> None:
    sent = {**chosen(1), **hidden(read(office)), "d1-title": "Моё название", "text": LATER}
    assert "теперь рассказывает о другом" in office.post("/admin/prose/", sent).content.decode()
    assert "Моё название" not in back(office)


def test_what_is_kept_late_of_a_part_that_was_left_is_refused(office: Client, home: HomeCity) -> None:
    fields = {**chosen(1, text=LONG), **hidden(read(office, LONG)), "d1-title": "Первая часть"}
    office.post("/admin/prose/", {**fields, "_next": "1"})
    assert office.post("/admin/prose/keep/", fields).status_code == 409
    assert "Первая часть" not in back(office)


def test_what_is_kept_late_of_drafts_before_a_step_is_refused(office: Client, home: HomeCity) -> None:
    text = f"{TEXT}\n\n{LATER}"
    fields = {**chosen(1, text=text), **hidden(read(office, text))}
    joined = hidden(office.post("/admin/prose/", {**fields, "_join": "3"}))
    assert office.post("/admin/prose/keep/", fields).status_code == 409
    assert office.post("/admin/prose/keep/", {**fields, **joined}).status_code == 200


def test_drafts_of_a_changed_register_are_kept_in_place_of_those_before(office: Client, home: HomeCity) -> None:
    fields = {**chosen(1), **hidden(read(office))}
    kept = OpenForm.objects.get(model="prose")
    kept.data = kept.data.replace(fields["finds"], f"0-{'0' * 16}.{'0' * 16}") + "&d9-title=Old"
    kept.save()
    assert office.post("/admin/prose/keep/", {**fields, "d1-title": "Новое"}).status_code == 200
    assert 'value="Новое"' in back(office)
    assert "d9-title" not in OpenForm.objects.get(model="prose").fields()


def test_choosing_all_that_are_sure_puts_no_correction_on_another_draft(office: Client, home: HomeCity) -> None:
    sent = {**chosen(1), **hidden(read(office)), "d1-title": "Моё название", "text": LATER, "_sure": "1"}
    page = office.post("/admin/prose/", sent).content.decode()
    assert "теперь рассказывает о другом" in page
    assert "Моё название" not in page


def test_what_was_chosen_as_sure_is_kept(office: Client, home: HomeCity) -> None:
    office.post("/admin/prose/", {**chosen(), **hidden(read(office)), "_sure": "1"})
    assert re.findall(r'name="d\d-take" id="id_d\d-take"( checked)?', back(office)) == [" checked", " checked"]


def test_only_the_drafts_that_are_sent_are_kept_anew(office: Client, home: HomeCity) -> None:
    fields = hidden(read(office))
    office.post("/admin/prose/keep/", {**fields, "d1-title": "Первое", "d1-period": "2020", "d1-take": "on"})
    office.post("/admin/prose/keep/", {**fields, "d2-title": "Второе", "d2-period": "2020"})
    office.post("/admin/prose/keep/", {**fields, "d1-title": "Первое", "d1-period": "2021"})
    kept = OpenForm.objects.get(model="prose").fields()
    assert {name: kept[name] for name in kept if re.match(r"d\d", name)} == {
        "d1-title": "Первое", "d1-period": "2021", "d2-title": "Второе", "d2-period": "2020"
    }  # fmt: skip


def test_what_is_not_kept_is_said(office: Client, home: HomeCity) -> None:
    fields = {**chosen(1), **hidden(read(office))}
    office.post("/admin/prose/", fields)
    answer = office.post("/admin/prose/keep/", fields)
    assert answer.status_code == 409
    assert "не запоминаются" in answer.json()["told"]


def test_what_was_corrected_of_a_new_city_goes_with_no_other_one(office: Client, home: HomeCity, omsk: City) -> None:
    text = (
        "В мае 2019 года делегация Ставрополя побывала в городе Плевен (Болгария). "
        "В мае 2021 года делегация Ставрополя побывала в городе Безье (Франция)."
    )
    sent = {**hidden(read(office, text)), "text": text, "c1-take": "on", "c1-name": "Плевен!", "c1-tie": omsk.tie}
    save(City(slug="pleven", name_ru="Плевен", country=omsk.country, tie="contact"))
    page = office.post("/admin/prose/", sent).content.decode()
    assert "теперь рассказывает о другом" in page
    assert 'name="c1-name"' in page
    assert not re.search(r'name="c1-take"[^>]* checked', page)
    assert "Плевен!" not in page + back(office)
