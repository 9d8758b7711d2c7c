"""Typed text whose form is closed to its author: no session, other rights, no record any more, another button."""

import pytest
from django.test import Client

from partnerships.history import revisions
from partnerships.models import City, Event, HomeCity, OpenForm, User
from tests.admin.forms.filled_form import filled
from tests.admin.history.test_history import text
from tests.admin.writing.test_unsaved import EVENTS, beat, change
from tests.admin.writing.test_unsaved import event as event  # the fixture
from tests.conftest import picture, save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def test_who_may_no_longer_write_it_still_has_what_was_typed(event: Event) -> None:
    home = save(HomeCity(name_ru="Ставрополь"))
    editor = Client()
    editor.force_login(person("editor"))
    data = filled(editor, change(event), title_ru="Набрано редактором")
    revisions.update([home], by=None, reason="x", approval="every")

    assert beat(editor, data, event).json()["error"].startswith("Запись удалена, или сейчас вы не можете")
    assert editor.post(change(event), data).status_code == 403

    assert "Набрано редактором" in text(editor, "/admin/")
    page = text(editor, f"/admin/typed/{OpenForm.objects.get(typed_at__isnull=False).key}/")
    assert "Скопируйте нужное" in page
    assert "Набрано редактором" in page


def test_text_of_a_deleted_record_is_read_and_thrown_away(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="Набрано", **{"participants-TOTAL_FORMS": 1})
    data |= {"participants-0-name_ru": "Иванов", "participants-0-role": "guest", "participants-0-order": 0}
    beat(office, data, event)
    revisions.delete([event], by=None, reason="x")

    address = f"/admin/typed/{OpenForm.objects.get(typed_at__isnull=False).key}/"
    assert f'href="{address}"' in office.get("/admin/").content.decode()
    assert "имя, отчество (на русском) Иванов" in text(office, address)
    stranger = Client()
    stranger.force_login(User.objects.create_superuser("petrova"))
    assert stranger.get(address).status_code == stranger.post(address).status_code == 404
    office.post(address)
    assert office.get(address).status_code == 404


def test_another_button_on_the_same_text_is_another_step(office: Client, omsk: City) -> None:
    draft = save(Event(slug="d", title_ru="Черновик", title_en="Draft", form="meeting"), public=False)
    data = filled(office, change(draft), title_ru="Новое")
    office.post(change(draft), {**data, "_continue": "1"})

    page = office.post(change(draft), {**data, "_publish": "1"})
    assert "нажмите кнопку ещё раз" in page.content.decode()
    again = {**data, **page.context["opened"].hidden(), "_publish": "1"}
    office.post(change(draft), again)
    draft.refresh_from_db()
    assert draft.is_public()


def test_an_expired_session_leads_back_to_everything_typed(office: Client, event: Event, clerk: User) -> None:
    data = filled(office, change(event), title_ru="Набрано", **{"photos-TOTAL_FORMS": 1, "photos-0-file": picture()})
    stranger = Client()

    answer = stranger.post(change(event), data)
    assert answer.url.startswith("/admin/login/?next=/admin/partnerships/event/")
    signed = stranger.post(answer.url, {"username": "clerk", "password": "a-long-password-1"}, follow=True)

    assert "Набрано" in signed.content.decode()
    assert "photo.jpeg" in signed.content.decode()
    assert Event.objects.get().title_ru == "Было"


def test_an_expired_session_leads_back_to_a_text_of_any_length(office: Client, event: Event, clerk: User) -> None:
    text = f"<p>{'ы' * 1_000_000}</p><p>Конец</p>"
    stranger = Client()

    answer = stranger.post(change(event), filled(office, change(event), body_ru=text))
    signed = stranger.post(answer.url, {"username": "clerk", "password": "a-long-password-1"}, follow=True)

    assert signed.context["adminform"].form["body_ru"].value() == text


def test_an_expired_session_gives_a_stranger_nothing(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="Набрано")
    stranger = Client()
    for form in ("", "forged", data["_form"][:-2] + "xx"):
        stranger.post(change(event), data | {"_form": form})

    assert not OpenForm.objects.exists()
    assert Event.objects.get().title_ru == "Было"


def test_a_token_of_before_the_sign_in_does_not_cost_the_text(office: Client, event: Event, clerk: User) -> None:
    data = filled(office, change(event), title_ru="Набрано")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)

    answer = strict.post(change(event), data, follow=True)

    assert "Набрано" in answer.content.decode()
    assert Event.objects.get().title_ru == "Было"


def test_a_preview_by_somebody_else_keeps_the_text_as_a_save_does(event: Event) -> None:
    one, other = Client(), Client()
    one.force_login(person("editor", "one"))
    other.force_login(person("editor", "other"))
    data = filled(one, change(event), title_ru="Набрано первым", _preview="ru")
    other.post(change(event), data)
    assert "Набрано первым" in text(one, "/admin/")
    assert "другой сотрудник" in text(other, "/admin/")


def test_a_beat_in_which_nothing_was_typed_promises_nothing(office: Client, event: Event) -> None:
    data = filled(office, change(event))
    other = Client()
    other.force_login(User.objects.create_superuser("petrova"))
    answer = other.post(f"{EVENTS}unsaved/", {**data, "_object": event.pk})
    assert answer.json()["error"] == "Вошёл другой сотрудник."


def test_the_text_is_shown_in_words(office: Client, event: Event, omsk: City) -> None:
    data = filled(office, change(event), title_ru="Набрано", cities=[omsk.pk])
    data |= {
        "files-to-choose": "скан.pdf",
        "photos-TOTAL_FORMS": 1,
        "photos-0-use": "gallery",
        "photos-0-alt_ru": "Мэры",
    }
    beat(office, {**data, "photos-0-file-kept": "4e63fe42-0000-4000-8000-000000000000"}, event)
    page = text(office, f"/admin/typed/{OpenForm.objects.get(typed_at__isnull=False).key}/")
    for words in ("Города-партнёры Омск", "Форма Встреча", "Выберите эти файлы снова: скан.pdf", "Мэры"):
        assert words in page
    for words in ("meeting", "gallery", "4e63fe42"):
        assert words not in page


def test_the_sign_in_says_that_the_text_is_kept(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="Набрано")
    office.logout()
    page = office.post(change(event), data, follow=True)
    assert "Сеанс закончился. Набранное сохранено: войдите и продолжайте." in page.content.decode()


def test_a_form_with_an_old_token_sent_by_a_viewer_is_kept_for_its_author(event: Event) -> None:
    author, viewer = Client(), Client(enforce_csrf_checks=True)
    author.force_login(person("editor"))
    data = filled(author, change(event), title_ru="Набрано редактором")
    viewer.force_login(person("viewer"))
    page = viewer.post(change(event), data, follow=True)
    assert "Эту форму открыл другой сотрудник" in page.content.decode()
    assert "Набрано редактором" in text(author, "/admin/")
