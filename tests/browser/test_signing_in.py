"""Signing in as a person does it: with an app, with a passkey, with a guess too many, with and without scripts."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from partnerships.models import HomeCity
from tests.admin.signing_in.people import WORD, code_of
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desk": {"width": 1366, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def site(live_server: Any) -> str:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    person("head")
    return str(live_server.url).replace("127.0.0.1", "localhost")


def give_password(page: Page, site: str, word: str = WORD) -> None:
    page.goto(f"{site}/admin/login/")
    page.get_by_label("Имя для входа").fill("head")
    page.get_by_label("Пароль").fill(word)
    page.get_by_role("button", name="Войти").click()


def looks_right(page: Page) -> None:
    """Nothing runs over the side, and the rules of accessibility hold."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", list(SIZES))
def test_an_app_is_set_up_and_lets_in(browser: Browser, site: str, size: str, scripts: bool) -> None:
    context = browser.new_context(viewport=SIZES[size], locale="ru-RU", java_script_enabled=scripts)
    page = context.new_page()
    give_password(page, site)
    page.goto(f"{site}/admin/account/")
    page.get_by_role("link", name="Второй шаг входа").click()
    expect(page.get_by_role("button", name="Добавить ключ доступа")).to_be_visible(visible=scripts)
    if scripts:
        looks_right(page)
    key = page.locator(".factor-key").inner_text().replace(" ", "")
    page.get_by_label("Ваш пароль").first.fill(WORD)
    page.get_by_label("Код").fill(code_of(key))
    page.get_by_role("button", name="Настроить").click()
    codes = page.locator(".recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    if scripts:
        looks_right(page)
        with page.expect_download() as file:
            page.get_by_role("link", name="Сохранить в файл").click()
        assert re.findall(r"^\w{4}-\w{4}-\w{4}$", Path(file.value.path()).read_text(), re.MULTILINE) == codes
    page.get_by_role("link", name="Коды сохранены").click()
    page.goto(f"{site}/admin/account/sessions/")
    expect(page.get_by_text("этот браузер")).to_be_visible()

    other = browser.new_context(viewport=SIZES[size], locale="ru-RU", java_script_enabled=scripts).new_page()
    give_password(other, site)
    if scripts:
        looks_right(other)
    other.get_by_label("Код").fill("000000")
    other.get_by_role("button", name="Войти").click()
    expect(other.get_by_text("Код неверен или уже использован")).to_be_visible()
    other.get_by_label("Код").fill(codes[0])
    other.get_by_role("button", name="Войти").click()
    expect(other.get_by_role("heading", name="Разделы")).to_be_visible()


def test_a_passkey_is_made_and_shown(page: Page, site: str, reports: list[str]) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kept_in_the_machine = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    verified = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": kept_in_the_machine | verified})
    give_password(page, site)
    page.goto(f"{site}/admin/account/second-step/")
    page.get_by_label("Как назвать").fill("Ноутбук")
    page.locator("form.passkey").get_by_label("Ваш пароль").fill(WORD)
    page.get_by_role("button", name="Добавить ключ доступа").click()
    page.get_by_role("link", name="Коды сохранены").click()
    page.goto(f"{site}/admin/account/second-step/")
    expect(page.get_by_text("Ноутбук").first).to_be_visible()
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/logout/")

    give_password(page, site)
    page.get_by_role("button", name="Предъявить ключ доступа").click()

    expect(page.get_by_role("heading", name="Разделы")).to_be_visible()


@pytest.mark.parametrize("size", list(SIZES))
def test_after_too_many_guesses_a_page_says_when_to_come_back(browser: Browser, site: str, size: str) -> None:
    page = browser.new_context(viewport=SIZES[size], locale="ru-RU").new_page()
    for number in range(10):
        give_password(page, site, f"wrong-{number}")
    expect(page.get_by_role("heading", name="Слишком много попыток")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Войти").click()
    expect(page.get_by_label("Имя для входа")).to_be_visible()
