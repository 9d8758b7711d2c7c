"""A page of prose becomes a published register by hand: the clicks are counted, the chronology is that of its facts.

TEXT_OF_TOWN=page.txt runs it on another page, with page.yaml beside it, as `manage.py read_prose --score` reads them.
"""

import logging
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from partnerships.models import City, Country, CountryGroup, HomeCity, Record, User
from partnerships.prose.facts import expected_and_found, home_of
from partnerships.prose.reading import read_page
from tests.conftest import save
from tests.prose.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
TEXT = Path(os.environ.get("TEXT_OF_TOWN", PAGES / "ru-official.txt"))
KINDS = ("city", "agreement", "delegation", "event", "exhibition")
logger = logging.getLogger(__name__)
#: Presses of a person that the page of the tests may cost.
MOST = 60


class Hand:
    """Somebody who works in the office, and how often a button, a box or a key was pressed."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.presses = page, site, 0

    def press(self, *places: Locator) -> None:
        for place in places:
            place.click()
            self.presses += 1

    def choose(self, place: Locator, value: str) -> None:
        place.select_option(value)
        self.presses += 2  # it is opened, and a line is pressed

    def write(self, place: Locator, text: str) -> None:
        place.fill(text)
        self.presses += 1

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1


@pytest.fixture
def hand(page: Page, live_server: Any, clerk: User) -> Hand:
    """The clerk of a register that is empty but for its home city and the countries."""
    facts = yaml.safe_load(TEXT.with_suffix(".yaml").read_text(encoding="utf-8"))
    home = home_of(facts)
    assert home
    save(HomeCity(name_ru=home.name, name_en=home.name))
    group = save(CountryGroup(name_ru="Россия", name_en="Russia", slug="russia"))
    for code in sorted({"RU", *(str(city.get("country", "RU")) for city in facts["cities"])}):
        save(Country(name_ru=code, name_en=code, iso_code=code, group=group))
    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/admin/login/?next=/admin/prose/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    return Hand(page, site)


def read(hand: Hand) -> None:
    page = hand.page
    hand.write(page.get_by_label("Текст"), TEXT.read_text(encoding="utf-8"))
    hand.press(page.get_by_role("button", name="Прочитать текст"))
    expect(page.locator("#draft-1")).to_be_focused()


def add_cities(hand: Hand) -> None:
    page, country = hand.page, Country.objects.get(iso_code="RU")
    hand.press(page.locator(".told-cities > summary"))
    hand.choose(page.locator("[name=c0-country]"), str(country.pk))
    hand.choose(page.locator("[name=c0-tie]"), "partner_city")
    hand.press(page.locator("button[name=_cities]"))
    for city in page.locator(".told-city-new [name$=-name]").all():
        if not city.input_value():  # of a name that stands in a case form only a person knows the nominative
            written = city.locator("xpath=ancestor::fieldset").locator("legend").inner_text()
            hand.write(city, written)


def accept_all(hand: Hand) -> None:
    page = hand.page
    count = page.locator(".told-draft").count()
    hand.press(page.locator("button[name=_sure]"))
    page.locator("#draft-1").focus()
    for draft in page.locator(".told-draft").all():
        box, form = draft.locator("[name$=-take]"), draft.locator("[name$=-form]")
        if form.count() and not form.input_value():
            hand.choose(form, form.locator("option").nth(1).get_attribute("value") or "")
        if not box.is_checked():
            draft.focus()
            hand.key("a")
    assert page.locator(".told-draft [name$=-take]:checked").count() == count


def publish(hand: Hand, kind: str) -> None:
    page = hand.page
    page.goto(f"{hand.site}/admin/partnerships/{kind}/")
    if not page.locator("#action-toggle").count():
        return
    hand.press(page.locator("#action-toggle"))
    hand.choose(page.locator("select[name=action]"), "publish_chosen")
    hand.press(page.locator("button[name=index]"), page.locator("form[method=post] button.default").last)


def test_a_page_of_prose_becomes_a_published_register(hand: Hand) -> None:
    read(hand)
    add_cities(hand)
    accept_all(hand)
    hand.press(hand.page.get_by_role("button", name="Сохранить выбранные черновики"))
    expect(hand.page.get_by_role("heading", name="Черновики из текста")).to_be_visible()
    for kind in KINDS:
        publish(hand, kind)
    facts = yaml.safe_load(TEXT.with_suffix(".yaml").read_text(encoding="utf-8"))
    home = home_of(facts)
    page = read_page(TEXT.read_text(encoding="utf-8"), [home] if home else [])
    expected, _found = expected_and_found(page, facts)
    shown = {(record.kind, record.period.edtf()) for record in Record.objects.public()}
    missed = [one for one in expected if not {(each.kind.split()[0], each.period) for each in one} & shown]
    told = "%s presses, %s dates in the chronology, %s cities"
    logger.info(told, hand.presses, len(shown), City.objects.public().count())
    hand.page.goto(f"{hand.site}/ru/chronology/")
    assert hand.page.locator("main article").count() > 0
    assert len(missed) <= len(expected) // 10, missed
    assert hand.presses <= MOST or "TEXT_OF_TOWN" in os.environ
