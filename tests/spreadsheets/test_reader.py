"""Files that are no tables, or more than tables: refused in words, and never unpacked."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
import xlwt
from django.utils import translation
from openpyxl import Workbook
from openpyxl.styles import Font

from partnerships.spreadsheets import reader
from partnerships.spreadsheets.reader import Refused, read_table
from tests.spreadsheets.tables import xlsx


@pytest.fixture(autouse=True)
def russian() -> Any:
    with translation.override("ru"):
        yield


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_table(content)
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
    return [cells for _number, cells in read_table(content).rows]


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
    assert read_table(xlsx([["a"], [], [None], ["b"]])).rows == [(1, ["a"]), (4, ["b"])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1251", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_of_any_kind(encoding: str, mark: str) -> None:
    text = f'Название{mark}Дата\r\n"День ""города""\nОмска"{mark}\'=1+1\r\n'
    assert texts(text.encode(encoding)) == [["Название", "Дата"], ['День "города"\nОмска', "=1+1"]]


def test_a_formula_gives_its_value_and_is_refused_without_one() -> None:
    assert "В ячейках A2, C3 нет значений формул" in refusal(xlsx([["a"], ["=1+1"], [None, "b", "=HYPERLINK(1)"]]))
    calculated = changed(
        xlsx([["a"], ["=1+1", "=DATE(2019,7,1)"]]),
        "xl/worksheets/sheet1.xml",
        lambda body: body.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(b"<v></v>", b"<v>43647</v>"),
    )
    assert texts(calculated) == [["a"], ["2", "43647"]]
    text = Workbook()
    cell: Any = text.active["A1"]
    cell.value, cell.data_type = "=1+1", "s"
    assert texts(saved(text)) == [["=1+1"]]


def test_what_looks_like_a_formula_in_a_csv_is_text() -> None:
    assert texts(b"+7 8652 12-34-56;-;=1+1\r\n") == [["+7 8652 12-34-56", "-", "=1+1"]]


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("shown_as", "text"),
    [
        ("dd.mm.yyyy", "2019-07-01"),
        ('d"д."mmmm yyyy" г."', "2019-07-01"),
        ("mmmm yyyy", "2019-07"),
        ("[$-419]mmmm yyyy;@", "2019-07"),
        ('[Red]"дата: "mm/yyyy', "2019-07"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2019-07-01"),
        ("\\dyyyy", "2019"),
        ('yyyy" год"', "2019"),
        ('"Q"q yyyy', "Q3 2019"),
        ("yyyy;dd.mm.yyyy", "2019"),
        ("_dyyyy", "2019"),
        ("yyyy-mm-dd hh:mm", "2019-07-01"),
    ],
)
def test_a_date_is_as_exact_as_its_format_shows(shown_as: str, text: str) -> None:
    book = Workbook()
    cell: Any = book.active["A1"]
    cell.value, cell.number_format = date(2019, 7, 1), shown_as
    assert texts(saved(book)) == [[text]]
    old = xlwt.Workbook()
    old.add_sheet("a").write(0, 0, date(2019, 7, 1), xlwt.easyxf(num_format_str=shown_as))
    assert texts(saved(old)) == [[text]]


def test_a_year_in_a_date_cell_is_read_as_the_year_and_told() -> None:
    book = Workbook()
    cells: Any = book.active
    cells.append([2005, date(2019, 7, 1)])
    cells["A1"].number_format, cells["B1"].number_format = "dd.mm.yyyy", "d mmmm"
    sheet = read_table(saved(book))
    assert sheet.rows == [(1, ["2005", "2019-07-01"])]
    assert sheet.doubts == [
        ("A1", "В ячейке число 2005 в формате даты: прочитано как год 2005."),
        ("B1", "В ячейке не показан год; в файле 1 июля 2019."),
    ]


def test_signs_by_their_number_are_signs() -> None:
    assert texts(xlsx([["a_x000D_b", "_x005F_x000D_"]])) == [["a\rb", "_x000D_"]]


def test_a_hidden_sheet_is_not_taken_and_other_sheets_are_told() -> None:
    for book, hide in ((Workbook(), "sheet_state"), (xlwt.Workbook(), "visibility")):
        for name in ("old", "this", "empty", "more"):
            part: Any = book.create_sheet(name) if isinstance(book, Workbook) else book.add_sheet(name)
            if name == "old":
                setattr(part, hide, "hidden" if isinstance(book, Workbook) else 1)
            if name != "empty":
                part.cell(1, 1, name) if isinstance(book, Workbook) else part.write(0, 0, name)
        sheet = read_table(saved(book))
        assert (sheet.rows, sheet.name, sheet.others) == ([(1, ["this"])], "this", ["more"])


def test_a_cell_merged_downwards_gives_its_value_to_each_row_and_is_told() -> None:
    book, old = Workbook(), xlwt.Workbook()
    cells: Any = book.active
    for row in (["City", "Name"], ["Омск", "a"], [None, "b"], [None, "c"]):
        cells.append(row)
    cells.merge_cells("A2:A3")
    part = old.add_sheet("a")
    part.write_merge(1, 2, 0, 0, "Омск")
    for at, row in enumerate((["City", "Name"], [None, "a"], [None, "b"], [None, "c"])):
        for column, text in enumerate(row):
            if text:
                part.write(at, column, text)
    for content in (saved(book), saved(old)):
        sheet = read_table(content)
        assert [cells for _number, cells in sheet.rows] == [["City", "Name"], ["Омск", "a"], ["Омск", "b"], ["", "c"]]
        assert [cell for cell, _words in sheet.doubts] == ["A2"]


def test_what_is_struck_through_is_told() -> None:
    book, old = Workbook(), xlwt.Workbook()
    cells: Any = book.active
    part = old.add_sheet("a")
    fonts = xlwt.easyfont(""), xlwt.easyfont("struck_out true")
    for at, text in enumerate(("whole", "kept", "gone part")):
        cells.append([text])
        if text != "gone part":
            part.write(at, 0, text, xlwt.easyxf(f"font: struck_out {'on' if text == 'whole' else 'off'}"))
    part.write_rich_text(2, 0, [("gone", fonts[1]), (" part", fonts[0])])
    cells["A1"].font, cells["A4"].font = Font(strike=True), Font(strike=True)
    inline, shared = b't="inlineStr"><is><t>gone part</t></is>', b't="s"><v>0</v>'
    new = changed(saved(book), "xl/worksheets/sheet1.xml", lambda body: body.replace(inline, shared))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    new = changed(new, "[Content_Types].xml", lambda body: body.replace(b"</Types>", told))
    out = io.BytesIO(new)
    with zipfile.ZipFile(out, "a") as archive:
        words = "<si><r><rPr><strike/></rPr><t>gone</t></r><r><t xml:space='preserve'> part</t></r></si>"
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{words}</sst>')
    for content in (out.getvalue(), saved(old)):
        sheet = read_table(content)
        assert [text for _number, (text,) in sheet.rows] == ["whole", "kept", "gone part"]
        assert sheet.struck == ["A1", "A3"]


def test_a_table_too_wide_is_refused_and_never_cut() -> None:
    wide = [None] * 120 + ["x"]
    old = xlwt.Workbook()
    old.add_sheet("a").write(0, 120, "x")
    for content in (xlsx([["a"], wide]), saved(old), b";" * 120 + b"x"):
        assert "слишком много ячеек" in refusal(content)


def test_macros_are_refused_and_a_workbook_that_may_hold_them_is_read() -> None:
    out = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "макросы" in refusal(out.getvalue())
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert texts(changed(xlsx([["a"]]), "[Content_Types].xml", lambda body: body.replace(kind, macro))) == [["a"]]


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
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "не таблица"),
        (b"PK\x03\x04 and no more", "повреждён"),
        (b"%PDF-1.7\0\0", "не таблица"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "не таблица"),
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
    assert len(read_table(xlsx([["a"]] * 4)).rows) == 4  # a heading and three rows
    assert "больше 3 строк" in refusal(xlsx([["a"]] * 5))
    assert "больше 3 строк" in refusal(b"a\r\n" * 5)
    monkeypatch.setattr(reader, "MOST_BYTES", 100)
    assert "больше" in refusal(xlsx([["a"]]))


def test_a_row_at_the_end_of_the_sheet_costs_nothing() -> None:
    far = changed(xlsx([["a"]]), "xl/worksheets/sheet1.xml", lambda body: body.replace(b'r="1"', b'r="1048576"', 1))
    assert "далеко внизу" in refusal(far) or read_table(far).rows
