from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.history import restoring, revisions
from partnerships.models import City, Country, Delegation, Event, Figure, Participant, Photo, User
from partnerships.models.publication import State
from tests.admin.forms.filled_form import bring_back, delete, errors, filled
from tests.conftest import at_once, picture, save

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"
VISITS = "/admin/partnerships/delegation/"


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def change(event: Event) -> str:
    return f"{EVENTS}{event.pk}/change/"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_sections_speak_the_departments_words(office: Client, clerk: User, language: str) -> None:
    clerk.language = language
    clerk.save()
    page = office.get("/admin/", headers={"Accept-Language": "de"}).content.decode()
    word = {"ru": "Что делаем вместе", "en": "What we do together"}[language]
    assert word in page
    assert "Partnerships" not in page


def test_every_screen_opens(office: Client) -> None:
    for model, screen in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert office.get(reverse(f"{name}_changelist")).status_code == 200
        if screen.has_add_permission(office.get("/admin/").wsgi_request):
            assert office.get(reverse(f"{name}_add")).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("path", "queries"), [(EVENTS, 9), (VISITS, 9), ("/admin/partnerships/city/", 8), (EVENTS + "?city=omsk", 10)]
)
def test_lists_do_not_ask_more_with_rows(
    office: Client, django_assert_num_queries: Any, omsk: City, country: Country, path: str, queries: int, rows: int
) -> None:
    with at_once():
        for number in range(rows):
            save(City(slug=f"c{number}", name_ru="Город", country=country, tie="contact"))
            save(Event(slug=f"e{number}", title_ru="Событие", form="meeting"), cities=[omsk])
            save(Delegation(slug=f"d{number}", title_ru="Визит", direction="incoming"), cities=[omsk])
    office.get("/admin/")
    with django_assert_num_queries(queries):
        assert office.get(path).status_code == 200


def test_a_first_visit_is_published_with_members_and_a_photo(office: Client, client: Client, omsk: City) -> None:
    data = filled(office, VISITS + "add/", title_ru="Визит в Омск", title_en="Visit to Omsk", direction="outgoing")
    data |= {"period": "30–31 июля 2022", "cities": [omsk.pk], "_publish": "1"}
    for number, name in enumerate(("Иванов И. И.", "Петров П. П.")):
        row = f"participants-{number}"
        data |= {f"{row}-name_ru": name, f"{row}-role": ("head", "member")[number], f"{row}-is_public": "on"}
        data |= {f"{row}-order": number}
    data |= {"participants-TOTAL_FORMS": 2, "photos-TOTAL_FORMS": 1, "photos-0-file": picture()}
    data |= {"photos-0-alt_ru": "Встреча", "photos-0-use": "gallery", "photos-0-order": 0}

    response = office.post(VISITS + "add/", data, follow=True)

    assert errors(response.content) == []
    visit = Delegation.objects.get()
    assert (visit.slug, visit.period.edtf(), visit.state) == ("vizit-v-omsk", "2022-07-30/2022-07-31", "published")
    page = client.get("/ru/delegations/vizit-v-omsk/").content.decode()
    for word in ("Иванов И. И.", "Петров П. П.", "31 июля 2022", 'alt="Встреча"', "Омск"):
        assert word in page
    assert revisions.history(visit).count() == 1


def test_a_changed_title_is_on_the_next_page_and_in_the_history(office: Client, client: Client, event: Event) -> None:
    before = revisions.register_version()

    office.post(change(event), filled(office, change(event), title_ru="Стало"))

    assert "Стало" in client.get("/ru/events/e/").content.decode()
    assert revisions.register_version() == before + 1
    history = office.get(f"{EVENTS}{event.pk}/history/").content.decode()
    assert "clerk" in history
    assert "Изменено «название (на русском)»." in history


def test_changed_cities_are_kept_and_come_back(office: Client, event: Event) -> None:
    first = revisions.history(event).first()
    data = filled(office, change(event))
    data.pop("cities")
    office.post(change(event), data)
    assert Event.objects.get().cities.count() == 0

    bring_back(office, f"{EVENTS}restore/{first.pk}/")

    assert Event.objects.get().cities.get().slug == "omsk"


def test_buttons_move_the_state(office: Client, event: Event) -> None:
    for button, state in (("_withdraw", State.WITHDRAWN), ("_review", State.IN_REVIEW), ("_publish", State.PUBLISHED)):
        office.post(change(event), filled(office, change(event), **{button: "1"}))
        assert Event.objects.get().state == state


def test_actions_are_one_revision_each(office: Client, event: Event) -> None:
    save(Event(slug="f", title_ru="Второе", title_en="Second", form="meeting"))
    ids = list(Event.objects.values_list("pk", flat=True))
    for name, state in (("withdraw", State.WITHDRAWN), ("review", State.IN_REVIEW), ("publish", State.PUBLISHED)):
        before = revisions.register_version()
        office.post(EVENTS, {"action": f"{name}_chosen", "confirmed": "1", "_selected_action": ids})
        assert set(Event.objects.values_list("state", flat=True)) == {state}
        assert revisions.register_version() == before + 1


