"""What is saved of a text is what was looked at, and a pasted text outlives its session."""

import re

import pytest
from django.test import Client

from partnerships.models import City, Event, HomeCity, OpenForm, Record
from tests.admin.prose.test_screen import TEXT, choose, chosen, hidden, read
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def test_the_text_and_its_drafts_are_two_forms(office: Client, home: HomeCity) -> None:
    page = read(office).content.decode()
    text, drafts = re.findall(r'<form method="post"[^>]* class="told-form"[^>]*>.*?</form>', page, re.DOTALL)
    assert ("<textarea" in text, 'name="d1-title"' in text) == (True, False)
    assert ("<textarea" in drafts, 'name="d1-title"' in drafts) == (False, True)
    assert "name=" not in re.findall(r'<button type="submit"[^>]*>', drafts)[0], "Enter in a title saves"


def test_an_edited_text_is_looked_at_again(office: Client, home: HomeCity) -> None:
    page = choose(office, 1, 2, text=TEXT.partition("В ходе")[2]).content.decode()
    assert "Ничего не сохранено: текст теперь рассказывает о другом" in page
    assert Record.objects.count() == 0


def test_a_city_added_meanwhile_is_looked_at_and_no_correction_is_lost(office: Client, home: HomeCity) -> None:
    text = "В мае 2019 года делегация Ставрополя побывала в городе Плевен (Болгария)."
    sent = hidden(read(office, text)) | {"text": text, "d1-take": "on", "d1-title": "Моё", "d1-period": "май 2019"}
    sent["d1-form"] = "outgoing"
    omsk = City.objects.get()
    plewen = save(City(slug="pleven", name_ru="Плевен", country=omsk.country, tie="contact"))
    page = office.post("/admin/prose/", sent)
    assert Record.objects.count() == 0
    assert 'value="Моё"' in page.content.decode()
    office.post("/admin/prose/", sent | hidden(page))
    assert list(Record.objects.get().cities.all()) == [plewen]


def test_a_pasted_text_outlives_its_session(client: Client, home: HomeCity) -> None:
    editor = person("editor")
    client.force_login(editor)
    sent = {**chosen(2), **hidden(read(client)), "d2-title": "Моё название"}
    client.logout()
    answer = client.post("/admin/prose/", sent)
    assert answer.headers["Location"].startswith("/admin/login/")
    client.force_login(editor)
    home_page = client.get("/admin/").content.decode()
    (back,) = set(re.findall(r'href="(/admin/prose/\?unsaved=[^"]*)"', home_page))
    page = client.get(back)
    assert 'value="Моё название"' in page.content.decode()
    client.post("/admin/prose/", {**sent, **hidden(page)})
    assert Event.objects.get().title_ru == "Моё название"
    assert "unsaved=" not in client.get("/admin/").content.decode()


def test_a_stranger_gets_no_text_of_another_session(client: Client, office: Client, home: HomeCity) -> None:
    client.force_login(person("editor"))
    sent = {**chosen(2), **hidden(read(client))}
    client.logout()
    client.post("/admin/prose/", sent)
    form = OpenForm.objects.get(model="prose")
    assert TEXT not in office.get(f"/admin/prose/?unsaved={form.key.hex}").content.decode()
