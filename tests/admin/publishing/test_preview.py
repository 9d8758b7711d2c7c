"""The true page before it is published: in the back office, of unsaved text, and by a secret link."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnerships.approval import steps
from partnerships.files.intake import accept_photo
from partnerships.history import revisions, version_token
from partnerships.models import City, Event, Organization, Participant, PartnerRequest, Photo, PreviewLink, User
from tests.admin.forms.filled_form import filled
from tests.admin.publishing.read_pages import main_of, unpublished
from tests.conftest import picture, save
from tests.staff.test_rights import person
from tests.views.test_files import fetch, scan

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def draft(omsk: City) -> Event:
    event = Event(slug="e", title_ru="Черновик", title_en="The draft", form="meeting", internal_note="ZXQ-note")
    save(event, public=False, cities=[omsk])
    save(Participant(record=event, name_ru="Иванов", role="speaker", is_public=True, contact="ZXQ-phone"))
    save(Participant(record=event, name_ru="ZXQ-private", role="speaker"))
    return event


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(person("editor"))
    return client


def link_to(entry: Any, **options: Any) -> str:
    _link, token = PreviewLink.objects.make(entry, by=None, **{"days": 7, **options})
    return f"/preview/{token}/"


def test_the_preview_is_the_live_page(
    draft: Event, editor: Client, client: Client, time_machine: time_machine.TimeMachineFixture
) -> None:
    time_machine.move_to(timezone.now(), tick=False)  # the page says when it appeared and changed, to the second
    shown = {code: editor.get(f"{EVENTS}{draft.pk}/page/{code}/") for code in ("ru", "en")}
    save(draft)

    for code, response in shown.items():
        live = main_of(client.get(f"/{code}/events/e/"))
        assert main_of(response) == unpublished(live)
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
        assert "ZXQ" not in response.content.decode()
    assert editor.get(f"{EVENTS}{draft.pk}/page/xx/").status_code == 404


def test_cities_and_requests_have_a_preview_too(omsk: City, editor: Client) -> None:
    school = save(Organization(name_ru="Школа", kind="museum"))
    wanted = PartnerRequest(title_ru="Ищем хор", organization=school, contact="x", open_until=date(2999, 1, 1))
    save(wanted, public=False)
    assert "Ищем хор" in editor.get(f"/admin/partnerships/partnerrequest/{wanted.pk}/page/ru/").content.decode()
    assert "Омск" in editor.get(f"/admin/partnerships/city/{omsk.pk}/page/ru/").content.decode()


def test_unsaved_text_is_shown_and_nothing_is_saved(draft: Event, editor: Client) -> None:
    path, before = f"{EVENTS}{draft.pk}/change/", (revisions.register_version(), revisions.history(draft).count())
    data = filled(editor, path, title_ru="Набрано", title_en="Typed", _preview="en")
    data |= {"photos-TOTAL_FORMS": 1, "photos-0-file": picture(), "photos-0-use": "gallery", "photos-0-order": 0}
    data |= {
        "figures-TOTAL_FORMS": 1,
        "figures-0-what": "works",
        "figures-0-value": 7,
        "figures-0-qualifier": "exactly",
    }

    response = editor.post(path, data | {"figures-0-order": 0})

    assert "Typed" in response.content.decode()
    assert "<strong>7</strong>" in response.content.decode()
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert (revisions.register_version(), revisions.history(draft).count()) == before
    assert Event.objects.get().title_en == "The draft"
    assert not Photo.objects.exists()


def test_a_new_record_is_shown_before_it_exists(editor: Client) -> None:
    data = filled(editor, EVENTS + "add/", title_ru="Новое", form="meeting", _preview="ru")
    assert "<h1>Новое</h1>" in editor.post(EVENTS + "add/", data).content.decode()
    assert not Event.objects.exists()


def test_a_form_with_mistakes_says_them_instead(draft: Event, editor: Client) -> None:
    path = f"{EVENTS}{draft.pk}/change/"
    response = editor.post(path, filled(editor, path, period="30 июля", _preview="ru"))
    assert "Напишите и год" in response.content.decode()
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_viewer_cannot_preview_a_change(draft: Event) -> None:
    client = Client()
    client.force_login(person("viewer"))
    assert client.post(f"{EVENTS}{draft.pk}/change/", {"_preview": "ru"}).status_code == 403


def test_a_secret_link_shows_one_record_and_nothing_internal(draft: Event, client: Client) -> None:
    path = link_to(draft)
    for language, title in (("", "Черновик"), ("en/", "The draft")):
        response = client.get(path + language)
        page = response.content.decode()
        assert title in page
        assert "ZXQ" not in page
        assert "Иванов" in page
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["X-Frame-Options"] == "DENY"
    assert client.get("/ru/events/e/").status_code == 404


def test_a_link_that_is_wrong_late_or_revoked_never_was(draft: Event, client: Client) -> None:
    never = client.get("/preview/there-never-was-such-a-token/")
    path = link_to(draft)
    revoked, token = PreviewLink.objects.make(draft, by=None, days=7)
    revoked.revoke(None)
    wrong = [path[:-2] + ("A" if path[-2] != "A" else "B") + "/", f"/preview/{token}/", path + "xx/"]
    answers = [client.get(each) for each in wrong]
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        answers.append(client.get(path))

    for answer in answers:
        assert (answer.status_code, answer.content, dict(answer.headers)) == (404, never.content, dict(never.headers))


def test_a_link_lives_seven_days_at_most_and_is_kept_hashed(draft: Event) -> None:
    link, token = PreviewLink.objects.make(draft, by=None, days=99)
    assert timedelta(days=6, hours=23) < link.expires_at - timezone.now() <= timedelta(days=7)
    assert token not in str(vars(link))


def test_a_published_record_is_read_at_its_own_address(draft: Event, client: Client) -> None:
    path = link_to(draft)
    save(draft)
    assert client.get(path + "en/").headers["Location"] == "/en/events/e/"


def test_the_holder_sees_the_photos_and_open_documents_of_that_record_alone(draft: Event, omsk: City) -> None:
    other = save(Event(slug="o", title_ru="Другое", form="meeting"), public=False)
    photos, papers = {}, {}
    for event in (draft, other):
        row: Any = Photo(record=event, is_decorative=True)
        row.file = accept_photo(picture())
        photos[event] = save(row)
        for access in ("public", "internal"):
            papers[event, access] = scan(event, access)
    client = Client()

    def seen(path: str) -> int:
        return fetch(client, path).status_code

    def photo(event: Event) -> str:
        return f"/files/photos/{photos[event].file.name.split('/')[1]}/480.webp"

    def paper(event: Event, access: str) -> str:
        return f"/files/documents/{papers[event, access].pk}/x.pdf"

    assert (seen(photo(draft)), seen(paper(draft, "public"))) == (404, 404)
    client.get(link_to(draft))
    assert (seen(photo(draft)), seen(paper(draft, "public"))) == (200, 200)
    assert fetch(client, photo(draft)).headers["Cache-Control"] == "private, no-store"
    assert (seen(photo(other)), seen(paper(other, "public"))) == (404, 404)
    assert seen(paper(draft, "internal")) == 404
    PreviewLink.objects.get().revoke(None)
    assert (seen(photo(draft)), seen(paper(draft, "public"))) == (404, 404)


def test_links_are_made_listed_and_revoked_on_the_record(draft: Event, editor: Client, client: Client) -> None:
    reading = f"{EVENTS}{draft.pk}/reading/"
    made = editor.post(f"{EVENTS}{draft.pk}/link/", {"days": "3", "purpose": "Для губернатора"})
    address = made.context["new_address"]
    assert client.get(address.removeprefix("http://testserver")).status_code == 200
    listed = editor.get(reading).content.decode()
    assert "Для губернатора" in listed
    assert "editor" in listed
    assert address not in listed
    assert "Для губернатора" in editor.get(f"{EVENTS}{draft.pk}/change/").content.decode()

    other = save(Event(slug="o", title_ru="Другое", form="meeting"), public=False)
    link = PreviewLink.objects.get()
    assert editor.post(f"{EVENTS}{other.pk}/link/{link.pk}/revoke/").status_code == 404
    editor.post(f"{EVENTS}{draft.pk}/link/{link.pk}/revoke/")
    assert client.get(address.removeprefix("http://testserver")).status_code == 404


def decide(user: User, event: Event, seen: int, **sent: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(f"{EVENTS}{event.pk}/reading/", {"seen": f"{event.pk}:{seen}", **sent})


def test_the_head_publishes_exactly_what_she_saw(draft: Event) -> None:
    head, seen = person("head"), version_token.last_change(draft)
    save(Participant(record=draft, name_ru="Добавлен позже", role="speaker", is_public=True))

    response = decide(head, draft, seen, _publish="1")
    assert "<title>Запись изменили после того, как вы её открыли" in response.content.decode()
    assert not Event.objects.public().exists()

    decide(head, draft, version_token.last_change(draft), _publish="1")
    assert Event.objects.public().exists()


def test_the_head_returns_with_words_only(draft: Event) -> None:
    head, author = person("head"), person("editor")
    steps.act(steps.SEND, [draft], by=author)
    refused = decide(head, draft, version_token.last_change(draft), _return="1", return_comment=" ")
    assert "<title>Напишите, что нужно исправить" in refused.content.decode()
    decide(head, draft, version_token.last_change(draft), _return="1", return_comment="Нет даты")
    assert Event.objects.returned_to(author).get().return_comment == "Нет даты"
