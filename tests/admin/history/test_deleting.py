"""Deletion: of what was looked at, as it was looked at; and the way back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.admin.lists import chosen as choice
from partnerships.history import revisions, version_token
from partnerships.models import City, CityOccasion, Event, OpenForm, Participant, Theme, User
from tests.admin.forms.filled_form import delete, filled, quicker
from tests.admin.history.test_history import OFFICE, of, signed_in, text
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
EVENTS = f"{OFFICE}event/"


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было так", title_en="Was", form="meeting"), public=False)


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("boss", first_name="Анна", last_name="Петрова")


def question(client: Client, *rows: Any) -> Any:
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    return client.post(f"{OFFICE}{rows[0]._meta.model_name}/", chosen)


def answer(client: Client, page: Any, *rows: Any) -> Any:
    chosen = {"action": "delete_selected", "post": "yes", "_selected_action": [row.pk for row in rows]}
    return client.post(f"{OFFICE}{rows[0]._meta.model_name}/", {**chosen, "seen": page.context["seen"]}, follow=True)


def test_what_a_colleague_begins_to_use_in_the_same_moment_stays(
    office: Client, omsk: City, event: Event, monkeypatch: Any
) -> None:
    elista = save(City(slug="elista", name_ru="Элиста", country=omsk.country, tie="contact"))
    asked = question(office, omsk, elista)
    quicker(monkeypatch, lambda: save(event, public=False, cities=[omsk]))
    page = answer(office, asked, omsk, elista).content.decode()
    assert "Запись только что начали использовать" in page
    assert "Используется здесь" in page

    save(event, public=False, cities=[])
    path = of(omsk, "delete")
    office.get(path)
    quicker(monkeypatch, lambda: save(event, public=False, cities=[omsk]))
    page = delete(office, path, follow=True).content.decode()

    assert "Запись только что начали использовать" in page
    assert "Удалить нельзя" in page
    assert City.objects.count() == 2
    assert event.cities.get() == omsk


def test_an_editor_does_not_delete_what_the_head_has_just_published(event: Event, monkeypatch: Any) -> None:
    editor = signed_in("editor")
    quicker(monkeypatch, lambda: save(event))

    page = delete(editor, of(event, "delete"), follow=True)

    assert Event.objects.get().is_public()
    assert page.redirect_chain == [(of(event, "change"), 302)]
    assert "Пока ничего не удалено" in page.content.decode()
    assert (
        editor.post(
            of(event, "delete"), {"post": "yes", "seen": f"{event.pk}:{version_token.last_change(event)}"}
        ).status_code
        == 403
    )


def test_what_somebody_wrote_after_the_question_was_shown_is_shown_first(
    office: Client, boss: User, event: Event
) -> None:
    shown = office.get(of(event, "delete")).context["seen"]
    asked = question(office, event)
    revisions.update([event], by=boss, reason="x", title_ru="Свежее слово")

    for page in (
        office.post(of(event, "delete"), {"post": "yes", "seen": shown}, follow=True),
        answer(office, asked, event),
    ):
        assert "Анна Петрова: запись сохранена в" in page.content.decode()
        assert "Пока ничего не удалено" in page.content.decode()
        assert "Свежее слово" in page.content.decode()
    assert Event.objects.exists()
    answer(office, question(office, event), event)
    assert not Event.objects.exists()


def test_the_question_says_what_visitors_will_miss(office: Client, omsk: City, event: Event) -> None:
    assert "Её страница" not in text(office, of(event, "delete"))
    assert "Состояние: Черновик" in text(office, of(event, "delete"))
    save(event)
    page = text(office, of(event, "delete"))
    assert "Состояние: На сайте" in page
    assert "/ru/events/e/" in page
    revisions.update([event], by=None, reason="x", publish_at=timezone.now() + timedelta(days=1))
    assert "/ru/events/e/" not in text(office, of(event, "delete"))


def test_what_stays_does_not_name_what_would_go_along(office: Client, omsk: City, event: Event) -> None:
    save(CityOccasion(city=omsk, name_ru="День города", month=8, day=5))
    assert "Уйдёт вместе" in text(office, of(omsk, "delete"))
    save(event, cities=[omsk])
    assert "Уйдёт вместе" not in text(office, of(omsk, "delete"))
    save(Participant(record=event, name_ru="Иванов", role="speaker"))
    assert "Уйдёт вместе" not in question(signed_in("editor"), event).content.decode()


def test_a_deletion_says_where_the_record_waits(office: Client, event: Event, omsk: City) -> None:
    other = save(Event(slug="f", title_ru="Другое", form="meeting"), public=False)

    page = delete(office, of(event, "delete"), follow=True).content.decode()

    assert "Удалено: «Было так». Запись ждёт в корзине." in page
    way = revisions.history(event).first()
    assert f'<a href="{EVENTS}restore/{way.pk if way else 0}/">Вернуть</a>' in page
    page = answer(office, question(office, other), other).content.decode()
    assert "Удалена 1 запись. Удалённое ждёт в корзине." in page
    assert f'<a href="{EVENTS}deleted/">Открыть корзину</a>' in page


def test_the_old_address_of_a_deleted_record_leads_to_the_bin(office: Client, event: Event, omsk: City) -> None:
    form, path = of(event, "change"), of(event, "delete")
    typed = filled(office, form, title_ru="Набрано")
    revisions.delete([event], by=None, reason="x")

    for page in (
        office.get(form, follow=True),
        office.get(path, follow=True),
        office.post(path, {"post": "yes"}, follow=True),
        office.post(form, typed, follow=True),
    ):
        assert page.redirect_chain[-1][0] == f"{EVENTS}deleted/"
        assert "Удалено: «Было так». Запись ждёт в корзине." in page.content.decode()
    assert OpenForm.objects.with_text().count() == 1
    viewer = signed_in("viewer").get(form, follow=True).content.decode()
    assert "Удалено: «Было так»" in viewer
    assert "Вернуть" not in viewer
    assert "Возможно, её удалили" in office.get(f"{EVENTS}999/change/", follow=True).content.decode()


def test_the_question_about_many_asks_no_more_with_rows(office: Client, event: Event, omsk: City) -> None:
    counts = []
    for rows in (1, 30):
        with revisions.revision(by=None, reason="test"):
            themes = [Theme(slug=f"t{rows}-{number}", name_ru=f"Тема {number}") for number in range(rows)]
            for theme in themes:
                theme.save()
            event.themes.set(themes)
        question(office, *themes)
        with CaptureQueriesContext(connection) as queries:
            assert question(office, *themes).content.decode().count("Используется здесь") == rows
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_too_many_are_not_deleted_at_once(office: Client, monkeypatch: Any) -> None:
    themes = [save(Theme(slug=f"t{number}", name_ru="Тема")) for number in range(3)]
    monkeypatch.setattr(choice, "LIMIT", 2)
    chosen = {"action": "delete_selected", "select_across": "1", "_selected_action": themes[0].pk}
    for more in ({}, {"post": "yes"}):
        page = office.post(f"{OFFICE}theme/", {**chosen, **more}, follow=True).content.decode()
        assert "Не больше 2 записей за раз" in page
    assert Theme.objects.count() == 3
