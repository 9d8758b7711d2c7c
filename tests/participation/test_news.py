"""News by mail: begun by a letter alone, told once, ended by one press; the same answer whoever asks."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from partnerships.history import revisions
from partnerships.management import schedule
from partnerships.models import Announcement, City, Country, Event, HomeCity, Pace, Subscription, Theme
from partnerships.participation.telling import tell_readers
from partnerships.staff import mail
from tests.conftest import save
from tests.participation.filled import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
PAGE = "/ru/news-by-mail/"
ANNA = "anna@school.example"


@pytest.fixture(autouse=True)
def postman(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let letters leave at once, from an address that the installation names."""
    settings.NEWS_MAIL_FROM = "news@city.example"
    monkeypatch.setattr(mail.postman, "submit", lambda work, *given: work(*given))


@pytest.fixture(autouse=True)
def origin() -> Iterator[None]:
    with mail.from_site("https://register.example.org"):
        yield


def ask(client: Client, page: str = PAGE, **given: str) -> Any:
    return client.post(page, filled(client, page, {"about": "all", "pace": "soon", "mailbox": ANNA} | given))


def path_in(letter: Any, word: str) -> str:
    found = re.search(rf"https?://[^/]+(/\S+/{word}/\S+)", letter.body)
    assert found
    return found[1]


def subscribed(client: Client, page: str = PAGE, **given: str) -> Subscription:
    """Ask and press the button of the letter."""
    ask(client, page, **given)
    assert client.post(path_in(outbox.outbox[-1], "confirm")).status_code == 200
    outbox.outbox.clear()
    found = Subscription.objects.latest("pk")
    assert found.confirmed_at
    return found


def event(slug: str, city: City | None = None, theme: Theme | None = None, **given: Any) -> Event:
    row = Event(slug=slug, title_ru=f"Событие {slug}", title_en=f"Event {slug}", form="meeting", **given)
    return save(row, cities=[city] if city else [], themes=[theme] if theme else [])


def told() -> list[str]:
    letters = [letter.body for letter in outbox.outbox]
    outbox.outbox.clear()
    return letters


def test_only_the_button_of_the_letter_begins_it(client: Client, omsk: City) -> None:
    answer = ask(client, about="city-omsk")
    assert answer.headers["Location"] == "/ru/news-by-mail/sent/"
    (letter,) = outbox.outbox
    assert (letter.to, letter.from_email) == ([ANNA], "news@city.example")
    assert "Омск" in letter.subject
    assert "List-Unsubscribe" not in letter.extra_headers
    path = path_in(letter, "confirm")

    shown = client.get(path)
    assert "Омск" in shown.content.decode()
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert Subscription.objects.get().confirmed_at is None, "programs open every address of a letter"
    assert "Вы подписались" in client.post(path).content.decode()
    row = Subscription.objects.get()
    assert (row.mailbox, row.city, row.theme, row.pace, row.language) == (ANNA, omsk, None, "soon", "ru")
    assert not shown.cookies


def test_the_answer_is_the_same_for_whoever_gets_them_already(client: Client, omsk: City) -> None:
    first = ask(client)
    page = client.get(first.headers["Location"]).content
    client.post(path_in(outbox.outbox[0], "confirm"))
    again = ask(client, mailbox=ANNA.upper(), pace="monthly")

    assert (again.status_code, again.headers["Location"]) == (first.status_code, first.headers["Location"])
    assert client.get(again.headers["Location"]).content == page
    assert outbox.outbox[0].subject == outbox.outbox[1].subject
    before = Subscription.objects.get()
    assert before.pace == Pace.SOON, "nothing changes before the button"
    client.post(path_in(outbox.outbox[1], "confirm"))
    row = Subscription.objects.get()
    assert (row.pace, row.told_until) == (Pace.MONTHLY, before.told_until)


def test_a_letter_ends_after_three_days_and_so_does_the_address(client: Client, omsk: City) -> None:
    ask(client)
    path = path_in(outbox.outbox[0], "confirm")
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1), tick=False):
        late = client.post(path)
        assert late.status_code == 410
        assert "Срок действия письма истёк" in late.content.decode()
        tell_readers(Pace.SOON)
    assert not Subscription.objects.exists()
    assert client.post(path).status_code == 410
    assert client.get("/ru/news-by-mail/confirm/forged/").status_code == 404
    assert client.get("/ru/news-by-mail/leave/forged/").status_code == 404


def test_each_hears_what_they_asked_for_once_and_nothing_hidden(client: Client, omsk: City, country: Country) -> None:
    elista = save(City(slug="elista", name_ru="Элиста", country=country, tie="partner_city"))
    sport = save(Theme(slug="sport", name_ru="Спорт", name_en="Sport"))
    event("before", omsk, sport)
    subscribed(client)
    subscribed(client, about="city-omsk")
    subscribed(client, "/en/news-by-mail/", about="theme-sport")
    event("of-omsk", omsk)
    event("of-sport", elista, sport)
    save(Event(slug="draft", title_ru="Черновик", form="meeting"), public=False, cities=[omsk])
    event("later", omsk, publish_at=timezone.now() + timedelta(days=2))

    assert tell_readers(Pace.MONTHLY) == (0, 0)
    assert tell_readers(Pace.SOON) == (3, 0)
    everything, of_omsk, of_sport = told()
    assert [name in everything for name in ("of-omsk", "of-sport", "before", "draft", "later")] == [
        True,
        True,
        *[False] * 3,
    ]
    assert ("Событие of-omsk" in of_omsk, "of-sport" in of_omsk) == (True, False)
    assert ("Event of-sport" in of_sport, "of-omsk" in of_sport) == (True, False)
    assert "https://register.example.org/en/events/of-sport/" in of_sport
    assert tell_readers(Pace.SOON) == (0, 0)

    row = Event.objects.get(slug="of-omsk")
    for state in ("withdrawn", "published"):
        revisions.update([row], by=None, reason="", state=state)
        assert tell_readers(Pace.SOON) == (0, 0), "what was told is no news when it comes back"
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert tell_readers(Pace.SOON) == (2, 0)
        assert all("later" in letter for letter in told())


