import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from partnerships.models import Agreement, City, Country, Event, HomeCity
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@at_once()
def many(count: int, city: City, country: Country) -> None:
    for number in range(count):
        twin = save(City(slug=f"c{number}", name_ru=f"Город {number}", country=country, tie="contact"))
        event = Event(slug=f"e{number}", title_ru=f"Событие {number}", form="meeting")
        event.period = Period.of((1990 + number,))
        save(event, cities=[city, twin])


#: Literal, and the same for one row and for thirty: of the first page after a change, and of the next.
QUERIES = {
    "/ru/": (24, 0),
    "/ru/cities/": (12, 0),
    "/ru/cities/?sort=since": (12, 0),
    "/ru/cities/omsk/": (19, 6),
    "/ru/map/": (12, 0),
    "/ru/events/": (17, 2),
    "/ru/chronology/": (19, 2),
    "/ru/chronology/?city=omsk&year=1990": (19, 2),
    "/ru/statistics/": (19, 0),
    "/ru/statistics/year.csv": (7, 0),
    "/ru/partners-wanted/": (8, 1),
    "/ru/site-map/": (10, 0),
    "/ru/about/": (13, 0),
    "/ru/events/e0/": (21, 14),
    "/ru/feed.atom": (7, 1),
    "/ru/cities/omsk/feed.atom": (8, 2),
    "/ru/calendar.ics": (3, 2),
    "/sitemap-event.xml": (3, 2),
}


@pytest.mark.one_database
@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("path", QUERIES)
def test_queries_do_not_grow_with_rows(
    client: Client, django_assert_num_queries: Any, omsk: City, country: Country, path: str, rows: int
) -> None:
    many(rows, omsk, country)
    first, later = QUERIES[path]
    with django_assert_num_queries(first):
        assert client.get(path).status_code == 200
    with django_assert_num_queries(later):
        assert client.get(path).status_code == 200


#: Bytes that one more row may add to a page, its words in two-byte letters included.
BYTES = {"/ru/cities/": 330, "/ru/cities/?sort=since": 330, "/ru/chronology/": 620}


@pytest.mark.one_database
@pytest.mark.parametrize("path", BYTES)
def test_a_row_of_a_list_stays_light(client: Client, omsk: City, country: Country, path: str) -> None:
    many(1, omsk, country)
    few = len(client.get(path).content)
    with at_once():
        for number in range(1, 21):
            save(City(slug=f"c{number}", name_ru=f"Город {number}", country=country, tie="contact"))
            event = Event(slug=f"e{number}", title_ru=f"Событие {number}", form="meeting")
            event.period = Period.of((1990,))
            save(event, cities=[omsk])

    assert (len(client.get(path).content) - few) / 20 <= BYTES[path]


def test_pages_are_stable_and_hold_every_record_once(client: Client, omsk: City, country: Country) -> None:
    many(65, omsk, country)
    seen = []
    for page in (1, 2, 3):
        listing = client.get(f"/ru/chronology/?page={page}").context["listing"]
        seen += [record.slug for record in listing.page]
    assert seen == [f"e{number}" for number in reversed(range(65))]
    assert client.get("/ru/chronology/?page=4").status_code == 404


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("year=99999", 400),
        ("year=abc", 400),
        ("year=%00", 400),
        ("city=%00", 400),
        ("city=atlantis", 400),
        ("kind=%FF", 400),
        ("theme=" + "x" * 5000, 400),
        ("page=0", 400),
        ("page=" + "9" * 5000, 400),
        ("page=99", 404),
        ("year=2022&year=abc", 400),
        ("unknown=1", 200),
        ("year=", 200),
    ],
)
def test_a_wrong_filter_gets_a_clear_page(client: Client, omsk: City, language: str, query: str, status: int) -> None:
    response = client.get(f"/{language}/chronology/?{query}")
    assert response.status_code == status
    assert ("Реестр" if language == "ru" else "Register") in response.content.decode()


