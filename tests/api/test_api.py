"""The API as a program meets it: pages, languages, errors, conditional requests, and the gate."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import Award, City, Country, Event, Figure, Participant, Theme
from partnerships.models.base import Entry
from partnerships.models.publication import State
from partnerships.models.visibility import INTERNAL, PERSONAL, PUBLIC
from partnerships.opendata.row_tables import TABLES
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


def ask(client: Client, path: str, **headers: str) -> Any:
    response = client.get(f"{V1}{path}", headers=headers)
    assert response.status_code == 200, (path, response.content.decode())
    return response.json()


@pytest.fixture
def events(omsk: City) -> list[Event]:
    """Seven events: five dated, one of them twice on the same day, and two undated."""
    periods = [
        Period.of((2022, 8, 5)),
        Period.of((2022, 8, 5)),
        Period.of((2019, 7)),
        Period.of((2014,), (2019,)),
        Period.of((2011,)),
    ]
    made = []
    for number, period in enumerate([*periods, Period(), Period()]):
        event = Event(slug=f"event-{number}", title_ru=f"Встреча {number}", form="meeting")
        event.period = period
        made.append(save(event, cities=[omsk] if number % 2 else []))
    return made


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_follow_one_another_without_gap_or_repetition(
    client: Client, events: Any, order: str, limit: int
) -> None:
    whole = [item["slug"] for item in ask(client, f"/events?order={order}")["items"]]
    walked, address = [], f"/events?order={order}&limit={limit}"
    while address:
        page = ask(client, address)
        assert len(page["items"]) <= limit
        walked += [item["slug"] for item in page["items"]]
        address = (page["next"] or "").removeprefix(f"http://testserver{V1}")

    assert walked == whole
    assert sorted(whole) == sorted(event.slug for event in events)
    assert whole == [
        event.slug for event in (Event.objects.newest_first() if order == "newest" else Event.objects.oldest_first())
    ]


def test_a_page_begins_where_the_one_before_ended_whatever_was_added(client: Client, events: Any) -> None:
    first = ask(client, "/events?limit=3")
    newer = Event(slug="newer", title_ru="Новее", form="meeting")
    newer.period = Period.of((2025,))
    save(newer)
    second = ask(client, first["next"].removeprefix(f"http://testserver{V1}"))

    assert [item["slug"] for item in (*first["items"], *second["items"])] == [f"event-{n}" for n in (1, 0, 2, 3, 4, 6)]


def test_cities_and_other_lists_are_paged_by_their_keys(client: Client, country: Country) -> None:
    for number in range(5):
        save(City(slug=f"city-{number}", name_ru=f"Город {number}", country=country, tie="contact"))
        save(Theme(slug=f"theme-{number}", name_ru=f"Тема {number}"))
    for name in ("cities", "themes"):
        first = ask(client, f"/{name}?limit=3")
        second = ask(client, first["next"].removeprefix(f"http://testserver{V1}"))
        assert [len(first["items"]), len(second["items"]), second["next"]] == [3, 2, None]
        keys = [item["id"] for item in (*first["items"], *second["items"])]
        assert keys == sorted(set(keys))


def test_a_record_is_told_whole(client: Client, omsk: City) -> None:
    event = Event(slug="fair", title_ru="Ярмарка", title_en="Fair", form="festival", body_ru="Было <b>весело</b>")
    event.period = Period.of((2014,), (2019,))
    save(event, cities=[omsk])
    save(Figure(record=event, what="visitors", value=2500, qualifier="more_than"))
    save(Award(record=event, degree="first", recipient_ru="Школа № 1", count=2))
    save(Participant(record=event, office_ru="Мэр", name_ru="И. И. Иванов", is_public=True))
    save(Participant(record=event, name_ru="Частное лицо"))

    told = ask(client, "/events/fair?lang=all")
    assert told["title"] == {"ru": "Ярмарка", "en": "Fair"}
    assert told["period"] == {"edtf": "2014/2019", "start": "2014-01-01", "end": "2019-12-31", "precision": "year"}
    assert told["page"] == {"ru": "http://testserver/ru/events/fair/", "en": "http://testserver/en/events/fair/"}
    assert [city["slug"] for city in told["cities"]] == ["omsk"]
    assert told["figures"] == [{"what": "visitors", "value": 2500, "qualifier": "more_than", "note": {}}]
    assert told["awards"][0] == {"degree": "first", "recipient": {"ru": "Школа № 1"}, "count": 2}
    assert [person["name"] for person in told["participants"]] == [{"ru": "И. И. Иванов"}]
    assert told["body"] == {"ru": "<p>Было &lt;b&gt;весело&lt;/b&gt;</p>"}


@pytest.mark.parametrize(
    ("query", "header", "title", "language"),
    [
        ("?lang=en", "ru", {"en": "Fair"}, "en"),
        ("", "en-GB,en;q=0.9", {"en": "Fair"}, "en"),
        ("", "", {"ru": "Ярмарка"}, "ru"),
        ("", "fr", {"ru": "Ярмарка"}, "ru"),
        ("?lang=all", "", {"ru": "Ярмарка", "en": "Fair"}, "ru, en"),
    ],
)
def test_it_speaks_the_language_asked_for(
    client: Client, query: str, header: str, title: dict[str, str], language: str
) -> None:
    save(Event(slug="fair", title_ru="Ярмарка", title_en="Fair", summary_ru="Только по-русски", form="festival"))
    response = client.get(f"{V1}/events/fair{query}", headers={"accept-language": header})

    assert response.json()["title"] == title
    assert response.json()["summary"] == {"ru": "Только по-русски"}
    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/events?limit=0", 422, "limit"),
        ("/events?limit=99999999999999999999999", 422, "limit"),
        ("/events?year=999999999999999999999999", 422, "year"),
        ("/events?country=9999999999999999999999", 422, "country"),
        ("/events?order=upwards", 422, "order"),
        ("/events?lang=fr", 422, "lang"),
        ("/events?city=atlantis", 404, "city"),
        ("/events?theme=nothing", 404, "theme"),
        ("/events?country=7", 404, "country"),
        ("/cities?group=nowhere", 404, "group"),
        ("/events?cursor=%00", 422, "cursor"),
        ("/events?cursor=abc", 404, None),
        ("/events?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", 404, None),
        ("/events/never", 404, None),
        ("/events/%00", 422, "slug"),
        ("/organizations/0", 422, "key"),
        ("/organizations/9007199254740992", 404, None),
        ("/nothing/here", 404, None),
        ("/events/", 404, None),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(
    client: Client, omsk: City, path: str, status: int, field: str | None
) -> None:
    response = client.get(f"{V1}{path}", headers={"accept-language": "en"})
    told = response.json()

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (told["status"], bool(told["detail"])) == (status, True)
    assert [error["field"] for error in told["errors"]] == ([field] if field else [])
    assert response["Access-Control-Allow-Origin"] == "*"


def test_problems_speak_the_readers_language(client: Client) -> None:
    russian = client.get(f"{V1}/events?city=atlantis", headers={"accept-language": "ru"}).json()
    assert russian["detail"] == "Такого города в реестре нет."
    assert client.get(f"{V1}/events?city=atlantis&lang=en").json()["detail"] == "There is no such city in the register."


def test_a_known_word_without_rows_is_an_empty_list(client: Client, omsk: City) -> None:
    for path in (
        "/cities?tie=project",
        "/delegations?direction=online",
        "/chronology?kind=event",
        "/organizations?kind=media",
    ):
        assert ask(client, path) == {"items": [], "next": None}


def test_it_is_only_read_by_scripts_of_any_site(client: Client, omsk: City) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{V1}/cities")
        assert (response.status_code, response["Content-Type"], response["Allow"]) == (
            405,
            "application/problem+json",
            "GET, HEAD, OPTIONS",
        )
    preflight = client.options(
        f"{V1}/cities", headers={"origin": "https://x.example", "access-control-request-method": "GET"}
    )
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")
    assert "GET" in preflight["Access-Control-Allow-Methods"]
    head = client.head(f"{V1}/cities")
    assert (head.status_code, head.content) == (200, b"")
    assert not client.get(f"{V1}/cities").cookies


def test_the_etag_changes_with_the_register_and_with_the_clock(client: Client, omsk: City, country: Country) -> None:
    first = client.get(f"{V1}/cities")
    again = client.get(f"{V1}/cities", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    assert client.get(f"{V1}/cities?lang=en", headers={"if-none-match": first["ETag"]}).status_code == 200

    moment = timezone.now() + timedelta(hours=1)
    twin = City(slug="tver", name_ru="Тверь", country=country, tie="contact", state=State.PUBLISHED, publish_at=moment)
    save(twin, public=False)
    scheduled = client.get(f"{V1}/cities")
    assert scheduled["ETag"] != first["ETag"]
    import time_machine

    with time_machine.travel(moment + timedelta(seconds=1), tick=False):
        later = client.get(f"{V1}/cities", headers={"if-none-match": scheduled["ETag"]})
    assert [item["slug"] for item in later.json()["items"]] == ["omsk", "tver"]


def test_the_filters_are_those_of_the_site(client: Client, events: Any, omsk: City) -> None:
    for query in ("year=2019", "began=2014", "began=undated", "city=omsk", "city=omsk&year=2022", "order=oldest"):
        listed = client.get(f"/ru/events/?{query}").context["listing"].page.object_list
        assert [item["slug"] for item in ask(client, f"/events?{query}")["items"]] == [row.slug for row in listed], (
            query
        )


def test_what_is_withdrawn_is_gone_and_what_is_renamed_leads_on(client: Client, events: Any) -> None:
    event = Event.objects.get(slug="event-0")
    event.slug = "renamed"
    save(event)
    response = client.get(f"{V1}/events/event-0")
    assert (response.status_code, response["Location"]) == (301, f"{V1}/events/renamed")

    revisions.update([event], by=None, reason="test", state=State.WITHDRAWN)
    for slug in ("event-0", "renamed"):
        assert client.get(f"{V1}/events/{slug}").status_code == 404
    assert "renamed" not in {item["slug"] for item in ask(client, "/events")["items"]}


def test_statistics_are_those_of_the_page(client: Client, events: Any) -> None:
    told = ask(client, "/statistics?lang=all")
    years = {row["key"]: row["counts"]["events"] for row in told["year"]}
    assert years == {"2022": 2, "2019": 1, "2014": 1, "2011": 1, "undated": 2}
    assert told["year"][-1]["label"] == {"ru": "Без даты", "en": "Undated"}
    assert told["country"][0]["label"] == {"ru": "Россия", "en": "Russia"}


def test_the_index_names_every_list(client: Client, omsk: City) -> None:
    told = ask(client, "/")
    assert len(told["lists"]) == 10
    for address in told["lists"].values():
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    assert client.get(told["documentation"].removeprefix("http://testserver"))["Location"] == "/ru/open-data/api/"


@pytest.mark.parametrize("path", ["/events", "/chronology", "/cities", "/delegations"])
def test_a_list_costs_the_same_queries_for_any_number_of_rows(
    client: Client, omsk: City, django_assert_max_num_queries: Any, path: str
) -> None:
    counts = []
    for amount in (1, 30):
        with at_once():
            for number in range(amount):
                save(Event(slug=f"e-{amount}-{number}", title_ru="Встреча", form="meeting"), cities=[omsk])
        with CaptureQueriesContext(connection) as queries:
            ask(client, path)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13


def test_every_column_is_declared_public() -> None:
    for table in TABLES.values():
        model = table.model
        names = [kind.__name__ for kind in model.__mro__ if hasattr(kind, "_meta")] + (
            ["Entry"] if issubclass(model, Entry) else []
        )
        public = {field for name in names for field in PUBLIC.get(name, ())}
        hidden = {field for name in names for kind in (INTERNAL, PERSONAL) for field in kind.get(name, ())}
        shown = {field for column in table.columns for field in column.fields}
        assert shown <= public | {"record", "delegation", "city"}, (table.name, shown - public)
        assert not shown & hidden, table.name


def test_nothing_public_is_forgotten() -> None:
    """A new public field either goes out or is named here with its reason."""
    kept = {
        "Record": {"organizations", "related"},  # through involvements; related records stand on the page
        "Document": {"access", "order", "name", "text"},  # the text is in the file itself
        "City": {"other_names"},  # for search
        **{name: {"is_public", "order"} for name in ("ProgrammeItem", "Participant")},
        "Entry": {"state", "precision", "period_order"},
    }
    for table in TABLES.values():
        model = table.model
        shown = {field for column in table.columns for field in column.fields}
        own = PUBLIC[model.__name__] | (PUBLIC["Entry"] if issubclass(model, Entry) else set())
        left = own - shown - kept.get(model.__name__, set()) - kept["Entry"] - {"order", "file", "kind"}
        assert left == set(), (table.name, left)
