"""From draft to the site: whose move it is, what each button does, who hears of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from partnerships.approval import steps
from partnerships.history import revisions
from partnerships.models import Event, HomeCity, Participant, User
from partnerships.models.publication import State, send_to_review
from partnerships.staff import mail as letters
from tests.admin.forms.filled_form import errors, filled
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def author() -> User:
    return person("editor")


@pytest.fixture
def head() -> User:
    return person("head")


@pytest.fixture
def event(author: User) -> Event:
    return save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(user: User, event: Event, **sent: str) -> Any:
    client, path = browser(user), f"{EVENTS}{event.pk}/change/"
    response = client.post(path, filled(client, path, **sent), follow=True)
    event.refresh_from_db()
    return response


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def ahead(days: int = 30) -> datetime:
    return timezone.localtime(timezone.now() + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)


def typed(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def test_a_draft_goes_to_the_head_comes_back_with_words_and_appears(event: Event, author: User, head: User) -> None:
    assert "head" in said(press(author, event, _review="1"))
    assert (event.state, event.sent_by) == (State.IN_REVIEW, author)

    refused = press(head, event, _return="1", title_ru="Набрано")
    assert errors(refused.content) == ["Напишите, что нужно исправить: запись вернётся автору с вашими словами."]
    assert "Набрано" in refused.content.decode()
    assert event.state == State.IN_REVIEW

    press(head, event, _return="1", return_comment="Нет даты <b>")
    assert (event.state, event.returned_by, event.return_comment) == (State.RETURNED, head, "Нет даты <b>")
    page = browser(author).get(f"{EVENTS}{event.pk}/change/").content.decode()
    assert "Возвращено вам:" in page
    assert "Нет даты &lt;b&gt;" in page
    assert "Нет даты" in browser(author).get(EVENTS).content.decode()
    assert list(Event.objects.returned_to(author)) == [event]

    press(author, event, _review="1")
    done = press(head, event, _publish="1")
    assert event.is_public()
    assert f'href="{event.get_absolute_url()}"' in done.content.decode()
    told = browser(head).get(f"{EVENTS}{event.pk}/history/").content.decode()
    for words in ("Передано руководителю.", "Возвращено: «Нет даты &lt;b&gt;».", "Опубликовано."):
        assert words in told


def test_a_date_and_a_plain_save_are_enough(event: Event, head: User, client: Client) -> None:
    moment = ahead()
    response = press(head, event, publish_at=typed(moment), _continue="1")

    assert (event.state, event.publish_at) == (State.PUBLISHED, moment)
    words = steps.moment(moment)
    assert f"появится {words}" in response.content.decode() or words in response.content.decode()
    assert client.get("/ru/events/e/").status_code == 404
    with time_machine.travel(moment + timedelta(seconds=1)):
        assert client.get("/ru/events/e/").status_code == 200


def test_the_moment_of_a_schedule_moves_and_goes(event: Event, head: User) -> None:
    press(head, event, publish_at=typed(ahead(30)), _continue="1")
    press(head, event, publish_at=typed(ahead(60)), _continue="1")
    assert (event.state, event.publish_at) == (State.PUBLISHED, ahead(60))

    press(head, event, publish_at="", _continue="1")
    assert (event.state, event.publish_at) == (State.DRAFT, None)

    press(head, event, publish_at=typed(ahead(5)), _publish="1")
    assert event.is_scheduled()
    press(head, event, publish_at="", _publish="1")
    assert event.is_public()


@pytest.mark.parametrize(
    ("state", "moment", "message"),
    [
        (State.DRAFT, datetime(2020, 1, 1, tzinfo=UTC), "Этот срок уже прошёл."),
        (State.PUBLISHED, ahead(3), "Страница уже на сайте."),
    ],
)
def test_a_moment_that_says_one_thing_and_does_another_is_refused(
    event: Event, head: User, state: State, moment: datetime, message: str
) -> None:
    revisions.update([event], by=None, reason="x", state=state, publish_at=timezone.now() if state != "draft" else None)
    response = press(head, event, publish_at=typed(moment), _continue="1")
    assert any(message in error for error in errors(response.content))
    assert (event.state, event.is_scheduled()) == (state, False)


def test_an_empty_moment_keeps_a_live_page_live(event: Event, head: User) -> None:
    save(event)
    moment = event.publish_at
    press(head, event, publish_at="", title_ru="Новое")
    assert (event.title_ru, event.publish_at, event.is_public()) == ("Новое", moment, True)


@pytest.mark.parametrize("sent", [{"_publish": "1"}, {"_return": "1", "return_comment": "x"}, {"_withdraw": "1"}])
def test_an_editor_takes_no_step_of_the_head(
    event: Event, author: User, sent: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    revisions.update([event], by=None, reason="x", state=State.IN_REVIEW)
    forged = {"state": "published", "sent_by": "1", "returned_by": "1", "return_comment": "x", "version": "9"}
    press(author, event, **{**forged, **sent})
    assert (event.state, event.returned_by, event.sent_by) == (State.IN_REVIEW, None, None)
    assert "without the right" in caplog.text


def test_the_moment_of_an_editor_is_a_wish(event: Event, author: User, head: User) -> None:
    press(author, event, publish_at=typed(ahead()), _review="1")
    assert (event.state, event.publish_at) == (State.IN_REVIEW, ahead())
    assert f"Опубликовать {steps.moment(ahead())}" in browser(head).get(f"{EVENTS}{event.pk}/change/").content.decode()

    press(head, event, _publish="1")
    assert event.is_scheduled()
    press(author, event, publish_at=typed(ahead(1)), title_ru="После утверждения")
    assert (event.state, event.publish_at) == (State.IN_REVIEW, ahead())


def test_without_an_approver_the_form_says_so(event: Event, author: User) -> None:
    assert "Публиковать пока некому." in browser(author).get(f"{EVENTS}{event.pk}/change/").content.decode()
    person("head")
    assert "Публиковать пока некому." not in browser(author).get(f"{EVENTS}{event.pk}/change/").content.decode()


def test_a_small_office_publishes_without_approval(event: Event, author: User) -> None:
    save(HomeCity(name_ru="Ставрополь", approval="none"))
    page = browser(author).get(f"{EVENTS}{event.pk}/change/").content.decode()
    assert ('name="_publish"' in page, 'name="_review"' in page) == (True, False)
    press(author, event, _publish="1")
    assert event.is_public()


def test_where_every_change_is_approved_a_live_page_is_read_only(event: Event, author: User) -> None:
    save(HomeCity(name_ru="Ставрополь", approval="every"))
    save(event)
    client, path = browser(author), f"{EVENTS}{event.pk}/change/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"title_ru": "x"}).status_code == 403
    assert client.post(EVENTS, {"action": "add_theme", "_selected_action": [event.pk]}).status_code in (200, 302)
    event.refresh_from_db()
    assert event.title_ru == "Встреча"


def posted(action: Any) -> list[Any]:
    """Return the letters that `action` made leave after its commit."""
    mail.outbox.clear()
    action()
    letters.postman.submit(lambda: None).result()
    return mail.outbox


@pytest.fixture
def addresses(author: User, head: User) -> None:
    for user, language in ((author, "ru"), (head, "en")):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org", language=language)


def test_letters_go_to_whom_it_concerns_in_their_language(
    event: Event, author: User, head: User, addresses: None, django_capture_on_commit_callbacks: Any
) -> None:
    def step(user: User, **sent: str) -> list[Any]:
        def act() -> None:
            with django_capture_on_commit_callbacks(execute=True):
                press(user, event, **sent)

        return posted(act)

    (asked,) = step(author, _review="1")
    assert (asked.to, asked.subject) == (["head@example.org"], "Waits for you: Meeting")
    assert f"http://testserver{EVENTS}{event.pk}/reading/" in asked.body
    (returned,) = step(head, _return="1", return_comment="Нет даты")
    assert (returned.to, returned.subject) == (["editor@example.org"], "Возвращено вам: Встреча")
    assert "Нет даты" in returned.body
    step(author, _review="1")
    (approved,) = step(head, _publish="1")
    assert approved.subject == "Утверждено: Встреча"
    assert "http://testserver/ru/events/e/" in approved.body
    assert step(author, title_en="Correction") == []  # told in a bundle: test_changes.py


def test_each_kind_of_letter_is_switched_off_but_what_waits_always_comes(
    event: Event, author: User, head: User, addresses: None, django_capture_on_commit_callbacks: Any
) -> None:
    def step(user: User, **sent: str) -> list[str]:
        def act() -> None:
            with django_capture_on_commit_callbacks(execute=True):
                press(user, event, **sent)

        return [letter.to[0] for letter in posted(act)]

    User.objects.update(wants_returned=False, wants_approved=False, wants_morning=False, changes_told="never")
    assert step(author, _review="1") == ["head@example.org"]
    assert step(head, _return="1", return_comment="Нет даты") == []
    assert step(author, _review="1") == ["head@example.org"]
    assert step(head, _publish="1") == []


def test_the_letter_says_what_the_public_will_not_see(
    event: Event, author: User, head: User, addresses: None, django_capture_on_commit_callbacks: Any
) -> None:
    save(Participant(record=event, name_ru="Анна"))

    def act() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            rows = {"figures-TOTAL_FORMS": "1", "figures-0-what": "visitors", "figures-0-value": "7"}
            press(author, event, _review="1", **rows, **{"figures-0-qualifier": "exactly", "figures-0-order": "0"})

    (letter,) = posted(act)
    assert "Meeting\n– 1 person not shown\n– No date\n– 1 figure without a year\n– No partner city\n" in letter.body


def test_a_save_that_fails_writes_to_nobody_and_a_dead_server_breaks_none(
    event: Event, author: User, head: User, addresses: None, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    class Boom(Exception):
        pass

    def fail() -> None:
        with pytest.raises(Boom), revisions.revision(by=author, reason=""):
            send_to_review(event, author)
            steps.tell_of_step(steps.SEND, [event], by=author)
            raise Boom

    assert posted(fail) == []
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }
    letters._send([letters.letter(head, lambda _user: ("x", ["y"]))])
    assert "were not sent" in caplog.text


def test_a_step_taken_from_a_list_is_one_revision_and_one_letter(
    author: User, head: User, addresses: None, django_capture_on_commit_callbacks: Any
) -> None:
    events = [save(Event(slug=f"e{n}", title_ru=f"Встреча {n}", form="meeting"), public=False) for n in range(3)]
    before = revisions.register_version()

    def send() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            chosen = {"action": "review_chosen", "confirmed": "1", "_selected_action": [e.pk for e in events]}
            browser(author).post(EVENTS, chosen)

    (letter,) = posted(send)
    assert letter.subject == "3 records wait for you"
    assert revisions.register_version() == before + 1
    assert Event.objects.sent_by(author).count() == 3
