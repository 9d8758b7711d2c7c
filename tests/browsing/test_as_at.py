"""The register as at a day: lists, pages, statistics and the API answer what held then, and say so."""

import json
import re
from collections import Counter
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.test import Client

from partnerships.browsing import statistics
from partnerships.delivery.pages import storable_address
from partnerships.models import Agreement, AgreementAction, City, Country, Record
from partnerships.period import Period
from partnerships.standing.choices import COUNTED
from tests.conftest import save

pytestmark = [pytest.mark.django_db]

DAY = "2012-06-01"
#: A kind of record, or the direction of a delegation → its column in the statistics.
COLUMNS = {
    "event": "events",
    "exhibition": "exhibitions",
    "agreement": "agreements",
    "incoming": "incoming",
    "outgoing": "outgoing",
    "mutual": "mutual",
    "online": "online",
}


def slugs(client: Client, path: str) -> list[str]:
    return [row.slug for row in client.get(path).context["listing"].page.object_list]


def agreement(slug: str, *signed: int, **columns: Any) -> Agreement:
    made = Agreement(slug=slug, title_ru=slug, title_en=slug, **columns)
    made.period = Period.of(signed) if signed else Period()
    return save(made)


def test_as_at_a_day_the_demo_lists_what_bound_then(client: Client, demo: None) -> None:
    assert slugs(client, f"/ru/agreements/?on={DAY}") == ["makhachkala-2011"]
    assert slugs(client, "/ru/agreements/?on=1+июня+2014") == ["omsk-2013", "makhachkala-2011"]
    told = json.loads(client.get(f"/api/v1/agreements?on={DAY}").content)["items"]
    assert [(row["slug"], row["standing"]) for row in told] == [("makhachkala-2011", "in_force")]
    rows = b"".join(client.get(f"/ru/agreements.csv?on={DAY}").streaming_content)  # type: ignore[attr-defined]
    assert (b"makhachkala-2011" in rows, b"omsk-2013" in rows) == (True, False)
    for day in (date(2012, 6, 1), date(2018, 7, 1), date(2022, 1, 1)):
        counted: Counter[tuple[int, str]] = Counter()
        for record in Record.objects.public():
            if record.start and record.standing_on(day) in COUNTED:
                direction = getattr(getattr(record, "delegation", None), "direction", "")
                guests = record.cities.filter(state="published").count() if direction == "incoming" else 1
                counted[record.start.year, COLUMNS.get(direction or record.kind, "")] += max(guests, 1)
        rows_of = {
            (int(row.label), name): row.counts[name]
            for row in statistics.table("year", day)
            for name in COLUMNS.values()
        }
        assert {found: number for found, number in rows_of.items() if number} == dict(counted)
    page = client.get(f"/ru/statistics/?on={DAY}")
    for _label, cells in page.context["tables"][0].lines:
        for cell in (cell for cell in cells if cell["query"]):
            listing = client.get(f"/ru/{cell['kind']}s/?{cell['query']}").context["listing"]
            assert (listing.delegations or listing.page.paginator.count) == cell["count"]


@pytest.mark.parametrize("kind", ["agreements", "delegations", "events", "chronology"])
def test_each_choice_of_a_state_counts_what_it_opens_as_at_a_day(client: Client, kind: str, demo: None) -> None:
    form = client.get(f"/en/{kind}/?on=2019-01-01").context["listing"].form
    counts = {word: int(label.rpartition("(")[2].rstrip(")")) for word, label in form.fields["standing"].choices[1:]}
    opened = {
        word: client.get(f"/en/{kind}/?on=2019-01-01&standing={word}").context["listing"].page.paginator.count
        for word in counts
    }
    assert counts == opened
    assert len(counts) > 1


def test_the_note_above_a_page_ends_its_day_once(client: Client) -> None:
    said = {code: client.get(f"/{code}/agreements/?on={DAY}").content.decode() for code in ("ru", "en")}
    assert "<strong>Реестр по состоянию на 1 июня 2012</strong>" in said["ru"].replace("\xa0", " ")
    assert "<strong>The register as at 1 June 2012.</strong>" in said["en"].replace("\xa0", " ")


def test_what_ended_since_is_there_as_at_its_day(client: Client) -> None:
    gone = agreement("gone", 2010)
    save(AgreementAction(agreement=gone, kind="terminated", date="2015"))
    agreement("unknown")
    agreement("later", 2013)
    assert slugs(client, f"/ru/agreements/?on={DAY}") == ["gone"]
    assert slugs(client, "/ru/agreements/?on=2016-01-01") == ["later"]
    assert slugs(client, f"/ru/agreements/?on={DAY}&standing=not_known") == ["unknown"]
    assert "Действует" in client.get(f"/ru/agreements/gone/?on={DAY}").content.decode()
    assert "Расторгнуто" in client.get("/ru/agreements/gone/").content.decode()


