"""The home page of the office: the sections are near, what waits is seen first, and the site leads back here."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import City, Event, User
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def open_home(page: Page, live_server: Any) -> str:
    """Sign in, and return the address of the site."""
    site = str(live_server.url.replace("127.0.0.1", "localhost"))
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    expect(page.locator(".home-page")).to_be_visible()
    return site


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("waits", [False, True])
def test_the_first_section_is_within_eight_presses_of_tab(
    page: Page, live_server: Any, omsk: City, clerk: User, width: int, waits: bool
) -> None:
    if waits:
        save(Event(slug="draft", title_ru="Встреча", form="meeting", responsible=clerk), public=False)
    page.set_viewport_size({"width": width, "height": 768})
    open_home(page, live_server)

    for _press in range(8):
        page.keyboard.press("Tab")
        if page.locator(".home-sections a:focus").count():
            break
    expect(page.locator(".home-sections a").first).to_be_focused()


def test_what_waits_is_on_the_first_screen_of_a_phone(page: Page, live_server: Any, clerk: User) -> None:
    save(Event(slug="draft", title_ru="Встреча", form="meeting", responsible=clerk), public=False)
    page.set_viewport_size({"width": 390, "height": 844})
    open_home(page, live_server)

    box = page.locator(".home-mine").get_by_role("link", name="Встреча", exact=True).bounding_box()

    assert box is not None
    assert box["y"] + box["height"] <= 720  # the bars of a browser take some of 844
    tops = page.locator(".home-part").evaluate_all("parts => parts.map((part) => part.getBoundingClientRect().top)")
    assert tops == sorted(tops), "read and come to with the Tab key in another order than seen"


def test_a_page_of_the_site_leads_whoever_is_signed_in_to_its_form(
    page: Page, live_server: Any, omsk: City, clerk: User
) -> None:
    site = open_home(page, live_server)

    page.goto(f"{site}/admin/partnerships/city/{omsk.pk}/page/en/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Править", exact=True)).to_have_count(0)  # the form is at hand there
    page.goto(f"{site}/en/cities/omsk/")
    expect(page.get_by_role("link", name="Править", exact=True)).to_have_attribute("lang", "ru")
    page.get_by_role("link", name="Править", exact=True).click()

    expect(page.locator("#id_name_ru")).to_have_value("Омск")
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_text("Вы вышли")).to_be_visible()
    page.goto(f"{site}/en/cities/omsk/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Править", exact=True)).to_have_count(0)


def test_signing_out_before_the_scripts_have_come_takes_the_way_to_the_form_as_well(
    page: Page, live_server: Any, omsk: City, clerk: User
) -> None:
    site = open_home(page, live_server)
    page.route("**/writing/page.js", lambda route: route.abort())
    page.goto(f"{site}/admin/")
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_text("Вы вышли")).to_be_visible()
    page.goto(f"{site}/en/cities/omsk/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Править", exact=True)).to_have_count(0)
