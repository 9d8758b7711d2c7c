"""The department's inbox: who reads it, what is noted of an answer, and that it goes nowhere else."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail as outbox
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from partnerships.models import City, Erasure, PublicMessage, Subscription, User
from tests.admin.screens.test_user import browser
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
LIST = "/admin/partnerships/publicmessage/"


@pytest.fixture
def message(omsk: City) -> PublicMessage:
    return PublicMessage.objects.create(
        sender="Анна Петрова",
        organization="Школа № 1",
        kind="school",
        mailbox="anna@school.example",
        text="Ищем школу <b>для</b> переписки",
        language="en",
        about_model="city",
        about_key=omsk.pk,
        about_title="Омск",
        form_key="x",
    )


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_message_is_shown_with_its_page_and_a_way_to_answer(message: PublicMessage, omsk: City) -> None:
    editor = browser(person("editor"))
    assert "Анна Петрова" in page(editor, LIST)

    shown = page(editor, f"{LIST}{message.pk}/change/")
    assert "Ищем школу &lt;b&gt;для&lt;/b&gt; переписки" in shown
    assert f'<a href="/admin/partnerships/city/{omsk.pk}/change/">Омск</a>' in shown
    assert 'href="mailto:anna@school.example?subject=Your%20message%20of' in shown
    assert "английский" in shown
    omsk_gone = PublicMessage.objects.get(pk=message.pk)
    omsk_gone.about_key = 10**9
    omsk_gone.save()
    assert "Омск" in page(editor, f"{LIST}{message.pk}/change/")


def test_who_answered_and_when_is_noted_and_taken_back(message: PublicMessage) -> None:
    user = person("editor")
    editor, path = browser(user), f"{LIST}{message.pk}/change/"

    assert editor.post(path, {"state": "answered", "note": "Написала Анна", "initial-state": "new"}).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.settled_by, message.note) == ("answered", user, "Написала Анна")
    assert message.settled_at
    assert message.settled_at > timezone.now() - timedelta(minutes=1)
    assert str(user) in page(editor, path)

    editor.post(path, {"state": "new", "note": "", "initial-state": "answered", "initial-note": "Написала Анна"})
    message.refresh_from_db()
    assert (message.state, message.settled_by, message.settled_at) == ("new", None, None)


def test_nothing_of_what_was_written_can_be_changed(message: PublicMessage) -> None:
    editor = browser(person("editor"))
    sent = {
        "state": "closed",
        "note": "",
        "initial-state": "new",
        "text": "иное",
        "sender": "иной",
        "mailbox": "b@c.example",
    }
    editor.post(f"{LIST}{message.pk}/change/", sent)
    message.refresh_from_db()
    assert (message.state, message.sender, message.mailbox) == ("closed", "Анна Петрова", "anna@school.example")
    assert editor.get(f"{LIST}add/").status_code == 403


def test_who_answered_first_stays_named(message: PublicMessage) -> None:
    first, second = browser(person("editor")), browser(person("head"))
    sent = {"state": "answered", "note": "", "initial-state": "new", "initial-note": ""}
    first.post(f"{LIST}{message.pk}/change/", sent)
    second.post(f"{LIST}{message.pk}/change/", sent)
    message.refresh_from_db()
    assert message.settled_by.username == "editor"


def test_two_who_answer_at_once_do_not_write_over_each_other(message: PublicMessage) -> None:
    editor, path = browser(person("editor")), f"{LIST}{message.pk}/change/"
    PublicMessage.objects.filter(pk=message.pk).update(note="Уже звонили")
    answer = editor.post(path, {"state": "new", "note": "Позвонить", "initial-state": "new", "initial-note": ""})
    assert "Уже звонили" in answer.content.decode()
    message.refresh_from_db()
    assert message.note == "Уже звонили"


def test_whoever_only_reads_the_register_knows_of_no_message(message: PublicMessage) -> None:
    viewer = browser(person("viewer"))
    for path in (LIST, f"{LIST}{message.pk}/change/", f"{LIST}{message.pk}/delete/", f"{LIST}{message.pk}/history/"):
        assert viewer.get(path).status_code == 403
    for path in ("/admin/", "/admin/todo/messages/", "/admin/recent/", "/admin/search/?q=Петрова"):
        shown = page(viewer, path).replace('value="Петрова"', "").replace("«Петрова»", "")
        assert "publicmessage" not in shown, path
        assert "Анна" not in shown, path


def test_the_home_page_counts_what_waits_only_when_something_does(message: PublicMessage) -> None:
    editor = browser(person("editor"))
    home = page(editor, "/admin/")
    card = home.partition('class="card card-messages"')[2].partition("</section>")[0]
    assert '<span class="count">1</span>' in card
    assert f'href="{LIST}{message.pk}/change/"' in card
    assert "Омск" in card
    assert "Анна" not in card
    message.state = "closed"
    message.settle(person("head"))
    message.save()
    assert "card-messages" not in page(editor, "/admin/")


def test_the_morning_letter_says_how_many_wait_in_one_line(message: PublicMessage) -> None:
    editor = person("editor")
    User.objects.filter(pk=editor.pk).update(email="editor@city.example", wants_morning=True)
    viewer = person("viewer", "reader")
    User.objects.filter(pk=viewer.pk).update(email="viewer@city.example", wants_morning=True)

    call_command("morning", "--site=https://register.example.org", verbosity=0)

    (letter,) = [letter for letter in outbox.outbox if letter.to == ["editor@city.example"]]
    assert "Сообщения с сайта: 1\n  https://register.example.org/admin/todo/messages/" in letter.body
    assert "Анна" not in letter.body
    assert not any("Сообщения с сайта" in sent.body for sent in outbox.outbox if sent is not letter)


def test_a_deleted_message_is_gone_and_no_log_names_its_writer(message: PublicMessage) -> None:
    editor = browser(person("editor"))
    editor.post(f"{LIST}{message.pk}/change/", {"state": "closed", "note": "Анна звонила", "initial-state": "new"})
    assert "Анна" not in page(editor, f"{LIST}{message.pk}/history/").replace("Анна звонила", "")
    editor.post(f"{LIST}{message.pk}/delete/", {"post": "yes"})
    assert not PublicMessage.objects.exists()
    kept = " ".join(f"{entry.object_repr} {entry.change_message}" for entry in LogEntry.objects.all())
    assert kept
    assert "Анна" not in kept


def test_personal_data_finds_and_erases_messages_and_subscriptions(message: PublicMessage, omsk: City) -> None:
    head, where = browser(person("head")), "/admin/personal-data/"
    row = Subscription.objects.ask("Anna@School.example", city=omsk, theme=None, pace="soon", language="ru")
    given: dict[str, Any] = {"name": "Петрову", "erase": "1", "basis": "Заявление № 14", "is_sure": "on"}

    assert "Анна Петрова" in head.post(where, {"name": "Петрову"}).content.decode()
    named = head.post(where, {**given, "written": [message.pk], "basis": "Письмо: Анна Петрова"})
    assert named.status_code == 200
    assert PublicMessage.objects.exists(), "the basis stays, so it names nobody"
    assert head.post(where, {**given, "written": [message.pk]}).status_code == 302
    assert not PublicMessage.objects.exists()

    by_mail = {**given, "name": "anna@school.example", "subscriptions": [row.pk]}
    assert "anna@school.example, Омск" in head.post(where, {"name": by_mail["name"]}).content.decode()
    assert head.post(where, by_mail).status_code == 302
    assert not Subscription.objects.exists()
    assert [done.people for done in Erasure.objects.all()] == [1, 1]
