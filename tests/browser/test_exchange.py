"""An import and a hand-out in a real browser, under the policy, with the script and without it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from partnerships.models import City, Event, User
from tests.spreadsheets.tables import xlsx

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def site(live_server: Any, clerk: User, omsk: City) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


def sign_in(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}/admin/login/?next={path}")
    page.get_by_label("Имя для входа").fill("clerk")
    page.locator("input[type=password]").fill("a-long-password-1")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_table_is_checked_corrected_and_saved(browser: Browser, site: str, tmp_path: Path, scripts: bool) -> None:
    path, rows = tmp_path / "t.xlsx", [["Название", "Дата", "Форма"], ["Форум", "31.02.2022", "форум"]]
    page = browser.new_page(java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sign_in(page, site, "/admin/partnerships/event/import/")

    path.write_bytes(xlsx(rows))
    page.get_by_label("Таблица").set_input_files(path)
    page.get_by_role("button", name="Проверить файл").click()
    expect(page.get_by_role("cell", name="B2", exact=True)).to_be_visible()
    fault = page.get_by_role("cell", name="Такой даты нет").bounding_box()
    assert fault
    assert fault["x"] + fault["width"] <= 390, "what is wrong is read without scrolling aside"

    rows[1][1] = "28.02.2022"
    path.write_bytes(xlsx(rows))
    page.get_by_label("Таблица").set_input_files(path)
    page.get_by_role("button", name="Проверить файл").click()
    save = page.get_by_role("button", name="Сохранить 1 запись")
    expect(save).to_be_visible()
    expect(page.get_by_role("link", name="Ничего не сохранять")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    save.click()
    page.get_by_role("link", name="К списку").click()
    expect(page.locator("#result_list").get_by_role("link", name="Форум")).to_be_visible()
    assert Event.objects.get().period.edtf() == "2022-02-28"
    assert said == []
    page.close()


def test_one_button_copies_a_text(browser: Browser, site: str) -> None:
    from tests.conftest import save

    event = save(Event(slug="e", title_ru="Форум", summary_ru="Кратко.", form="forum"))
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    sign_in(page, site, f"/admin/partnerships/event/{event.pk}/handout/")
    page.get_by_role("button", name="Скопировать").first.click()
    expect(page.get_by_text("Скопировано").first).to_be_visible()
    assert "Форум\n\nКратко.\n" in page.evaluate("navigator.clipboard.readText()")
    context.close()
