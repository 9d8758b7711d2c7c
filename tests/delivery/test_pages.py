"""Stored pages, asked through the whole WSGI application as gunicorn asks it."""

import gzip
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import brotli
import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.delivery import pages
from partnerships.delivery.pages import StoredPages
from partnerships.history import revisions
from partnerships.models import City, Country
from partnerships.models.publication import State
from tests.conftest import save

pytestmark = pytest.mark.django_db
type Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's connection, as Django's own test client does: a real request gives it back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def site() -> StoredPages:
    return StoredPages(WSGIHandler())


def ask(site: StoredPages, path: str, *, method: str = "GET", query: str = "", **headers: str) -> Answer:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **headers,
    }
    started: list[Any] = []
    result = site(environ, lambda *start: started.append(start))
    body = b"".join(result)
    if hasattr(result, "close"):
        result.close()
    return int(started[-1][0][:3]), dict(started[-1][1]), body


@pytest.fixture
def renders(site: StoredPages) -> list[str]:
    """The addresses that Django itself had to answer."""
    seen: list[str] = []
    handler = site.application

    def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        seen.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        return handler(environ, start_response)

    site.application = counted
    return seen


def test_the_second_reader_gets_the_same_page_for_one_query(site: StoredPages, renders: list[str], omsk: City) -> None:
    first = ask(site, "/ru/cities/omsk/")
    with CaptureQueriesContext(connection) as queries:
        second = ask(site, "/ru/cities/omsk/")

    assert first == second
    assert first[0] == 200
    assert "Омск" in first[2].decode()
    assert renders == ["/ru/cities/omsk/?"]
    assert len(queries) == 0  # the version is read past Django's cursor


def test_a_change_is_on_the_next_page(site: StoredPages, omsk: City) -> None:
    ask(site, "/ru/cities/omsk/")
    omsk.summary_ru = "Новые слова"
    save(omsk)

    assert "Новые слова" in ask(site, "/ru/cities/omsk/")[2].decode()


def test_a_known_page_costs_no_bytes(site: StoredPages, omsk: City) -> None:
    _status, headers, _body = ask(site, "/ru/cities/omsk/", HTTP_ACCEPT_ENCODING="gzip, br")
    again = ask(site, "/ru/cities/omsk/", HTTP_ACCEPT_ENCODING="gzip, br", HTTP_IF_NONE_MATCH=headers["ETag"])
    other = ask(site, "/ru/cities/omsk/", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=headers["ETag"])

    assert (again[0], again[2]) == (304, b"")
    assert other[0] == 200


def test_a_reader_keeps_a_page_that_a_change_elsewhere_leaves_as_it_is(
    site: StoredPages, renders: list[str], omsk: City
) -> None:
    _status, headers, _body = ask(site, "/ru/cities/omsk/")
    save(
        City(
            slug="pekin",
            name_ru="Пекин",
            country=save(Country(name_ru="Китай", group=omsk.country.group)),
            tie="contact",
        )
    )

    status, again, body = ask(site, "/ru/cities/omsk/", HTTP_IF_NONE_MATCH=headers["ETag"])

    assert renders == ["/ru/cities/omsk/?"] * 2
    assert (status, again["ETag"], body) == (304, headers["ETag"], b"")


