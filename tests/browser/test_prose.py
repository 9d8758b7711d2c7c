"""A text is read and its drafts corrected with the keyboard: Enter saves them and loses nothing."""

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import Record
from tests.admin.prose.test_screen import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def test_enter_in_a_title_saves_the_drafts_and_keeps_what_was_corrected(desk: Page) -> None:
    desk.goto(desk.url.partition("/admin/")[0] + "/admin/prose/")
    desk.get_by_label("Текст").fill(TEXT)
    desk.get_by_role("button", name="Прочитать текст").click()
    first, second = (desk.locator(f"[name=d{number}-title]") for number in (1, 2))
    first.fill("")
    second.fill("Исправлено")
    second.press("Enter")
    desk.get_by_role("link", name="1. Делегация").click()
    expect(second).to_have_value("Исправлено")
    first.fill("Приезд")
    first.press("Enter")
    expect(desk.get_by_role("heading", name="Черновики из текста")).to_be_visible()
    assert sorted(record.title for record in Record.objects.all()) == ["Исправлено", "Приезд"]
