"""From draft to the site by keyboard alone, what the buttons say, and the preview."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from partnerships.models import City, Event, User
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def site(live_server: Any) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in(page: Page, site: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def tab_to(page: Page, selector: str, *, most: int = 120) -> None:
    """Press Tab until the focus is on `selector`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_create_publish_withdraw_and_restore_by_keyboard(page: Page, site: str, omsk: City, reports: list[str]) -> None:
    sign_in(page, site, person("head"))
    page.goto(f"{site}{EVENTS}add/")
    tab_to(page, "#id_title_ru")
    page.keyboard.type("Встреча по клавишам")
    tab_to(page, "#id_title_en")
    page.keyboard.type("A meeting by keys")
    tab_to(page, "#id_form")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button[name=_publish]")
    page.keyboard.press("Enter")
    expect(page.locator(".state-line .state")).to_have_text("На сайте")
    event = Event.objects.get()
    assert event.is_public()

    tab_to(page, "button[name=_withdraw]")
    page.keyboard.press("Enter")
    expect(page.locator(".state-line .state")).to_have_text("Снято с сайта")

    page.goto(f"{site}{EVENTS}{event.pk}/delete/")
    tab_to(page, "#content form [type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{EVENTS}")
    page.goto(f"{site}{EVENTS}deleted/")
    tab_to(page, "#content-main td a[href*=restore]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/restore/**")
    tab_to(page, "#content-main [type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Встреча по клавишам").first).to_be_visible()
    assert Event.objects.get().title_ru == "Встреча по клавишам"


def test_the_button_follows_the_date_and_the_page_appears_then(
    page: Page, site: str, omsk: City, reports: list[str]
) -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)
    sign_in(page, site, person("head"))
    page.goto(f"{site}{EVENTS}{event.pk}/change/")
    publish = page.locator("button[name=_publish]")
    expect(publish).to_have_text("Опубликовать сейчас")
    page.locator(".action-moment > summary").click()
    page.locator("#id_publish_at").fill("2100-03-03T10:00")
    expect(publish).to_have_text("Опубликовать 03.03.2100, 10.00")
    page.locator("#id_publish_at").fill("2020-03-03T10:00")
    expect(publish).to_have_text("Опубликовать сейчас")
    soon = timezone.localtime(timezone.now() + timedelta(minutes=3)).replace(second=0, microsecond=0)
    page.locator("#id_publish_at").fill(f"{soon:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Сохранить со сроком").click()
    expect(page.locator(".state-line .state")).to_contain_text("появится")

    address = f"{site}/ru/events/e/"
    assert page.request.get(address).status == 404
    with time_machine.travel(soon + timedelta(seconds=1), tick=True):
        assert page.request.get(address).status == 200


@pytest.mark.parametrize("width", [1366, 390])
def test_a_button_is_pressed_at_once_while_a_fold_of_the_bar_stands_open(
    page: Page, site: str, omsk: City, width: int
) -> None:
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False, cities=[omsk])
    sign_in(page, site, person("head"))
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{site}{EVENTS}{event.pk}/change/")
    page.locator(".action-moment > summary").click()
    page.locator("#id_publish_at").fill("2099-03-03T10:00")
    page.locator("[data-preview]").click()
    expect(page.locator("dialog.preview-panel")).to_be_visible()
    page.locator(".preview-panel [data-close]").click()
    page.locator(".action-moment > summary").click()
    page.locator("#id_publish_at").focus()
    page.locator("button[name=_publish]").click()
    expect(page.locator(".state-line .state")).to_contain_text("появится")


def test_the_preview_opens_beside_the_form(page: Page, site: str, omsk: City) -> None:
    policy: list[str] = []
    page.on("console", lambda message: policy.append(message.text) if "Content Security" in message.text else None)
    event = save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), public=False)
    sign_in(page, site, person("editor"))
    page.goto(f"{site}{EVENTS}{event.pk}/change/")
    page.locator("#id_title_en").fill("Typed, not saved")
    page.locator("button[data-preview]").click()
    frame = page.frame_locator("iframe[name=preview]")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Встреча")
    page.get_by_role("button", name="Английский").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Typed, not saved")
    page.get_by_role("button", name="Телефон").click()
    assert page.locator("iframe[name=preview]").bounding_box()["width"] == 390  # type: ignore[index]
    page.keyboard.press("Escape")
    expect(page.locator("dialog.preview-panel")).to_be_hidden()
    expect(page.locator("#id_title_en")).to_have_value("Typed, not saved")
    event.refresh_from_db()
    assert event.title_en == "Meeting"
    assert policy == []
    page.locator("button.action-save").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    event.refresh_from_db()
    assert event.title_en == "Typed, not saved"
