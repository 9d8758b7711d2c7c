"""Changes of live pages: one letter to each head, whatever the number of saves, when its reader wants it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import City, Event, UntoldChange, User
from tests.conftest import save
from tests.staff.test_mail import refusing
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
SITE = "https://register.example.org"


@pytest.fixture(autouse=True)
def on_a_tuesday() -> Iterator[None]:
    """Stay off Monday, when the morning letter has its weekly part for everybody."""
    with time_machine.travel(datetime(2026, 9, 8, 8, tzinfo=timezone.get_default_timezone())):
        yield


@pytest.fixture
def editor() -> User:
    return person("editor")


@pytest.fixture
def head() -> User:
    return reader("head", language="en")


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Форум", title_en="Forum", form="forum"), cities=[omsk])


def reader(name: str, **fields: Any) -> User:
    user = person("head", name)
    User.objects.filter(pk=user.pk).update(email=f"{name}@example.org", **fields)
    return user


def change(record: Any, by: User, **fields: Any) -> None:
    revisions.update([record], by=by, reason="x", **fields)


def tell(command: str = "tell_changes") -> list[Any]:
    mail.outbox.clear()
    call_command(command, "--site", SITE, stdout=StringIO())
    return mail.outbox


def test_many_saves_are_one_letter_told_once(event: Event, omsk: City, editor: User, head: User) -> None:
    for number in range(5):
        change(event, editor, place_en=f"Hall {number}")
    change(event, person("editor", "second"), place_en="Hall 5")
    change(omsk, editor, region_en="Siberia")
    assert mail.outbox == []

    (letter,) = tell()

    assert (letter.to, letter.subject) == (["head@example.org"], "2 pages were changed on the site")
    assert (
        f"Forum\neditor, second\n{SITE}/en/events/e/\n"
        f"What exactly: {SITE}/admin/partnerships/event/{event.pk}/history/\n\nOmsk\neditor\n"
    ) in letter.body
    assert f"{SITE}/admin/account/" in letter.body
    assert tell() == []
    change(event, editor, place_en="Hall 6")
    assert [letter.subject for letter in tell()] == ["Changed on the site: Forum"]


def test_who_may_publish_is_not_told_of_and_a_failed_save_is_not(event: Event, editor: User, head: User) -> None:
    change(event, reader("deputy"), place_en="Hall")
    change(event, User.objects.create_superuser("root"), place_en="Stage")
    with pytest.raises(ZeroDivisionError), revisions.revision(by=editor, reason="x"):
        event.place_en = "Yard"
        event.save()
        raise ZeroDivisionError
    assert tell() == []


def test_each_reader_chooses_when(event: Event, editor: User, head: User) -> None:
    reader("morning", changes_told="morning", wants_morning=False)
    reader("never", changes_told="never", wants_morning=False)
    reader("away", is_active=False)
    reader("late")
    change(event, editor, place_en="Hall")
    User.objects.filter(username="late").update(changes_told="never")

    assert [letter.to for letter in tell()] == [["head@example.org"]]
    (letter,) = tell("morning")
    assert (letter.to, letter.subject) == (["morning@example.org"], "Изменено на сайте: Форум")
    assert tell("morning") == []
    assert not UntoldChange.objects.exists()


def test_what_no_timer_has_told_goes_along_in_the_morning(event: Event, editor: User, head: User) -> None:
    waits = Event(slug="w", title_ru="Ярмарка", title_en="Fair", form="forum", state="in_review")
    waits.sent_at = timezone.now()
    save(waits, public=False)
    change(event, editor, place_en="Hall")
    (letter,) = tell("morning")
    assert letter.subject.startswith("Your day")
    assert "To approve: 1" in letter.body
    assert "Changed on the site:\n\nForum\neditor\n" in letter.body
    assert tell() == []


def test_what_is_gone_or_withdrawn_meanwhile(event: Event, omsk: City, editor: User, head: User) -> None:
    other = save(Event(slug="o", title_ru="Ярмарка", title_en="Fair", form="forum"))
    for record in (event, other):
        change(record, editor, place_en="Hall")
    revisions.delete([other], by=None, reason="x")
    revisions.update([event], by=None, reason="x", state="withdrawn", publish_at=None)
    (letter,) = tell()
    assert letter.subject == "Changed on the site: Forum"
    assert "/en/events/" not in letter.body
    change(save(event), editor, place_en="Stage")
    revisions.delete([event], by=None, reason="x")
    assert tell() == []
    assert not UntoldChange.objects.exists()


def test_what_did_not_leave_waits_for_the_next_run(event: Event, editor: User, head: User) -> None:
    reader("deputy")
    change(event, editor, place_en="Hall")
    with (
        patch.object(EmailBackend, "send_messages", refusing("head@example.org")),
        pytest.raises(CommandError, match="Letters not sent: 1"),
    ):
        tell()
    assert [letter.to for letter in mail.outbox] == [["deputy@example.org"]]
    change(event, editor, place_en="Stage")
    with (
        patch("django.core.mail.backends.locmem.EmailBackend.open", side_effect=ConnectionRefusedError("no")),
        pytest.raises(CommandError, match="The letters were not sent: no"),
    ):
        tell()
    assert sorted(letter.to[0] for letter in tell()) == ["deputy@example.org", "head@example.org"]
    assert tell() == []


def test_a_run_that_died_holds_nothing_for_good_and_two_at_once_tell_once(
    event: Event, editor: User, head: User
) -> None:
    change(event, editor, place_en="Hall")
    UntoldChange.objects.claim()  # by a run that goes on, or has died
    assert tell() == []
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert len(tell()) == 1
    change(event, editor, place_en="Stage")
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert tell() == []
