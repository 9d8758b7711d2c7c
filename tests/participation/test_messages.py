"""Anybody writes to the department: nothing typed is lost, machines are slowed down, nothing is published by itself."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.management import schedule
from partnerships.models import City, CountedRequest, Event, HomeCity, Organization, PartnerRequest, PublicMessage
from partnerships.privacy.old_messages import erase_old_messages
from tests.conftest import save
from tests.participation.filled import MESSAGE, filled, stamp_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
PAGE = "/ru/take-part/"


def send(client: Client, address: str = PAGE, **changed: Any) -> Any:
    return client.post(PAGE, filled(client, address, MESSAGE | changed))


def test_a_message_arrives_once_with_the_page_it_was_written_from(client: Client, omsk: City) -> None:
    given = filled(client, PAGE, MESSAGE | {"about": "city-omsk"})

    answers = [client.post(PAGE, given), client.post(PAGE, given)]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (302, "/ru/take-part/sent/")
    ] * 2
    (message,) = PublicMessage.objects.all()
    assert (message.sender, message.mailbox, message.kind) == ("Анна Петрова", "anna@school.example", "school")
    assert message.text == "Ищем школу для переписки.\nДети 12 лет."
    assert (message.about_model, message.about_key, message.about_title) == ("city", omsk.pk, "Омск")
    assert (message.state, message.language) == ("new", "ru")
    assert "365 дней" in client.get("/ru/take-part/sent/").content.decode()


def test_a_message_corrected_after_it_was_sent_is_another_one(client: Client, omsk: City) -> None:
    given = filled(client, PAGE, MESSAGE | {"mailbox": "ana@school.example"})
    client.post(PAGE, given)
    client.post(PAGE, given | {"mailbox": "anna@school.example"})
    assert [row.mailbox for row in PublicMessage.objects.order_by("pk")] == [
        "ana@school.example",
        "anna@school.example",
    ]


def test_a_mailbox_that_no_table_holds_is_told_at_its_field(client: Client, omsk: City) -> None:
    long = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example"
    answer = send(client, mailbox=long)
    assert answer.status_code == 400
    assert long in answer.content.decode()


def test_the_form_sets_no_cookie_and_no_shared_memory_keeps_it(client: Client, omsk: City) -> None:
    for answer in (client.get(PAGE), send(client)):
        assert not answer.cookies
    assert client.get(PAGE).headers["Cache-Control"] == "private, no-cache"
    assert stamp_of(client, PAGE) != stamp_of(client, PAGE)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"sender": " \u200b "}, "sender", "Укажите имя."),
        ({"mailbox": "anna@school"}, "mailbox", "Укажите адрес полностью"),
        ({"mailbox": ""}, "mailbox", "на него придёт ответ"),
        ({"kind": "robot"}, "kind", "Укажите, кто пишет."),
        ({"text": "\n \u200b"}, "text", "Напишите, о чём сообщение."),
        ({"text": "а" * 5001}, "text", "5000"),
        ({"consent": ""}, "consent", "Отметьте согласие"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(
    client: Client, omsk: City, given: dict[str, str], field: str, said: str
) -> None:
    answer = send(client, about="city-omsk", **given)
    page = answer.content.decode()

    assert answer.status_code == 400
    assert f'<a href="#id_{field}">' in page
    assert said in page.partition(f'id="id_{field}_error"')[2].partition("</p>")[0]
    assert "<title>Ошибка в форме:" in page
    kept = {name: value for name, value in (MESSAGE | {"about": "city-omsk"}).items() if name not in (field, "consent")}
    for name, value in kept.items():
        assert value.splitlines()[0] in page, name
    assert not PublicMessage.objects.exists()


def test_mistakes_are_told_in_the_language_of_the_page(client: Client, omsk: City) -> None:
    page = client.post("/en/take-part/", filled(client, "/en/take-part/", {})).content.decode()
    for text in ("Write your name.", "Choose who writes.", "Write your e-mail", "Write what it is about.", "Tick this"):
        assert text in page


@pytest.mark.parametrize("changed", [{"website": "https://spam.example"}, {"stamp": "forged:1:2"}, {"stamp": ""}])
def test_what_looks_like_a_machine_comes_back_and_can_be_sent_by_a_person(
    client: Client, omsk: City, changed: dict[str, str]
) -> None:
    answer = send(client, **changed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Ничего не потеряно" in page
    assert not PublicMessage.objects.exists()

    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    assert stamp
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        assert client.post(PAGE, MESSAGE | {"stamp": stamp[1], "website": ""}).status_code == 302


def test_who_answers_at_once_is_asked_once_more_and_a_form_of_yesterday_too(client: Client, omsk: City) -> None:
    page = client.get(PAGE).content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    assert stamp
    given = MESSAGE | {"stamp": stamp[1], "website": ""}
    assert client.post(PAGE, given).status_code == 400
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        old = client.post(PAGE, given)
        assert old.status_code == 400
        assert "больше суток" in old.content.decode()
        assert stamp[1] not in old.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=20), tick=False):
        assert client.post(PAGE, given).status_code == 302


def test_too_many_from_one_place_wait_with_what_they_typed(client: Client, omsk: City) -> None:
    answers = [send(client, text=f"Сообщение {number}") for number in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 3500
    assert "Сообщение 5" in answers[-1].content.decode()
    assert PublicMessage.objects.count() == 5
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1), tick=False):
        assert send(client).status_code == 302
        assert CountedRequest.objects.count() == 1
    assert CountedRequest.objects.filter(mailbox__contains="anna").count() == 0


def test_only_pages_that_a_reader_sees_are_named(client: Client, omsk: City) -> None:
    save(Event(slug="open", title_ru="Открытое", form="meeting"), cities=[omsk])
    save(Event(slug="secret", title_ru="Тайное", form="meeting"), public=False)
    school = save(Organization(name_ru="Школа", kind="university"))
    wanted = PartnerRequest(title_ru="Ищем школу", organization=school, contact="x", open_until=date(2999, 1, 1))
    save(wanted)
    past = PartnerRequest(title_ru="Искали", organization=school, contact="x", open_until=date(2020, 1, 1))
    past.opened_on = date(2019, 1, 1)
    save(past)

    def named(word: str) -> str:
        page = client.get(PAGE, {"about": word}).content.decode()
        return page.partition('class="notice">')[2].partition("</p>")[0]

    assert "Открытое" in named("event-open")
    assert f'href="/ru/partners-wanted/#request-{wanted.pk}"' in named(f"partnerrequest-{wanted.pk}")
    hidden = (
        "event-secret",
        f"partnerrequest-{past.pk}",
        "partnerrequest-x",
        "user-1",
        "city-",
        "city-\0",
        "agreement-open",
    )
    assert [named(word) for word in hidden] == [""] * len(hidden)
    send(client, about="event-secret")
    assert PublicMessage.objects.get().about_title == ""


def test_the_pages_lead_to_the_form(client: Client, omsk: City) -> None:
    school = save(Organization(name_ru="Школа", kind="university"))
    wanted = PartnerRequest(title_ru="Ищем", organization=school, contact="x", open_until=date(2999, 1, 1))
    save(wanted)
    event = save(Event(slug="day", title_ru="День", form="meeting"), cities=[omsk])

    assert f'href="{PAGE}?about=partnerrequest-{wanted.pk}"' in client.get("/ru/partners-wanted/").content.decode()
    assert f'href="{PAGE}?about=city-omsk"' in client.get("/ru/cities/omsk/").content.decode()
    assert f'href="{PAGE}?about=event-day"' in client.get(event.get_absolute_url()).content.decode()


def test_the_menu_names_partners_wanted_where_the_department_wants_it(client: Client, omsk: City) -> None:
    def menu() -> str:
        return client.get("/ru/").content.decode().partition('class="navigation"')[2].partition("</nav>")[0]

    home = save(HomeCity(name_ru="Ставрополь"))
    assert "partners-wanted" not in menu()
    home.partners_in_menu = True
    save(home)
    assert '<a href="/ru/partners-wanted/">Ищут партнёров</a>' in menu()


def test_messages_go_when_their_time_is_over_answered_or_not(client: Client, omsk: City, settings: Any) -> None:
    send(client)
    settings.MESSAGES_DAYS = 30
    assert erase_old_messages() == 0
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert "old messages" in [task.name for task in schedule.tasks()]
        call_command("tick", verbosity=0)
    assert not PublicMessage.objects.exists()


def test_no_word_of_a_message_is_on_any_page_or_in_any_file(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь"))
    send(client, about="city-omsk", sender="Меткаимени Петрова", text="меткатекста", mailbox="metka@school.example")
    PublicMessage.objects.update(note="метказаметки", organization="Меткашколы")
    pages = ["/ru/", "/ru/cities/omsk/", "/ru/search/?q=меткатекста", "/ru/partners-wanted/", PAGE, f"{PAGE}sent/"]
    pages += [
        "/ru/feed.atom",
        "/ru/cities/omsk/feed.atom",
        "/ru/calendar.ics",
        "/ru/open-data/cities.json",
        "/ru/site-map/",
    ]
    pages += [
        "/api/v1/cities",
        "/api/v1/cities/omsk",
        "/ru/search/suggestions/?q=метка",
        "/sitemap.xml",
        "/ru/statistics/",
    ]
    with CaptureQueriesContext(connection) as asked:
        for path in pages:
            text = b"".join(client.get(path)).decode().replace("q=меткатекста", "").replace("меткатекста»", "")
            text = text.replace('value="меткатекста"', "")
            assert "меткаимени" not in text.lower(), path
            assert "metka@" not in text, path
            assert "метказаметки" not in text, path
            assert "меткашколы" not in text.lower(), path
    assert "partnerships_publicmessage" not in " ".join(query["sql"] for query in asked.captured_queries)
