"""Journeys of the department by real hands: roles that sign in, and text from the clipboard."""

import re
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from partnerships.models import City, Delegation, HomeCity, Organization, ProgrammeItem, User
from partnerships.period import Period
from tests.browser import hands
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("fields"),
]

OFFICE = "/admin/partnerships"


@pytest.fixture
def site(live_server: Any, omsk: City) -> str:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", name_genitive_ru="Ставрополя"))
    return live_server.url.replace("127.0.0.1", "localhost")


def at_desk(browser: Browser, site: str, user: User) -> Page:
    """Sign `user` in at a computer of their own, as people do."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{site}/admin/")
    page.get_by_label("Имя для входа").fill(user.username)
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url("**/admin/")
    return page


def paste(page: Page, place: Any, text: str) -> None:
    """Put `text` on the clipboard, as another program does, and press Ctrl+V in the field."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    place.click()
    page.keyboard.press("Control+v")


def choose(page: Page, name: str, value: str) -> None:
    """Choose an option of a list with the arrow keys."""
    select = page.locator(f'{hands.FORM} [name="{name}"]')
    hands.reveal(select)
    values = [option.get_attribute("value") for option in select.locator("option").all()]
    select.press("Home")
    for _step in range(values.index(value)):
        page.keyboard.press("ArrowDown")
    expect(select).to_have_value(value)


def write(page: Page, name: str, text: str) -> None:
    """Type into a field, wherever it is folded away."""
    field = page.locator(f'{hands.FORM} [name="{name}"]')
    hands.reveal(field)
    hands.type_into(page, field, text)


def take(page: Page, name: str, words: str) -> None:
    """Choose by first letters."""
    field = page.locator(f'{hands.FORM} [name="{name}"]')
    hands.reveal(field)
    hands.take(page, field, words)


def press(page: Page, name: str) -> None:
    """Press a button below the form and wait for the answer."""
    page.locator(f"{hands.FORM} .action-bar [name={name}]").click()
    expect(page.locator(".messagelist .success, .problems").first).to_be_attached(timeout=hands.SAVED)
    assert page.locator(".problems li").all_inner_texts() == []


def test_a_record_goes_to_the_head_comes_back_with_a_comment_and_is_published(browser: Browser, site: str) -> None:
    editor, head = at_desk(browser, site, person("editor")), at_desk(browser, site, person("head"))
    editor.goto(f"{site}{OFFICE}/event/add/")
    paste(editor, editor.locator("[name=title_ru]"), "День города: концерт гостей")
    write(editor, "title_en", "City Day: concert of guests")
    choose(editor, "form", "meeting")
    write(editor, "period", "3 сентября 2026")
    take(editor, "cities", "Омск")
    press(editor, "_review")

    head.goto(f"{site}{OFFICE}/event/")
    head.get_by_role("link", name="День города: концерт гостей").first.click()
    write(head, "return_comment", "Добавьте место")
    press(head, "_return")
    assert head.request.get(f"{site}/ru/events/").text().count("концерт гостей") == 0

    editor.goto(f"{site}{OFFICE}/event/")
    editor.get_by_role("link", name="День города: концерт гостей").first.click()
    expect(editor.locator(".state-panel")).to_contain_text("Добавьте место")
    write(editor, "place_ru", "Крепостная гора")
    press(editor, "_review")

    head.goto(f"{site}{OFFICE}/event/")
    head.get_by_role("link", name="День города: концерт гостей").first.click()
    press(head, "_publish")
    head.goto(f"{site}/ru/events/")
    head.get_by_role("link", name="День города: концерт гостей").first.click()
    expect(head.locator("main")).to_contain_text("Крепостная гора")


#: Day and place of a signature, the place in both languages.
OUR_DAY, THEIR_DAY = ("03.09.2022", "Ставрополь", "Stavropol"), ("05.09.2022", "Омск", "Omsk")


def add_party(page: Page, side: str, body: str, *signatory: str) -> None:
    """Add a body to a side by its first letters, and who signed for it, who is shown on the site from the first."""
    row = page.locator(f"#section-parties [data-side-rows={side}]")
    row.locator(".add-row a").click()
    hands.open_choice(page, row.locator(".select2-selection").last)
    page.keyboard.type(body[:5])
    page.locator(".select2-results__option", has_text=body).click()
    page.locator(f"#section-signatories [data-side-rows={side}] .add-row a").click()
    for number, words in enumerate(signatory):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.type(words)