def test_an_editor_without_the_right_cannot_publish(event: Event) -> None:
    editor = User.objects.create_user("editor", password="x", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=["change_event", "view_event"]))
    client = Client()
    client.force_login(editor)
    save(event, public=False)
    revisions.update([event], by=None, reason="x", state=State.DRAFT)

    page = client.get(change(event)).content.decode()
    client.post(change(event), filled(client, change(event), _publish="1"))
    client.post(EVENTS, {"action": "publish_chosen", "confirmed": "1", "_selected_action": [event.pk]})

    assert 'name="_publish"' not in page
    assert Event.objects.get().state == State.DRAFT


def test_a_deleted_record_waits_in_the_bin_and_comes_back_whole(office: Client, event: Event) -> None:
    save(Participant(record=event, name_ru="Иванов", role="speaker"))
    save(Figure(record=event, what="works", value=3))
    delete(office, f"{EVENTS}{event.pk}/delete/")
    assert not Event.objects.exists()

    last = restoring.deleted(Event).get()
    assert "Было" in office.get(EVENTS + "deleted/").content.decode()
    assert office.get(f"{EVENTS}restore/{last.pk}/").status_code == 200
    assert not Event.objects.exists()
    bring_back(office, f"{EVENTS}restore/{last.pk}/")

    back = Event.objects.get()
    assert (back.participants.count(), back.figures.count(), back.cities.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"period": "30 июля"}, "Напишите и год, например 30 июля 2022."),
        ({"period": "2019–2014"}, "Конец раньше начала. Сначала напишите более раннюю дату."),
        ({"period": "год 99999"}, "Напишите год от 1000 до 2999."),
        ({"period": "№ 2014 2015"}, "Дата непонятна."),
        ({"title_ru": ""}, "Напишите, например «День города: концерт гостей из Омска»."),
        ({"slug": "taken"}, "Такой адрес страницы уже занят"),
        ({"title_ru": "x" * 600}, "не более 500"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(
    office: Client, event: Event, wrong: dict[str, str], message: str
) -> None:
    save(Event(slug="taken", title_ru="Другое", form="meeting"))
    data = filled(office, change(event), summary_ru="Длинный набранный текст", **wrong)

    response = office.post(change(event), data)

    assert response.status_code == 200
    assert any(message in error for error in errors(response.content)), errors(response.content)
    assert "Длинный набранный текст" in response.content.decode()
    assert Event.objects.get(pk=event.pk).summary_ru != "Длинный набранный текст"


def test_a_file_that_is_no_picture_is_refused_at_its_field(office: Client, event: Event) -> None:
    fake = SimpleUploadedFile("photo.jpg", b"<html>")
    data = filled(office, change(event), **{"photos-TOTAL_FORMS": 1, "photos-0-file": fake, "photos-0-alt_ru": "Х"})

    response = office.post(change(event), data | {"photos-0-use": "gallery", "photos-0-order": 0})

    assert any("Это не картинка" in error for error in errors(response.content))
    assert not Photo.objects.exists()


def test_relations_are_found_by_typing(office: Client, omsk: City) -> None:
    for term in ("омс", "OMS"):
        query = {"app_label": "partnerships", "model_name": "event", "field_name": "cities", "term": term}
        assert [row["text"] for row in office.get("/admin/autocomplete/", query).json()["results"]] == ["Омск"]


def test_strangers_see_only_the_login(client: Client, event: Event) -> None:
    for path in ("/admin/", change(event), EVENTS + "deleted/", f"{EVENTS}restore/1/"):
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/admin/partnerships/event/999/reading/", "/admin/no-such-part/"])
def test_a_wrong_address_of_the_office_leads_back_into_it(office: Client, clerk: User, path: str) -> None:
    User.objects.filter(pk=clerk.pk).update(language="ru")
    page = office.get(path, headers={"accept-language": "en"}, follow=True)
    assert page.status_code == 404
    assert "Такой страницы нет" in page.content.decode()
    assert '<a class="button" href="/admin/">' in page.content.decode()


def test_the_latest_changes_name_the_record_and_not_its_rows(office: Client, event: Event) -> None:
    path = f"{EVENTS}{event.pk}/change/"
    rows = {f"participants-{n}-name_ru": f"Гость {n}" for n in range(6)} | {"participants-TOTAL_FORMS": 6}
    rows |= {f"participants-{n}-role": "guest" for n in range(6)} | {f"participants-{n}-order": n for n in range(6)}
    office.post(path, filled(office, path, **rows))
    line = office.get("/admin/recent/").context["lines"][0]
    assert [(record["name"], record["kind"]) for record in line["records"]] == [("Было", "мероприятие")]
    assert line["more"] == 0
