"""A text is read and its drafts corrected with the keyboard: Enter saves them and loses nothing."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import OpenForm, Record, Theme
from tests.admin.prose.test_screen import TEXT
from tests.conftest import save

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


def read_text(desk: Page) -> None:
    desk.goto(desk.url.partition("/admin/")[0] + "/admin/prose/")
    desk.get_by_label("Текст").fill(TEXT)
    desk.get_by_role("button", name="Прочитать текст").click()
    expect(desk.locator("#draft-1")).to_be_focused()  # the script is there


def test_mistakes_are_in_focus_before_the_drafts(desk: Page) -> None:
    read_text(desk)
    desk.locator("[name=d1-title]").fill("")
    desk.locator("[name=d1-title]").press("Enter")
    expect(desk.locator(".errornote[role=alert]")).to_be_focused()


def test_only_what_was_corrected_is_sent_to_be_kept(desk: Page) -> None:
    read_text(desk)
    with desk.expect_request("**/prose/keep/") as sent:
        desk.locator("[name=d2-title]").fill("Исправлено")
    names = set(parse_qs(sent.value.post_data or "", keep_blank_values=True))
    assert {"_form", "finds", "shape", "part", "d2-title", "d2-period"} <= names
    assert not [name for name in names if name.startswith("d1-") or name == "text"]
    expect(desk.locator(".told-kept-at")).to_contain_text("запомнен")


def test_what_cannot_be_kept_is_said(desk: Page) -> None:
    read_text(desk)
    desk.route("**/prose/keep/", lambda route: route.abort())
    desk.locator("[name=d2-title]").fill("Исправлено")
    expect(desk.locator(".told-kept-at")).to_contain_text("не запоминаются")
    desk.unroute("**/prose/keep/")
    OpenForm.objects.filter(model="prose").delete()
    desk.locator("[name=d2-title]").fill("Исправлено ещё раз")
    expect(desk.locator(".told-kept-at")).to_contain_text("в другой вкладке")
    desk.route("**/prose/keep/", lambda route: route.fulfill(status=500, body="<p>"))
    desk.locator("[name=d2-title]").fill("И ещё")
    expect(desk.locator(".told-kept-at")).to_contain_text("Сейчас")


def test_the_last_correction_is_kept_while_the_page_goes_away(desk: Page) -> None:
    read_text(desk)
    desk.locator("[name=d2-title]").fill("Перед уходом")
    desk.goto(desk.url.partition("/admin/")[0] + "/admin/")
    for _try in range(50):
        if kept := OpenForm.objects.get(model="prose").fields().get("d2-title"):
            break
        desk.wait_for_timeout(100)
    assert kept == "Перед уходом"


def test_boxes_are_opened_by_one_key_each(desk: Page) -> None:
    save(Theme(slug="culture", name_ru="Культура"))
    read_text(desk)
    for key, name in (("t", "d1-themes"), ("l", "d1-without")):
        desk.locator("#draft-1").focus()
        desk.keyboard.press(key)
        expect(desk.locator(f"[name={name}]").first).to_be_focused()
        desk.keyboard.press("Space")
        expect(desk.locator(f"[name={name}]").first).to_be_checked()
        desk.keyboard.press("Escape")
    desk.keyboard.press("c")
    expect(desk.locator("[name=d1-form]")).to_be_focused()
    desk.locator("#draft-1").focus()
    desk.keyboard.press("m")
    expect(desk.locator("#draft-1 [name=_kind]").first).to_be_focused()


def test_nothing_of_a_text_stays_in_the_browser_after_signing_out(desk: Page) -> None:
    read_text(desk)
    with desk.expect_response("**/prose/keep/"):
        desk.locator("[name=d2-title]").fill("Тайное название")
    desk.locator("#logout-form button").click()
    desk.wait_for_url("**/logout/**")
    kept = desk.evaluate(
        """async () => {
            const rows = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
            for (const { name } of await indexedDB.databases()) {
                const database = await new Promise((done) => {
                    const request = indexedDB.open(name);
                    request.onsuccess = () => done(request.result);
                });
                for (const store of database.objectStoreNames) {
                    const all = database.transaction(store).objectStore(store).getAll();
                    rows.push(await new Promise((done) => { all.onsuccess = () => done(JSON.stringify(all.result)); }));
                }
                database.close();
            }
            return rows.join(" ");
        }"""
    )
    assert "Тайное" not in kept
    assert "Омск" not in kept
    desk.goto(desk.url.partition("/admin/")[0] + "/admin/prose/")
    assert "Тайное название" not in desk.content()
    assert "Фадиной" not in desk.content()
