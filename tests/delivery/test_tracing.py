"""A request has one number, in its answer, on the error page and in the log; failures become one letter."""

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.test import Client
from django.urls import URLResolver, get_resolver

from config import logs
from partnerships.delivery import memo, pages
from partnerships.delivery.pages import StoredPages
from partnerships.delivery.tracing import TracedRequests, TraceFields
from partnerships.models import City
from partnerships.staff.error_letters import send_errors
from tests.delivery.test_pages import ask, one_connection  # noqa: F401 - the connection stays the test's own

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Any:
    return TracedRequests(StoredPages(WSGIHandler()))


@pytest.fixture
def told() -> Iterator[StringIO]:
    """What the log says, as JSON lines."""
    said, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logs.JsonLines())
    handler.addFilter(TraceFields())
    root.addHandler(handler)
    yield said
    root.removeHandler(handler)


@pytest.fixture
def database_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise OperationalError("connection refused at 10.0.0.7")

    monkeypatch.setattr(pages, "known_version", lambda: None)
    monkeypatch.setattr(memo, "read_version", fail)


def lines(told: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_each_answer_has_its_number_and_the_log_a_line_with_it(site: Any, told: StringIO, omsk: City) -> None:
    made, kept = ask(site, "/ru/cities/omsk/", query="q=secret"), ask(site, "/ru/cities/omsk/")
    numbers = [headers["X-Request-ID"] for _status, headers, _body in (made, kept)]
    assert numbers[0] != numbers[1]
    access = [line for line in lines(told) if line["logger"] == "access"]
    assert [line["request"] for line in access] == numbers
    assert [line["address"] for line in access if "address" in line] == [], "of readers no address is kept"
    assert access[0]["message"].startswith("GET /ru/cities/omsk/ 200 ")
    assert access[0]["duration_ms"] > 0
    assert "secret" not in told.getvalue()


def test_the_log_says_who_of_the_staff_asked(site: Any, told: StringIO, office: Client) -> None:
    ask(site, "/admin/", HTTP_COOKIE=f"sessionid={office.cookies['sessionid'].value}")
    access = [line for line in lines(told) if line["logger"] == "access"]
    assert [(line["user"], line["address"]) for line in access] == [("clerk", "127.0.0.1")]


def test_a_reader_neither_chooses_the_number_nor_breaks_the_line(site: Any, told: StringIO, omsk: City) -> None:
    _status, headers, _body = ask(site, "/ru/\n2026 ERROR forged/", HTTP_X_REQUEST_ID="mine")
    (line,) = [line for line in lines(told) if line["logger"] == "access"]
    assert line["request"] == headers["X-Request-ID"] != "mine"
    assert "\\n2026 ERROR" in line["message"]


def routes_with_a_secret(patterns: Any, before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes_with_a_secret(pattern.url_patterns, route)
        elif "token>" in route:
            yield "/" + re.sub(r"<[^>]+>", lambda part: "hush-hush" if "token" in part[0] else "x", route)


@pytest.mark.parametrize("path", list(routes_with_a_secret(get_resolver().url_patterns)))
def test_secrets_in_addresses_are_in_no_line_of_the_log(site: Any, told: StringIO, path: str) -> None:
    for asked in (path, path.removesuffix("/"), path.replace("hush-hush", "/hush-hush")):
        ask(site, asked)
    logging.getLogger("django.request").error("Internal Server Error: %s", path)
    assert len([line for line in lines(told) if line["logger"] == "access"]) == 3
    assert "hush" not in told.getvalue()


def test_an_address_without_a_secret_stays_whole(site: Any, told: StringIO) -> None:
    ask(site, "/admin/password-reset/sent/")
    assert "GET /admin/password-reset/sent/ 200" in told.getvalue()


def test_a_line_for_people_has_the_same(site: Any, omsk: City) -> None:
    record = logging.LogRecord("access", logging.INFO, "", 0, "GET %s", ("/ru/",), None)
    record.request_number, record.user, record.address = "12ab", "anna", "10.1.1.1"
    assert logs.TextLines().format(record).endswith("INFO access [12ab anna 10.1.1.1] GET /ru/")


@pytest.mark.usefixtures("database_away")
@pytest.mark.parametrize(
    ("path", "words"),
    [("/ru/cities/omsk/", "Реестр сейчас недоступен"), ("/en/", "cannot be reached"), ("/admin/", "недоступен")],
)
def test_without_the_database_a_reader_is_asked_to_come_back(site: Any, told: StringIO, path: str, words: str) -> None:
    status, headers, body = ask(site, path)
    assert (status, headers["Retry-After"]) == (503, "30")
    assert "no-store" in headers["Cache-Control"]
    page = body.decode()
    assert words in page
    assert headers["X-Request-ID"] in page
    assert "10.0.0.7" not in page
    assert "10.0.0.7" in told.getvalue()


@pytest.mark.usefixtures("database_away")
def test_without_the_database_the_api_says_so_as_the_api_does(site: Any) -> None:
    status, headers, body = ask(site, "/api/v1/cities")
    assert (status, headers["Content-Type"], headers["Retry-After"]) == (503, "application/problem+json", "30")
    assert json.loads(body)["status"] == 503


def test_without_the_database_a_page_in_store_is_served(site: Any, omsk: City, request: pytest.FixtureRequest) -> None:
    before = ask(site, "/ru/cities/omsk/")
    request.getfixturevalue("database_away")
    after = ask(site, "/ru/cities/omsk/")
    assert (after[0], after[2]) == (200, before[2])
    assert ask(site, "/ru/cities/")[0] == 503


def test_a_process_that_was_not_asked_for_a_while_serves_nothing_that_may_have_been_withdrawn(
    site: Any, omsk: City, request: pytest.FixtureRequest
) -> None:
    ask(site, "/ru/cities/omsk/")
    site.application.read_at -= 61
    request.getfixturevalue("database_away")
    assert ask(site, "/ru/cities/omsk/")[0] == 503


def test_a_database_that_is_away_is_waited_for_once_a_second(
    site: Any, omsk: City, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    waited = []

    def nobody_answers() -> None:
        waited.append(1)
        raise OperationalError("couldn't get a connection after 0.80 sec")

    away = SimpleNamespace(connection=None, ensure_connection=nobody_answers)
    request.addfinalizer(memo.forget)
    with monkeypatch.context() as patch:
        patch.setattr(memo, "connection", away)
        assert [ask(site, path)[0] for path in ("/ru/", "/en/cities/", "/admin/login/")] == [503, 503, 503]
        assert len(waited) == 1
        patch.setattr(memo, "_away_until", memo._away_until - memo.AWAY)
        assert ask(site, "/ru/")[0] == 503
        assert len(waited) == 2


def test_a_page_in_store_is_served_as_long_as_the_database_is_away(
    site: Any, omsk: City, request: pytest.FixtureRequest
) -> None:
    ask(site, "/ru/cities/omsk/")
    request.getfixturevalue("database_away")
    ask(site, "/ru/cities/omsk/")
    site.application.read_at -= 3600
    site.application.away_since -= 3600
    assert ask(site, "/ru/cities/omsk/")[0] == 200


def test_a_host_that_is_not_ours_is_no_failure_for_the_letter(settings: Any, client: Client) -> None:
    kept = Path(settings.DATA_DIR, logs.ERRORS)  # to which other tests write at the same time
    assert client.get("/ru/", headers={"host": "not-ours-at-all.example"}).status_code == 400
    assert not kept.exists() or b"not-ours-at-all.example" not in kept.read_bytes()
    logging.getLogger("partnerships").error("a failure of ours")
    assert b"a failure of ours" in kept.read_bytes()


def test_a_failure_that_cannot_be_written_down_makes_no_second_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    handler = logs.ErrorFile(str(tmp_path / logs.ERRORS))
    handler.emit(logging.LogRecord("x", logging.ERROR, "", 0, "two %s %s", ("one",), None))
    handler.emit(logging.LogRecord("x", logging.ERROR, "", 0, "half a sign: %s", ("\ud800",), None))
    assert not (tmp_path / logs.ERRORS).exists()


def test_sentry_gets_nothing_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(logs, "import_module", lambda name: SimpleNamespace(init=asked.update))
    logs.watch("https://key@sentry.example.org/1", "1.0")
    assert asked["dsn"] == "https://key@sentry.example.org/1"
    assert (asked["send_default_pii"], asked["max_request_body_size"], asked["include_local_variables"]) == (
        False,
        "never",
        False,
    )
    link = "https://register.example.org/ru/preview/hWm3-secret/"
    event = {
        "transaction": "/ru/preview/hWm3-secret/",
        "request": {"url": link, "query_string": "q=who", "headers": {"Referer": link}},
        "breadcrumbs": {"values": [{"message": "GET /admin/password-reset/MQ/c1-secret/"}]},
        "level": 40,
    }
    sent = str(asked["before_send"](event, {}))
    assert "secret" not in sent
    assert "who" not in sent
    assert "https://register.example.org/ru/preview/…" in sent


def test_the_private_address_of_a_calendar_is_in_no_log(site: Any, told: StringIO) -> None:
    ask(site, "/office-calendar/hWm3-secret.ics")
    assert "GET /office-calendar/… 404" in told.getvalue()


def test_a_hidden_page_and_none_differ_in_nothing(site: Any, omsk: City) -> None:
    assert ask(site, "/ru/cities/nowhere/")[2] == ask(site, "/ru/cities/elsewhere/")[2]


def test_without_the_shared_memory_pages_are_made_and_it_is_left_alone(
    site: Any, omsk: City, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Away:
        def get(self, key: str) -> None:
            asked.append(key)
            raise ConnectionError

    settings.SHARED_CACHE = {"LOCATION": "redis://nowhere"}
    monkeypatch.setattr(pages, "shared", Away())
    monkeypatch.setattr(pages, "_shared_away_until", 0.0)
    assert [ask(site, path)[0] for path in ("/ru/cities/omsk/", "/ru/cities/", "/ru/")] == [200, 200, 200]
    assert len(asked) == 1


def test_many_failures_are_one_letter(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.ADMINS = tmp_path, ["admin@example.org"]
    handler = logs.ErrorFile(str(tmp_path / logs.ERRORS))
    log = logging.Logger("tests.failures")
    log.addHandler(handler)
    for number in range(50):
        try:
            raise ValueError(f"row {number % 2}")
        except ValueError:
            log.exception("Internal Server Error: %s", "/ru/")
    log.warning("not worth a letter")

    assert send_errors() == 50
    assert send_errors() == 0
    (letter,) = mail.outbox
    assert letter.to == ["admin@example.org"]
    assert "25 × ValueError: row 0" in letter.body
    assert "25 × ValueError: row 1" in letter.body
    assert letter.body.count("Traceback") == 2


def test_a_letter_that_does_not_leave_waits(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR, settings.ADMINS = tmp_path, ["admin@example.org"]
    (tmp_path / logs.ERRORS).write_text('{"time": "t", "message": "m", "error": ""}\n{"time": "cut', encoding="utf-8")

    def away(*args: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("partnerships.staff.error_letters.mail_admins", away)
        with pytest.raises(ConnectionRefusedError):
            send_errors()
    assert send_errors() == 1
    assert "1 × m" in mail.outbox[0].body