def test_every_form_holds_the_same_bytes(site: StoredPages, omsk: City) -> None:
    plain = ask(site, "/ru/")[2]
    assert brotli.decompress(ask(site, "/ru/", HTTP_ACCEPT_ENCODING="br")[2]) == plain
    assert gzip.decompress(ask(site, "/ru/", HTTP_ACCEPT_ENCODING="gzip;q=0.5")[2]) == plain
    assert ask(site, "/ru/", HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0.0")[2] == plain
    assert ask(site, "/ru/", method="HEAD")[2] == b""


def test_unknown_parameters_make_no_new_page(site: StoredPages, renders: list[str], omsk: City) -> None:
    for query in ("", "utm=1", "fbclid=2", "year=&city=", "x=%FF%00"):
        ask(site, "/ru/chronology/", query=query)
    for query in ("city=omsk&year=2020", "year=2020&a=1&city=omsk", "year=1&city=omsk&year=2020"):
        ask(site, "/ru/chronology/", query=query)

    assert renders == ["/ru/chronology/?", "/ru/chronology/?city=omsk&year=2020"]


@pytest.mark.parametrize("query", ["year=abc", "page=99"])
def test_what_went_wrong_is_not_kept(site: StoredPages, renders: list[str], omsk: City, query: str) -> None:
    assert {ask(site, "/ru/chronology/", query=query)[0] for _ in range(2)} <= {400, 404}
    assert len(renders) == 2


def test_sitemaps_are_kept_too_and_nothing_outside_the_languages_is(
    site: StoredPages, renders: list[str], omsk: City
) -> None:
    for _ in range(2):
        assert b"/ru/cities/omsk/" in ask(site, "/sitemap-city.xml", query="p=1&x=2")[2]
        assert ask(site, "/robots.txt")[0] == 200
    assert renders == ["/sitemap-city.xml?p=1", "/robots.txt?", "/robots.txt?"]


def test_staff_and_writers_pass_by(site: StoredPages, renders: list[str], omsk: City) -> None:
    for _ in range(2):
        ask(site, "/ru/", HTTP_COOKIE="sessionid=abc")
        ask(site, "/ru/", method="POST")
    assert len(renders) == 4
    assert site.shelf.pages == {}


def test_a_display_mode_has_its_own_page(site: StoredPages, renders: list[str], omsk: City) -> None:
    usual = ask(site, "/ru/")[2]
    large = ask(site, "/ru/", HTTP_COOKIE="look=200.usual.on.usual.sans")[2]
    nonsense = ask(site, "/ru/", HTTP_COOKIE="look=zzz")[2]

    assert b"text-200" in large
    assert large != usual == nonsense
    assert len(renders) == 2


def test_only_named_hosts_have_a_place_on_the_shelf(site: StoredPages, omsk: City, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["http://localhost:8080"]
    for host in ("LOCALHOST", "localhost.", "localhost:1", "localhost:2", "localhost:8443"):
        assert ask(site, "/ru/", HTTP_HOST=host)[0] == 200
    assert ask(site, "/ru/", HTTP_HOST="evil.example.org")[0] == 400
    assert site.shelf.pages == {}

    for host in ("localhost", "localhost:80", "localhost:8080"):
        assert f'href="http://{host}/ru/"' in ask(site, "/ru/", HTTP_HOST=host)[2].decode()
    assert len(site.shelf.pages) == 3


def test_headers_of_a_proxy_make_no_more_pages_than_there_are_schemes(
    site: StoredPages, renders: list[str], omsk: City, settings: Any
) -> None:
    for claimed in ("http", "https", "x", "https, http"):
        ask(site, "/ru/", HTTP_X_FORWARDED_PROTO=claimed)
    assert len(renders) == 1  # without a trusted proxy, nothing is believed

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for claimed in ("http", "https", "x", "https, http", ""):
        page = ask(site, "/ru/", HTTP_X_FORWARDED_PROTO=claimed)[2].decode()
        scheme = "https" if claimed.startswith("https") else "http"
        assert f'<link rel="canonical" href="{scheme}://localhost/ru/">' in page
    assert len(renders) == 2


@pytest.mark.parametrize(
    "slipped_in", [{"wsgi.url_scheme": "https"}, {"SCRIPT_NAME": "/evil"}, {"HTTP_HOST": "localhost:1"}]
)
def test_no_reader_changes_the_page_of_the_next(site: StoredPages, omsk: City, slipped_in: dict[str, str]) -> None:
    # gunicorn takes scheme and SCRIPT_NAME from headers that a proxy on the same machine may pass on unread
    ask(site, "/ru/cities/omsk/", **slipped_in)
    page = ask(site, "/ru/cities/omsk/")[2].decode()

    assert '<link rel="canonical" href="http://localhost/ru/cities/omsk/">' in page
    assert "https://localhost" not in page
    assert "localhost:1" not in page
    assert "/evil" not in page


def test_a_scheduled_record_appears_at_its_moment(site: StoredPages, omsk: City, country: Country) -> None:
    now = timezone.now()
    due = now + timedelta(minutes=5)
    twin = City(slug="tver", name_ru="Тверь", country=country, tie="contact", state=State.PUBLISHED, publish_at=due)
    save(twin, public=False)
    with time_machine.travel(now, tick=False):
        assert "Тверь" not in ask(site, "/ru/cities/")[2].decode()
    with time_machine.travel(due + timedelta(seconds=1), tick=False):
        assert "Тверь" in ask(site, "/ru/cities/")[2].decode()


def test_the_shelf_stays_within_its_size(omsk: City) -> None:
    site = StoredPages(WSGIHandler(), capacity=200_000)
    for year in range(1900, 1950):
        ask(site, "/ru/chronology/", query=f"year={year}")
    assert 0 < site.shelf.taken <= 200_000
    assert site.shelf.taken == sum(page.size() for page in site.shelf.pages.values())


def test_many_readers_of_a_fresh_page_make_it_once() -> None:
    made: list[int] = []
    gate = threading.Barrier(8)
    shelf = pages.Shelf(10**6)

    def read() -> None:
        gate.wait()
        with shelf.alone("key"):
            if shelf.find("key") is None:
                made.append(1)
                shelf.put("key", pages.StoredPage([], b"x", expires=timezone.now().timestamp() + 60))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert shelf.making == {}


def test_processes_share_pages_where_there_is_a_cache(settings: Any, renders: list[str], site: StoredPages) -> None:
    settings.SHARED_CACHE = "locmem://"
    with revisions.revision(by=None, reason="test"):
        pass
    ask(site, "/en/about/")
    twin = StoredPages(WSGIHandler())
    first = ask(twin, "/en/about/")

    assert first == ask(site, "/en/about/")
    assert renders == ["/en/about/?"]
    assert len(twin.shelf.pages) == 1


def test_a_stored_page_leads_to_forms_that_are_made_anew(site: StoredPages, omsk: City, settings: Any) -> None:
    settings.NEWS_MAIL_FROM = "news@city.example"
    for _time in range(2):
        city = ask(site, "/ru/cities/omsk/")[2]
        assert (b"/ru/take-part/?about=city-omsk" in city, b"/ru/news-by-mail/?about=city-omsk" in city) == (True, True)
    for path in ("/ru/take-part/", "/ru/news-by-mail/"):
        first, second = (ask(site, path, query="about=city-omsk") for _time in range(2))
        assert first[2] != second[2], "each carries the moment at which it was opened"
        assert first[1]["Cache-Control"] == "private, no-cache"
        assert "Set-Cookie" not in first[1]
