"""What waits for its moment is what was approved: changed by an editor through any door, it goes back to the head."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from partnerships.files.intake import accept_photo
from partnerships.history import revisions, version_token
from partnerships.models import Delegation, Event, HomeCity, Photo, ProgrammeItem, Theme, User
from partnerships.models.publication import State
from partnerships.staff import mail as letters
from tests.admin.forms.filled_form import bring_back, delete, filled
from tests.admin.history.test_history import text
from tests.conftest import picture, save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
OFFICE = "/admin/partnerships/"


@pytest.fixture
def visit() -> Delegation:
    return save(Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming"), public=False)


def schedule(visit: Delegation) -> None:
    ahead = timezone.now() + timedelta(days=1)
    revisions.update([visit], by=None, reason="x", title_ru="Утверждено", state=State.PUBLISHED, publish_at=ahead)


def by_restore(client: Client, visit: Delegation) -> None:
    first = revisions.history(visit).last()
    bring_back(client, f"{OFFICE}delegation/restore/{first.pk if first else 0}/")


def by_form(client: Client, visit: Delegation) -> None:
    path = f"{OFFICE}delegation/{visit.pk}/change/"
    client.post(path, filled(client, path, title_ru="Иное"))


def by_theme(client: Client, visit: Delegation) -> None:
    theme = save(Theme(slug="sport", name_ru="Спорт"))
    chosen = {"action": "add_theme", "confirmed": "1", "theme": theme.pk, "_selected_action": [visit.pk]}
    client.post(f"{OFFICE}delegation/", chosen)
    assert theme in visit.themes.all()


def by_tick(client: Client, visit: Delegation) -> None:
    item = visit.programme_items.get()
    client.post(f"{OFFICE}delegation/{visit.pk}/today/", {"item": item.pk, "held": "1"})
    assert visit.programme_items.get().state == "held"


def by_photo_list(client: Client, visit: Delegation) -> None:
    words = {"alt_ru": "Гости у стола", "alt_en": "", "id": str(visit.photos.get().pk)}
    sent = {f"form-0-{name}": value for name, value in words.items()} | {"initial-form-0-alt_ru": "Было"}
    totals = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "1"}
    client.post(f"{OFFICE}photo/", {**sent, **totals, "initial-form-0-alt_en": ""})
    assert visit.photos.get().alt_ru == "Гости у стола"


def by_import(client: Client, visit: Delegation) -> None:
    answer: Any = client.get(f"{OFFICE}delegation/export/?format=csv")
    table = b"".join(answer.streaming_content).decode("utf-8-sig").replace("Утверждено", "Из таблицы")
    path = f"{OFFICE}delegation/import/"
    page = client.post(path, {"file": SimpleUploadedFile("t.csv", table.encode())})
    client.post(path, {"token": page.context["token"]})
    assert Delegation.objects.get().title_ru == "Из таблицы"


DOORS = (by_restore, by_form, by_theme, by_tick, by_photo_list, by_import)


@pytest.mark.parametrize("approval", ["first", "every"])
@pytest.mark.parametrize("change", DOORS)
def test_what_an_editor_changes_goes_back_to_the_head(
    visit: Delegation, change: Callable[[Client, Delegation], None], approval: str
) -> None:
    save(HomeCity(name_ru="Ставрополь", approval=approval))
    save(ProgrammeItem(delegation=visit, activity_ru="Обед"), public=False)
    save(Photo(record=visit, alt_ru="Было", file=accept_photo(picture((40, 40)))))
    schedule(visit)
    editor, client = person("editor"), Client()
    client.force_login(editor)

    change(client, visit)

    visit.refresh_from_db()
    assert (visit.state, visit.sent_by) == (State.IN_REVIEW, editor)


@pytest.mark.parametrize("change", DOORS)
def test_the_head_hears_of_what_an_editor_changes_on_the_site(
    visit: Delegation, change: Callable[[Client, Delegation], None]
) -> None:
    User.objects.filter(pk=person("head").pk).update(email="head@example.org", language="ru")
    save(ProgrammeItem(delegation=visit, activity_ru="Обед"), public=False)
    save(Photo(record=visit, alt_ru="Было", file=accept_photo(picture((40, 40)))))
    revisions.update(
        [visit], by=None, reason="x", title_ru="Утверждено", state=State.PUBLISHED, publish_at=timezone.now()
    )
    client = Client()
    client.force_login(person("editor"))

    change(client, visit)
    assert mail.outbox == []
    call_command("tell_changes", "--site", "http://testserver", stdout=StringIO())

    visit.refresh_from_db()
    assert visit.is_public()
    assert [letter.to for letter in mail.outbox] == [["head@example.org"]]
    assert f"http://testserver/admin/partnerships/delegation/{visit.pk}/history/" in mail.outbox[0].body


def test_one_letter_tells_of_many_pages() -> None:
    User.objects.filter(pk=person("head").pk).update(email="head@example.org", language="ru")
    visits = [save(Delegation(slug=f"v{n}", title_ru=f"Визит {n}", direction="incoming")) for n in range(25)]
    theme = save(Theme(slug="sport", name_ru="Спорт"))
    chosen = {"action": "add_theme", "confirmed": "1", "theme": theme.pk, "_selected_action": [v.pk for v in visits]}
    client = Client()
    client.force_login(person("editor"))

    client.post(f"{OFFICE}delegation/", chosen)
    call_command("tell_changes", "--site", "http://testserver", stdout=StringIO())

    assert [letter.subject for letter in mail.outbox] == ["На сайте изменено страниц: 25"]
    assert "И ещё 5." in mail.outbox[0].body


def test_what_the_head_changes_keeps_its_moment(visit: Delegation) -> None:
    schedule(visit)
    client = Client()
    client.force_login(person("head"))
    by_theme(client, visit)
    visit.refresh_from_db()
    assert visit.is_scheduled()


def test_what_waits_for_its_moment_is_deleted_by_the_head_alone(visit: Delegation) -> None:
    schedule(visit)
    path, client = f"{OFFICE}delegation/{visit.pk}/delete/", Client()
    client.force_login(person("editor"))
    seen = f"{visit.pk}:{version_token.last_change(visit)}"
    assert client.post(path, {"post": "yes", "seen": seen}).status_code == 403
    client.force_login(person("head"))
    delete(client, path)
    assert not Delegation.objects.exists()


def beside(client: Client, visit: Delegation) -> None:
    other = save(Event(slug="x", title_ru="Свой черновик", title_en="x", form="meeting"), public=False)
    path = f"{OFFICE}event/{other.pk}/change/"
    client.post(path, filled(client, path, related=[str(visit.pk)]))
    assert other.related.get().pk == visit.pk
    delete(client, f"{OFFICE}event/{other.pk}/delete/")
    assert not Event.objects.exists()


def note(client: Client, visit: Delegation) -> None:
    path = f"{OFFICE}delegation/{visit.pk}/change/"
    client.post(path, filled(client, path, internal_note="Позвонить", order_number="17-р"))
    assert Delegation.objects.get().internal_note == "Позвонить"


def nothing(client: Client, visit: Delegation) -> None:
    path = f"{OFFICE}delegation/{visit.pk}/change/"
    client.post(path, filled(client, path))


def confirm(client: Client, visit: Delegation) -> None:
    revisions.update([visit], by=None, reason="x", purpose_ru="Учёба", purpose_en="Study")
    revisions.update([Delegation.objects.get()], by=None, reason="x", purpose_ru="Учёба и обмен")
    page = client.get("/admin/translations/?need=stale").content.decode()
    sent = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("key", "columns")}  # type: ignore[index]
    client.post("/admin/translations/right/", sent)
    assert "Учёба" not in client.get("/admin/translations/?need=stale").content.decode()


@pytest.mark.parametrize("change", [beside, note, nothing, confirm])
def test_what_its_page_does_not_show_leaves_the_moment_alone(
    visit: Delegation, change: Callable[[Client, Delegation], None], django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(pk=person("head").pk).update(email="head@example.org")
    schedule(visit)
    client = Client()
    client.force_login(person("editor"))

    with django_capture_on_commit_callbacks(execute=True):
        change(client, visit)
    letters.postman.submit(lambda: None).result()

    visit.refresh_from_db()
    assert visit.is_scheduled()
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_whoever_takes_a_record_out_of_its_schedule_reads_it_and_so_does_the_history(visit: Delegation) -> None:
    author = person("editor", "author")
    schedule(visit)
    revisions.update([visit], by=None, reason="x", sent_by=author)
    client = Client()
    client.force_login(person("editor"))

    by_theme(client, visit)

    visit.refresh_from_db()
    assert (visit.state, visit.sent_by) == (State.IN_REVIEW, author)
    assert "«Утверждено»: было утверждено и ждало срока" in client.get("/admin/").content.decode()
    history = text(client, f"{OFFICE}delegation/{visit.pk}/history/")
    assert "Направление сотрудничества добавлено из списка. Снова передано руководителю: Утверждено." in history


def test_a_letter_names_the_first_of_many(django_capture_on_commit_callbacks: Any) -> None:
    User.objects.filter(pk=person("head").pk).update(email="head@example.org", language="ru")
    visits = [Delegation(slug=f"v{n}", title_ru=f"Визит {n}", direction="incoming") for n in range(25)]
    for visit in visits:
        schedule(save(visit, public=False))
    theme = save(Theme(slug="sport", name_ru="Спорт"))
    client = Client()
    client.force_login(person("editor"))
    chosen = {"action": "add_theme", "confirmed": "1", "theme": theme.pk, "_selected_action": [v.pk for v in visits]}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{OFFICE}delegation/", chosen)
    letters.postman.submit(lambda: None).result()
    assert mail.outbox[0].body.count("/reading/") == 20
    assert "И ещё 5." in mail.outbox[0].body
