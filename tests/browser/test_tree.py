"""What assistive programs read after a save, a mistake and a conflict, and of the rows of photos."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from partnerships.history import revisions
from partnerships.models import City, Event, HomeCity, User
from tests.browser.test_writing import address, sign_in
from tests.conftest import picture, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def event(omsk: City) -> Event:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk], public=False)


@pytest.fixture
def desk(context: BrowserContext, live_server: Any, event: Event, clerk: User) -> Page:
    """The form of an event, open on the screen of a clerk."""
    site = live_server.url.replace("127.0.0.1", "localhost")
    sign_in(context, site, "clerk")
    page = context.new_page()
    page.goto(address(site, event))
    page.wait_for_load_state("networkidle")
    return page


def photos(page: Page, number: int) -> None:
    """Choose so many photos in the dialog of the file picker, one after the other."""
    for at in range(number):
        file: Any = {"name": f"IMG_{at}.jpg", "mimeType": "image/jpeg", "buffer": picture().read()}
        page.locator("#photos-files").set_input_files(file)
        expect(page.locator(".photo-row:not(.empty-form)")).to_have_count(at + 1)


@pytest.mark.every_browser
def test_a_save_is_said_with_what_is_left_to_do(desk: Page) -> None:
    desk.locator("#id_title_ru").fill("Стало")
    photos(desk, 1)
    desk.mouse.wheel(0, 600)
    desk.locator("button[name=_continue]").first.click()

    told = desk.locator("main .action-told:focus")  # the page stands where it stood, its messages out of sight
    words = re.compile(r"^Сохранено: мероприятие «Стало».*1 фотография")
    expect(told).to_have_accessible_name(words)
    expect(desk).to_have_title(words)


def test_a_list_says_what_was_done(desk: Page, event: Event) -> None:
    desk.locator("button[name=_save]").click()
    expect(desk.locator("main ul:focus")).to_have_accessible_name(re.compile("^Сохранено"))


@pytest.mark.every_browser
def test_mistakes_are_said_first_and_lead_to_their_fields(desk: Page) -> None:
    desk.locator("#id_title_ru").fill("")
    desk.locator("#id_period").fill("05.06.20")
    desk.locator("button[name=_continue]").first.click()

    told = desk.locator(".problems")
    expect(desk.locator(".problems:focus")).to_have_count(1)
    expect(told).to_match_aria_snapshot("""
      - alert:
        - 'heading "Не сохранено: 2 ошибки" [level=2]'
        - list:
          - listitem:
            - 'link /^Название/'
          - listitem:
            - 'link /^Дата/'
    """)
    expect(desk).to_have_title(re.compile("^Ошибка:"))
    expect(desk.locator("#id_title_ru")).to_have_accessible_description(re.compile("Напишите"))
    assert desk.locator("#id_title_ru").get_attribute("aria-invalid") == "true"


def test_a_conflict_brings_to_its_first_choice(desk: Page, event: Event) -> None:
    desk.locator("#id_title_ru").fill("Моё")
    colleague = User.objects.create_user("petrova", first_name="Анна", last_name="Петрова", is_staff=True)
    revisions.update([event], by=colleague, reason="", title_ru="Чужое")
    desk.locator("button[name=_continue]").first.click()

    expect(desk.get_by_role("radio", name=re.compile("Анна Петрова.*Чужое", re.DOTALL))).to_be_focused()
    expect(desk.locator("fieldset").first).to_match_aria_snapshot("""
      - 'group /Название.*изменили оба/':
        - 'radio /Анна Петрова.*Чужое/'
        - 'radio /Мой текст.*Моё/'
    """)
    expect(desk.locator("fieldset").first).to_have_accessible_description(re.compile("^Анна Петрова: запись сохранена"))
    expect(desk.locator(".conflict-text").first).to_have_attribute("lang", "ru")


def test_rows_of_photos_are_named_by_their_file_and_the_picker_is_said_once(desk: Page) -> None:
    photos(desk, 2)
    rows = """
      - group "IMG_0.jpg":
        - heading "IMG_0.jpg" [level=3]
        - button "Выше"
        - button "Ниже"
      - group "IMG_1.jpg":
        - heading "IMG_1.jpg" [level=3]
    """
    expect(desk.locator("#photos-group")).to_match_aria_snapshot(rows)
    assert desk.locator("#photos-group").aria_snapshot().count("Выбрать фотографии") == 1

    desk.locator("button[name=_continue]").first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator("#photos-group")).to_match_aria_snapshot(rows)
