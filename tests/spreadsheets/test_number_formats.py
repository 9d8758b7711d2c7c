"""Numbers and dates as their cells show them: nothing becomes another number on its way in."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from partnerships.spreadsheets.cells import LineCell, NumberCell, TextCell
from partnerships.spreadsheets.number_formats import MAC_EPOCH, NumberText, as_shown, dated, parts
from partnerships.spreadsheets.reader import read_table


def read(value: object, shown_as: str, *, mac: bool = False) -> Any:
    """Return the sheet of a workbook with one cell."""
    book = Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    cells: Any = book.active
    cells["A1"].value, cells["A1"].number_format = value, shown_as
    out = io.BytesIO()
    book.save(out)
    return read_table(out.getvalue())


@pytest.mark.parametrize(
    ("value", "shown_as", "shown"),
    [
        (24, "000", "024"),
        (5, '"№ "0"-п"', "№ 5-п"),
        (5, "\\№\\ 0", "№ 5"),
        (5, "№ 0", "№ 5"),
        (1200, "#,##0", ""),
        (12.5, "0.00", ""),
        (0.25, "0%", "25%"),
        (30, "[$€-407] 0.00", "€ 30.00"),
        (30, "General", ""),
        (30, '0;"минус "0', ""),
    ],
)
def test_a_number_is_told_with_what_its_cell_shows(value: float, shown_as: str, shown: str) -> None:
    told = read(value, shown_as).rows[0][1][0]
    assert (told.shown, str(told)) == (shown, str(value))
    assert TextCell().clean(told.strip()) == LineCell().clean(told) == (shown or str(value))


def test_a_form_that_cannot_be_told_is_marked() -> None:
    sheet = read(1234567, "000-00-00")
    assert as_shown(1, "000-00-00") is None
    assert as_shown(1500000, '#,##0,"тыс."') is as_shown(1, '[=1]0" человек";0" человека"') is None
    [(cell, words)] = sheet.doubts
    assert (cell, sheet.rows[0][1][0]) == ("A1", "1234567")
    assert "1234567" in words


def test_the_point_of_a_number_is_no_sign_between_groups() -> None:
    assert NumberCell().clean("56.574") == 56574
    with pytest.raises(ValueError, match="целое"):
        NumberCell().clean(NumberText("56.574"))


@pytest.mark.parametrize("shown_as", ['"Q"q yyyy', "q yyyy"])
def test_a_quarter_is_read_as_one(shown_as: str) -> None:
    assert dated(date(2019, 7, 1), parts(shown_as)) == ("Q3 2019", "")


def test_a_year_under_the_format_of_a_date_is_a_year_in_books_of_either_epoch() -> None:
    assert read(date(1909, 6, 28), "dd.mm.yyyy", mac=True).rows[0][1] == ["2005"]
    assert dated(date(1905, 6, 27), parts("dd.mm.yyyy"))[0] == "2005"
    assert dated(date(1909, 6, 28), parts("dd.mm.yyyy"), MAC_EPOCH)[0] == "2005"
    assert read(date(2019, 7, 1), "dd.mm.yyyy", mac=True).rows[0][1] == ["2019-07-01"]
