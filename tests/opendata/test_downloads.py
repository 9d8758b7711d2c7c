"""Every list as a file: read back, the values are the same."""

import gc
import io
import json
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from icalendar import Calendar

from partnerships.models import Agreement, City, Country, Event, Theme
from partnerships.opendata.columns import Asked
from partnerships.opendata.formats import FORMATS, delimiter_of
from partnerships.opendata.row_tables import TABLES
from partnerships.opendata.tables import OF_KINDS
from partnerships.period import Period, parse
from partnerships.spreadsheets.cells import FractionCell
from partnerships.text import characters
from partnerships.workbook.formulas import guarded, unguarded
from tests.conftest import at_once, save
from tests.opendata.files_read import as_csv, as_xlsx, content

pytestmark = pytest.mark.django_db
HOSTILE = ("=1+1", "+7 862 123-45-67", "-2", "@SUM(A1)", "\tx", "\rx", "＝1", "'=quoted", "''+twice", 'plain, "q"; ё')


@pytest.fixture
def register(omsk: City, country: Country) -> None:
    omsk.latitude, omsk.longitude, omsk.population, omsk.population_year = 54.99, 73.37, 1_125_695, 2021
    save(omsk)
    save(City(slug="elista", name_ru="Элиста", country=country, tie="contact"))
    theme = save(Theme(slug="culture", name_ru="Культура", name_en="Culture"))
    for number, text in enumerate(HOSTILE):
        event = Event(slug=f"event-{number}", title_ru=text, title_en=f"{text} en", form="meeting")
        event.period = Period.of((2019, 7)) if number else Period.of((2022, 8, 5), (2022, 8, 6))
        save(event, cities=[omsk] if number < 3 else [], themes=[theme])
    agreement = Agreement(slug="omsk-2013", title_ru="Соглашение", is_open_ended=True, in_force_from=date(2013, 5, 6))
    save(agreement, cities=[omsk])


def test_columns_are_parted_as_the_spreadsheets_of_the_language_expect() -> None:
    codes = ("ru", "de", "de-at", "fr", "pl", "en", "es-mx", None)
    assert "".join(map(delimiter_of, codes)) == ";;;;;,,,"


def test_fractions_are_written_as_the_spreadsheet_of_the_language_reads_them(client: Client, register: None) -> None:
    for code, latitude, mark in (("ru", "54,99", ","), ("en", "54.99", None)):
        (omsk,) = [row for row in as_csv(client, f"/{code}/cities.csv") if row["latitude"]]
        assert (omsk["latitude"], omsk["population"]) == (latitude, "1125695")
        assert FractionCell().clean(omsk["latitude"]) == Decimal("54.99"), "an import reads it back"
        package = client.get(f"/{code}/open-data/datapackage.json").json()
        (described,) = [one for one in package["resources"] if one["name"] == "cities-csv"]
        marks = {field["name"]: field.get("decimalChar") for field in described["schema"]["fields"]}
        assert (marks["latitude"], marks["longitude"], marks["population"]) == (mark, mark, None)


def test_csv_reads_back_as_it_was_written(client: Client, register: None) -> None:
    rows = as_csv(client, "/ru/events.csv?order=oldest")

    kept = [characters.one_line(text) for text in HOSTILE]
    assert [unguarded(row["title_ru"]) for row in rows] == [*kept[1:], kept[0]]
    assert all(not row["title_ru"].startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for row in rows)
    last = rows[-1]
    assert (last["period"], last["period_start"], last["period_end"]) == (
        "2022-08-05/2022-08-06",
        "2022-08-05",
        "2022-08-06",
    )
    assert (last["cities"], last["themes"], last["form"]) == ("omsk", "culture", "meeting")
    assert last["page_en"] == "http://testserver/en/events/event-0/"
    assert rows[0]["period"] == "2019-07"
    agreement = as_csv(client, "/en/agreements.csv")[0]
    assert (agreement["is_open_ended"], agreement["in_force_from"], agreement["in_force_until"]) == (
        "true",
        "2013-05-06",
        "",
    )


def test_the_guard_of_csv_comes_off_without_a_trace() -> None:
    for text in (*HOSTILE, "", "'", "''", "'plain", "a=b"):
        assert unguarded(guarded(text)) == text


