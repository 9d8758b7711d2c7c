"""Without a connection nothing typed is lost: not with the tab, not with the session, and never to somebody else."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from partnerships.history import revisions
from partnerships.models import City, Delegation, Event, OpenForm, User
from tests.browser.test_writing import address, kept, sign_in
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

#: Everything that the browser has kept, as whoever opens its files would read it.
STORED = """() => new Promise((resolve) => {
  const request = indexedDB.open("register", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("unsent", { keyPath: "id" });
  request.onsuccess = () => {
    const rows = request.result.transaction("unsent").objectStore("unsent").getAll();
    rows.onsuccess = () => resolve(rows.result.map((row) =>
      JSON.stringify(row) + new TextDecoder().decode(row.sealed)));
  };
})"""
FULL = """IDBObjectStore.prototype.put = () => {
  throw new DOMException("", "QuotaExceededError");
};"""


@pytest.fixture
def site(live_server: Any, clerk: User) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def opened(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return page


def kept_here(page: Page) -> None:
    """Wait until the browser has what is typed."""
    expect(page.locator(".writing-status")).to_contain_text("Сохранено в этом браузере", timeout=15_000)
    page.wait_for_timeout(500)  # what was typed last is kept within 400 ms, and nothing on the page tells of it


def test_what_was_typed_before_and_after_the_connection_broke_is_one_offer(
    context: BrowserContext, site: str, event: Event
) -> None:
    sign_in(context, site, "clerk")
    page = opened(context, address(site, event))
    page.locator("#id_title_ru").fill("Со связью")
    kept(page)
    context.set_offline(True)
    page.locator("#id_title_en").fill("Without a connection")
    expect(page.locator(".note-offline")).to_contain_text("хранится в этом браузере")
    kept_here(page)
    page.close()
    context.set_offline(False)

    page = opened(context, address(site, event))
    expect(page.locator(".note-joined")).to_contain_text("дошло до реестра")
    expect(page.locator(".writing-offer")).to_have_count(1)
    page.get_by_role("link", name="Вернуть").click()
    expect(page.locator("#id_title_ru")).to_have_value("Со связью")
    expect(page.locator("#id_title_en")).to_have_value("Without a connection")
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/event/")
    assert Event.objects.get().title_en == "Without a connection"
    page.goto(address(site, event))
    expect(page.locator(".writing-offer")).to_have_count(0)
    assert page.evaluate(STORED) == []


def test_a_new_record_with_rows_waits_for_the_connection_on_every_page(
    context: BrowserContext, site: str, clerk: User
) -> None:
    sign_in(context, site, "clerk")
    page = opened(context, f"{site}/admin/partnerships/delegation/add/")
    context.set_offline(True)
    page.locator("#id_title_ru").fill("Визит в Омск")
    page.locator("#participants-group .add-row a").click()
    page.locator("#id_participants-0-name_ru").fill("Иванов И. И.")
    kept_here(page)
    page.close()
    context.set_offline(False)

    page = opened(context, f"{site}/admin/")  # the home page brings it to the server
    page.goto(f"{site}/admin/")
    expect(page.get_by_text("Визит в Омск")).to_be_visible()
    page.goto(f"{site}/admin/partnerships/delegation/add/")
    page.get_by_role("link", name="Вернуть").click()
    expect(page.locator("#id_participants-0-name_ru")).to_have_value("Иванов И. И.")
    assert not Delegation.objects.exists()


def test_a_save_without_a_connection_waits_beside_its_button_and_goes_once(
    context: BrowserContext, site: str, event: Event
) -> None:
    sign_in(context, site, "clerk")
    page = opened(context, address(site, event))
    page.locator("#id_title_ru").fill("Стало")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.is_navigation_request() else None)
    context.set_offline(True)
    page.locator("button.action-save").click()
    line = page.locator(".action-line")
    expect(line).to_contain_text("Нет связи. Отправится само")
    expect(line).to_be_in_viewport()
    page.locator("button.action-save").click()
    page.locator("#id_title_en").fill("Typed while it waits")
    assert sent == []

    context.set_offline(False)

    expect(page.locator(".messagelist .success")).to_be_visible(timeout=15_000)
    saved = Event.objects.get()
    assert (saved.title_ru, saved.title_en) == ("Стало", "Typed while it waits")
    assert revisions.history(saved).count() == 2
    assert page.evaluate(STORED) == []


def test_a_save_that_waits_can_be_called_off(context: BrowserContext, site: str, event: Event) -> None:
    sign_in(context, site, "clerk")
    page = opened(context, address(site, event))
    page.locator("#id_title_ru").fill("Стало")
    context.set_offline(True)
    page.locator("button.action-save").click()
    page.get_by_role("button", name="Не отправлять").click()
    expect(page.locator(".action-line")).to_have_count(0)

    context.set_offline(False)

    kept(page)
    assert Event.objects.get().title_ru == "Было"


def test_a_save_that_waited_does_not_write_over_a_colleague(context: BrowserContext, site: str, event: Event) -> None:
    sign_in(context, site, "clerk")
    page = opened(context, address(site, event))
    page.locator("#id_title_ru").fill("Моё название")
    context.set_offline(True)
    page.locator("button.action-save").click()
    expect(page.locator(".action-line")).to_contain_text("Нет связи")
    petrova = User.objects.create_superuser("petrova", first_name="Анна", last_name="Петрова")
    revisions.update([event], by=petrova, reason="x", title_ru="Их название")

    context.set_offline(False)

    expect(page.locator(".conflict")).to_contain_text("Анна Петрова", timeout=15_000)
    assert Event.objects.get().title_ru == "Их название"


def test_text_of_an_ended_session_waits_for_its_author_and_nobody_else_sees_it(
    context: BrowserContext, site: str, event: Event
) -> None:
    User.objects.create_superuser("petrova")
    sign_in(context, site, "clerk")
    page = opened(context, address(site, event))
    context.set_offline(True)
    page.locator("#id_title_ru").fill("Secret words")
    kept_here(page)
    page.close()
    context.clear_cookies(name="sessionid")
    context.set_offline(False)

    sign_in(context, site, "petrova")
    page = opened(context, address(site, event))
    expect(page.locator(".writing-offer")).to_have_count(0)
    (stored,) = page.evaluate(STORED)
    assert "Secret" not in stored
    assert "clerk" not in stored
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/logout/")

    sign_in(context, site, "clerk")
    page = opened(context, address(site, event))
    expect(page.locator(".writing-offer")).to_contain_text("Secret words")


@pytest.mark.parametrize("offline", [True, False])
def test_signing_out_leaves_nothing_of_any_record_in_the_browser(
    context: BrowserContext, site: str, event: Event, offline: bool
) -> None:
    sign_in(context, site, "clerk")
    forms = [opened(context, path) for path in (address(site, event), f"{site}/admin/partnerships/delegation/add/")]
    home = opened(context, f"{site}/admin/")
    context.set_offline(True)
    for page in forms:
        page.bring_to_front()
        page.locator("#id_title_ru").fill("Набрано без связи")
        kept_here(page)
    assert len(home.evaluate(STORED)) == 2
    asked: list[str] = []
    home.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    for page in forms:
        page.close(run_before_unload=False)
    context.set_offline(offline)
    home.route("**/logout/", lambda route: route.fulfill(status=200, body="<title>ended</title>"))

    home.bring_to_front()
    home.get_by_role("button", name="Выйти").click()

    expect(home).to_have_title("ended")
    assert home.evaluate(STORED) == []
    assert bool(asked) is offline
    # A page that closes without a network may still have its last message sent by the browser.
    assert offline or OpenForm.objects.with_text().count() == 2


def test_a_form_left_open_keeps_nothing_in_the_browser_after_signing_out(
    context: BrowserContext, site: str, event: Event
) -> None:
    sign_in(context, site, "clerk")
    page, home = opened(context, address(site, event)), opened(context, f"{site}/admin/")
    home.get_by_role("button", name="Выйти").click()
    home.wait_for_url("**/logout/")
    context.set_offline(True)
    page.bring_to_front()
    page.locator("#id_title_ru").fill("После выхода")
    expect(page.locator(".note-offline")).to_contain_text("не сохраняется")
    page.wait_for_timeout(1000)  # longer than it would take to be kept
    assert page.evaluate(STORED) == []


def test_a_browser_without_room_says_so(context: BrowserContext, site: str, event: Event) -> None:
    sign_in(context, site, "clerk")
    context.add_init_script(FULL)
    page = opened(context, address(site, event))
    context.set_offline(True)
    page.locator("#id_title_ru").fill("Стало")
    expect(page.locator(".note-full")).to_contain_text("кончилось место")
    expect(page.locator(".note-offline")).to_contain_text("не сохраняется")
