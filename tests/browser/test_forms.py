"""The form under the fingers: copying, pasting, choosing and saving do what they say and nothing else."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from partnerships.models import City, Country, Delegation, Event, Organization, Participant, User
from tests.browser import hands
from tests.browser.test_writing import address, sign_in
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def site(live_server: Any, clerk: User) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def office(context: BrowserContext, page: Page, site: str, reports: list[str]) -> Page:
    """A page on which the clerk is signed in."""
    sign_in(context, site, "clerk")
    return page


@pytest.fixture
def visit(omsk: City) -> Delegation:
    """A visit to Omsk, its purpose not translated yet."""
    visit = Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming", purpose_ru="Учёба")
    return save(visit, cities=[omsk])


def unfold(page: Page, section: str) -> None:
    page.locator(f"#{section} > summary").click()


def test_another_record_opens_the_sections_used_last_and_this_one_all_that_were_open(
    office: Page, site: str, visit: Delegation
) -> None:
    other = save(Delegation(slug="o", title_ru="Иной", direction="incoming"))
    opened = office.locator("details[data-section][open]")
    office.goto(address(site, other))
    usual = opened.count()
    sections = [f"section-fields-{number}" for number in range(1, 5)]
    office.goto(address(site, visit))
    for section in sections:
        unfold(office, section)
    office.reload()
    expect(opened).to_have_count(usual + 4)
    office.goto(address(site, other))
    expect(opened).to_have_count(usual + 3)
    expect(office.locator(f"#{sections[0]}")).not_to_have_attribute("open", "")


def test_copying_the_original_never_touches_a_translation(office: Page, site: str, visit: Delegation) -> None:
    office.goto(address(site, visit))
    unfold(office, "section-fields-2")
    copy = office.get_by_role("button", name="Скопировать с русского: Цель")
    expect(office.get_by_role("button", name="Скопировать с русского: Название")).to_have_count(0)
    copy.click()
    purpose = office.locator("#id_purpose_en")
    expect(purpose).to_have_value("Учёба")
    expect(copy).to_be_hidden()
    purpose.press("Control+z")
    expect(purpose).to_have_value("")
    purpose.fill("Study")
    expect(copy).to_be_hidden()


def test_copying_a_long_text_can_be_undone(office: Page, site: str, omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting", body_ru="<p>Первый.</p>"))
    office.goto(address(site, event))
    unfold(office, "section-fields-1")
    copy = office.get_by_role("button", name="Скопировать с русского: Текст")
    editor = office.locator("#id_body_en").locator("xpath=..").locator(".ProseMirror")
    copy.click()
    expect(editor).to_have_text("Первый.")
    expect(copy).to_be_hidden()
    editor.press("Control+z")
    expect(editor).to_have_text("")
    expect(copy).to_be_visible()


def test_a_title_that_is_too_long_stays_whole_and_says_its_length(office: Page, site: str, visit: Delegation) -> None:
    office.goto(address(site, visit))
    title = office.locator("#id_title_ru")
    title.fill("ы" * 540)
    expect(title).to_have_value("ы" * 540)
    told = office.locator("#id_title_ru_error")
    expect(told).to_contain_text("540 из 500")
    title.fill("ы" * 500)
    expect(told).to_have_count(0)


def test_a_refused_save_tells_the_mistake_in_its_cell(office: Page, site: str, visit: Delegation) -> None:
    office.goto(address(site, visit))
    for at, name in enumerate(("Иванов", "Петров", "Ы" * 151)):
        office.locator("#participants-group .add-row [data-add]").click()
        office.locator(f"#id_participants-{at}-name_ru").fill(name)
    office.locator("[name=_continue]").first.click()
    expect(office.locator(".problems")).to_be_visible()
    expect(office.locator("#participants-2 .cell-name_ru .errorlist").first).to_be_visible()
    expect(office.locator(":is(#participants-0, #participants-1) .errorlist")).to_have_count(0)
    expect(office.locator("#participants-0 .row-label")).to_have_text("Иванов")


@pytest.mark.parametrize("row", [3, 30])
def test_a_save_comes_back_to_where_the_page_stood(office: Page, site: str, visit: Delegation, row: int) -> None:
    for number in range(40):
        save(Participant(record=visit, name_ru=f"Участник {number}"))
    office.goto(address(site, visit))
    office.wait_for_load_state("networkidle")
    person = office.locator(f"#participants-{row}")
    person.evaluate("node => node.scrollIntoView({ block: 'center', behavior: 'instant' })")
    stood = person.bounding_box()
    button = office.locator("[name=_continue]").first
    button.focus()
    assert person.bounding_box() == stood, "the page has moved for a button that is in sight anyhow"
    button.press("Enter")
    office.wait_for_selector(".messagelist")
    expect(person).to_be_in_viewport()
    expect(office.locator(".action-told")).to_be_visible()
    stands = person.bounding_box()
    assert stood is not None
    assert stands is not None
    assert abs(stands["y"] - stood["y"]) <= 2, "what the save has answered stands above and has moved the page"
    expect(office.locator(".messagelist")).not_to_be_in_viewport()
    expect(office.locator(".action-told")).to_be_in_viewport()
    expect(office.locator(".action-told")).to_contain_text("Сохранено")


def test_a_new_record_begins_in_its_first_field_and_late_scripts_leave_the_hand_where_it_is(
    office: Page, site: str
) -> None:
    late: list[Route] = []
    scripts = re.compile("/js/office/|/change_form")
    office.route(scripts, lambda route: late.append(route))
    office.goto(f"{site}/admin/partnerships/delegation/add/", wait_until="commit")
    expect(office.locator("#id_title_ru")).to_be_focused()
    office.keyboard.press("Tab")
    office.keyboard.press("Tab")
    expect(office.locator("#id_direction")).to_be_focused()
    office.route(scripts, lambda route: route.continue_())
    for route in late:
        route.continue_()
    office.wait_for_load_state()
    expect(office.locator(".select2").first).to_be_visible()
    expect(office.locator("#id_direction")).to_be_focused()


def test_enter_never_takes_another_city_for_the_one_typed(office: Page, site: str, country: Country) -> None:
    save(City(slug="tula", name_ru="Тула", name_en="Tula", country=country, tie="contact"))
    office.goto(f"{site}/admin/partnerships/event/add/")
    search = office.locator(".field-cities .select2-search__field")
    search.click()
    search.press_sequentially("Тулуза")
    expect(office.locator(".select2-results__option").last).to_have_text("Похоже: Тула")
    expect(office.locator(".select2-results__option--highlighted")).to_contain_text("Тулуза")
    search.press("Enter")
    expect(office.locator("dialog #id_quick_name_ru")).to_have_value("Тулуза")
    expect(office.locator(".field-cities .select2-selection__choice")).to_have_count(0)


def test_a_city_made_within_a_form_says_below_its_field_that_it_is_a_draft(
    office: Page, site: str, country: Country
) -> None:
    office.goto(f"{site}/admin/partnerships/event/add/")
    search = office.locator(".field-cities .select2-search__field")
    search.click()
    search.press_sequentially("Тулуза")
    expect(office.locator(".select2-results__option--highlighted")).to_contain_text("Тулуза")
    search.press("Enter")
    office.locator("#id_quick_country").select_option(str(country.pk))
    office.locator("#id_quick_tie").select_option("contact")
    office.locator("dialog.quick").get_by_role("button", name="Добавить").click()

    told = office.locator(".field-cities").get_by_role("status")
    expect(told).to_contain_text("«Тулуза» — черновик")
    with office.context.expect_page() as opened:
        told.get_by_role("link", name="Опубликовать в новой вкладке").click()
    expect(opened.value.locator("h1")).to_have_text("Тулуза")


def test_on_our_side_of_an_agreement_our_own_bodies_are_offered_first(office: Page, site: str, omsk: City) -> None:
    for name, options in (("Администрация Омска", {"city": omsk}), ("Наша администрация", {"is_home": True})):
        save(Organization(name_ru=name, kind="administration", **options))
    office.goto(f"{site}/admin/partnerships/agreement/add/")
    for side, first in (("home", "Наша администрация"), ("partner", "Администрация Омска")):
        rows = office.locator(f"[data-side-rows={side}]").first
        rows.locator(".add-row a").click()
        rows.locator(".select2-selection").click()
        expect(office.locator(".select2-results__option").first).to_have_text(first)
        office.keyboard.press("Escape")


def test_enter_takes_nothing_that_is_only_like_what_was_typed(office: Page, site: str, omsk: City) -> None:
    save(Event(slug="f", title_ru="Фестиваль", form="meeting"))
    office.goto(f"{site}/admin/partnerships/event/add/")
    unfold(office, "section-fields-3")
    search = office.locator(".field-related .select2-search__field")
    search.click()
    search.press_sequentially("Фистиваль")
    expect(office.locator(".select2-results__option").last).to_have_text("Похоже: Фестиваль")
    search.press("Enter")
    expect(office.locator(".field-related .select2-selection__choice")).to_have_count(0)
    search.press("ArrowDown")
    search.press("Enter")
    expect(office.locator(".field-related .select2-selection__choice")).to_contain_text("Фестиваль")


def test_the_form_says_nothing_of_the_time_zone_of_the_computer(browser: Browser, site: str, visit: Delegation) -> None:
    context = browser.new_context(timezone_id="Asia/Vladivostok")
    sign_in(context, site, "clerk")
    page = context.new_page()
    page.goto(address(site, visit))
    hands.unfold(page)
    expect(page.locator(".field-report_due .datetimeshortcuts").first).to_be_visible()
    assert "Europe/Moscow" not in page.locator("#content").inner_text()
    context.close()


def test_a_word_without_end_does_not_widen_the_form(office: Page, site: str, visit: Delegation) -> None:
    visit.title_ru = visit.title_en = "Щ" * 300
    save(visit)
    save(Participant(record=visit, name_ru="Щ" * 150, office_ru="Щ" * 250))
    office.goto(address(site, visit))
    hands.unfold(office)
    wide = office.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


@pytest.mark.parametrize(
    ("part", "focused"), [("section-photos", "#section-photos > summary"), ("id_period", "#id_period")]
)
def test_an_address_with_a_part_opens_the_form_there(
    office: Page, site: str, visit: Delegation, part: str, focused: str
) -> None:
    office.goto(f"{address(site, visit)}#{part}")
    expect(office.locator(focused)).to_be_focused()
    expect(office.locator(focused)).to_be_in_viewport()
    if part.startswith("section"):
        expect(office.get_by_text("Выбрать фотографии")).to_be_visible()


def test_typing_a_long_text_breaks_nothing(office: Page, site: str, omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting", body_ru="<p>Первый.</p>"))
    office.goto(address(site, event))
    unfold(office, "section-fields-1")
    editor = office.locator("#id_body_ru").locator("xpath=..").locator(".ProseMirror")
    editor.click()
    office.keyboard.type("abc")
    expect(editor).to_contain_text("abc")


@pytest.mark.parametrize(
    ("kind", "rows", "names"),
    [
        ("agreement", "involvements", ["organization", "role", "side"]),
        ("delegation", "programme_items", ["day", "starts", "ends", "activity_ru", "activity_en", "is_public"]),
        ("event", "participants", ["name_ru", "organization", "is_public"]),
    ],
)
def test_every_field_of_a_new_row_is_in_sight(office: Page, site: str, kind: str, rows: str, names: list[str]) -> None:
    office.goto(f"{site}/admin/partnerships/{kind}/add/")
    unfold(office, f"section-{rows}")
    office.locator(f"#{rows}-group .add-row [data-add]").click()
    for name in names:
        expect(office.locator(f"#{rows}-0 .field-{name}")).to_be_visible()