def test_what_is_hidden_again_before_the_letter_is_not_told(client: Client, omsk: City) -> None:
    subscribed(client)
    Announcement.objects.note_new()
    row = event("gone", omsk)
    Announcement.objects.note_new()
    revisions.update([row], by=None, reason="", state="withdrawn")
    assert tell_readers(Pace.SOON) == (0, 0)
    subscribed(client, about="city-omsk", mailbox="b@school.example")
    event("new", omsk)
    revisions.update([omsk], by=None, reason="", state="withdrawn")
    assert tell_readers(Pace.SOON) == (1, 0), "a hidden city has no letters of its own"
    assert "Омск" not in told()[0]


def test_a_letter_is_plain_text_and_html_without_anything_that_tells_on_its_reader(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", email="partners@city.example"))
    subscribed(client, about="city-omsk")
    for number in range(22):
        event(f"n{number}", omsk, summary_ru="Кратко <о нём>")
    tell_readers(Pace.SOON)
    (letter,) = outbox.outbox

    assert letter.reply_to == ["partners@city.example"]
    assert letter.body.count("\n– ") == 20
    assert "И ещё 2" in letter.body
    assert "Кратко <о нём>" in letter.body
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert "Кратко &lt;о нём&gt;" in html
    assert not re.search(r"<img|<link|<script|url\(|\?utm", html)
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"] == f"<https://register.example.org{path_in(letter, 'leave')}>"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_a_press_in_the_mail_program_ends_it_and_forgets_the_address(client: Client, omsk: City) -> None:
    subscribed(client)
    subscribed(client, about="city-omsk")
    event("new", omsk)
    tell_readers(Pace.SOON)
    path = path_in(outbox.outbox[1], "leave")

    assert "Отписаться от всех новостей" in client.get(path).content.decode()
    assert Subscription.objects.count() == 2
    strict = Client(enforce_csrf_checks=True)
    first = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert first.status_code == 200
    assert "Остальные подписки" in first.content.decode()
    assert [row.city for row in Subscription.objects.all()] == [None]
    assert client.post(path).status_code == client.get(path).status_code == 200
    client.post(path_in(outbox.outbox[0], "leave"), {"all": "1"})
    assert not Subscription.objects.exists()


def test_all_news_to_one_address_end_together(client: Client, omsk: City) -> None:
    subscribed(client)
    subscribed(client, about="city-omsk")
    event("new", omsk)
    tell_readers(Pace.SOON)
    assert "Адрес удалён" in client.post(path_in(outbox.outbox[0], "leave"), {"all": "1"}).content.decode()
    assert not Subscription.objects.exists()


def test_what_did_not_leave_is_told_by_the_next_run(
    client: Client, omsk: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed(client)
    event("new", omsk)

    def dead(letters: object, **_options: object) -> list[Any]:
        raise OSError("no mail server")

    with monkeypatch.context() as broken:
        broken.setattr(mail, "send", dead)
        with pytest.raises(CommandError, match="no mail server"):
            call_command("tell_readers", "--pace=soon")
    with monkeypatch.context() as broken:
        broken.setattr(mail, "send", lambda letters, **_options: [])
        with pytest.raises(CommandError, match="Letters not sent: 1"):
            call_command("tell_readers", "--pace=soon")
    assert Subscription.objects.get().refused == 0, "a server that takes nothing says nothing of a mailbox"
    call_command("tell_readers", "--pace=soon", "--site=https://register.example.org", verbosity=0)
    assert len(told()) == 1


def test_a_mailbox_that_refuses_for_long_is_written_to_no_more(
    client: Client, omsk: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed(client)
    subscribed(client, mailbox="dead@school.example")
    monkeypatch.setattr(mail, "send", lambda letters, **_options: [letter for letter in letters if letter.to == [ANNA]])
    for number in range(11):
        event(f"n{number}", omsk)
        tell_readers(Pace.SOON)
    assert [row.mailbox for row in Subscription.objects.all()] == [ANNA]


def test_no_offer_without_an_address_to_write_from(client: Client, omsk: City, settings: Any) -> None:
    def offered() -> list[bool]:
        return [
            "news-by-mail" in client.get(page).content.decode()
            for page in ("/ru/", "/ru/cities/omsk/", "/ru/chronology/")
        ]

    assert offered() == [True, True, True]
    names = {task.name for task in schedule.tasks()}
    settings.NEWS_MAIL_FROM = ""
    revisions.update([omsk], by=None, reason="", name_en="Omsk!")
    assert offered() == [False, False, False]
    assert client.get(PAGE).status_code == 404
    assert names - {task.name for task in schedule.tasks()} == {"news to readers", "news of the month"}


@pytest.mark.parametrize(
    ("given", "field"), [({"mailbox": "anna"}, "mailbox"), ({"about": "city-hidden"}, "about"), ({"pace": "x"}, "pace")]
)
def test_a_mistake_is_told_at_its_field(client: Client, omsk: City, given: dict[str, str], field: str) -> None:
    answer = ask(client, **given)
    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Subscription.objects.exists()
    assert outbox.outbox == []


def test_the_page_opens_with_what_one_came_from(client: Client, omsk: City) -> None:
    assert '<option value="city-omsk" selected>' in client.get(f"{PAGE}?about=city-omsk").content.decode()
    assert '<option value="all" selected>' in client.get(f"{PAGE}?about=city-hidden").content.decode()
