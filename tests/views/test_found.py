"""How the site is found, followed and cited: addresses, feeds, calendars."""

import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from partnerships.history import revisions
from partnerships.models import City, CityOccasion, Country, Event, FormerAddress, Record
from partnerships.period import Period
from tests.conftest import save

pytestmark = [pytest.mark.django_db]

#: What HTML takes in `datetime`: a year, a month, a day, a moment.
MACHINE_DATE = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d[+-]\d\d:\d\d)?)?)?)?"


class Page(HTMLParser):
    """The links and the data of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.alternates: dict[str, str] = {}
        self.canonical = ""
        self.ids: set[str] = set()
        self.headings = 0
        self.data: list[Any] = [
            json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        ]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            assert values["id"] not in self.ids, values["id"]
            self.ids.add(values["id"])
        if "datetime" in values:
            assert re.fullmatch(MACHINE_DATE, values["datetime"]), values["datetime"]
        self.headings += tag == "h1"
        if tag == "a" and values.get("href") and "nofollow" not in values.get("rel", ""):
            self.links.append(values["href"])
        if tag == "link" and "hreflang" in values:
            self.alternates[values["hreflang"]] = values["href"].removeprefix("http://testserver")
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values["href"].removeprefix("http://testserver")


@pytest.mark.one_database
def test_every_link_leads_somewhere_and_every_page_has_its_pair(
    client: Client, demo: None, strict_templates: None
) -> None:
    seen: dict[str, Page] = {}
    files: set[str] = set()
    waiting = ["/ru/", "/en/"]
    while waiting:
        address = waiting.pop()
        if address in seen or address in files:
            continue
        response = client.get(address)
        assert response.status_code == 200, address
        if not response["Content-Type"].startswith("text/html"):
            files.add(address)
            continue
        page = seen[address] = Page(response.content.decode())
        assert page.headings == 1, address
        for link in page.links:
            target, _hash, mark = link.partition("#")
            if mark and not target:
                assert mark in page.ids, (address, link)
            target = address.partition("?")[0] + target if target.startswith("?") else target
            # One filter at a time: their combinations have no end.
            if target.startswith("/") and target.count("=") <= 1 and target not in seen:
                waiting.append(target)

    assert {entry.get_absolute_url() for entry in (*City.objects.public(), *Record.objects.public())} <= seen.keys()
    for address, page in seen.items():
        assert set(page.alternates) == {"ru", "en", "x-default"}, address
        assert page.canonical in page.alternates.values(), address
        for other in page.alternates.values():
            if other in seen:
                assert seen[other].alternates == page.alternates, (address, other)


@pytest.mark.one_database
def test_feeds_are_read_by_a_feed_reader(client: Client, demo: None) -> None:
    for address, count in (("/ru/feed.atom", 50), ("/ru/exhibitions/feed.atom", 2), ("/en/agreements/feed.atom", 6)):
        feed = feedparser.parse(client.get(address).content)
        assert not feed.bozo, address
        assert feed.version == "atom10"
        assert len(feed.entries) == count
        for entry in feed.entries:
            assert client.get(entry.link.removeprefix("http://testserver")).status_code == 200
    assert "Омск" in feedparser.parse(client.get("/ru/cities/omsk/feed.atom").content).feed.title


def test_a_summary_says_in_a_feed_what_it_says_on_the_page(client: Client, omsk: City) -> None:
    save(Event(slug="e", form="meeting", title_ru="Встреча", summary_ru="Рост <b>5</b> & больше: 3 < 4"), cities=[omsk])
    entry = feedparser.parse(client.get("/ru/feed.atom").content).entries[0]

    assert entry.summary_detail.type == "text/html"
    assert entry.summary == "Рост &lt;b&gt;5&lt;/b&gt; &amp; больше: 3 &lt; 4"


def test_calendars_are_read_by_a_calendar_program(client: Client, omsk: City) -> None:
    save(CityOccasion(city=omsk, name_ru="День города", month=8, weekday=5, ordinal=1, founding_year=1716))
    today = timezone.localdate()
    for slug, first, last in (("past", -9, -8), ("coming", 3, 4)):
        event = Event(slug=slug, title_ru=f"Встреча {slug}", form="meeting", place_ru="Омск, мэрия; зал")
        days = [today + timedelta(days=step) for step in (first, last)]
        event.period = Period.of(*((day.year, day.month, day.day) for day in days))
        save(event, cities=[omsk])

    for address in ("/ru/calendar.ics", "/ru/cities/omsk/calendar.ics"):
        response = client.get(address)
        entries = list(Calendar.from_ical(response.content).walk("VEVENT"))
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        names = [str(entry["SUMMARY"]) for entry in entries]
        assert names == ["Омск: День города"] * 3 + ["Встреча coming"]
        days = [entry.decoded("DTSTART") for entry in entries[:3]]
        assert all(day.weekday() == 5 and day.month == 8 and day.day <= 7 for day in days)
        assert str(entries[3]["LOCATION"]) == "Омск, мэрия; зал"
        assert entries[3].decoded("DTEND") - entries[3].decoded("DTSTART") == timedelta(days=2)
        assert len({str(entry["UID"]) for entry in entries}) == 4


@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        ({"month": 9, "weekday": 5, "ordinal": 3}, 2026, date(2026, 9, 19)),
        ({"month": 5, "weekday": 6, "ordinal": -1}, 2026, date(2026, 5, 31)),
        ({"month": 2, "day": 29}, 2026, None),
        ({"month": 2, "day": 29}, 2028, date(2028, 2, 29)),
    ],
)
def test_an_occasion_knows_its_day(rule: dict[str, int], year: int, expected: date | None) -> None:
    assert CityOccasion(**rule).date_in(year) == expected


def test_the_sitemap_names_both_languages_and_the_true_change(client: Client, omsk: City) -> None:
    index = client.get("/sitemap.xml").content.decode()
    assert "http://testserver/sitemap-city.xml" in index
    text = client.get("/sitemap-city.xml").content.decode()
    for language in ("ru", "en"):
        assert f"<loc>http://testserver/{language}/cities/omsk/</loc>" in text
    assert 'hreflang="x-default"' in text
    assert f"<lastmod>{omsk.updated_at.date()}" in text
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_an_old_address_leads_to_the_new_one_for_good(client: Client, country: Country) -> None:
    city = save(City(slug="leningrad", name_ru="Ленинград", country=country, tie="contact"))
    for slug in ("petrograd", "petersburg"):
        city = City.objects.get(pk=city.pk)
        city.slug = slug
        save(city)
    for old in ("leningrad", "petrograd"):
        response = client.get(f"/en/cities/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/en/cities/petersburg/")
    assert client.get("/en/cities/petersburg/").status_code == 200

    event = save(Event(slug="old", title_ru="Встреча", form="meeting"))
    event = Event.objects.get(pk=event.pk)
    event.slug = "new"
    save(event)
    for address in ("/ru/events/old/", "/ru/events/old"):  # without its last slash there is no step more
        assert client.get(address)["Location"] == "/ru/events/new/"
    assert client.get("/ru/events/new")["Location"] == "/ru/events/new/"
    assert client.get("/ru/events/none").status_code in (301, 404)
    revisions.update([Event.objects.get()], by=None, reason="test", state="withdrawn", publish_at=None)
    assert client.get("/ru/events/old/").status_code == 404


def test_a_slug_can_come_back(client: Client, omsk: City) -> None:
    for slug in ("om", "omsk"):
        city = City.objects.get(pk=omsk.pk)
        city.slug = slug
        save(city)
    assert client.get("/ru/cities/omsk/").status_code == 200
    assert client.get("/ru/cities/om/")["Location"] == "/ru/cities/omsk/"
    assert FormerAddress.objects.count() == 1
