"""Search by keyboard: suggestions while typing, the plain form without scripts, and the key of the back office."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from partnerships.models import City, Event, User
from tests.conftest import save

pytestmark = [
    pytest.mark.browser,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture
def site(live_server: Any, omsk: City) -> str:
    save(Event(slug="day", title_ru="День города Омска", title_en="City Day of Omsk", form="city_day"), cities=[omsk])
    save(Event(slug="draft", title_ru="Черновик форума", form="forum"), public=False)
    return live_server.url.replace("127.0.0.1", "localhost")


def test_a_suggestion_is_taken_by_keyboard(page: Page, site: str, reports: list[str]) -> None:
    page.goto(f"{site}/ru/about/")
    box = page.get_by_role("combobox", name="Поиск по реестру")
    page.locator("#search-words").focus()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("омс")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("омс")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("День города Омска")


def test_enter_without_a_choice_asks_the_whole_question(page: Page, site: str, reports: list[str]) -> None:
    page.goto(f"{site}/en/")
    page.locator("#home-words").press_sequentially("days of omsk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 result")
    expect(page.locator("mark").first).to_have_text("Day")


def test_without_scripts_the_form_works(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/ru/")
    page.get_by_label("Поиск по реестру").fill("омском")
    page.get_by_role("button", name="Найти").click()
    expect(page.get_by_role("status")).to_contain_text("Найдено 2 результата")
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_key_leads_to_the_search_of_the_office(
    page: Page, site: str, reports: list[str], clerk: User, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/admin/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    box = page.get_by_role("combobox", name="Поиск по реестру")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("форумом")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Черновик форума")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Что найти")).to_be_focused()
