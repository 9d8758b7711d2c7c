"""ODS as LibreOffice writes it: what is shown of a date, comments, repeats, hidden tables, errors."""

import io
import zipfile

import pytest
from django.utils import translation

from partnerships.spreadsheets.reader import Refused, read_table

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0"'
    f' xmlns:style="{OFFICE}:style:1.0" xmlns:number="{OFFICE}:datastyle:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
STYLES = """
<number:date-style style:name="N1"><number:month number:textual="true"/><number:text> day </number:text>
  <number:year number:style="long"/></number:date-style>
<number:date-style style:name="N2"><number:day/><number:text>.</number:text><number:month/><number:text>.</number:text>
  <number:year/></number:date-style>
<number:date-style style:name="N3"><number:quarter/><number:year/></number:date-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="bold-month" style:family="table-cell" style:parent-style-name="month"/>
<style:style style:name="quarter" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="gone" style:family="table-cell"><style:text-properties
  style:text-line-through-style="solid"/></style:style>
<style:style style:name="gone too" style:family="table-cell" style:parent-style-name="gone"/>
<style:style style:name="back" style:family="table-cell" style:parent-style-name="gone"><style:text-properties
  style:text-line-through-style="none"/></style:style>
<style:style style:name="words" style:family="text"><style:text-properties
  style:text-line-through-type="single"/></style:style>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
"""


def ods(*tables: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {SPACES}><office:automatic-styles>{STYLES}'
            "</office:automatic-styles><office:body><office:spreadsheet>"
            f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def table(*rows: str, name: str = "T", style: str = "", columns: str = "") -> str:
    body = "".join(row if row.startswith("<") else f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{body}</table:table>'


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def day(style: str, value: str = "2019-07-01") -> str:
    named = f'table:style-name="{style}"' if style else ""
    return f'<table:table-cell {named} office:value-type="date" office:date-value="{value}"/>'


def number(value: str) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def test_dates_are_as_exact_as_their_style_shows() -> None:
    by_column = (
        '<table:table-column/><table:table-column table:number-columns-repeated="5"'
        ' table:default-cell-style-name="month"/>'
    )
    content = ods(
        table(row(day("day"), day(""), day("bold-month"), day("quarter"), day("day", "1905-06-27")), columns=by_column)
    )
    with translation.override("ru"):
        sheet = read_table(content)
    assert sheet.rows == [(1, ["2019-07-01", "2019-07", "2019-07", "Q3 2019", "2005"])]
    assert [address for address, _words in sheet.doubts] == ["E1"]


def test_texts_numbers_and_comments() -> None:
    note = "<office:annotation><text:p>кто это?</text:p></office:annotation>"
    content = ods(
        table(
            row(
                f'<table:table-cell office:value-type="string">{note}<text:p>a<text:s text:c="2"/>b</text:p>'
                "<text:p>c</text:p></table:table-cell>",
                number("45.04"),
                number("2011"),
                '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
                '<table:table-cell office:value-type="time" office:time-value="PT10H30M00S"/>',
                '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>',
            )
        )
    )
    assert read_table(content).rows == [(1, ["a  b\nc", "45.04", "2011", "1", "10:30", "2"])]


def test_repeats_cost_nothing_and_rows_keep_their_numbers() -> None:
    row_of = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    wide = '<table:table-cell table:number-columns-repeated="16384"/>'
    twice = cell("x", 'table:number-columns-repeated="2"')
    content = ods(table(row(cell("a"), twice), row_of.format(3, wide), row(cell("b")), row_of.format(1_048_570, wide)))
    assert read_table(content).rows == [(1, ["a", "x", "x"]), (5, ["b"])]
    many = row_of.format(1_048_576, cell("x", 'table:number-columns-repeated="16384"'))
    with pytest.raises(Refused):
        read_table(ods(table(many)))


def test_the_first_visible_table_that_holds_anything_is_taken_and_the_others_are_told() -> None:
    content = ods(
        table(row(cell("old")), name="Old", style="hidden"),
        table(name="Empty"),
        table(row(cell("this")), name="This"),
        table(row(cell("more")), name="More"),
        table(name="Last"),
    )
    sheet = read_table(content)
    assert (sheet.rows, sheet.name, sheet.others) == ([(1, ["this"])], "This", ["More"])


def test_what_holds_no_value_is_refused_by_its_cell() -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    never = '<table:table-cell table:formula="of:=1+1"/>'
    with translation.override("ru"), pytest.raises(Refused, match="A1, B2"):
        read_table(ods(table(row(error), row(cell("b"), never))))


def test_a_cell_merged_downwards_gives_its_value_to_each_row() -> None:
    merged = cell("Омск", 'table:number-rows-spanned="2"')
    content = ods(
        table(row(cell("City"), cell("Name")), row(merged, cell("a")), row("<table:covered-table-cell/>", cell("b")))
    )
    assert [cells for _number, cells in read_table(content).rows] == [["City", "Name"], ["Омск", "a"], ["Омск", "b"]]


def test_what_is_struck_through_is_told_and_a_wide_table_refused() -> None:
    struck = (cell("a", f'table:style-name="{style}"') for style in ("gone", "gone too", "back"))
    sheet = read_table(ods(table(row(*struck, cell('x <text:span text:style-name="words">y</text:span>')))))
    assert (sheet.rows, sheet.struck) == ([(1, ["a", "a", "a", "x y"])], ["A1", "B1", "D1"])
    with translation.override("ru"), pytest.raises(Refused, match="слишком много ячеек"):
        read_table(ods(table(row(cell("a", 'table:number-columns-repeated="120"')))))
