"""A published change is on the very next page of every worker: two processes of gunicorn over the test's database."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import pytest
from django.db import connection

from partnerships.history import revisions
from partnerships.models import City
from tests.conftest import save

pytestmark = pytest.mark.django_db(transaction=True)
ROOT: Final = Path(__file__).resolve().parents[2]
WORKERS: Final = 2
REDIS: Final = os.environ.get("TEST_CACHE_URL", "redis://127.0.0.1:6379/9")


class Answer(NamedTuple):
    """What a worker said, and whether it had to make the page anew for that."""

    status: int
    made: str
    text: str
    worker: str
    loaded_by: str


def database_url() -> str:
    """Return where the tests' own database is."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@contextmanager
def site(cache: str) -> Iterator[int]:
    """Run the site and yield its port. The listening socket is ours: a request waits in it until a worker is ready."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = [sys.executable, "-m", "gunicorn", "tests.delivery.by_worker", "--bind", f"fd://{listening.fileno()}"]
        command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "2"]
        command += ["--keep-alive", "60", "--no-control-socket", "--log-level", "error"]
        environ = {**os.environ, "DATABASE_URL": database_url(), "CACHE_URL": cache}
        process = subprocess.Popen(command, cwd=ROOT, env=environ, pass_fds=[listening.fileno()])  # noqa: S603 - our own
        try:
            yield listening.getsockname()[1]
        finally:
            process.terminate()
            process.wait()


def ask(kept: HTTPConnection) -> Answer:
    kept.request("GET", "/ru/cities/omsk/")
    answer = kept.getresponse()
    told = answer.headers
    return Answer(answer.status, told["X-Made"], answer.read().decode(), told["X-Worker"], told["X-Loaded-By"])


def one_for_each_worker(port: int, open_ones: ExitStack) -> list[HTTPConnection]:
    """Return connections that have read the page: each is kept, so it stays with the worker that took it."""
    kept: dict[str, HTTPConnection] = {}
    for _ in range(300):
        reader = open_ones.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=60)))
        kept.setdefault(ask(reader).worker, reader)
        if len(kept) == WORKERS:
            return list(kept.values())
    raise AssertionError("one worker took every connection")


@pytest.mark.parametrize("cache", ["", REDIS], ids=["alone", "shared"])
def test_a_published_change_is_on_the_next_page_of_every_worker(omsk: City, cache: str) -> None:
    if cache:
        address = urlsplit(cache)
        try:
            socket.create_connection((address.hostname, address.port or 6379), timeout=5).close()
        except OSError:
            pytest.skip("no Redis here: name one in TEST_CACHE_URL")

    with ExitStack() as open_ones:
        readers = one_for_each_worker(open_ones.enter_context(site(cache)), open_ones)
        before = [ask(reader) for reader in readers]
        omsk.summary_ru = "Новые слова"
        save(omsk)
        after = [ask(reader) for reader in readers]
        again = [ask(reader) for reader in readers]
        revisions.update([omsk], by=None, reason="test", state="withdrawn", publish_at=None)
        gone = [ask(reader) for reader in readers]

    workers = {answer.worker for answer in before}
    assert len(workers) == WORKERS
    assert len({answer.loaded_by for answer in before} - workers) == 1, "loaded once for all, whose memory they share"
    assert [(answer.status, answer.made, "Новые слова" in answer.text) for answer in before] == [(200, "", False)] * 2
    assert [(answer.status, "Новые слова" in answer.text) for answer in after] == [(200, True)] * 2
    assert [answer.made for answer in after] == ["anew", "" if cache else "anew"]
    assert [answer.made for answer in again] == ["", ""]
    assert [answer.status for answer in gone] == [404, 404]
