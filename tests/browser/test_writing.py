"""Nothing typed is ever lost, two people do not overwrite each other, and texts come clean out of Word."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from partnerships.models import City, Delegation, Event, OpenForm, Participant, User
from partnerships.text import richtext
from tests.browser import hands
from tests.conftest import picture, save

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]
PASTED = Path(__file__).parent / "pasted"


@pytest.fixture
def site(live_server: Any, clerk: User) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def event(omsk: City) -> Event:
    return save(
        Event(slug="e", title_ru="Было", title_en="Was", form="meeting", body_ru="Первый.\n\nВторой."), cities=[omsk]
    )


def sign_in(context: BrowserContext, site: str, name: str) -> None:
    """Put a session of `name` into the browser."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(username=name))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def address(site: str, record: Any) -> str:
    return f"{site}/admin/partnerships/{record._meta.model_name}/{record.pk}/change/"


def kept(page: Page) -> None:
    """Wait until the server has what is typed."""
    expect(page.locator(".writing-status")).to_contain_text("Набранное запомнено", timeout=15000)


@pytest.mark.every_browser
def test_text_of_a_killed_tab_is_offered_back_with_its_rows(
    context: BrowserContext, browser: Browser, site: str, omsk: City
) -> None:
    sign_in(context, site, "clerk")
    page = context.new_page()
    page.goto(f"{site}/admin/partnerships/delegation/add/")
    page.locator("#id_title_ru").fill("Визит в Омск")
    page.locator("#participants-group .add-row [data-add]").click()
    page.locator("#id_participants-0-name_ru").fill("Иванов И. И.")
    kept(page)
    context.close()  # no goodbye: as when the machine is switched off

    elsewhere = browser.new_context()
    sign_in(elsewhere, site, "clerk")
    page = elsewhere.new_page()
    page.goto(f"{site}/admin/partnerships/delegation/add/")
    expect(page.locator(".writing-offer")).to_contain_text("Визит в Омск")
    page.get_by_role("link", name="Вернуть").click()
    expect(page.locator("#id_title_ru")).to_have_value("Визит в Омск")
    expect(page.locator("#id_participants-0-name_ru")).to_have_value("Иванов И. И.")
    assert not Delegation.objects.exists()
    page.locator("#id_direction").select_option("outgoing")
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/delegation/")
    assert Participant.objects.get().name_ru == "Иванов И. И."
    page.goto(f"{site}/admin/partnerships/delegation/add/")
    expect(page.locator(".writing-offer")).to_have_count(0)
    elsewhere.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_while_typing_costs_nothing(
    browser: Browser, site: str, event: Event, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    sign_in(context, site, "clerk")
    page = context.new_page()
    page.goto(address(site, event))
    context.clear_cookies(name="sessionid")
    page.locator("#id_title_ru").fill("Набрано долго")
    if scripts:
        expect(page.locator(".writing-notes")).to_contain_text("Вы вышли из системы", timeout=15000)
    page.locator("[name=_save]").first.click()
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()

    expect(page.locator("#id_title_ru")).to_have_value("Набрано долго")
    expect(page.locator(".writing-offer")).to_contain_text("Он ещё не сохранён")
    assert Event.objects.get().title_ru == "Было"
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/event/")
    assert Event.objects.get().title_ru == "Набрано долго"
    context.close()


def test_signing_in_in_another_tab_lets_the_first_one_save(context: BrowserContext, site: str, event: Event) -> None:
    sign_in(context, site, "clerk")
    page = context.new_page()
    page.goto(address(site, event))
    context.clear_cookies(name="sessionid")
    page.locator("#id_title_ru").fill("Набрано долго")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Войти в соседней вкладке").click(timeout=15000)
    other = opened.value
    other.get_by_label("Имя для входа").fill("clerk")
    other.get_by_label("Пароль").fill("a-long-password-1")
    other.get_by_role("button", name="Войти").click()
    other.wait_for_url("**/admin/")
    kept(page)
    expect(page.locator(".note-signed-out")).to_have_count(0)
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/event/")
    assert Event.objects.get().title_ru == "Набрано долго"


@pytest.mark.every_browser
def test_two_editors_see_each_other_and_choose(browser: Browser, site: str, event: Event, reports: list[str]) -> None:
    User.objects.create_superuser("petrova", first_name="Анна", last_name="Петрова")
    pages = []
    for name in ("clerk", "petrova"):
        context = browser.new_context()
        sign_in(context, site, name)
        page = context.new_page()
        page.on("console", lambda message: reports.append(message.text) if message.type == "error" else None)
        page.goto(address(site, event))
        page.wait_for_load_state("networkidle")
        pages.append(page)
    mine, theirs = pages
    expect(theirs.locator(".present")).to_contain_text("clerk")

    theirs.locator("#id_title_ru").fill("Их название")
    theirs.locator("#id_title_en").fill("Their title")
    theirs.locator("[name=_save]").first.click()
    theirs.wait_for_url("**/event/")
    mine.locator("#id_title_ru").fill("Моё название")
    expect(mine.locator(".note-newer")).to_contain_text("Анна Петрова", timeout=15000)
    mine.locator("[name=_save]").first.click()

    expect(mine.locator(".conflict")).to_contain_text("Анна Петрова")
    mine.get_by_role("button", name="Сохранить выбранное").click()
    expect(mine.get_by_role("alert")).to_contain_text("выберите")
    mine.locator(".conflict-both").get_by_role("radio", name="Мой текст").check()
    mine.get_by_role("button", name="Сохранить выбранное").click()
    mine.wait_for_url("**/event/")
    saved = Event.objects.get()
    assert (saved.title_ru, saved.title_en) == ("Моё название", "Their title")
    for page in pages:
        page.context.close()


def test_leaving_asks_only_when_something_would_be_lost(context: BrowserContext, site: str, event: Event) -> None:
    sign_in(context, site, "clerk")
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(address(site, event))
    page.wait_for_load_state("networkidle")
    page.locator("#id_title_ru").click()
    page.goto(f"{site}/admin/")
    assert asked == []

    page.goto(address(site, event))
    page.locator("#id_title_ru").fill("Стало")
    page.goto(f"{site}/admin/")
    assert asked == ["beforeunload"]

    page.goto(address(site, event))
    page.locator("#id_title_ru").fill("Стало")
    page.locator("[name=_save]").first.dblclick()
    page.wait_for_url("**/event/")
    assert asked == ["beforeunload"]
    assert Event.objects.get().title_ru == "Стало"


def paste(page: Page, editor: Any, html: str) -> None:
    """Paste `html` as the clipboard hands it over."""
    editor.evaluate(
        """(node, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            node.focus();
            node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )


@pytest.mark.parametrize("name", ["word", "filtered", "libreoffice", "agreement", "clauses", "google", "wingdings"])
def test_pasted_text_keeps_its_structure_and_opens_unchanged(
    context: BrowserContext, page: Page, site: str, event: Event, reports: list[str], name: str
) -> None:
    sign_in(context, site, "clerk")
    expected = "".join((PASTED / f"{name}.expected.htm").read_text().splitlines())
    source = (PASTED / f"{name}.htm").read_text()
    page.goto(address(site, event))
    editor = page.locator("#id_body_ru").locator("xpath=..").locator(".ProseMirror")
    expect(editor).to_have_text("Первый.Второй.")
    hands.reveal(editor)
    editor.press("Control+a")
    paste(page, editor, source)
    if "<img" in source:
        expect(page.locator(".rich-note").first).to_contain_text("Картинки")
    if "<s>" in source:
        told = page.locator(".rich-note").filter(has_text="Зачёркнутые слова не взяты: «машиной · пером».")
        expect(told).to_be_visible()
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/event/")

    body = Event.objects.get().body_ru
    plain = body.replace(' colspan="1"', "").replace(' rowspan="1"', "").replace(' rel="noopener"', "")
    assert plain.replace("&nbsp;", " ") == expected
    assert richtext.stored(body) == body

    page.goto(address(site, event))
    expect(editor.locator("p").first).not_to_be_empty()  # its section is folded, the text is in it
    hands.reveal(page.locator("#id_place_ru"))
    page.locator("#id_place_ru").fill("Зал")
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/event/")
    assert Event.objects.get().body_ru == body


#: Waits until this browser keeps something that the server has not.
KEEPS = """() => new Promise((resolve) => {
  const request = indexedDB.open("register", 1);
  const look = () => {
    const rows = request.result.transaction("unsent").objectStore("unsent").count();
    rows.onsuccess = () => (rows.result ? resolve() : setTimeout(look, 100));
  };
  request.onsuccess = look;
})"""


def test_a_failed_save_keeps_the_chosen_photo(context: BrowserContext, page: Page, site: str, event: Event) -> None:
    sign_in(context, site, "clerk")
    beats: list[bytes] = []

    def unanswered(route: Route) -> None:
        if route.request.method == "GET":
            return route.continue_()
        beats.append(route.request.post_data_buffer or b"")
        return route.abort()

    page.route("**/event/unsaved/", unanswered)  # so that the browser still keeps the text when it is sent
    page.goto(address(site, event))
    page.wait_for_load_state("networkidle")
    hands.reveal(page.locator("#photos-group"))
    page.locator("#photos-group .add-row a").click()
    file = picture()
    page.locator("#id_photos-0-file").set_input_files(
        {"name": "встреча.jpg", "mimeType": "image/jpeg", "buffer": file.read()}
    )
    page.locator("#id_title_ru").fill("")
    page.evaluate(KEEPS)
    page.locator("[name=_save]").first.click()
    expect(page.locator(".kept-file")).to_contain_text("встреча.jpg")
    page.wait_for_load_state("networkidle")
    assert [text for text in beats if b"_unsent" in text] == [], "brought again, the form would come a second time"
    page.locator("#id_title_ru").fill("Стало")
    hands.reveal(page.locator("#id_photos-0-alt_ru"))
    page.locator("#id_photos-0-alt_ru").fill("Встреча в мэрии")
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/event/")
    assert Event.objects.get().photos.get().width == 900
    assert OpenForm.objects.filter(saved_at=None, typed_at__isnull=False).count() == 0
