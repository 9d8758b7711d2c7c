"""What the public will not see, followed by mouse and keyboard from the page to the field, and on to the next."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from partnerships.approval import steps
from partnerships.models import City, Delegation, Event, Participant, ProgrammeItem
from partnerships.period import Period
from tests.browser.test_state import sign_in
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
OFFICE = "/admin/partnerships/"
SIZES = {"wide": (1366, 768), "phone": (390, 844)}


@pytest.fixture
def site(live_server: Any) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def visit(omsk: City) -> Delegation:
    """A visit that waits for the head, with a hidden guest and a programme in Russian alone."""
    editor = person("editor")
    visit = Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming")
    visit.period = Period.of((2024, 9, 3), (2024, 9, 5))
    save(visit, public=False, cities=[omsk])
    save(Participant(record=visit, name_ru="Анна", name_en="Anna", is_public=True))
    save(Participant(record=visit, name_ru="Борис", name_en="Boris", order=1))
    for number in range(30):
        item = ProgrammeItem(delegation=visit, day=visit.start, activity_ru=f"Дело {number}", order=number)
        save(item, public=False)
    later = save(Event(slug="l", title_ru="Второе", title_en="Second", form="forum"), public=False)
    steps.act(steps.SEND, [visit], by=editor)
    steps.act(steps.SEND, [later], by=editor)
    return visit


def in_view(page: Page, selector: str) -> bool:
    """Say whether the element is whole on the screen and nothing covers its middle."""
    found: bool = page.locator(selector).evaluate(
        """element => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && element.contains(at);
        }"""
    )
    return found


@pytest.mark.parametrize("size", SIZES)
def test_the_head_reads_the_page_decides_and_goes_on(
    page: Page, site: str, visit: Delegation, size: str, reports: list[str]
) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    sign_in(page, site, person("head"))
    page.goto(f"{site}{OFFICE}delegation/{visit.pk}/reading/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Визит")
    for selector in ("button[name=_publish]", ".office-gaps summary", ".office-stop >> nth=0"):
        assert in_view(page, selector)
    assert page.locator("iframe:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    bar = page.locator(".office-bar").bounding_box()
    assert bar is not None
    assert bar["height"] <= (64 if size == "wide" else 120)
    page.keyboard.press("End")
    assert in_view(page, "button[name=_publish]")

    page.locator(".office-languages").get_by_text("EN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Visit")
    page.get_by_text("Проверить: 2").click()
    page.get_by_role("link", name="Борис").click()
    expect(page.locator("#id_participants-1-is_public")).to_be_focused()
    page.go_back()
    page.get_by_role("button", name="Опубликовать сейчас").click()
    expect(page.locator(".office-told:focus")).to_have_accessible_name(re.compile("^Опубликовано"))
    expect(page).to_have_title(re.compile("^Опубликовано"))
    assert Delegation.objects.get().is_public()
    page.get_by_role("link", name="Второе").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Второе")


def test_the_list_follows_the_form_before_anything_is_sent(
    page: Page, site: str, visit: Delegation, reports: list[str]
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in(page, site, person("editor", "another"))
    page.goto(f"{site}{OFFICE}delegation/{visit.pk}/change/")
    page.get_by_text("Проверить: 2").click()
    assert in_view(page, ".gaps-list")
    page.get_by_role("link", name="1 человек не показан").click()
    expect(page.locator("#id_participants-1-is_public")).to_be_focused()
    assert in_view(page, "#id_participants-1-is_public")
    page.keyboard.press("Space")
    expect(page.get_by_text("Проверить: 1")).to_be_visible()
    page.locator("#id_title_en").fill("")
    page.get_by_text("Проверить: 2").click()
    page.get_by_role("link", name="нет перевода (английский)", exact=True).click()
    expect(page.locator("#id_title_en")).to_be_focused()
    assert Delegation.objects.get().title_en == "Visit"


def test_without_scripts_a_line_leads_to_its_field(browser: Any, site: str, visit: Delegation) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, person("head"))
    page.goto(f"{site}{OFFICE}delegation/{visit.pk}/reading/")
    page.get_by_text("Проверить: 2").click()
    page.get_by_role("link", name="Борис").click()
    expect(page.locator("#id_participants-1-is_public")).to_be_visible()
    context.close()
