"""Side doors of the back office: what the plain screen refuses, no other address gives."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from partnerships.files.intake import accept_photo
from partnerships.history import merging, restoring, revisions, version_token
from partnerships.models import (
    City,
    Country,
    Delegation,
    Event,
    HomeCity,
    Involvement,
    KeptFile,
    Organization,
    Participant,
    Photo,
    Theme,
    User,
)
from partnerships.period import Period
from tests.admin.forms.filled_form import bring_back
from tests.conftest import picture, save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
OFFICE = "/admin/partnerships/"
SECRET = "8-800-555-35-35"


@pytest.fixture
def people() -> dict[str, Client]:
    found = {}
    for role in ("viewer", "editor", "head"):
        found[role] = Client()
        found[role].force_login(person(role))
    return found


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Вечер памяти", form="meeting"), cities=[omsk])


def approve(who: str) -> HomeCity:
    return save(HomeCity(name_ru="Ставрополь", approval=who))


def last(record: Any) -> str:
    """Return the address at which the latest kept version of `record` comes back."""
    return f"{OFFICE}{record._meta.model_name}/restore/{version_token.last_change(record)}/"


def binned(record: Any, name: str) -> str:
    revisions.delete([record], by=None, reason="x")
    return f"{OFFICE}{name}/restore/{restoring.deleted(type(record)).get().pk}/"


def test_no_page_tells_a_viewer_how_to_reach_a_person(people: dict[str, Client], omsk: City) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"), cities=[omsk])
    before = version_token.last_change(visit)
    whole = {"name_ru": "Иванов", "role": "speaker", "contact": SECRET, "consent": SECRET}
    save(Participant(record=visit, **whole))
    screen = f"{OFFICE}delegation/{visit.pk}"
    pages = [f"{screen}/{name}/" for name in ("change", "history", "history/compare", "reading", "uses", "handout")]
    pages += [f"{screen}/today/", f"{screen}/page/ru/", f"{screen}/history/compare/?old={before}"]
    pages += ["/admin/", "/admin/recent/", "/admin/translations/", f"{OFFICE}delegation/export/?format=csv"]
    pages += [f"/admin/search/?q=Иванов {SECRET[:5]}", "/admin/search/?q=Иванов"]

    for path in pages:
        response = people["viewer"].get(path)
        text = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200, path
        assert SECRET not in text.decode(), path
    assert SECRET in people["editor"].get(f"{screen}/change/").content.decode()
    assert SECRET in people["editor"].get(f"{screen}/history/compare/?old={before}").content.decode()


@pytest.mark.parametrize("query", [SECRET, "555-35"])
def test_a_number_of_a_person_finds_nothing(people: dict[str, Client], event: Event, query: str) -> None:
    save(Participant(record=event, name_ru="Иванов", role="speaker", contact=SECRET))

    for path in ("/admin/search/suggestions/", f"{OFFICE}event/"):
        assert "Вечер памяти" not in people["viewer"].get(path, {"q": query}).content.decode()
    assert people["viewer"].get("/admin/search/", {"q": query}).context["total"] == 0
    assert people["viewer"].get("/admin/search/", {"q": "Иванов"}).context["total"] == 1


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=9)])
def test_out_of_the_bin_only_a_head_brings_a_page_to_the_site(
    people: dict[str, Client], event: Event, ahead: timedelta
) -> None:
    if ahead:
        revisions.update([event], by=None, reason="later", publish_at=timezone.now() + ahead)
    path = binned(event, "event")

    assert people["viewer"].post(path).status_code == 403
    bring_back(people["editor"], path)
    assert Event.objects.get().state == "withdrawn"
    bring_back(people["head"], binned(Event.objects.get(), "event"))
    assert not Event.objects.public().exists()


def test_an_earlier_text_of_a_live_page_is_a_change_that_the_head_hears_of(
    people: dict[str, Client], event: Event
) -> None:
    User.objects.filter(username="head").update(email="head@example.org")
    first = last(event)
    revisions.update([event], by=None, reason="x", title_ru="Приём")
    bring_back(people["editor"], first)
    call_command("tell_changes", "--site", "http://testserver", stdout=StringIO())

    assert Event.objects.get().title_ru == "Вечер памяти"
    assert [letter.to for letter in mail.outbox] == [["head@example.org"]]


def test_where_every_change_is_approved_an_editor_brings_nothing_back_to_the_site(
    people: dict[str, Client], event: Event
) -> None:
    approve("every")
    first = last(event)
    revisions.update([event], by=None, reason="x", title_ru="Приём")

    assert people["editor"].get(first).status_code == people["editor"].post(first).status_code == 403
    assert Event.objects.get().title_ru == "Приём"


def test_an_earlier_state_does_not_bring_a_draft_back_to_the_site(people: dict[str, Client], event: Event) -> None:
    live = last(event)
    revisions.update([event], by=None, reason="x", state="withdrawn", publish_at=None)
    bring_back(people["editor"], live)

    assert Event.objects.get().state == "withdrawn"


def test_parting_a_merged_page_asks_the_right_to_change_it(
    people: dict[str, Client], omsk: City, country: Country
) -> None:
    approve("every")
    twin = save(City(slug="o", name_ru="Омск-2", country=country, tie="contact"), public=False)
    merging.merge(omsk, twin, taken=set(), by=None)
    path = f"{OFFICE}city/restore/{restoring.deleted(City).get().pk}/"

    assert people["editor"].post(path).status_code == 403
    assert bring_back(people["head"], path).status_code == 302
    assert City.objects.count() == 2


def test_any_earlier_state_of_what_was_merged_asks_the_page_that_has_it_now(
    people: dict[str, Client], omsk: City, country: Country
) -> None:
    approve("every")
    twin = save(City(slug="o", name_ru="Омск-2", country=country, tie="contact"), public=False)
    photo = save(Photo(file=accept_photo(picture((40, 40))), city=twin, alt_ru="Мост"))
    first = last(twin)
    revisions.update([twin], by=None, reason="x", name_ru="Омск-3")
    merging.merge(omsk, twin, taken=set(), by=None)

    assert people["editor"].get(first).status_code == people["editor"].post(first).status_code == 403
    photo.refresh_from_db()
    assert photo.city == omsk
    assert people["head"].get(first).status_code == 200

    third = save(City(slug="o3", name_ru="Омск-4", country=country, tie="contact"))
    merging.merge(third, City.objects.get(pk=omsk.pk), taken=set(), by=None)
    assert people["editor"].post(first).status_code == 403  # the one that went into the one that was kept


def test_an_earlier_state_takes_no_row_from_a_page_that_is_the_heads(people: dict[str, Client], omsk: City) -> None:
    draft = save(Event(slug="d", title_ru="Черновик", form="meeting"), public=False)
    photo = save(Photo(file=accept_photo(picture((40, 40))), record=draft, alt_ru="Мост"))
    with revisions.revision(by=None, reason="x"):
        draft.save()
    first = last(draft)
    live = save(Event(slug="l", title_ru="На сайте", form="meeting"))
    revisions.update([photo], by=None, reason="x", record=live)
    approve("every")

    assert people["editor"].post(first).status_code == 403
    photo.refresh_from_db()
    assert photo.record_id == live.pk
    assert people["head"].get(first).status_code == 200


def test_where_every_change_is_approved_the_lists_that_stand_on_pages_are_the_heads(
    people: dict[str, Client], event: Event, country: Country
) -> None:
    home = approve("every")
    body, unused = (save(Organization(name_ru=name, kind="museum")) for name in ("Музей", "Театр"))
    theme = save(Theme(slug="sport", name_ru="Спорт"))
    with revisions.revision(by=None, reason="x"):
        Involvement(record=event, organization=body, role="party").save()
        event.themes.add(theme)
        event.save()

    for row in (body, theme, country):
        path = f"{OFFICE}{row._meta.model_name}/{row.pk}/change/"
        assert people["editor"].post(path, {"name_ru": "Иначе"}).status_code == 403
        assert people["editor"].post(last(row)).status_code == 403
        assert people["head"].post(path, {"name_ru": "Иначе"}).status_code != 403
    path = f"{OFFICE}organization/{unused.pk}/change/"
    assert people["editor"].post(path, {"name_ru": "Иначе"}).status_code != 403
    revisions.update([home], by=None, reason="x", approval="first")
    path = f"{OFFICE}organization/{body.pk}/change/"
    assert people["editor"].post(path, {"name_ru": "Иначе"}).status_code != 403


def test_a_photo_is_changed_by_those_who_change_what_it_stands_on(people: dict[str, Client], event: Event) -> None:
    home = approve("every")
    photos = [
        save(Photo(file=accept_photo(picture((40, 40))), **owner)) for owner in ({"record": event}, {"home": home})
    ]

    for photo in photos:
        path = f"{OFFICE}photo/{photo.pk}/change/"
        assert people["editor"].post(path, {"alt_ru": "Площадь"}).status_code == 403
        assert people["editor"].post(last(photo)).status_code == 403
        assert people["head"].post(path, {"alt_ru": "Площадь"}).status_code != 403


def test_a_viewer_leaves_no_file_behind(people: dict[str, Client], event: Event) -> None:
    path = f"{OFFICE}event/{event.pk}/change/"

    assert people["viewer"].post(path, {"photos-files": picture(), "photos-TOTAL_FORMS": "0"}).status_code == 403
    assert not KeptFile.objects.exists()


def test_who_only_reads_a_form_reads_its_date_and_has_nothing_to_press(people: dict[str, Client], omsk: City) -> None:
    visit = Delegation(slug="v", title_ru="Визит", direction="incoming")
    visit.period = Period.of((2022, 9, 24))
    save(visit, cities=[omsk])
    save(Photo(record=visit, alt_ru="Гости", file=accept_photo(picture((40, 40)))))
    page = people["viewer"].get(f"{OFFICE}delegation/{visit.pk}/change/").content.decode()
    assert "24 сентября 2022" in page
    for words in ("datetime.date", "Period", "Записать во все", 'data-move="1"', "js/office/forms/sections.js"):
        assert words not in page
    assert "Записать во все" in people["editor"].get(f"{OFFICE}delegation/{visit.pk}/change/").content.decode()


def test_who_may_not_change_a_record_is_not_asked_whether_its_translation_is_right(people: dict[str, Client]) -> None:
    event = save(Event(slug="t", title_ru="Приём", title_en="Reception", form="meeting"))
    revisions.update([event], by=None, reason="x", title_ru="Большой приём")
    answers = {role: client.get("/admin/translations/?need=stale").content.decode() for role, client in people.items()}
    assert [("Перевод верен" in answers[role]) for role in ("viewer", "editor")] == [False, True]
