"""A school writes to the department with its own hands: by keyboard, on a phone, with a mistake, without a script."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from partnerships.models import City, PublicMessage
from tests.browser.test_access import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_survives_a_mistake_and_arrives(
    browser: Browser, live_server: Any, omsk: City, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(live_server.url + "/ru/cities/omsk/")
    page.get_by_role("link", name="Написать в отдел").first.click()
    expect(page.get_by_role("main")).to_contain_text("О странице: Омск")

    page.get_by_label("Как к вам обращаться").click()
    page.keyboard.type("Анна Петрова")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first of the choices
    page.keyboard.press("Tab")
    page.keyboard.type("Школа № 1")
    page.keyboard.press("Tab")
    page.keyboard.type("anna@school")
    page.keyboard.press("Tab")
    page.keyboard.type("Ищем школу для переписки")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_timeout(2100)  # nobody reads and fills in a form sooner
    page.get_by_role("button", name="Отправить").click()

    expect(page.get_by_role("alert")).to_contain_text("Не отправлено: проверьте 1 место")
    expect(page.locator("#id_mailbox_error")).to_have_text("Укажите адрес полностью, например anna@school.example.")
    assert page.get_by_label("Школа, колледж или вуз").is_checked()
    assert page.locator("#id_mailbox").get_attribute("aria-invalid") == "true"
    if scripts:
        assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("alert").get_by_role("link").click()
    page.locator("#id_mailbox").fill("anna@school.example")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Сообщение получено")
    assert context.cookies() == []
    page.reload()  # sends nothing again
    (message,) = PublicMessage.objects.all()
    assert (message.sender, message.kind, message.mailbox) == ("Анна Петрова", "school", "anna@school.example")
    assert (message.organization, message.text) == ("Школа № 1", "Ищем школу для переписки")
    assert message.about_title == "Омск"
    context.close()


def test_the_unseen_field_is_out_of_the_way_of_keys_and_readers(browser: Browser, live_server: Any, omsk: City) -> None:
    page = browser.new_page()
    page.goto(live_server.url + "/ru/take-part/")
    field = page.locator("#id_website")
    assert field.get_attribute("tabindex") == "-1"
    box = field.bounding_box()
    assert box
    assert box["x"] < 0
    assert page.get_by_role("textbox", name="Не заполняйте это поле").count() == 0
    page.close()
