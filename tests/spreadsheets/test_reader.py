"""Files that are no tables, or more than tables: refused in words, and never unpacked."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook

from partnerships.spreadsheets import reader
from partnerships.spreadsheets.reader import Refused, read
from tests.spreadsheets.tables import xlsx


@pytest.fixture(autouse=True)
def russian() -> Any:
    with translation.override("ru"):
        yield


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content)
    return str(refused.value)


def changed(content: bytes, path: str, make: Any) -> bytes:
    """Return the workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            new.writestr(part.filename, make(body) if part.filename == path else body)
    return out.getvalue()


def texts(content: bytes) -> list[list[str]]:
    return [cells for _number, cells in read(content).rows]


def test_numbers_and_dates_come_as_they_are_shown() -> None:
    book = Workbook()
    cells: Any = book.active
    cells.append([2011, 43.5, True, date(2019, 7, 1), date(2019, 7, 1), date(2019, 1, 1), " x "])
    for column, shown in zip("DEF", ("dd.mm.yyyy", "mmmm yyyy", "yyyy"), strict=True):
        cells[f"{column}1"].number_format = shown
    out = io.BytesIO()
    book.save(out)
    assert texts(out.getvalue()) == [["2011", "43.5", "1", "2019-07-01", "2019-07", "2019", " x "]]


def test_rows_keep_the_number_they_have_in_the_file() -> None:
    assert read(xlsx([["a"], [], [None], ["b"]])).rows == [(1, ["a"]), (4, ["b"])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1251", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_of_any_kind(encoding: str, mark: str) -> None:
    text = f'Название{mark}Дата\r\n"День ""города""\nОмска"{mark}\'=1+1\r\n'
    assert texts(text.encode(encoding)) == [["Название", "Дата"], ['День "города"\nОмска', "=1+1"]]


def test_a_formula_is_named_by_its_cell_and_a_text_that_looks_like_one_is_not() -> None:
    assert "В ячейках A2, C3 формулы" in refusal(xlsx([["a"], ["=1+1"], [None, "b", "=HYPERLINK(1)"]]))
    assert "A1, A2, A3" in refusal(xlsx([["=1"]] * 12))
    assert "B2" in refusal(b"a;b\r\nc;=cmd|' /C calc'!A0\r\n")
    text = Workbook()
    cell: Any = text.active["A1"]
    cell.value, cell.data_type = "=1+1", "s"
    out = io.BytesIO()
    text.save(out)
    assert texts(out.getvalue()) == [["=1+1"]]
    assert texts(b"+7 8652 12-34-56;-\r\n") == [["+7 8652 12-34-56", "-"]]


def test_a_bomb_is_refused_by_what_it_says_it_unpacks_to() -> None:
    bomb = changed(xlsx([["a"]]), "xl/worksheets/sheet1.xml", lambda body: b"<x>" + b" " * (160 * 1024**2))
    assert len(bomb) < 1_000_000
    assert "распаковывается" in refusal(bomb)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(600):
            archive.writestr(f"{number}.bin", b"")
    assert "распаковывается" in refusal(many.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"])
def test_entities_are_refused_in_any_part_and_encoding(path: str, encoding: str) -> None:
    def plant(body: bytes) -> bytes:
        text = body.decode().partition("?>")[2] or body.decode()
        entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        return f'<?xml version="1.0" encoding="{encoding}"?>{entities}{text}'.encode(encoding)

    assert "сущности" in refusal(changed(xlsx([["a"]]), path, plant))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "пуста"),
        (b"\r\n;;\r\n", "пуста"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "старого формата"),
        (b"PK\x03\x04 and no more", "повреждён"),
        (b"%PDF-1.7\0\0", "Это не файл XLSX"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "Это не файл XLSX"),
        (b'"' + b"a" * 200_000 + b'"', "слишком длинный"),
        ((";" * 200).encode(), "слишком много ячеек"),
        (xlsx([["a"]])[:-60], "повреждён"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content: bytes, word: str) -> None:
    assert word in refusal(content)


def test_a_workbook_with_a_broken_part_is_refused() -> None:
    assert "повреждён" in refusal(changed(xlsx([["a"]]), "xl/workbook.xml", lambda body: body[:200]))
    assert "повреждён" in refusal(changed(xlsx([["a"]]), "xl/worksheets/sheet1.xml", lambda body: body[:-80]))


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    assert len(read(xlsx([["a"]] * 4)).rows) == 4  # a heading and three rows
    assert "больше 3 строк" in refusal(xlsx([["a"]] * 5))
    assert "больше 3 строк" in refusal(b"a\r\n" * 5)
    monkeypatch.setattr(reader, "MOST_BYTES", 100)
    assert "больше" in refusal(xlsx([["a"]]))


def test_a_row_at_the_end_of_the_sheet_costs_nothing() -> None:
    far = changed(xlsx([["a"]]), "xl/worksheets/sheet1.xml", lambda body: body.replace(b'r="1"', b'r="1048576"', 1))
    assert "далеко внизу" in refusal(far) or read(far).rows
