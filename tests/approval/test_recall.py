"""Whoever has sent a record to the head takes it back until it is answered."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import Event, User
from partnerships.models.publication import State
from tests.admin.forms.filled_form import filled
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


def pressed(user: User, event: Event, **sent: str) -> str:
    """Press a button of the form, and return the page that answers."""
    client, path = Client(), f"{EVENTS}{event.pk}/change/"
    client.force_login(user)
    answer: Any = client.post(path, filled(client, path, **sent), follow=True)
    event.refresh_from_db()
    return str(answer.content.decode())


def test_an_author_takes_back_what_was_sent_until_it_is_answered() -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)
    author, head = person("editor"), person("head")
    assert 'name="_recall"' not in pressed(author, event, _continue="1")
    assert 'name="_recall"' in pressed(author, event, _review="1")

    assert "Отозвано: запись снова черновик." in pressed(author, event, _recall="1", title_ru="Круглый стол")

    assert (event.state, event.sent_by, event.title_ru) == (State.DRAFT, None, "Круглый стол")
    client = Client()
    client.force_login(head)
    assert "Отозвано с утверждения." in client.get(f"{EVENTS}{event.pk}/history/").content.decode()
    assert "Круглый стол" not in client.get("/admin/todo/approve/").content.decode()


def test_what_had_been_returned_is_returned_again_with_the_words_of_the_head() -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)
    author, head = person("editor"), person("head")
    pressed(author, event, _review="1")
    pressed(head, event, _return="1", return_comment="Уточните дату")
    pressed(author, event, _review="1")

    page = pressed(author, event, _recall="1")

    assert (event.state, event.sent_by) == (State.RETURNED, author)
    assert "Отозвано: замечание руководителя снова в силе." in page
    assert "Уточните дату" in page
    client = Client()
    client.force_login(author)
    assert "Встреча" in client.get("/admin/todo/returned/").content.decode()


def test_what_a_colleague_sends_again_and_takes_back_stands_with_whom_it_was_returned_to() -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)
    author, colleague = person("editor"), person("editor", "second")
    pressed(author, event, _review="1")
    pressed(person("head"), event, _return="1", return_comment="Уточните дату")
    pressed(colleague, event, _review="1")

    pressed(colleague, event, _recall="1")

    assert (event.state, event.sent_by) == (State.RETURNED, author)
    for user, found in ((author, True), (colleague, False)):
        client = Client()
        client.force_login(user)
        assert ("Встреча" in client.get("/admin/todo/returned/").content.decode()) is found


def test_what_was_returned_to_somebody_who_has_left_is_returned_to_nobody() -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)
    author, colleague = person("editor"), person("editor", "second")
    pressed(author, event, _review="1")
    pressed(person("head"), event, _return="1", return_comment="Уточните дату")
    pressed(colleague, event, _review="1")
    author.delete()

    pressed(colleague, event, _recall="1")

    assert (event.state, event.sent_by) == (State.RETURNED, None)


def test_what_had_been_withdrawn_is_withdrawn_again() -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"))
    author = person("editor")
    pressed(person("head"), event, _withdraw="1")
    pressed(author, event, _review="1")

    page = pressed(author, event, _recall="1")

    assert event.state == State.WITHDRAWN
    assert "Отозвано: запись снова снята с сайта." in page


def test_what_is_sent_when_it_is_first_saved_and_taken_back_is_a_draft() -> None:
    event = Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting", state=State.IN_REVIEW)
    author = person("editor")
    event.sent_by = author
    save(event, public=False)

    pressed(author, event, _recall="1")

    assert (event.state, event.sent_by) == (State.DRAFT, None)


def test_what_the_head_has_answered_meanwhile_is_not_taken_back() -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)
    author, head = person("editor"), person("head")
    pressed(author, event, _review="1")
    client, path = Client(), f"{EVENTS}{event.pk}/change/"
    client.force_login(author)
    mine = filled(client, path, title_ru="Круглый стол", _recall="1")
    pressed(head, event, _publish="1")

    page: Any = client.post(path, mine, follow=True)

    assert "Сохранить с этим выбором и отозвать" not in page.content.decode()
    assert "Запись теперь в состоянии «На сайте»" in page.content.decode()
    assert ("_recall", "1") not in page.context["sent"]
    event.refresh_from_db()
    assert (event.state, event.title_ru) == (State.PUBLISHED, "Встреча")


def test_nobody_takes_back_what_a_colleague_has_sent() -> None:
    event = save(Event(slug="e", title_ru="Встреча", form="meeting"), public=False)
    pressed(person("editor"), event, _review="1")

    answer = pressed(person("editor", "second"), event, _recall="1")

    assert event.state == State.IN_REVIEW
    assert "отозвать запись может только тот, кто её передал" in answer
    assert 'name="_recall"' not in answer