def test_a_year_may_be_typed_as_people_say_it(client: Client, omsk: City) -> None:
    assert client.get("/ru/chronology/", {"year": "в 2014 году"}).status_code == 200
    assert client.get("/ru/chronology/", {"year": "2014–2016"}).status_code == 400


def test_a_wrong_year_says_what_to_write(client: Client, omsk: City) -> None:
    assert "Напишите год четырьмя цифрами" in client.get("/ru/chronology/?year=99999").content.decode()
    assert "four digits" in client.get("/en/chronology/?year=99999").content.decode()


def test_the_language_switch_stays_on_the_page(client: Client, omsk: City) -> None:
    assert 'href="/en/cities/omsk/?order=oldest"' in client.get("/ru/cities/omsk/?order=oldest").content.decode()


def test_the_root_goes_to_the_readers_language(client: Client, omsk: City) -> None:
    assert client.get("/", headers={"Accept-Language": "en"})["Location"] == "/en/"
    assert client.get("/", headers={"Accept-Language": "ru"})["Location"] == "/ru/"
    assert client.get("/", headers={"Accept-Language": "de, en-GB;q=0.5"})["Location"] == "/en/"


def test_the_root_of_one_language_leads_there_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.views.root.CODES", ("ru",))
    assert client.get("/", headers={"Accept-Language": "de"})["Location"] == "/ru/"


def test_the_root_offers_both_languages_to_whom_names_neither(client: Client, omsk: City) -> None:
    for headers in ({}, {"Accept-Language": "de"}):
        response = client.get("/", headers=headers)
        assert response.status_code == 200
        assert 'href="/ru/" lang="ru"' in response.content.decode()
        assert 'href="/en/" lang="en"' in response.content.decode()
        assert '<span lang="en">Choose a language</span>' in response.content.decode()


def test_error_pages_ask_no_database(client: Client, django_assert_num_queries: Any, rf: Any) -> None:
    from partnerships.views import errors

    pages = {
        400: lambda request: errors.bad_request(request, ValueError()),
        403: lambda request: errors.permission_denied(request, ValueError()),
        404: lambda request: errors.not_found(request, ValueError()),
        500: errors.server_error,
    }
    with django_assert_num_queries(0):
        for status, page in pages.items():
            for language, word in (("ru", "Реестр городов-партнёров"), ("en", "Register of partner cities")):
                response = page(rf.get(f"/{language}/x/"))
                assert (response.status_code, word in response.content.decode()) == (status, True)
                assert f'<a href="/{language}/statistics/">' in response.content.decode()


def test_an_empty_register_has_pages(client: Client) -> None:
    for path in ("/ru/", "/en/cities/", "/ru/chronology/", "/en/about/", "/ru/agreements/"):
        assert client.get(path).status_code == 200


def test_a_missing_translation_shows_the_other_language(client: Client, omsk: City) -> None:
    save(Event(slug="only-russian", title_ru="Только по-русски", form="meeting"))
    assert "Только по-русски" in client.get("/en/events/").content.decode()
    page = client.get("/en/events/only-russian/").content.decode()
    assert '<title lang="ru">Только по-русски' in page
    assert "shown in the original language: Russian." in page


def test_a_heading_keeps_a_number_and_its_ending_on_one_line(client: Client, omsk: City) -> None:
    save(Event(slug="e", title_ru="Делегация на 204-летии Де-Мойна", form="meeting"), cities=[omsk])
    for path in ("events/e/", "cities/omsk/"):
        page = client.get(f"/ru/{path}").content.decode()
        assert 'на <span class="whole">204-летии</span> Де-Мойна</' in page