def test_xlsx_reads_back_with_types_and_no_formula(client: Client, register: None) -> None:
    heads, *rows = as_xlsx(client, "/ru/events.xlsx?order=oldest")
    values = [dict(zip(heads, row, strict=True)) for row in rows]

    texts = [characters.one_line(text) for text in (*HOSTILE[1:], HOSTILE[0])]
    assert [row["название (на русском)"] for row in values] == texts
    assert values[-1]["первый день"] == datetime(2022, 8, 5)  # noqa: DTZ001 - a day in a workbook
    assert (values[-1]["города-партнёры"], values[-1]["форма"]) == ("Омск", "Встреча")
    assert isinstance(values[-1]["изменено"], datetime)
    book = openpyxl.load_workbook(io.BytesIO(content(client.get("/ru/events.xlsx"))))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "d", "b"}
    assert book.active.freeze_panes == "A2"
    heads, *rows = as_xlsx(client, "/en/cities.xlsx")
    omsk = next(dict(zip(heads, row, strict=True)) for row in rows if "Omsk" in row)
    assert (omsk["latitude"], omsk["population"], omsk["tie"]) == (54.99, 1125695, "Partner city")


@pytest.mark.parametrize(("language", "shown"), [("ru", r"dd\.mm\.yyyy"), ("en", r"[$-809]d\ mmm\ yyyy")])
def test_xlsx_says_where_each_cell_is_shows_days_as_the_language_does_and_prints(
    client: Client, register: None, language: str, shown: str
) -> None:
    data = content(client.get(f"/{language}/agreements.xlsx"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert re.findall(r"<row(?! r=)|<c(?! r=)[ /]", sheet) == []
    assert re.findall(r'<c r="([A-Z]+\d+)"', sheet)[:2] == ["A1", "B1"]
    page: Any = openpyxl.load_workbook(io.BytesIO(data)).active
    assert shown in {cell.number_format for cell in page[2]}
    assert f"{shown}\\ hh:mm" in {cell.number_format for cell in page[2]}
    assert (page.page_setup.orientation, page.print_title_rows) == ("landscape", "$1:$1")
    assert page.auto_filter.ref == f"A1:{page.cell(1, page.max_column).column_letter}2"


def test_json_and_geojson_keep_their_types(client: Client, register: None) -> None:
    rows = json.loads(content(client.get("/ru/events.json?city=omsk&order=oldest")))
    assert [row["title_ru"] for row in rows] == [HOSTILE[1], HOSTILE[2], HOSTILE[0]]
    assert (rows[-1]["cities"], rows[-1]["part_of"], rows[-1]["period_start"]) == (["omsk"], None, "2022-08-05")

    places = json.loads(content(client.get("/ru/cities.geojson")))
    points = {feature["properties"]["slug"]: feature["geometry"] for feature in places["features"]}
    assert points == {"omsk": {"type": "Point", "coordinates": [73.37, 54.99]}, "elista": None}


def test_the_calendar_holds_what_is_known_to_the_day(client: Client, register: None) -> None:
    entries = list(Calendar.from_ical(content(client.get("/ru/chronology.ics"))).walk("VEVENT"))
    assert [str(entry["SUMMARY"]) for entry in entries] == ["=1+1"]
    assert entries[0].decoded("DTSTART") == date(2022, 8, 5)


def test_the_calendar_has_hours_and_each_of_several_days(client: Client) -> None:
    for slug, text in (("hours", "30.07.2022 10:00–12:00"), ("twice", "8 и 23 ноября 2022"), ("open", "с 5 мая 2022")):
        save(Event(slug=slug, title_ru=slug, form="meeting", **parse(text).columns()))

    found = list(Calendar.from_ical(content(client.get("/ru/events.ics?order=oldest"))).walk("VEVENT"))

    assert [(str(entry["SUMMARY"]), entry.decoded("DTSTART")) for entry in found] == [
        ("hours", datetime(2022, 7, 30, 7, 0, tzinfo=UTC)),
        ("twice", date(2022, 11, 8)),
        ("twice", date(2022, 11, 23)),
    ]
    assert found[0].decoded("DTEND") == datetime(2022, 7, 30, 9, 0, tzinfo=UTC)
    assert len({str(entry["UID"]) for entry in found}) == 3


def test_an_open_end_is_empty_in_the_data(client: Client) -> None:
    save(Event(slug="open", title_ru="О", form="meeting", **parse("с 2014").columns()))
    save(Agreement(slug="a", title_ru="А", in_force_from="2013-07", in_force_until="2028"))

    (event,) = json.loads(content(client.get("/ru/events.json")))
    (agreement,) = json.loads(content(client.get("/ru/agreements.json")))

    assert (event["period"], event["period_start"], event["period_end"]) == ("2014/..", "2014-01-01", None)
    assert (agreement["in_force_from"], agreement["in_force_until"]) == ("2013-07", "2028")


def test_an_empty_list_is_a_file_too(client: Client) -> None:
    assert as_csv(client, "/ru/exhibitions.csv") == []
    assert len(as_xlsx(client, "/ru/exhibitions.xlsx")) == 1
    assert json.loads(content(client.get("/ru/exhibitions.json"))) == []
    assert json.loads(content(client.get("/ru/cities.geojson")))["features"] == []
    assert Calendar.from_ical(content(client.get("/ru/events.ics"))).walk("VEVENT") == []


def test_a_file_holds_what_the_list_shows(client: Client, register: None) -> None:
    for query in ("", "?city=omsk", "?year=2022", "?theme=culture&year=2019"):
        page = client.get(f"/ru/events/{query}")
        shown = [record.slug for record in page.context["listing"].page.object_list]
        assert [row["slug"] for row in as_csv(client, f"/ru/events.csv{query}")] == shown
        for suffix in ("xlsx", "csv", "json", "ics"):
            assert f'href="/ru/events.{suffix}?' in page.content.decode() or not query
    assert [row["slug"] for row in as_csv(client, "/en/cities.csv?tie=contact")] == ["elista"]


def test_a_wrong_filter_is_explained_and_an_unknown_format_is_not_there(client: Client, register: None) -> None:
    wrong = client.get("/ru/events.csv?year=abc")
    assert (wrong.status_code, wrong.content.decode()) == (400, "Напишите год четырьмя цифрами, например 2022.")
    for address in ("/ru/events.geojson", "/ru/cities.ics", "/ru/events.exe", "/ru/open-data/user.csv"):
        assert client.get(address).status_code == 404


def test_who_has_the_file_is_told_so_until_the_register_changes(client: Client, omsk: City) -> None:
    first = client.get("/ru/cities.csv")
    again = client.get("/ru/cities.csv", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/ru/cities.csv?tie=contact", headers={"if-none-match": first["ETag"]}).status_code != 304

    omsk.internal_note = "Позвонить"
    save(omsk)
    assert client.get("/ru/cities.csv", headers={"if-none-match": first["ETag"]}).status_code == 304
    omsk.summary_ru = "Город на Иртыше"
    save(omsk)
    assert client.get("/ru/cities.csv", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_there_whole(client: Client, register: None, name: str) -> None:
    rows = as_csv(client, f"/ru/open-data/{name}.csv")
    assert len(rows) == TABLES[name].public().count()


def test_a_file_costs_the_same_queries_for_any_number_of_rows(
    client: Client, register: None, omsk: City, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(13):
        content(client.get("/ru/events.csv"))
    with at_once():
        for number in range(30):
            save(Event(slug=f"more-{number}", title_ru="Ещё", form="meeting"), cities=[omsk])
    with django_assert_num_queries(13):
        assert content(client.get("/ru/events.csv")).count(b"/more-") == 60


def one_event() -> Event:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    event = Event(pk=1, slug="e", kind="event", title_ru="Встреча " * 8, form="meeting", body_ru="Текст. " * 100)
    event.period, event.updated_at, event.publish_at = Period.of((2022, 8, 5)), moment, moment
    event.public_moment, event.public_number = moment, 0  # type: ignore[attr-defined]
    event.public_cities = []  # type: ignore[attr-defined]
    event.told_themes = []  # type: ignore[attr-defined]
    return event


def weighed(count: int, weights: list[int]) -> Iterator[Event]:
    """The same event again and again; early and at the end, the bytes held are written down."""
    event = one_event()
    for number in range(count):
        if number in {599, count - 1}:  # the last of a batch, both
            gc.collect()
            weights.append(tracemalloc.get_traced_memory()[0])
        yield event


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json", "ics"])
def test_a_long_list_needs_no_more_memory_than_a_short_one(suffix: str) -> None:
    weights: list[int] = []  # of what one event leaves behind, 3,400 events apart
    tracemalloc.start()
    size = sum(
        len(piece)
        for piece in FORMATS[suffix][1](OF_KINDS["event"], weighed(4000, weights), Asked("http://testserver"))
    )
    tracemalloc.stop()
    assert size > 5 * 4000
    assert weights[1] < weights[0] + 2**18, "of an event not even 80 bytes stay"
