"""Links and notes beside the values of cells: an address is read from a link, and the rest is told by its cell."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from openpyxl import Workbook
from openpyxl.comments import Comment

from partnerships.spreadsheets.cells import AddressCell, TextCell
from partnerships.spreadsheets.reader import Sheet, read_table
from tests.spreadsheets.tables import send
from tests.spreadsheets.test_ods import cell, day, ods, row, table

BASE = "/admin/partnerships/organization/"


def book() -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet
    sheet.append(["Название (на русском)", "Сайт", "Примечание", "Вид"])
    sheet.append(["Музей", "сайт", "www.omsk.ru", "museum"])
    sheet["A2"].comment = Comment("закрыт в 2020", "Анна")
    sheet["A2"].hyperlink = "https://example.org/museum"
    sheet["B2"].hyperlink = "https://museum.example.org/"
    sheet["C2"].hyperlink = "https://www.omsk.ru/"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def open_book() -> bytes:
    note = "<office:annotation><text:p>закрыт в 2020</text:p></office:annotation>"
    link = '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{}">{}</text:a>'
    named = link.format("https://example.org/museum", "Музей")
    first = f'<table:table-cell office:value-type="string">{note}<text:p>{named}</text:p></table:table-cell>'
    second = cell(link.format("https://museum.example.org/", "сайт"))
    third = cell(link.format("https://www.omsk.ru/", "www.omsk.ru"))
    heads = row(cell("Название (на русском)"), cell("Сайт"), cell("Примечание"))
    return ods(table(heads, row(first, second, third)))


def doubts(sheet: Sheet) -> list[tuple[str, str]]:
    texts = sheet.rows[1][1]
    return [*sheet.doubts, *((f"{at}", words) for at, text in enumerate(texts) if (words := TextCell().doubt(text)))]


@pytest.mark.parametrize("content", [book, open_book])
def test_links_and_notes_are_told_and_an_address_is_read_from_its_link(content: Callable[[], bytes]) -> None:
    with translation.override("en"):
        sheet = read_table(content())
        told = doubts(sheet)
    texts = sheet.rows[1][1]

    assert texts[:3] == ["Музей", "сайт", "www.omsk.ru"]
    assert [(place, "закрыт в 2020" in words or "https://" in words) for place, words in told] == [
        ("A2", True),
        ("0", True),
        ("1", True),
    ]
    assert AddressCell().clean(texts[1].strip()) == "https://museum.example.org/"
    assert AddressCell().clean(texts[2]) == "https://www.omsk.ru"


@pytest.mark.django_db
def test_the_preview_names_the_cells(office: Client) -> None:
    outcome = send(office, book(), path=BASE).context["outcome"]

    assert {cell for cell, _words in outcome.doubts} == {"A2"}
    assert sum("https://example.org/museum" in words or "закрыт" in words for _cell, words in outcome.doubts) == 2


def test_a_week_of_the_year_is_told() -> None:
    styles = '<number:date-style style:name="W"><number:week-of-year/><number:year/></number:date-style>'
    styles += '<style:style style:name="week" style:family="table-cell" style:data-style-name="W"/>'
    with translation.override("en"):
        sheet = read_table(ods(styles + table(row(day("week", "2019-07-01")))))

    assert sheet.rows == [(1, ["2019-07-01"])]
    assert [(cell, "1 July 2019" in words) for cell, words in sheet.doubts] == [("A1", True)]


def test_a_value_of_an_open_document_needs_no_shown_text() -> None:
    written = '<table:table-cell office:value-type="string" office:string-value="Omsk"/>'

    assert read_table(ods(table(row(cell("Stadt")), row(written)))).rows[1] == (2, ["Omsk"])
