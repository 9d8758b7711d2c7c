"""What a newcomer does: reads a city in two languages, and as a clerk publishes a change."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import Agreement, City, Country, Event, HomeCity, User
from partnerships.period import Period
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def site(live_server: Any, omsk: City, country: Country) -> str:
    save(
        HomeCity(name_ru="Ставрополь", name_en="Stavropol", name_genitive_ru="Ставрополя", name_genitive_en="Stavropol")
    )
    agreement = Agreement(slug="omsk-2013", title_ru="Соглашение с Омском", title_en="Agreement with Omsk")
    agreement.period = Period.of((2013,))
    save(agreement, cities=[omsk])
    for year in (2019, 2022):
        event = Event(slug=f"day-{year}", title_ru=f"День города {year}", title_en=f"City Day {year}", form="city_day")
        event.period = Period.of((year, 8))
        save(event, cities=[omsk])
    return live_server.url.replace("127.0.0.1", "localhost")


def unfold(page: Page, name: str, width: int) -> None:
    """Open what a telephone keeps behind a button."""
    if width < 960:
        page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_finds_the_agreement_and_filters_the_chronology(
    page: Page, site: str, reports: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 850})
    page.goto(f"{site}/ru/")
    page.get_by_role("main").get_by_role("link", name="Омск").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Омск")
    page.get_by_role("link", name="Соглашение, 2013").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Соглашение с Омском")

    unfold(page, "Меню", width)
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Хронология").click()
    unfold(page, "Отбор", width)
    page.get_by_label("Год").select_option("2022")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_role("status")).to_have_text("Найдена 1 запись")
    expect(page.get_by_role("link", name="День города 2022")).to_be_visible()

    unfold(page, "Меню", width)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="City Day 2022")).to_be_visible()
    assert page.url.endswith("/en/chronology/?year=2022&city=&kind=&theme=&order=newest") or "year=2022" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.context.cookies() == []


@pytest.mark.every_browser
def test_a_clerk_publishes_a_change_and_sees_it(page: Page, site: str, reports: list[str], clerk: User) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    page.locator("#content-main").get_by_role("link", name="Мероприятия", exact=True).click()
    page.get_by_role("link", name="День города 2022").click()
    page.locator("#id_title_ru").fill("День Омска")
    page.get_by_role("button", name="Сохранить и обновить страницу").click()
    expect(page.locator(".messagelist .success").first).to_be_attached()

    page.goto(f"{site}/ru/events/day-2022/")
    expect(page.get_by_role("heading", level=1)).to_have_text("День Омска")

    page.goto(f"{site}/admin/partnerships/event/{Event.objects.get(slug='day-2022').pk}/change/")
    page.get_by_role("button", name="Снять с сайта").click()
    expect(page.locator(".messagelist").get_by_text("Снято: страницы на сайте больше нет.")).to_be_visible()
    page.get_by_role("button", name="Опубликовать сейчас").click()
    expect(page.locator(".state-line .state-published")).to_be_attached()
    page.get_by_role("listitem").get_by_role("link", name="Открыть страницу").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("День Омска")


def test_a_mistake_in_the_filter_is_met_first_and_leads_to_its_field(page: Page, site: str, omsk: City) -> None:
    page.goto(f"{site}/ru/chronology/?year=99999")
    expect(page).to_have_title(re.compile("^Ошибка в отборе: Хронология"))
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_year")).to_be_focused()
