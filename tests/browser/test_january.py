"""A clerk's January, by mouse and keyboard under a fixed clock: a greeting and invitations, in clicks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, expect

from partnerships.models import City, CityOccasion, Delegation, Event, Greeting, HomeCity, Letter, User
from partnerships.period import parse
from tests.browser.test_whole_visit import PASSWORD, Hand, sign_in
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def january() -> Iterator[None]:
    with time_machine.travel("2026-01-12 09:00+03:00", tick=True):
        yield


@pytest.fixture
def hand(january: None, browser: Browser, live_server: Any, omsk: City) -> Hand:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", country_code="RU", department_ru="Отдел связей"))
    head = User.objects.create_user("head", password=PASSWORD, is_staff=True)
    head.groups.add(Group.objects.get(name="head"))
    day = save(CityOccasion(city=omsk, name_ru="День города", name_en="City Day", month=1, day=23))
    words = {"text_ru": "С Днём города, 2025!", "sender_ru": "Глава города", "addressee_ru": "Мэру"}
    gone = {"state": "sent", "sent_on": date(2025, 1, 16), "number": "01-п"}
    save(Greeting(city=omsk, occasion=day, title_ru="День города", due_on=date(2025, 1, 23), **words, **gone))
    visit = Delegation(slug="omsk", title_ru="Делегация Омска", direction="incoming", head_count=5)
    visit.period = parse("3–4 сентября 2025")
    save(visit, cities=[omsk])
    return sign_in(browser, live_server.url.replace("127.0.0.1", "localhost"), "head")


def downloaded(hand: Hand, target: Any) -> str:
    """Press what gives a file; return its name."""
    with hand.page.expect_download() as found:
        hand.click(target)
    return str(found.value.suggested_filename)


def test_a_greeting_from_the_first_page_to_sent_in_six_clicks(hand: Hand) -> None:
    page = hand.page
    hand.click(page.locator('a[href*="greeting/due/#due-"]').first)
    hand.click(page.get_by_role("button", name="С прошлым текстом").first)
    expect(page.get_by_text("С Днём города, 2026!")).to_be_visible()
    name = downloaded(hand, page.get_by_role("link", name="На бланке, русский (DOCX)"))
    assert name.endswith(".docx")
    hand.click(page.locator("#id_number"))
    hand.type("05-п")
    hand.click(page.get_by_role("button", name="Отправлено", exact=True))
    expect(page.get_by_text("Отмечено: отправлено.")).to_be_visible()
    greeting = Greeting.objects.get(year=2026)
    assert (greeting.state, greeting.number, greeting.sent_on) == ("sent", "05-п", date(2026, 1, 12))
    assert hand.clicks <= 6


def test_all_cities_of_an_event_are_invited_from_its_form(hand: Hand, omsk: City) -> None:
    page = hand.page
    event = Event(slug="spring", title_ru="Весна", form="festival")
    event.period = parse("10 мая 2026")
    save(event, cities=[omsk])
    page.goto(page.url.split("/admin/")[0] + f"/admin/partnerships/event/{event.pk}/change/")
    before = hand.clicks
    hand.click(page.locator(".object-tools").get_by_role("link", name="Письма"))
    hand.click(page.get_by_role("button", name="Приглашение"))
    page.wait_for_url("**/letter/**")
    letter = Letter.objects.get()
    assert (letter.kind, letter.city, "10 мая 2026" in letter.text_ru) == ("invitation", omsk, True)
    hand.click(page.locator(".object-tools").get_by_role("link", name="Письмо"))
    hand.click(page.get_by_role("button", name="Отправлено", exact=True))
    expect(page.get_by_text("Отмечено: отправлено.")).to_be_visible()
    assert hand.clicks - before <= 4