def test_the_page_says_the_day_and_leads_back(client: Client, omsk: City) -> None:
    agreement("a", 2010)
    for path in ("agreements/", "agreements/a/", "cities/", "cities/omsk/", "statistics/", "chronology/", "map/"):
        page = client.get(f"/en/{path}?on={DAY}").content.decode()
        assert "The register as at 1 June 2012." in page, path
        assert "Back to today" in page
        assert f'rel="canonical" href="http://testserver/en/{path}"' in page, path
        assert "Back to today" not in client.get(f"/en/{path}").content.decode()


@pytest.mark.parametrize("wrong", ["2012", "2012-02-30", "июнь 2012", "вчера", "9" * 500])
def test_what_is_no_day_gets_a_clear_answer(client: Client, omsk: City, wrong: str) -> None:
    agreement("a", 2010)
    for path in ("agreements/", "agreements/a/", "cities/", "cities/omsk/", "statistics/"):
        page = client.get(f"/ru/{path}", {"on": wrong})
        assert (page.status_code, "например 2012-06-01" in page.content.decode()) == (400, True), path
    assert client.get("/ru/statistics/year.csv", {"on": wrong}).status_code == 400
    assert client.get("/api/v1/agreements", {"on": wrong}).status_code == 422


def test_a_day_that_no_calendar_has_is_told_as_such(client: Client, omsk: City) -> None:
    for language, reason in (("ru", "Такой даты нет: проверьте день и месяц."), ("en", "There is no such date")):
        assert reason in client.get(f"/{language}/agreements/?on=31.02.2012").content.decode()


def test_cities_are_those_whose_tie_lived_then(client: Client, country: Country) -> None:
    for slug, year in (("old", 1993), ("new", 2020)):
        city = City(slug=slug, name_ru=slug, name_en=slug, country=country, tie="sister_city")
        city.period = Period.of((year,))
        save(city)
    assert [city.slug for city in client.get(f"/ru/cities/?on={DAY}").context["cities"]] == ["old"]
    told = json.loads(client.get(f"/api/v1/cities?on={DAY}").content)["items"]
    assert [(row["slug"], row["standing"]) for row in told] == [("old", "alive")]
    assert {city.slug for city in client.get("/ru/cities/").context["cities"]} == {"old", "new"}


def test_what_has_no_date_is_left_out_of_every_number_as_at_a_day(client: Client, demo: None) -> None:
    for day in ("1950-01-01", "2005-06-01", "2014-06-01", "2019-09-01"):
        page = client.get(f"/en/cities/?on={day}")
        dated = {city.slug for city in City.objects.public() if city.start and str(city.start) <= day}
        assert {city.slug for city in page.context["form"].cities()} == dated, day
        told = json.loads(client.get(f"/api/v1/cities?on={day}").content)
        assert {row["slug"] for row in told["items"]} == dated
        assert {city.slug for city in client.get(f"/en/map/?on={day}").context["cities"]} == dated
        unknown = page.context["form"].not_known()
        apart = client.get(f"/en/cities/?{unknown['query']}").context["page"].paginator.count
        assert apart == unknown["count"] == City.objects.public().filter(start=None).exclude(tie="prospective").count()
        assert f"{apart} more cities no date is known" in page.content.decode()


def test_each_number_of_a_city_as_at_a_day_opens_its_list(client: Client, demo: None) -> None:
    found = []
    for day, city in product(("2005-06-01", "2012-06-01", "2019-09-01"), City.objects.public()):
        answer = client.get(f"/en/cities/{city.slug}/?on={day}")
        told = re.findall(r'<a href="(/en/[a-z]+/\?city=[^"]+on=[^"]+)">(\d+) [a-z]', answer.content.decode())
        assert len(told) == len(answer.context["story"].counts)
        for path, number in told:
            listed = client.get(path.replace("&amp;", "&")).context["listing"].page.paginator.count
            found.append((path, int(number), listed))
    assert [one for one in found if one[1] != one[2]] == []
    assert len(found) >= 10


def test_a_day_is_not_kept_among_the_stored_pages(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["example.org"]
    asked = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/ru/agreements/",
        "HTTP_HOST": "example.org",
        "wsgi.url_scheme": "http",
        "SERVER_PORT": "80",
    }
    assert storable_address({**asked, "QUERY_STRING": "year=2012"})
    assert storable_address({**asked, "QUERY_STRING": f"on={DAY}"}) is None
    assert storable_address({**asked, "QUERY_STRING": "on="}) == storable_address({**asked, "QUERY_STRING": ""})


def test_a_list_as_at_a_day_asks_no_more_for_more_rows(client: Client, django_assert_num_queries: Any) -> None:
    agreement("a0", 2010)
    client.get("/ru/agreements/")
    asked = 8
    with django_assert_num_queries(asked):
        client.get(f"/ru/agreements/?on={DAY}")
    for number in range(1, 30):
        agreement(f"a{number}", 2010)
    client.get("/ru/agreements/")
    with django_assert_num_queries(asked):
        client.get(f"/ru/agreements/?on={DAY}")
