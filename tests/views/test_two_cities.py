"""Feeds, calendars, lists, statistics and search of a register with two cities and a hidden record of each kind.

Whole outputs are compared: what is of the other city, or is not public yet, stands in none of them.
"""

import re
from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from partnerships.kinds import KINDS
from partnerships.models import City, Country, Direction
from partnerships.models.record import models_by_kind
from partnerships.period import Period, read_edtf
from tests.conftest import save

pytestmark = pytest.mark.django_db
CITIES = ("omsk", "elista")


def day(number: int) -> Period:
    return read_edtf((timezone.localdate() + timedelta(days=number)).isoformat())


def made(kind: str, city: City, *, public: bool, ahead: int) -> Any:
    model: Any = models_by_kind()[kind]
    name = f"{kind} {city.slug}{'' if public else ' unpublished'}"
    record = model(slug=name.replace(" ", "-"), title_ru=name, title_en=name, place_ru="зал", summary_ru=f"о {name}")
    record.period = day(ahead)
    for field, value in {"direction": Direction.INCOMING, "form": "other", "head_count": 3}.items():
        if hasattr(record, field):
            setattr(record, field, value)
    if hasattr(record, "moved_from"):
        record.status = "planned" if ahead > 0 else "held"
    return save(record, public=public, cities=[city])


@pytest.fixture(params=[10, -10], ids=["ahead", "past"])
def ahead(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def register(omsk: City, country: Country, ahead: int) -> dict[str, City]:
    elista = save(City(slug="elista", name_ru="Элиста", name_en="Elista", country=country, tie="sister_city"))
    cities = {"omsk": omsk, "elista": elista}
    for kind in KINDS:
        for city in cities.values():
            made(kind, city, public=True, ahead=ahead)
            made(kind, city, public=False, ahead=ahead)
    return cities


def entries(client: Client, path: str) -> list[str]:
    feed = feedparser.parse(client.get(path).content)
    return sorted(re.sub(r" \(.*\)$", "", entry.title.split(": ")[-1]) for entry in feed.entries)


def in_calendar(client: Client, path: str) -> list[tuple[str, date, str]]:
    calendar = Calendar.from_ical(client.get(path).content)
    shown = ((str(entry["summary"]), entry["dtstart"].dt, str(entry["status"])) for entry in calendar.walk("VEVENT"))
    return sorted(shown)


def named(*cities: str, kinds: Any = KINDS) -> list[str]:
    return sorted(f"{kind} {city}" for kind in kinds for city in cities)


def test_the_feed_of_a_city_has_its_records_alone(client: Client, register: dict[str, City]) -> None:
    assert entries(client, "/ru/cities/omsk/feed.atom") == named("omsk")
    assert entries(client, "/ru/cities/elista/feed.atom") == named("elista")


def test_the_feed_of_the_register_has_every_public_record(client: Client, register: dict[str, City]) -> None:
    assert entries(client, "/ru/feed.atom") == named(*CITIES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_feed_of_a_kind_has_that_kind_alone(client: Client, register: dict[str, City], kind: Any) -> None:
    assert entries(client, f"/ru/{kind.section}/feed.atom") == named(*CITIES, kinds=[kind.name])


def test_a_feed_says_what_it_is_about_and_where_its_page_is(client: Client, register: dict[str, City]) -> None:
    told = {
        path: (feed.feed.title.split(" — ")[0], feed.feed.link.removeprefix("http://testserver"))
        for path in ("/ru/feed.atom", "/ru/events/feed.atom", "/ru/cities/omsk/feed.atom")
        for feed in [feedparser.parse(client.get(path).content)]
    }

    assert told == {
        "/ru/feed.atom": ("Новое в реестре", "/ru/"),
        "/ru/events/feed.atom": ("Мероприятия", "/ru/events/"),
        "/ru/cities/omsk/feed.atom": ("Омск", "/ru/cities/omsk/"),
    }


def test_a_calendar_has_what_is_to_come_of_its_city(client: Client, register: dict[str, City], ahead: int) -> None:
    then = timezone.localdate() + timedelta(days=ahead)
    statuses = {"agreement": "TENTATIVE", "delegation": "TENTATIVE", "event": "TENTATIVE", "exhibition": "TENTATIVE"}

    def expected(*cities: str) -> list[tuple[str, date, str]]:
        return (
            sorted((f"{kind} {city}", then, statuses[kind]) for kind in statuses for city in cities)
            if ahead > 0
            else []
        )

    assert in_calendar(client, "/ru/calendar.ics") == expected(*CITIES)
    assert in_calendar(client, "/ru/cities/omsk/calendar.ics") == expected("omsk")
    assert in_calendar(client, "/ru/cities/elista/calendar.ics") == expected("elista")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_list_and_its_table_have_the_public_records_alone(
    client: Client, register: dict[str, City], kind: Any
) -> None:
    page = client.get(f"/ru/{kind.section}/").content.decode()
    table = client.get(f"/ru/{kind.section}.csv").getvalue().decode()

    assert "unpublished" not in page + table
    assert all(f"{kind.name} {city}" in table for city in CITIES)


def test_statistics_count_what_took_place_and_is_public(client: Client, register: dict[str, City], ahead: int) -> None:
    rows = client.get("/api/v1/statistics").json()["country"]
    counted = [{name: count for name, count in row["counts"].items() if count} for row in rows]
    held = {"incoming": 2, "events": 2, "exhibitions": 2, "agreements": 2}

    assert counted == ([held] if ahead < 0 else [])
    assert [row["people"] for row in rows] == ([6] if ahead < 0 else [])


def test_search_finds_no_hidden_record(client: Client, register: dict[str, City]) -> None:
    page = client.get("/ru/search/?q=omsk").content.decode()

    assert "unpublished" not in page
    assert all(f"/{kind.section}/{name}-omsk/" in page for name, kind in KINDS.items())
