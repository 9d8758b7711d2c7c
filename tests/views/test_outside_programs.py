"""Our files in the hands of programs that people have: what each of them reads is what we wrote.

LibreOffice and Gnumeric are asked where they are installed; the others are Python packages and always are.
"""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import fastfeedparser
import feedparser
import openpyxl
import pytest
import vobject
from django.test import Client
from icalendar import Calendar
from openapi_spec_validator import validate
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

from partnerships.models import City, Event
from partnerships.period import Period
from tests.conftest import save
from tests.opendata.files_read import content

pytestmark = pytest.mark.django_db

TITLES = ["Форум «Дружба»; второй", "=1+1", "День\tгорода & <b>края</b>", "007"]


@pytest.fixture
def register(omsk: City) -> None:
    for number, title in enumerate(TITLES):
        event = Event(
            slug=f"e{number}", title_ru=title, title_en=f"{title}!", form="forum", summary_ru="Кратко, «так»."
        )
        event.period = Period.of((2019, 7, 1 + number))
        save(event, cities=[omsk])


def written(rows: list[list[Any]]) -> list[list[str]]:
    """Return the cells as texts, numbers without a point where they are whole; days are told by each its own way."""
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    if hasattr(cell, "year"):
        return f"{cell:%Y-%m-%d}"
    return "" if cell is None else str(cell).removesuffix(".0")


def by_openpyxl(path: Path) -> list[list[str]]:
    sheet: Any = openpyxl.load_workbook(path).active
    return written([list(row) for row in sheet.iter_rows(values_only=True)])


def by_calamine(path: Path) -> list[list[str]]:
    return written(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def by_xlsx2csv(path: Path) -> list[list[str]]:
    out = path.with_suffix(".x.csv")
    Xlsx2csv(str(path), outputencoding="utf-8", dateformat="%Y-%m-%d").convert(str(out))
    return list(csv.reader(io.StringIO(out.read_text("utf-8"), newline="")))


def by_libreoffice(path: Path) -> list[list[str]]:
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    run("soffice", profile, "--headless", "--convert-to", as_shown, "--outdir", str(path.parent), str(path))
    return list(csv.reader(io.StringIO(path.with_suffix(".csv").read_text("utf-8"), newline="")))


def by_gnumeric(path: Path) -> list[list[str]]:
    out = path.with_suffix(".g.csv")
    run("ssconvert", str(path), str(out))
    return list(csv.reader(io.StringIO(out.read_text("utf-8"), newline="")))


def run(program: str, *arguments: str) -> None:
    """Run a program of the system; without it the test says so."""
    path = shutil.which(program)
    if not path:
        pytest.skip(f"{program} is not installed here: what it makes of our workbooks is not tried")
    subprocess.run([path, *arguments], check=True, capture_output=True, timeout=120)  # noqa: S603 - a program of the system, our own file


@pytest.mark.parametrize("reader", [by_openpyxl, by_calamine, by_xlsx2csv, by_libreoffice, by_gnumeric])
@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_workbook_is_read_whole(client: Client, register: None, tmp_path: Path, reader: Any, code: str) -> None:
    path = tmp_path / "events.xlsx"
    path.write_bytes(content(client.get(f"/{code}/events.xlsx")))
    head, *rows = reader(path)
    titles = {" ".join(cell.split()) for row in rows for cell in row}
    assert len(rows) == len(TITLES)
    assert {" ".join(title.split()) for title in TITLES} <= titles
    days = {
        "2019-07-01",
        "01.07.2019",
        "2019/07/01",
        "07/01/2019",
        "01/07/2019",
        "1 Jul 2019",
    }  # each program in its own way
    assert days & {cell for row in rows for cell in row}, rows[0]
    assert len(set(head)) == len(head)


@pytest.mark.parametrize("code", ["ru", "en"])
def test_the_feed_says_the_same_to_two_families_of_readers(client: Client, register: None, code: str) -> None:
    text = client.get(f"/{code}/feed.atom").content.decode()
    one, other = feedparser.parse(text), fastfeedparser.parse(text)
    assert not one.bozo
    assert [entry.title for entry in one.entries] == [entry.title for entry in other.entries]
    assert [entry.link for entry in one.entries] == [entry.link for entry in other.entries]
    assert len(one.entries) == len(TITLES)
    assert all(entry.published for entry in other.entries)


@pytest.mark.parametrize("code", ["ru", "en"])
def test_the_calendar_says_the_same_to_two_families_of_programs(client: Client, register: None, code: str) -> None:
    text = content(client.get(f"/{code}/events.ics")).decode()
    one = Calendar.from_ical(text).walk("VEVENT")
    other = vobject.readOne(text, validate=True).vevent_list
    assert len(one) == len(TITLES)
    assert [str(entry["SUMMARY"]) for entry in one] == [entry.summary.value for entry in other]
    assert [entry["DTSTART"].dt for entry in one] == [entry.dtstart.value for entry in other]


def test_the_description_of_the_api_is_valid_to_a_strict_program(client: Client) -> None:
    validate(json.loads(client.get("/api/v1/openapi.json").content))
