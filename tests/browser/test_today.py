"""The day of a delegation on a phone: without a connection nothing pressed is lost, and nothing comes twice."""

from datetime import date, time
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from partnerships.models import Delegation, ProgrammeItem, User
from tests.browser.test_writing import sign_in
from tests.conftest import picture, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def visit(db: None) -> Delegation:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"))
    for hour, activity in ((9, "Завтрак"), (11, "Переговоры")):
        item = ProgrammeItem(delegation=visit, day=date(2026, 9, 3), starts=time(hour), activity_ru=activity)
        save(item, public=False)
    return visit


@pytest.fixture
def phone(context: BrowserContext, live_server: Any, visit: Delegation, clerk: User) -> Page:
    site = live_server.url.replace("127.0.0.1", "localhost")
    sign_in(context, site, "clerk")
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/admin/partnerships/delegation/{visit.pk}/today/")
    return page


def test_ticks_and_photos_wait_for_the_connection_and_come_once(phone: Page, visit: Delegation) -> None:
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Завтрак").click()
    phone.get_by_role("button", name="Переговоры").click()
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture((40, 40)).read()}
    phone.locator("#id_photos").set_input_files(photo)  # type: ignore[arg-type]
    told = phone.locator(".today-told")
    expect(told).to_contain_text("Ждут отправки: 3")
    expect(told).to_be_in_viewport()

    phone.context.set_offline(False)

    expect(phone.locator(".messagelist")).to_contain_text("1 фотография сохранена")
    expect(phone.locator(".is-held")).to_have_count(2)
    assert visit.photos.count() == 1
    phone.locator("#id_photos").set_input_files(photo)  # type: ignore[arg-type]
    expect(phone.locator(".messagelist")).to_contain_text("1 фотография уже была здесь")
    assert visit.photos.count() == 1


def test_a_tick_of_the_phone_is_taken_back_in_the_form(phone: Page, visit: Delegation) -> None:
    phone.get_by_role("button", name="Завтрак").click()
    expect(phone.locator(".is-held")).to_have_count(1)
    day = phone.url
    phone.goto(day.partition("today/")[0] + "change/")
    phone.locator("#section-programme_items > summary").click()
    state = phone.locator("#programme_items-group [name$='-0-state']")
    if not state.is_visible():
        phone.locator("#programme_items-0 summary").first.click()
    expect(state).to_have_value("held")
    state.select_option("planned")
    phone.locator("button[name=_continue]").first.click()
    expect(phone.locator(".messagelist .success").first).to_be_visible()
    phone.goto(day)
    expect(phone.locator(".is-held")).to_have_count(0)