def test_a_page_is_cited_by_what_it_is_and_the_day_it_was_so(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", name_genitive_ru="Ставрополя"))
    omsk.period = Period.of((2013,))
    save(omsk)
    page = client.get("/ru/cities/omsk/?on=2015-06-01").content.decode()
    cited = re.sub("<[^>]+>", "", re.findall(r'class="cite">(.*?)</p>', page)[0])
    assert cited == (
        "Омск: страница города. Реестр городов-партнёров Ставрополя, по состоянию на 1 июня 2015, "
        "http://testserver/ru/cities/omsk/?on=2015-06-01"
    )


def test_policies_are_strict_on_every_page(client: Client, omsk: City) -> None:
    for path in ("/ru/", "/ru/nope/", "/admin/login/"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy


def test_health(client: Client) -> None:
    assert client.get("/healthz").content == b"ok 0.1.0"
    assert client.get("/readyz").content == b"ok"


@pytest.mark.one_database
def test_the_machine_asks_whether_the_site_is_well_under_a_name_of_its_own(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["register.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    asked = {path: client.get(path, headers={"host": "localhost:8000"}) for path in ("/healthz", "/readyz", "/ru/")}
    assert [answer.status_code for answer in asked.values()] == [200, 200, 400]


def test_the_home_page_begins_with_what_the_department_does(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", intro_ru="Отдел ведёт связи с городами."))
    assert '<p class="lead">Отдел ведёт связи с городами.</p>' in client.get("/ru/").content.decode()
    assert '<span lang="ru">Отдел ведёт связи с городами.</span>' in client.get("/en/").content.decode()


def test_a_city_with_many_agreements_shows_the_latest_and_leads_to_all(client: Client, omsk: City) -> None:
    for number in range(22):
        agreement = Agreement(slug=f"a{number}", title_ru=f"Соглашение {number}.", form="agreement")
        agreement.period = Period.of((2000 + number,))
        save(agreement, cities=[omsk])

    page = client.get("/ru/cities/omsk/").content.decode()
    section = page.partition('id="agreements"')[2].partition("</section>")[0]

    assert "Соглашение 21." in section
    assert "Соглашение 2." in section
    assert "Соглашение 1." not in section
    assert '<a href="/ru/agreements/?city=omsk&amp;standing=held">все соглашения: 22</a>' in section
    turned = client.get("/ru/cities/omsk/?order=oldest").content.decode()
    section = turned.partition('id="agreements"')[2].partition("</section>")[0]
    assert "Соглашение 21." in section
    assert "Соглашение 1." not in section


@pytest.mark.parametrize("order", ["", "?order=oldest"])
def test_the_facts_name_the_three_newest_agreements_whatever_the_order(client: Client, omsk: City, order: str) -> None:
    for year in (*range(2010, 2015), None):
        agreement = Agreement(slug=f"a{year}", title_ru=f"Соглашение {year}", form="agreement")
        agreement.period = Period.of((year,)) if year else Period()
        save(agreement, cities=[omsk])

    facts = client.get(f"/ru/cities/omsk/{order}").content.decode().partition("Действующие соглашения")[2]

    assert re.findall(r"/ru/agreements/a(\w+)/", facts.partition("</dd>")[0]) == ["2014", "2013", "2012"]


def test_the_key_of_the_map_names_the_ties_that_are_on_it(client: Client, omsk: City, country: Country) -> None:
    omsk.latitude, omsk.longitude = Decimal("54.99"), Decimal("73.37")
    save(omsk)
    save(City(slug="nowhere", name_ru="Безместный", country=country, tie="contact"))
    save(HomeCity(name_ru="Ставрополь", latitude=Decimal("45.04"), longitude=Decimal("41.97")))

    page = client.get("/ru/map/").content.decode()

    assert "Безместный" in page
    key = page.partition('class="map-key"')[2].partition("</ul>")[0]
    assert re.findall(r'"tie tie-(\w+)"', key) == ["disc", "home"]


def test_the_heading_of_a_long_title_is_smaller(client: Client, omsk: City) -> None:
    save(Event(slug="long", title_ru="Встреча " * 60, form="meeting"), cities=[omsk])
    save(Event(slug="short", title_ru="Встреча", form="meeting"), cities=[omsk])
    assert '<h1 class="long-title">' in client.get("/ru/events/long/").content.decode()
    assert "<h1>" in client.get("/ru/events/short/").content.decode()
