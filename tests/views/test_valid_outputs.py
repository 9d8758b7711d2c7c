"""Whatever a register keeps as text, every output of it can be read by its own parser, with the same words."""

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import feedparser
import openpyxl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from partnerships.delivery import memo
from partnerships.models import City, Event
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


def words(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_output_of_any_text_is_read_by_its_own_parser(client: Client, omsk: City, text: str) -> None:
    memo.forget()
    kept = characters.one_line(f"А{text}я")
    event = Event.objects.first() or Event(slug="e", form="meeting", period=Period.of((2024, 5, 6)))
    event.title_ru, event.title_en = f"А{text}я", f"A{text}z"
    event.summary_ru = event.place_ru = event.body_ru = omsk.summary_ru = f"А{text}я"
    save(event, cities=[omsk])
    omsk.name_ru = f"А{text}я"
    save(omsk)

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
