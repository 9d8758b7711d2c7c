"""What is typed reaches the server in time: over a connection that hangs, and however long the text is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from partnerships.models import City, Event, OpenForm, User
from tests.browser.test_writing import address, kept, sign_in
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
BEATS = "**/event/unsaved/"
LONG = "ы" * 20_000  # more than a browser sends from a page that goes away
HURRY = "const wait = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = (ms) => wait(ms / 15);"


@pytest.fixture
def desk(context: BrowserContext, live_server: Any, omsk: City, clerk: User) -> Page:
    """The form of an event, open on the screen of a clerk."""
    event = save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])
    site = live_server.url.replace("127.0.0.1", "localhost")
    sign_in(context, site, "clerk")
    page = context.new_page()
    page.goto(address(site, event))
    page.wait_for_load_state("networkidle")
    page.locator(".fold:has(#id_summary_ru) > summary").click()
    return page


@pytest.fixture
def hurried(context: BrowserContext, request: pytest.FixtureRequest) -> Page:
    """The same form, whose waits are fifteen times shorter."""
    context.add_init_script(HURRY)
    page: Page = request.getfixturevalue("desk")
    return page


def soon(page: Page, happened: Callable[[], bool]) -> bool:
    """Return whether the server gets there: nobody tells when what a page sent while it went away has arrived."""
    for _time in range(60):
        if happened():
            return True
        page.wait_for_timeout(50)
    return False


def is_kept(words: str) -> bool:
    return str(OpenForm.objects.with_text().get().fields()["summary_ru"]).endswith(words)


def test_a_connection_that_hangs_is_told_and_the_text_is_sent_again(hurried: Page) -> None:
    hurried.route(BEATS, lambda route: None)
    hurried.locator("#id_title_ru").fill("Набрано долго")
    expect(hurried.locator(".note-offline")).to_contain_text("Нет связи", timeout=10_000)

    hurried.unroute(BEATS)
    kept(hurried)
    expect(hurried.locator(".note-offline")).to_have_count(0)
    assert OpenForm.objects.get().fields()["title_ru"] == "Набрано долго"


def test_a_long_text_is_kept_every_two_seconds_while_it_is_typed(desk: Page) -> None:
    desk.clock.install()
    with desk.expect_response(BEATS):  # the page says that it is open, and looks at no text meanwhile
        desk.reload()
    desk.wait_for_load_state("networkidle")
    with desk.expect_response(BEATS):  # a minute later it says so again
        desk.clock.pause_at(timezone.now() + timedelta(minutes=1))
    for words in ("Первое", "Второе", "Третье"):
        desk.evaluate("fetch('/healthz').then(answer => answer.text())")  # by then the page has read what came before
        desk.locator("#id_summary_ru").fill(LONG + words)
        with desk.expect_response(lambda answer: "_typed" in (answer.request.post_data or "")):
            desk.clock.run_for(2000)
        assert is_kept(words)


def test_the_end_of_a_long_text_is_kept_while_leaving_is_asked(desk: Page) -> None:
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.locator("#id_summary_ru").fill(LONG)
    kept(desk)
    desk.locator("#id_summary_ru").fill(LONG + "Конец")
    desk.locator("#site-name a").click()
    desk.wait_for_url("**/admin/")

    assert soon(desk, lambda: is_kept("Конец"))


def test_a_form_with_a_long_text_that_was_left_does_not_stand_open_for_colleagues(desk: Page) -> None:
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.locator("#id_summary_ru").fill(LONG)
    kept(desk)
    desk.locator("#site-name a").click()
    desk.wait_for_url("**/admin/")

    assert soon(desk, lambda: not OpenForm.objects.alive().exists())


def test_a_save_pressed_while_the_last_words_are_typed_leaves_no_unsaved_text(desk: Page) -> None:
    desk.locator("#id_summary_ru").fill("Раз\nдва")
    desk.locator("#id_title_ru").press("End")
    desk.locator("#id_title_ru").press_sequentially(" ещё")
    desk.locator("[name=_continue]").first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    with desk.expect_response(BEATS):  # the first beat of the new page: what the browser kept has been delivered
        pass
    expect(desk.locator("#id_title_ru")).to_have_value("Было ещё")
    expect(desk.locator(".writing-offer")).to_have_count(0)
    assert not OpenForm.objects.with_text().exists()
