"""What is typed and not saved waits for its author, and a form is saved once, however often it is sent."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import City, Delegation, Document, Event, KeptFile, OpenForm, Photo, User
from tests.admin.forms.filled_form import errors, filled
from tests.admin.history.test_history import text
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"
BEAT = EVENTS + "unsaved/"


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def change(event: Event) -> str:
    return f"{EVENTS}{event.pk}/change/"


def beat(client: Client, data: dict[str, Any], event: Event | None = None) -> Any:
    """Send what an open form sends while someone types."""
    return client.post(BEAT, {**data, "_typed": "1", "_object": event.pk if event else ""})


def test_typed_text_is_offered_back_and_fills_the_form(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="Набрано", **{"participants-TOTAL_FORMS": 1})
    data |= {"participants-0-name_ru": "Иванов", "participants-0-role": "guest", "participants-0-order": 0}
    version = revisions.register_version()
    assert beat(office, data, event).json()["kept"].startswith("Набранное запомнено")

    offer = office.get(change(event)).context["opened"].offers
    page = office.get(f"{change(event)}?unsaved={offer[0].form.key.hex}")

    assert revisions.register_version() == version
    assert errors(page.content) == []
    for words in ("Набрано", "Иванов", "Он ещё не сохранён"):
        assert words in page.content.decode()
    assert Event.objects.get().title_ru == "Было"


def test_offers_of_one_record_tell_what_differs(office: Client, event: Event) -> None:
    for changes in (
        {"summary_ru": "Встреча двух мэров"},
        {"body_ru": "<h2>Программа</h2><p>Первый день</p>"},
        {
            "participants-TOTAL_FORMS": 1,
            "participants-0-name_ru": "Иванов",
            "participants-0-role": "guest",
        },
    ):
        beat(office, filled(office, change(event), **changes), event)

    page = office.get(change(event))

    offers = re.findall(r'<div class="writing-offer"><p>(.*?)</p>', page.content.decode())
    assert len(offers) == 3
    for words, offer in zip(("Иванов", "Программа Первый день", "Встреча двух мэров"), offers, strict=True):
        assert f"Набрано: «{words}»" in offer
        assert re.search(r"\d\d:\d\d:\d\d", offer)


def test_discarding_is_asked_about_in_its_place(office: Client, event: Event) -> None:
    beat(office, filled(office, change(event), title_ru="Набрано"), event)

    page = office.get(change(event)).content.decode()

    asked = page.partition('<details class="writing-discard"><summary>Не нужно</summary>')[2].partition("</details>")[0]
    assert "Набранное пропадёт безвозвратно." in asked
    assert 'name="_discard"' in asked
    assert page.count('name="_discard"') == 1


def test_nobody_else_is_offered_it(office: Client, event: Event) -> None:
    beat(office, filled(office, change(event), title_ru="Тайное"), event)
    key = OpenForm.objects.get().key.hex
    other = Client()
    other.force_login(User.objects.create_superuser("petrova"))

    page = other.get(f"{change(event)}?unsaved={key}")
    other.post(BEAT, {"_discard": key, "_object": event.pk})

    assert page.context["opened"].offers == []
    assert "Тайное" not in page.content.decode()
    assert OpenForm.objects.filter(pk=key).exists()


def test_a_key_of_somebody_else_keeps_and_saves_nothing(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="Чужое")
    other = Client()
    other.force_login(User.objects.create_superuser("petrova"))

    assert beat(other, data, event).status_code == 409
    page = other.post(change(event), data)

    assert page.url == change(event)
    assert "другой сотрудник" in other.get(change(event)).content.decode()
    assert Event.objects.get().title_ru == "Было"
    assert not OpenForm.objects.filter(user__username="petrova", typed_at__isnull=False).exists()
    assert "Чужое" in text(office, "/admin/")  # kept for the one whose form it was


def test_who_may_not_write_a_record_keeps_nothing_about_it(event: Event, office: Client) -> None:
    data = filled(office, change(event))
    reader = Client()
    reader.force_login(User.objects.create_user("reader", is_staff=True))

    assert set(reader.get(BEAT).json()) == {"csrf"}  # a token for what the form of somebody else still has to say
    assert reader.post(BEAT, {"_object": event.pk}).status_code == 403
    assert beat(reader, data, event).status_code == 409
    assert reader.post(change(event), data).status_code == 403
    assert not OpenForm.objects.filter(user__username="reader").exists()


def test_discarded_text_is_gone(office: Client, event: Event) -> None:
    beat(office, filled(office, change(event), title_ru="Набрано"), event)

    answer = office.post(BEAT, {"_discard": OpenForm.objects.get().key.hex, "_object": event.pk})

    assert answer.url == change(event)
    assert not OpenForm.objects.exists()


def test_a_save_takes_the_unsaved_text_away_and_a_late_beat_brings_nothing_back(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="Набрано")
    beat(office, data, event)
    office.post(change(event), data)
    beat(office, data, event)

    assert office.get(change(event)).context["opened"].offers == []
    assert revisions.history(event).count() == 2


def test_too_long_a_text_is_told_and_not_kept(office: Client, event: Event) -> None:
    data = filled(office, change(event))
    assert beat(office, data | {"summary_ru": "я" * 900_000}, event).status_code == 200

    answer = beat(office, data | {"summary_ru": "я" * 1_000_000}, event)

    assert answer.status_code == 413
    assert "Сохраните" in answer.json()["error"]
    assert OpenForm.objects.get().fields()["summary_ru"] == "я" * 900_000


def test_old_unsaved_text_and_its_files_are_thrown_away(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="", **{"photos-TOTAL_FORMS": 1, "photos-0-file": picture()})
    office.post(change(event), data)
    name = KeptFile.objects.get().file.name
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        office.force_login(User.objects.get())
        beat(office, filled(office, EVENTS + "add/", title_ru="Новое"))

    assert OpenForm.objects.count() == 1
    assert not KeptFile.objects.exists()
    assert not default_storage.exists(name)


def test_a_file_waits_as_long_as_the_text_that_names_it(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="", **{"photos-TOTAL_FORMS": 1, "photos-0-file": picture()})
    office.post(change(event), data)
    unsaved, kept = OpenForm.objects.get(), KeptFile.objects.get()
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        office.force_login(User.objects.get())
        typed = unsaved.fields().dict() | {"title_ru": "Набрано"}
        assert beat(office, typed, event).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        office.force_login(User.objects.get())
        beat(office, filled(office, EVENTS + "add/", title_ru="Новое"))

        page = office.get(f"{change(event)}?unsaved={unsaved.pk}").content.decode()

    assert f'value="{kept.pk}"' in page
    assert default_storage.exists(kept.file.name)


def test_a_failed_save_keeps_text_rows_and_files(office: Client, event: Event) -> None:
    scan = SimpleUploadedFile("Протокол № 5.pdf", b"%PDF-1.7 scan")
    data = filled(office, change(event), title_ru="", summary_ru="Длинный текст")
    data |= {"photos-TOTAL_FORMS": 1, "photos-0-file": picture(), "photos-0-alt_ru": "Встреча", "photos-0-order": 0}
    data |= {"documents-TOTAL_FORMS": 1, "documents-0-file": scan, "documents-0-title_ru": "Протокол"}
    data |= {"documents-0-kind": "scan", "documents-0-access": "internal", "documents-0-order": 0}
    data |= {"photos-0-use": "gallery", "documents-0-language": "ru"}

    page = office.post(change(event), data)
    html = page.content.decode()
    assert "photo.jpeg" in html
    assert "Протокол № 5.pdf" in html

    tickets = {f"{kind}-0-file-kept": self_key(name) for kind, name in (("photos", "photo"), ("documents", "Протокол"))}
    again = {name: value for name, value in data.items() if not name.endswith("-file")}
    done = office.post(change(event), {**again, **tickets, "title_ru": "Есть"})

    assert done.status_code == 302, errors(done.content)
    assert (Photo.objects.get().width, Document.objects.get().name) == (900, "Протокол № 5.pdf")
    with Document.objects.get().file.open() as stored:
        assert stored.read() == b"%PDF-1.7 scan"


def self_key(name: str) -> str:
    return str(KeptFile.objects.get(name__startswith=name).key)


def test_the_same_form_sent_twice_makes_one_record(office: Client) -> None:
    data = filled(office, "/admin/partnerships/delegation/add/", title_ru="Визит", direction="incoming")

    first, second = (office.post("/admin/partnerships/delegation/add/", data) for _time in range(2))

    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert Delegation.objects.count() == 1
    assert revisions.history(Delegation.objects.get()).count() == 1


def test_a_saved_form_sent_again_with_other_text_asks_first(office: Client) -> None:
    data = filled(office, "/admin/partnerships/delegation/add/", title_ru="Визит", direction="incoming")
    office.post("/admin/partnerships/delegation/add/", data)

    page = office.post("/admin/partnerships/delegation/add/", data | {"title_ru": "Другой визит"})

    assert "Другой визит" in page.content.decode()
    assert Delegation.objects.count() == 1


def test_presence_names_the_other_and_forgets_who_left(office: Client, event: Event) -> None:
    anna = User.objects.create_superuser("petrova", first_name="Анна", last_name="Петрова")
    other = Client()
    other.force_login(anna)
    data = filled(other, change(event))
    other.post(BEAT, {**data, "_object": event.pk})

    present = office.get(change(event)).context["opened"].present()
    other.post(BEAT, {**data, "_object": event.pk, "_leave": "1"})

    assert len(present) == 1
    assert present[0].startswith("Анна Петрова: запись открыта с ")
    assert office.get(change(event)).context["opened"].present() == []


@pytest.mark.parametrize("rows", [1, 30])
def test_a_beat_asks_a_fixed_number_of_questions(
    office: Client, event: Event, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        user = User.objects.create_user(f"u{number}")
        OpenForm.objects.create(user=user, model="event", object_id=str(event.pk))
    data = filled(office, change(event), title_ru="Набрано")
    beat(office, data, event)
    with django_assert_num_queries(7):
        beat(office, data, event)


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_the_same_moment_do_not_overwrite_each_other(omsk: City, event: Event) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time anyway")
    clients = []
    for name in ("first", "second"):
        client = Client()
        client.force_login(User.objects.create_superuser(name))
        clients.append((client, filled(client, change(event), title_ru=name)))

    def send(pair: tuple[Client, dict[str, Any]]) -> int:
        try:
            return pair[0].post(change(event), pair[1]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, clients)) == [200, 302]
