"""What a save says is what it did: the state it shows, the history it leaves, what a preview leaves behind."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from partnerships.approval import steps
from partnerships.files.intake import accept_document
from partnerships.history import revisions, version_token
from partnerships.models import City, Country, Document, Event, Organization, Participant, PartnerRequest, User
from partnerships.models.publication import State
from tests.admin.forms.filled_form import errors, filled
from tests.admin.history.test_history import text
from tests.approval.test_approval import said, typed
from tests.conftest import picture, save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def draft(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), public=False, cities=[omsk])


@pytest.fixture
def head() -> Client:
    client = Client()
    client.force_login(person("head"))
    return client


def change(event: Event) -> str:
    return f"{EVENTS}{event.pk}/change/"


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_a_preview_says_nothing_and_leaves_no_file(draft: Event, head: Client) -> None:
    ticket = head.post("/admin/partnerships/photo/upload/", {"file": picture()}).json()["ticket"]
    data = filled(head, change(draft), publish_at=typed(timezone.now() + timedelta(days=3)), _preview="ru")
    row = {"use": "gallery", "order": "0", "focal_x": "0.5", "focal_y": "0.5", "file-kept": ticket, "alt_ru": "Мэры"}
    data |= {"photos-TOTAL_FORMS": "1", **{f"photos-0-{name}": value for name, value in row.items()}}
    before = files()

    assert "<h1>Было</h1>" in head.post(change(draft), data).content.decode()

    assert files() == before
    assert said(head.get("/admin/")) == ""
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_save_without_a_change_leaves_no_line_in_the_history(draft: Event, head: Client) -> None:
    save(Participant(record=draft, name_ru="Иванов", role="speaker"))
    before = revisions.history(draft).count()

    head.post(change(draft), filled(head, change(draft)))
    assert revisions.history(draft).count() == before

    moment = Event.objects.get().updated_at
    head.post(change(draft), filled(head, change(draft), **{"participants-0-name_ru": "Петров"}))
    assert revisions.history(draft).count() == before + 1
    assert Event.objects.get().updated_at > moment


def test_a_refused_moment_does_not_call_a_live_page_scheduled(draft: Event, head: Client) -> None:
    save(draft)
    page = head.post(change(draft), filled(head, change(draft), publish_at=typed(timezone.now() + timedelta(days=3))))
    assert any("сначала снимите её с сайта" in error for error in errors(page.content))
    assert page.context["state_words"] == "На сайте"
    assert "Открыть страницу" in page.content.decode()


def test_the_history_calls_a_moment_to_come_by_its_name(draft: Event, head: Client) -> None:
    head.post(change(draft), filled(head, change(draft), publish_at=typed(timezone.now() + timedelta(days=3))))
    assert "Назначена публикация: появится само." in text(head, f"{EVENTS}{draft.pk}/history/")
    assert "Опубликовано." not in text(head, f"{EVENTS}{draft.pk}/history/")


@pytest.mark.parametrize("door", ["reading", "list"])
def test_a_wish_that_is_past_does_not_backdate_the_publication(draft: Event, head: Client, door: str) -> None:
    wish = timezone.now() - timedelta(days=14)
    revisions.update([draft], by=None, reason="x", state=State.IN_REVIEW, publish_at=wish)
    if door == "reading":
        seen = f"{draft.pk}:{version_token.last_change(draft)}"
        head.post(f"{EVENTS}{draft.pk}/reading/", {"_publish": "1", "seen": seen})
    else:
        steps.act(steps.PUBLISH, [draft], by=User.objects.get(username="head"))
    draft.refresh_from_db()
    assert draft.is_public()
    assert draft.publish_at is not None
    assert timezone.now() - draft.publish_at < timedelta(minutes=1)


def test_a_page_says_which_of_its_cities_it_leaves_out(draft: Event, head: Client, country: Country) -> None:
    save(City(slug="t", name_ru="Тулуза", country=country, tie="contact"), public=False)
    cities = [city.pk for city in City.objects.order_by("pk")]
    page = head.post(change(draft), filled(head, change(draft), cities=cities, _publish="1"), follow=True)
    assert "не опубликовано само, поэтому на странице не показано: Тулуза</a>" in said(page)
    assert "Омск" not in said(page)


def test_a_file_that_is_refused_after_another_save_is_told(draft: Event, head: Client) -> None:
    paper = Document(record=draft, title="Скан")
    paper.file = accept_document(SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF"))
    save(paper, public=False)
    data = filled(head, change(draft), title_ru="Моё")
    head.post(change(draft), filled(head, change(draft), place_ru="Из другой вкладки"))

    page = head.post(change(draft), {**data, "documents-0-file": SimpleUploadedFile("virus.exe", b"MZ\x90\x00" * 100)})

    assert page.status_code == 200
    assert errors(page.content)


def test_the_comparison_says_that_its_button_publishes(draft: Event, head: Client, office: Client) -> None:
    data = filled(head, change(draft), title_ru="Моё", _publish="1")
    office.post(change(draft), filled(office, change(draft), title_ru="Чужое"))
    assert "Сохранить выбранное и опубликовать" in head.post(change(draft), data).content.decode()


def test_what_an_organisation_looks_for_does_not_change_its_city(omsk: City) -> None:
    school = save(Organization(name_ru="Школа", kind="museum"))
    before = version_token.last_change(omsk)
    wanted = {"organization": school, "city": omsk, "contact": "x", "open_until": timezone.localdate()}
    save(PartnerRequest(title_ru="Ищем", **wanted))
    assert version_token.last_change(omsk) == before


def test_what_waits_leads_to_the_part_that_mends_it(draft: Event, head: Client) -> None:
    sent = save(
        Event(slug="s", title_ru="Ждёт", form="meeting", state="in_review", sent_at=timezone.now()), public=False
    )
    page = head.get("/admin/").content.decode()
    assert f'<a href="{EVENTS}{sent.pk}/reading/">Ждёт</a>' in page
    assert f'<a href="{change(draft)}#id_period">Было</a>' in page
