"""A pasted text becomes drafts: nothing before they are chosen, all in one revision, taken back as one."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision

from partnerships.admin.history.deleting import Plan
from partnerships.admin.prose import saved as saved_drafts
from partnerships.admin.prose.drafts import column_language
from partnerships.history import revisions
from partnerships.models import (
    City,
    Delegation,
    Event,
    Figure,
    HomeCity,
    Participant,
    Record,
    User,
    VocabularyTerm,
)
from partnerships.period import Period
from tests.admin.test_rights_matrix import signed_in
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db

TEXT = (
    "12 сентября 2020 года Ставрополь посетила делегация Омска во главе с мэром Оксаной Фадиной. "
    "В ходе визита прошёл фестиваль «Дружба», который посетили 300 зрителей."
)
SENTENCE = "12 сентября 2020 года Ставрополь посетила делегация Омска"


@pytest.fixture
def home(omsk: City) -> HomeCity:
    found: HomeCity = save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    return found


def read(client: Client, text: str = TEXT) -> Any:
    return client.post("/admin/prose/", {"text": text})


def hidden(page: Any) -> dict[str, str]:
    """Return the hidden fields of the page that a browser sends with the drafts."""
    fields = re.findall(r'<input type="hidden" name="(_form|finds|shape|part)" value="([^"]*)"', page.content.decode())
    return dict(fields)


def choose(client: Client, *numbers: int, **changed: str) -> Any:
    """Read TEXT, and save the drafts with `numbers`, the fields `changed`."""
    return client.post("/admin/prose/", {**chosen(*numbers), **hidden(read(client)), **changed})


def chosen(*numbers: int, **changed: str) -> dict[str, str]:
    """Return what a browser sends of the two drafts of TEXT with some of them chosen."""
    fields = {
        "text": TEXT,
        "d1-title": "Делегация Омска",
        "d1-period": "12 сентября 2020",
        "d1-form": "incoming",
        "d2-title": "Дружба",
        "d2-period": "12 сентября 2020",
        "d2-form": "festival",
    }
    return {**fields, **{f"d{number}-take": "on" for number in numbers}, **changed}


def test_a_text_is_shown_with_its_drafts_and_nothing_is_saved(office: Client, home: HomeCity) -> None:
    revisions = Revision.objects.count()
    page = read(office).content.decode()
    assert '<span class="told-city">Омска</span>' in page
    assert '<span class="told-date">12 сентября 2020 года</span>' in page
    assert re.findall(r'name="d\d-title" value="([^"]*)"', page)[1] == "Дружба"
    assert page.count("<fieldset") == 2
    assert 'href="#sentence-0"' in page
    assert 'id="sentence-0"' in page
    assert (Record.objects.count(), Revision.objects.count()) == (0, revisions)


def test_what_is_chosen_is_saved_as_one_revision_of_drafts(office: Client, home: HomeCity, omsk: City) -> None:
    before = Revision.objects.count()
    answer = choose(office, 1, 2)
    assert answer.status_code == 302
    assert Revision.objects.count() == before + 1
    visit, festival = Delegation.objects.get(), Event.objects.get()
    assert (visit.state, festival.state) == ("draft", "draft")
    assert (visit.title_ru, visit.direction, visit.period.edtf()) == ("Делегация Омска", "incoming", "2020-09-12")
    assert list(visit.cities.all()) == list(festival.cities.all()) == [omsk]
    assert SENTENCE in visit.source_note
    assert (festival.form, festival.title_ru) == ("festival", "Дружба")
    figure, somebody = Figure.objects.get(), Participant.objects.get()
    assert (figure.record_id, figure.value) == (festival.pk, 300)
    assert (somebody.name_ru, somebody.is_public) == ("Оксаной Фадиной", False)


def test_only_what_is_chosen_is_saved(office: Client, home: HomeCity) -> None:
    choose(office, 2)
    assert [record.kind for record in Record.objects.all()] == ["event"]


def test_a_mistake_saves_nothing_and_loses_nothing(office: Client, home: HomeCity) -> None:
    page = choose(office, 1, 2, **{"d1-period": "05.06.20", "d2-title": "Своё название"})
    text = page.content.decode()
    assert Record.objects.count() == 0
    assert 'value="05.06.20"' in text
    assert 'value="Своё название"' in text
    assert '<a href="#draft-1">1. Делегация Омска</a>' in text
    assert '<a href="#draft-2">2. ' not in text, "what is right is not to be corrected"


def test_nothing_chosen_is_said(office: Client, home: HomeCity) -> None:
    page = choose(office)
    assert "Ничего не выбрано, поэтому ничего не сохранено." in page.content.decode()
    assert Record.objects.count() == 0


def test_the_drafts_are_taken_back_as_one(office: Client, home: HomeCity) -> None:
    saved = choose(office, 1, 2).headers["Location"]
    assert "Делегация Омска" in office.get(saved).content.decode()
    before = Revision.objects.count()
    answer = office.post("/admin/prose/saved/", {"drafts": saved.split("drafts=")[1]}, follow=True)
    assert "2 черновика перемещены в корзину." in answer.content.decode()
    assert Record.objects.count() == 0
    assert Revision.objects.count() == before + 1


def test_a_draft_that_was_changed_since_stays(office: Client, home: HomeCity) -> None:
    saved = choose(office, 1, 2).headers["Location"]
    visit = Delegation.objects.get()
    visit.title_ru = "Исправлено"
    save(visit, public=False)
    answer = office.post("/admin/prose/saved/", {"drafts": saved.split("drafts=")[1]}, follow=True)
    assert "1 черновик с тех пор изменён и остаётся." in answer.content.decode()
    assert [record.title_ru for record in Record.objects.all()] == ["Исправлено"]


def test_a_draft_in_use_stays(office: Client, home: HomeCity, monkeypatch: Any) -> None:
    saved = choose(office, 1, 2).headers["Location"]
    festival = Event.objects.get()

    def held(rows: list[Any]) -> list[Plan]:
        return [Plan(row, keeps=[row] if row.pk == festival.pk else []) for row in rows]

    monkeypatch.setattr(saved_drafts, "plans", held)
    answer = office.post("/admin/prose/saved/", {"drafts": saved.split("drafts=")[1]}, follow=True)
    assert "1 черновик используется и остаётся." in answer.content.decode()
    assert [record.pk for record in Record.objects.all()] == [festival.pk]


def test_a_draft_that_one_may_not_delete_stays(home: HomeCity) -> None:
    user = User.objects.create_user("limited", password="a-long-password-1", is_staff=True)
    names = ["add_delegation", "delete_delegation", "add_event"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    limited = Client()
    limited.force_login(user)
    saved = choose(limited, 1, 2).headers["Location"]
    answer = limited.post("/admin/prose/saved/", {"drafts": saved.split("drafts=")[1]}, follow=True)
    assert "1 черновик остаётся: у вас нет права его удалить." in answer.content.decode()
    assert [record.kind for record in Record.objects.all()] == ["event"]


def test_records_of_other_kinds_and_years_are_not_looked_through(office: Client, home: HomeCity, omsk: City) -> None:
    with CaptureQueriesContext(connection) as before:
        read(office)
    for year in range(1990, 2015):
        event = Event(slug=f"e{year}", title_ru="Слёт", form="meeting", body_ru="Долгий рассказ")
        event.period = Period.of((year,))
        save(event, cities=[omsk])
    with CaptureQueriesContext(connection) as after:
        page = read(office).content.decode()
    assert "Слёт" not in page
    assert len(after) == len(before)
    assert not any("body_ru" in query["sql"] for query in after)


def test_a_record_that_is_there_already_is_shown_and_not_chosen(office: Client, home: HomeCity, omsk: City) -> None:
    visit = save(
        Delegation(title_ru="Приезд омичей", slug="visit", direction="incoming", start="2020-09-12", end="2020-09-12",
                   precision="day"),
        cities=[omsk],
    )  # fmt: skip
    page = read(office).content.decode()
    assert f"/admin/partnerships/delegation/{visit.pk}/change/" in page
    assert 'name="d1-take" id="id_d1-take" checked' not in page
    assert 'name="d2-take" id="id_d2-take" checked' in page


def test_a_city_that_is_not_in_the_register_is_offered(office: Client, home: HomeCity) -> None:
    page = read(office, "В мае 2019 года делегация Ставрополя побывала в городе Плевен (Болгария).").content.decode()
    assert "Нет в реестре: Плевен (Болгария)" in " ".join(page.split())
    assert "/admin/partnerships/city/add/" in page


@pytest.mark.parametrize("text", ["бла бла бла", "!!!"])
def test_a_text_that_tells_nothing_is_answered_so(office: Client, home: HomeCity, text: str) -> None:
    assert "не найдено ничего для реестра" in read(office, text).content.decode()


def test_a_text_longer_than_a_megabyte_is_kept_in_its_field(office: Client, home: HomeCity) -> None:
    page = read(office, "слово " * 190_000).content.decode()
    assert "Текст длиннее мегабайта: вставьте его по частям." in page
    assert page.count("слово") >= 190_000


def test_no_browser_cuts_a_long_text(office: Client, home: HomeCity) -> None:
    assert "maxlength" not in office.get("/admin/prose/").content.decode().partition("<textarea")[2].partition(">")[0]


JUBILEE = "12 сентября 2020 года в Омске прошёл фестиваль «Дружба», посвящённый 75-летию Победы, с 12 номерами."


def test_only_a_figure_of_no_usual_kind_has_words(office: Client, home: HomeCity) -> None:
    page = read(office, JUBILEE)
    assert "75 75" not in page.content.decode()
    sent = hidden(page) | {"text": JUBILEE, "d1-take": "on", "d1-title": "Дружба", "d1-period": "2020"}
    assert office.post("/admin/prose/", {**sent, "d1-form": "festival"}).status_code == 302
    notes = {figure.what: figure.note_ru or "" for figure in Figure.objects.all()}
    assert notes == {"anniversary": "", "other": "номерами"}


GERMAN = (
    "Am 12. September 2020 besuchte eine Delegation der Stadt Omsk mit Bürgermeister Max Müller die Stadt Stawropol "
    "und wurde dort empfangen."
)


def test_a_text_in_a_language_that_the_site_has_not_fills_no_column_of_another(office: Client, home: HomeCity) -> None:
    home.name_en, home.name_ru = "Stawropol", "Stawropol"
    save(home)
    page = read(office, GERMAN)
    assert "Сайт не ведётся на языке этого текста: напишите названия сами (Русский)." in page.content.decode()
    assert re.findall(r'name="d1-title"([^>]*)', page.content.decode())[0].count("value=") == 0
    sent = hidden(page) | {"text": GERMAN, "d1-take": "on", "d1-period": "2020", "d1-form": "incoming"}
    assert 'href="#draft-1">1. ' in office.post("/admin/prose/", sent).content.decode()
    office.post("/admin/prose/", {**sent, "d1-title": "Визит"})
    visit = Delegation.objects.get()
    assert (visit.title_ru, visit.title_en) == ("Визит", None)
    assert "besuchte" in visit.source_note
    assert not Participant.objects.exists()


def test_a_region_makes_no_other_language() -> None:
    assert column_language("en", ("ru", "en-gb")) == "en-gb"
    assert column_language("pt", ("ru", "en-gb")) == ""


def test_a_viewer_reads_no_text(home: HomeCity) -> None:
    client = signed_in(person("viewer"))
    assert client.get("/admin/prose/").status_code == 403
    assert client.post("/admin/prose/", chosen(1)).status_code == 403
    assert 'href="/admin/prose/"' not in client.get("/admin/").content.decode()
    assert Record.objects.count() == 0


def test_no_sentence_of_the_text_reaches_the_site(office: Client, home: HomeCity) -> None:
    choose(office, 1, 2)
    for record in (Delegation.objects.get(), Event.objects.get()):
        save(record)
        page = Client().get(record.get_absolute_url(), follow=True)
        assert page.status_code == 200
        assert SENTENCE not in page.content.decode()
        assert "Фадин" not in page.content.decode()


def test_what_has_no_term_any_more_is_asked_or_told_in_the_source(office: Client, home: HomeCity) -> None:
    for vocabulary, codes in (("figure", ("visitors", "other")), ("event_form", ("festival",))):
        revisions.delete(VocabularyTerm.objects.filter(vocabulary=vocabulary, code__in=codes), by=None)
    page = read(office).content.decode()
    assert '<option value="" selected>—</option>' in page
    assert 'value="festival"' not in page
    refused = choose(office, 1, 2)
    assert (refused.status_code, Record.objects.count()) == (200, 0)
    choose(office, 1, 2, **{"d2-form": "forum"})
    assert (Event.objects.get().form, Figure.objects.count()) == ("forum", 0)
    assert "300 зрителей" in Event.objects.get().source_note