def test_an_agreement_with_parties_a_term_and_its_paper_is_read_and_downloaded(
    browser: Browser, site: str, omsk: City, tmp_path: Path
) -> None:
    save(Organization(name_ru="Администрация Ставрополя", kind="administration", is_home=True))
    save(Organization(name_ru="Мэрия Омска", kind="administration", city=omsk))
    head = at_desk(browser, site, person("head"))
    head.goto(f"{site}{OFFICE}/agreement/add/")
    write(head, "title_ru", "Соглашение о сотрудничестве с Омском")
    write(head, "title_en", "Agreement on cooperation with Omsk")
    write(head, "period", "3–5 сентября 2022")
    take(head, "cities", "Омск")
    add_party(head, "home", "Администрация Ставрополя", "Петров П. П.", "", "глава", "", "", *OUR_DAY)
    add_party(head, "partner", "Мэрия Омска", "Иванова А. А.", "", "мэр", "", "", *THEIR_DAY)
    write(head, "in_force_from", "5 сентября 2022")
    write(head, "in_force_until", "4 сентября 2032")
    head.locator("#section-documents > summary").click()
    head.locator("#documents-group .add-row a").click()
    with head.expect_file_chooser() as chooser:
        head.locator("[name=documents-0-file]").click()
    chooser.value.set_files({"name": "Соглашение с Омском.pdf", "mimeType": "application/pdf", "buffer": hands.PDF})
    choose(head, "documents-0-access", "public")
    press(head, "_publish")

    reader = browser.new_context().new_page()
    reader.goto(f"{site}/ru/agreements/")
    reader.get_by_role("link", name="Соглашение о сотрудничестве с Омском").first.click()
    ours, theirs = reader.locator(".side").all_inner_texts()
    assert [word in ours for word in ("Администрация Ставрополя", "Петров П. П.", "глава", "Ставрополь")] == [True] * 4
    assert [word in theirs for word in ("Мэрия Омска", "Иванова А. А.", "мэр", "5 сентября 2022")] == [True] * 4
    expect(reader.locator("main")).to_contain_text(re.compile(r"с 5\sсентября\s2022 до 4\sсентября\s2032"))
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Соглашение с Омском", exact=True).click()
    assert download.value.suggested_filename == "Соглашение с Омском.pdf"
    download.value.save_as(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


@pytest.fixture
def visit(omsk: City) -> Delegation:
    """A visit on the site, with three lines of its programme."""
    visit = Delegation(slug="v", title_ru="Визит Омска", title_en="Visit of Omsk", direction="incoming")
    visit.period = Period.of((2026, 9, 3), (2026, 9, 3))
    save(visit, cities=[omsk])
    for number, what in enumerate(("Возложение цветов", "Приём в мэрии", "Обед с ректором")):
        line = {"day": date(2026, 9, 3), "starts": time(9 + number), "order": number, "is_public": True}
        save(ProgrammeItem(delegation=visit, activity_ru=what, **line), public=False)
    return visit


def test_a_line_of_the_programme_made_internal_or_cancelled_changes_the_public_one(
    browser: Browser, site: str, visit: Delegation
) -> None:
    head = at_desk(browser, site, person("head"))
    page = f"{site}/ru{visit.get_absolute_url()[3:]}"
    head.goto(page)
    for what in ("Возложение цветов", "Приём в мэрии", "Обед с ректором"):
        expect(head.locator("main")).to_contain_text(what)
    head.goto(f"{site}{OFFICE}/delegation/{visit.pk}/change/")
    tick = head.locator("[name=programme_items-2-is_public]")
    hands.reveal(tick)
    tick.click()
    choose(head, "programme_items-1-state", "cancelled")
    press(head, "_continue")

    head.goto(page)
    expect(head.locator(".programme li")).to_have_text(
        [re.compile("Возложение цветов"), re.compile("Отменено: Приём в мэрии")]
    )
    expect(head.locator("main")).not_to_contain_text("Обед с ректором")
    assert visit.programme_items.get(order=1).state == "cancelled"
