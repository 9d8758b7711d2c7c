"""Rows typed through as a table, with real keys and a real clipboard."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from partnerships.models import Agreement, City, Delegation, Event, HomeCity, Organization, User
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def page(browser: Browser, live_server: Any, omsk: City, clerk: User) -> Page:
    """The office, open on the screen of a clerk whose clipboard works."""
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    site = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=site, locale="ru", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    return page


def typed(page: Page, *words: str) -> None:
    """Type words, each into the next cell."""
    for number, word in enumerate(words):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.insert_text(word)


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def values(page: Page, rows: str, *names: str) -> list[list[str]]:
    total = int(page.locator(f"#id_{rows}-TOTAL_FORMS").input_value())
    return [[page.locator(f"#id_{rows}-{n}-{name}").input_value() for name in names] for n in range(total)]


def test_enter_goes_to_the_next_row_where_the_first_was_begun_and_tab_to_the_next_cell(page: Page) -> None:
    page.goto("/admin/partnerships/delegation/add/")
    page.locator("#participants-group .add-row a").click()
    expect(page.locator("#id_participants-0-name_ru")).to_be_focused()
    typed(page, "Иванов", "Ivanov", "мэр", "mayor")
    page.keyboard.press("Enter")
    expect(page.locator("#id_participants-1-name_ru")).to_be_focused()
    typed(page, "Петров", "Petrov")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # a row in which nothing is typed has none after it

    names = ("name_ru", "name_en", "office_ru", "office_en")
    assert values(page, "participants", *names) == [
        ["Иванов", "Ivanov", "мэр", "mayor"],
        ["Петров", "Petrov", "", ""],
        ["", "", "", ""],
    ]
    page.locator("#participants-group").get_by_label("Все должностные лица").check()
    shown = [page.locator(f"#id_participants-{n}-is_public").is_checked() for n in range(3)]
    assert shown == [True, False, False]  # of two only one holds an office


def test_one_tick_shows_officials_and_nobody_who_attends_to_them(page: Page) -> None:
    page.goto("/admin/partnerships/delegation/add/")
    offices = {
        "глава города": ("head", True),
        "заместитель главы": ("member", True),
        "переводчик": ("interpreter", False),
        "преподаватель": ("interpreter", False),
        "Водитель мэрии": ("member", False),
        "сопровождающее лицо": ("member", False),
        "корреспондент газеты": ("member", False),
        "пресс-секретарь главы": ("member", True),
        "солист ансамбля": ("participant", False),
    }
    people = page.locator("#participants-group")
    for number, (office, (role, _shown)) in enumerate(offices.items()):
        people.locator(".add-row a").click()
        page.locator(f"#id_participants-{number}-office_ru").fill(office)
        page.locator(f"#id_participants-{number}-role").select_option(role)

    tick = people.get_by_label("Все должностные лица")
    tick.check()

    shown = [page.locator(f"#id_participants-{number}-is_public").is_checked() for number in range(len(offices))]
    assert shown == [is_shown for _role, is_shown in offices.values()]
    expect(tick).to_be_checked()


def test_a_table_pasted_into_a_cell_fills_rows_and_can_be_undone(page: Page) -> None:
    page.goto("/admin/partnerships/event/add/")
    page.locator("#section-awards > summary").click()
    page.locator("#awards-group .add-row a").click()
    page.keyboard.press("Tab")
    paste(page, "3\tХор\tChoir\n1\tТеатр\tTheatre\tлишнее")
    told = page.locator("#awards-group .grid-told")

    expect(told).to_contain_text("Заполнено ячеек: 6, новых строк: 1.")
    expect(told).to_contain_text("Не взято, по строкам: 2: лишнее")
    names = ("count", "recipient_ru", "recipient_en")
    assert values(page, "awards", *names) == [["3", "Хор", "Choir"], ["1", "Театр", "Theatre"]]
    told.get_by_role("button", name="Отменить").click()
    assert values(page, "awards", *names) == [["", "", ""]]

    page.locator("#id_awards-0-degree").focus()
    paste(page, "Гран-при\t1\tХор\nнет такой\t2\tТеатр")
    expect(told).to_contain_text("Не взято, по строкам: 2: нет такой")
    assert values(page, "awards", "degree", "count") == [["grand_prix", "1"], ["", "2"]]


def test_a_removed_row_leaves_no_gap_and_comes_back(page: Page) -> None:
    page.goto("/admin/partnerships/event/add/")
    page.locator("#id_title_ru").fill("Фестиваль")
    page.locator("#id_form").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#section-figures > summary").click()
    page.locator("#figures-group .add-row a").click()
    for value in ("10", "20", "30"):
        page.keyboard.press("ArrowDown")
        typed(page, "", "", value)
        page.keyboard.press("Enter")
    page.locator("#figures-0").get_by_role("button", name="Убрать строку").click()
    assert page.locator("#id_figures-TOTAL_FORMS").input_value() == "3"
    page.locator("#figures-group .grid-told").get_by_role("button", name="Отменить").click()
    page.locator("#figures-1").get_by_role("button", name="Убрать строку").click()
    page.locator("button[name=_continue]").click()
    expect(page.locator(".messagelist .success").first).to_be_visible()

    assert sorted(Event.objects.get().figures.values_list("value", flat=True)) in ([10, 20], [10, 30], [20, 30])


def test_an_agreement_is_typed_on_a_phone_with_both_sides_and_read_on_its_page(page: Page, omsk: City) -> None:
    save(Organization(name_ru="Администрация Ставрополя", kind="administration", is_home=True))
    save(Organization(name_ru="Мэрия Омска", kind="administration", city=omsk))
    page.set_viewport_size({"width": 390, "height": 768})
    page.goto("/admin/partnerships/agreement/add/")
    page.locator("#id_title_ru").fill("Соглашение с Омском")
    page.locator("#id_title_en").fill("Agreement with Omsk")
    signed = (("home", "Администрация Ставрополя", "Петров", "глава", "03.09.2022", "Ставрополь", "Stavropol"),)
    signed += (("partner", "Мэрия Омска", "Иванова", "мэр", "05.09.2022", "Омск", "Omsk"),)
    for side, body, name, office, day, place, place_en in signed:
        page.locator(f"#section-parties [data-side-rows={side}] .add-row a").click()
        page.keyboard.press("Enter")
        expect(page.locator(".select2-search__field:focus")).to_be_visible()
        page.keyboard.insert_text(body)
        expect(page.locator(".select2-results__option--highlighted")).to_have_text(body)
        page.keyboard.press("Enter")
        page.locator(f"#section-signatories [data-side-rows={side}] .add-row a").click()
        typed(page, name, "", office, "", "", day, place, place_en)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_be_checked()
    expect(page.locator("#section-signatories [data-all]")).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.locator(".messagelist .success").first).to_be_visible()

    page.goto(Agreement.objects.get().get_absolute_url())
    ours, theirs = page.locator(".side").all_inner_texts()
    for text, words in ((ours, ("Администрация Ставрополя", "Петров", "3 сентября 2022", "Ставрополь")),):
        assert all(word in text for word in words)
    for word in ("Мэрия Омска", "Иванова", "мэр", "5 сентября 2022", "Омск"):
        assert word in theirs


def test_a_person_typed_as_the_host_is_told_as_who_received(page: Page, omsk: City) -> None:
    save(Organization(name_ru="Администрация Омска", kind="administration", city=omsk))
    save(Organization(name_ru="Администрация Ставрополя", kind="administration", is_home=True))
    page.goto("/admin/partnerships/delegation/add/")
    page.locator("#id_title_ru").fill("Визит")
    page.locator("#id_direction").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#received-participants-group .add-row a").click()
    typed(page, "Петров", "", "мэр")
    expect(page.locator("#id_participants-0-office_ru")).to_have_value("мэр")
    page.locator("#section-received").get_by_role("button", name="Добавить строку").last.click()
    page.locator("#section-received .select2-selection").last.click()
    offered = ["Администрация Ставрополя", "Администрация Омска"]  # guests are received by our side
    expect(page.locator(".select2-results__option")).to_have_text(offered)
    page.keyboard.press("Escape")
    page.locator("#participants-group .add-row a").click()
    typed(page, "Иванов")
    expect(page.locator("#id_participants-1-role")).to_have_value("member")
    page.locator("button[name=_continue]").click()
    expect(page.locator(".messagelist .success").first).to_be_visible()

    expect(page.locator("#section-received .row-label").first).to_have_text("Петров, мэр")
    assert sorted(Delegation.objects.get().participants.values_list("role", flat=True)) == ["host", "member"]
