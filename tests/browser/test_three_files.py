"""Three files as offices keep them, each from the clerk's folder to its public page: with mouse, keyboard and eyes."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from partnerships.models import City, Country, CountryGroup, Delegation, Event
from tests.conftest import save

pytestmark = [
    pytest.mark.browser,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

#: As LibreOffice 7.4 wrote it: a title over the table in merged cells, a date in words, “12 чел.”.
DELEGATIONS = Path(__file__).parents[1] / "spreadsheets" / "delegations.ods"
GERMAN = """\
Städtepartnerschaften der Stadt;;;;;;;
Stadt;Land;Art der Beziehung;Seit;Breite;Länge;Einwohner;Stand
Görlitz;Deutschland;Städtepartnerschaft;12.05.1991;51,1528;14,9872;56.574;2022
Köln;Deutschland;Städtefreundschaft;Mai 2004;50,9375;6,9603;1.087.353;2022
"""
EMPTY = "На этом языке пусто (английский): страница покажет другой (русский)."


@pytest.fixture
def places(omsk: City, db: None) -> None:
    save(Country(name_ru="Германия", name_en="Germany", iso_code="DE", group=CountryGroup.objects.get()))


def russian_workbook(path: Path) -> Path:
    """Write the list of an office: its name above, a number before each row, days and months as Excel shows them."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["План мероприятий отдела на 2019 год"])
    sheet.merge_cells("A1:F1")
    sheet.append(["№ п/п", "Наименование мероприятия", "Дата проведения", "Город", "Вид", "Ответственный"])
    sheet.append([1, "Форум «Дружба»", "30–31.07.2019", "Омск", "форум", "Иванова"])
    sheet.append([2, "День города", "июнь 2019 г.", "г. Омск", "День города", "Петров"])
    book.save(path)
    return path


def checked(page: Page, table: str, path: Path) -> None:
    """Choose a file on the page of the import, and press the button under it."""
    page.goto(f"{page.url.partition('/admin/')[0]}/admin/partnerships/{table}/")
    page.get_by_role("link", name="Загрузить из таблицы").click()
    with page.expect_file_chooser() as opened:
        page.get_by_label("Таблица").click()
    opened.value.set_files(path)
    page.get_by_role("button", name="Проверить файл").click()
    expect(page.locator(".exchange-result h2")).to_contain_text(path.name)


def opened(page: Page, title: str) -> None:
    """Go from the import to the list and open the draft."""
    page.get_by_role("link", name="К списку").click()
    page.locator("#result_list").get_by_role("link", name=title).click()
    expect(page.get_by_role("button", name="Опубликовать")).to_be_visible()


def published(page: Page, title: str) -> None:
    """Press “publish” and follow the link to the page as everybody sees it."""
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.locator(".messagelist .success").first).to_contain_text("Опубликовано")
    page.get_by_role("link", name="Открыть страницу").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.usefixtures("places")
def test_a_russian_workbook(desk: Page, tmp_path: Path, reports: list[str]) -> None:
    checked(desk, "event", russian_workbook(tmp_path / "План 2019.xlsx"))
    expect(desk.get_by_text("не известны и пропущены: № п/п")).to_be_visible()
    desk.get_by_role("button", name="Сохранить 2 записи").click()
    opened(desk, "Форум «Дружба»")

    desk.get_by_role("button", name="Опубликовать").click()
    question = desk.get_by_text(EMPTY).first
    expect(question).to_be_in_viewport()
    assert not Event.objects.get(title_ru="Форум «Дружба»").is_public()
    published(desk, "Форум «Дружба»")
    expect(desk.locator("main")).to_contain_text("30–31 июля 2019")


@pytest.mark.usefixtures("places")
def test_a_german_list(desk: Page, tmp_path: Path, reports: list[str]) -> None:
    path = tmp_path / "Partnerstädte.csv"
    path.write_bytes(GERMAN.encode("cp1252"))
    checked(desk, "city", path)
    expect(desk.get_by_label("Кодировка")).to_have_value("cp1252")
    expect(desk.locator("q", has_text="Städtepartnerschaften")).to_be_visible()
    choice = desk.get_by_label("Art der Beziehung")
    choice.focus()
    while choice.locator("option:checked").inner_text() != "Вид связи":
        desk.keyboard.press("ArrowDown")
    desk.get_by_role("button", name="Проверить ещё раз").click()
    expect(desk.get_by_text("Новых записей, черновиками: 2")).to_be_visible()
    desk.get_by_role("button", name="Сохранить 2 записи").click()
    opened(desk, "Görlitz")

    desk.locator("#id_name_en").click()
    desk.keyboard.type("Görlitz")
    published(desk, "Görlitz")
    expect(desk.locator("main")).to_contain_text("12 мая 1991")
    expect(desk.locator("main")).to_contain_text("56 574")
    city = City.objects.get(name_en="Görlitz")
    assert (str(city.latitude), city.tie, city.country.iso_code) == ("51.15280", "sister_city", "DE")


@pytest.mark.usefixtures("places")
def test_a_table_of_libreoffice(desk: Page, reports: list[str]) -> None:
    checked(desk, "delegation", DELEGATIONS)
    desk.get_by_role("button", name="Сохранить 2 записи").click()
    opened(desk, "Визит врачей из Омска")
    desk.locator("#id_title_en").click()
    desk.keyboard.type("Doctors of Omsk")
    published(desk, "Визит врачей из Омска")
    expect(desk.locator("main")).to_contain_text("3 сентября 2019")
    assert Delegation.objects.get(title_en="Doctors of Omsk").head_count == 12
