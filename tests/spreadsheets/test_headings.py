"""What stands over the columns of other people's tables, and what the clerk does not see in them."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from partnerships.models import Delegation, Event
from partnerships.spreadsheets.headings import joined_dates
from partnerships.spreadsheets.reader import read_table
from partnerships.spreadsheets.sheet import runs
from tests.spreadsheets.tables import EVENTS, confirm, faults, send, take, words

DELEGATIONS = "/admin/partnerships/delegation/"


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def again(office: Client, preview: Any, **columns: str) -> Any:
    """Choose columns for headings of the preview by their beginning, and check the file again."""
    posted = {"token": preview.context["kept"], "again": "1"}
    for at, (heading, name) in enumerate(preview.context["outcome"].chosen):
        chosen = next((column for key, column in columns.items() if heading.startswith(key.replace("_", " "))), name)
        posted |= {f"heading-{at}": heading, f"column-{at}": chosen}
    return office.post(f"{EVENTS}import/", posted)


@pytest.mark.django_db
def test_filled_columns_without_a_heading_are_named_first_and_can_be_chosen(office: Client) -> None:
    lines = ["Название;Дата;;Форма", "а;2019;Зал;форум;лишнее", "б;2020;;форум", "в;2021;Парк;форум"]
    preview = send(office, csv(*lines), name="table.csv")
    [note, *_others] = preview.context["outcome"].notes
    assert note.endswith("столбец C без заголовка (2), столбец E без заголовка (1).")

    chosen = again(office, preview, столбец_C="place_ru")
    assert chosen.context["outcome"].notes[0].endswith(": столбец E без заголовка (1).")
    confirm(office, chosen)
    assert list(Event.objects.order_by("slug").values_list("place_ru", flat=True)) == ["Зал", None, "Парк"]
    # The third column of the next file is another one.
    assert "столбец C" in send(office, csv(lines[0], "г;2019;Зал;форум"), name="b.csv").context["outcome"].notes[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("Год;Дата подписания;Название;Форма", "agreement"),
        ("Год;Сроки;Название;Форма", "event"),
        ("Jahr;Zeitraum;Название;Форма", "event"),
    ],
)
def test_a_year_counts_only_where_nothing_else_tells_the_date(office: Client, head: str, path: str) -> None:
    form = "форум" if path == "event" else "соглашение"
    preview = send(office, csv(head, f"2019;5.06.2019;а;{form}"), path=f"/admin/partnerships/{path}/", name="t.csv")
    [line] = preview.context["outcome"].lines
    assert ("Дата", "", "5 июня 2019") in [
        tuple(str(part).replace("\xa0", " ") for part in one) for one in line.changes
    ]
    assert preview.context["outcome"].ignored == [head.partition(";")[0]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "head", ["Дата начала;Дата окончания", "Start;End", "Beginn;Ende", "Date de début;Date de fin", "С;По"]
)
def test_the_first_and_the_last_day_are_one_period(office: Client, head: str) -> None:
    rows = ["05.06.2019;07.06.2019;а;форум", "05.06.2019;;б;форум", ";07.06.2019;в;форум", "2019;2019;г;форум"]
    preview = send(office, csv(f"{head};Название;Форма", *rows), name="t.csv")
    assert all(title in " ".join(preview.context["outcome"].notes) for title in head.split(";"))
    assert faults(preview) == {}
    confirm(office, preview)
    found = [event.period.edtf() for event in Event.objects.order_by("title_ru")]
    assert found == ["2019-06-05/2019-06-07", "2019-06-05", "../2019-06-07", "2019"]


@pytest.mark.django_db
@pytest.mark.parametrize("head", ["Дата подписания;Дата начала;Дата окончания", ";Start;End"])
def test_the_first_and_the_last_day_of_an_agreement_are_its_term(office: Client, head: str) -> None:
    content = csv(f"Название;Форма;{head}", "а;соглашение;01.05.2012;05.06.2012;2015")
    [line] = send(office, content, path="/admin/partnerships/agreement/", name="t.csv").context["outcome"].lines
    found = {str(heading): str(after).replace("\xa0", " ") for heading, _before, after in line.changes}
    assert (found["Действует с"], found["Действует до"]) == ("5 июня 2012", "2015")
    assert found.get("Дата") == ("1 мая 2012" if head.startswith("Дата") else None)


@pytest.mark.django_db
def test_from_and_to_are_days_only_where_days_stand_below(office: Client) -> None:
    rows = csv("Название;Форма;From;To", "а;форум;Москва;Омск", "б;форум;05.06.2019;")
    assert {"From", "To"} <= {*send(office, rows, name="t.csv").context["outcome"].ignored}
    rows = csv("Название;Форма;From;To", "а;форум;05/06/2019;07/06/2019")
    assert send(office, rows, name="t.csv").context["outcome"].asks_order


def test_either_end_may_be_missing() -> None:
    assert [joined_dates("a", "b"), joined_dates("a", ""), joined_dates("a", "a"), joined_dates("", "")] == [
        "a – b",
        "a",
        "a",
        "",
    ]


@pytest.mark.django_db
def test_a_column_whose_cells_are_all_directions_is_the_direction(office: Client) -> None:
    head = ["Название", "Дата", "Направление"]
    preview = send(office, [head, ["а", "2019", "приём"], ["б", "2019", "выезд"]], path=DELEGATIONS)
    assert "Направление" in preview.context["outcome"].notes[0]
    confirm(office, preview, path=DELEGATIONS)
    found = list(Delegation.objects.order_by("title_ru").values_list("direction", flat=True))
    assert found == ["incoming", "outgoing"]
    told = faults(send(office, [head, ["в", "2019", "приём"], ["г", "2019", "спорт"]], path=DELEGATIONS))
    assert {"C2", "C3"} <= {*told}


def workbook() -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in (["Название", "Дата", "", "", "Форма"], *([f"a{at}", "2019", "", "", "forum"] for at in range(4))):
        sheet.append(row)
    for number in (3, 4, 20):
        sheet.row_dimensions[number].hidden = True
    for letter in "DE":
        sheet.column_dimensions[letter].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OPEN_SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="A"><table:table-column table:number-columns-repeated="3"/>
<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>%s</table:table></office:spreadsheet>
</office:body></office:document-content>"""
ROW = (
    "<table:table-row%s><table:table-cell><text:p>a</text:p></table:table-cell>"
    '<table:table-cell table:number-columns-repeated="3"/><table:table-cell><text:p>b</text:p></table:table-cell>'
    "</table:table-row>"
)


def open_sheet() -> bytes:
    rows = [ROW % (f' table:visibility="{hides}"' if hides else "") for hides in ("", "", "filter", "collapse", "")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", OPEN_SHEET % "".join(rows))
    return out.getvalue()


@pytest.mark.parametrize("content", [workbook, open_sheet])
def test_what_is_hidden_is_named(content: Any) -> None:
    assert read_table(content()).hidden() == "строки 3–4, столбец E"


def test_numbers_that_follow_one_another_are_one_span() -> None:
    assert list(runs([1, 2, 3, 5, 8, 9], str)) == ["1–3", "5", "8–9"]


@pytest.mark.django_db
def test_what_is_hidden_is_said_before_what_comes(office: Client) -> None:
    preview = send(office, workbook())
    assert preview.context["outcome"].notes[0].endswith("строки 3–4, столбец E.")
    assert "строки 3–4, столбец E." in words(preview)
    take(office, workbook())
    assert Event.objects.count() == 4
