"""Whatever a register keeps as text, every output of it can be read by its own parser, with the same words."""

import csv
import email
import io
import json
from email import policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import openpyxl
import pytest
from django.core.mail import EmailMessage
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from PIL import Image

from partnerships.delivery import memo
from partnerships.models import City, Event
from partnerships.opendata.dataset import publish_set
from partnerships.period import Period
from partnerships.text import characters
from tests.conftest import save

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HARD = "\x00\x01\x0b\x1b\x7f\x85\x9f\u00ad\u200b\u200d\u202e\u2028\ud800\ufdd0\ufeff\uffff&<>\"'`\\;,:%{}[]=+-@\r\n\t_"
TEXTS = st.text(st.sampled_from(HARD) | st.characters(exclude_categories=()), max_size=40)


def body(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content


class _Told(HTMLParser):
    """What a page tells programs: its heading, what its head names, and its data."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.within = "", ""
        self.named: dict[str, str] = {}
        self.data: list[str] = []

    @classmethod
    def of(cls, content: bytes) -> "_Told":
        page = cls()
        page.feed(content.decode())
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.named[told.get("property") or ""] = told.get("content") or ""
        if tag == "script" and told.get("type") == "application/ld+json":
            self.within = tag
            self.data.append("")
        elif tag == "h1":
            self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = "" if tag == self.within else self.within

    def handle_data(self, data: str) -> None:
        if self.within == "script":
            self.data[-1] += data
        elif self.within == "h1":
            self.heading += data


def words(text: str) -> str:
    return " ".join(text.split())


def asked(examples: int) -> settings:
    """Return the settings of a test that asks dozens of addresses for each of its few `examples`."""
    health = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=health)


def keep(city: City, text: str) -> str:
    """Put `text` wherever an event and its city have one; return it as the register keeps it."""
    memo.forget()
    event = Event.objects.first() or Event(slug="e", form="meeting", period=Period.of((2024, 5, 6)))
    event.title_ru, event.title_en = f"А{text}я", f"A{text}z"
    event.summary_ru = event.place_ru = event.body_ru = city.summary_ru = f"А{text}я"
    save(event, cities=[city])
    city.name_ru = f"А{text}я"
    save(city)
    return characters.one_line(f"А{text}я")


@asked(10)
@given(text=TEXTS)
@example(text=HARD)
def test_every_output_of_any_text_is_read_by_its_own_parser(client: Client, omsk: City, text: str) -> None:
    kept = keep(omsk, text)

    feed = body(client, "/ru/feed.atom")
    title = ElementTree.fromstring(feed).findtext(f"{ATOM}entry/{ATOM}title")  # noqa: S314 - our own
    assert words(title or "").startswith(words(kept))
    assert not feedparser.parse(feed).bozo
    entry = Calendar.from_ical(body(client, "/ru/chronology.ics")).walk("VEVENT")[0]
    assert words(str(entry["SUMMARY"])) == words(kept)
    Calendar.from_ical(body(client, "/ru/cities/omsk/calendar.ics"))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(body(client, "/ru/events.xlsx"))).active
    assert kept in [cell.value for cell in sheet[2]]
    rows = list(csv.DictReader(io.StringIO(body(client, "/en/events.csv").decode("utf-8-sig"), newline="")))
    assert rows[0]["title_ru"].removeprefix("'") == kept
    assert json.loads(body(client, "/ru/events.json"))[0]["title_ru"] == kept
    assert json.loads(body(client, "/ru/cities.geojson"))["features"][0]["properties"]["name_ru"] == kept
    for address in ("/ru/open-data/datapackage.json", "/ru/open-data/dcat.jsonld", "/api/v1/events"):
        json.loads(body(client, address))
    ElementTree.fromstring(body(client, "/sitemap.xml"))  # noqa: S314 - our own
    assert kept.encode() in body(client, "/api/v1/events") or "\\" in json.dumps(kept, ensure_ascii=False)


@asked(4)
@given(text=TEXTS)
@example(text=HARD)
def test_pages_hold_data_and_letters_of_any_text_that_their_parsers_read(client: Client, omsk: City, text: str) -> None:
    kept = keep(omsk, text)

    for address in ("/ru/events/e/", "/ru/cities/omsk/", "/ru/chronology/", "/ru/search/?q=А"):
        for data in _Told.of(body(client, address)).data:
            json.loads(data)
    page = _Told.of(body(client, "/ru/events/e/"))
    assert words(page.heading) == words(kept)
    assert words(kept) in words(page.named["og:title"])
    picture = Image.open(io.BytesIO(body(client, page.named["og:image"])))
    picture.load()
    for address in ("/ru/search/suggestions/?q=А", "/api/v1/cities", "/api/v1/chronology", "/api/v1/cities/omsk"):
        json.loads(body(client, address))
    ElementTree.fromstring(body(client, "/ru/search/opensearch.xml"))  # noqa: S314 - our own


@asked(4)
@given(text=TEXTS)
@example(text=HARD)
def test_the_offices_tables_and_the_set_of_files_are_read_whole(
    office: Client, omsk: City, tmp_path: Path, text: str
) -> None:
    kept = keep(omsk, text)

    address = "/admin/partnerships/event/export/?format="
    sheet: Any = openpyxl.load_workbook(io.BytesIO(body(office, f"{address}xlsx"))).active
    assert kept in [cell.value for cell in sheet[2]]
    told = io.StringIO(body(office, f"{address}csv").decode("utf-8-sig"), newline="")
    assert kept in [cell.removeprefix("'") for cell in list(csv.reader(told, delimiter=";"))[1]]
    folder = tmp_path / "set"
    publish_set(folder, "https://register.example.org")
    with (folder / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["title_ru"].removeprefix("'") == kept
    for path in folder.glob("*.json*"):
        json.loads(path.read_bytes())
    letter = EmailMessage(f"«{kept}»", kept, to=["a@example.org"]).message(policy=policy.default)
    assert words(email.message_from_bytes(letter.as_bytes(), policy=policy.default)["Subject"]) == words(f"«{kept}»")
