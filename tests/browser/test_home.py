"""The home page of the office by keyboard: the sections are near."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import City, Event, User
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("waits", [False, True])
def test_the_first_section_is_within_eight_presses_of_tab(
    page: Page, live_server: Any, omsk: City, clerk: User, width: int, waits: bool
) -> None:
    if waits:
        save(Event(slug="draft", title_ru="Встреча", form="meeting", responsible=clerk), public=False)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{live_server.url.replace('127.0.0.1', 'localhost')}/admin/login/?next=/admin/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    expect(page.locator(".home-page")).to_be_visible()

    for _press in range(8):
        page.keyboard.press("Tab")
        if page.locator(".home-sections a:focus").count():
            break
    expect(page.locator(".home-sections a").first).to_be_focused()
