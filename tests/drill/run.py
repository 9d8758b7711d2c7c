"""`make drill`: what goes wrong on a bad day, done on purpose to a site of our own on 127.0.0.1.

Prints a line for each thing tried, with what was measured. Needs PostgreSQL at TEST_DATABASE_URL.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from tests.backup.installation import ROOT, Installation, installation
from tests.drill.outage import Line

SOON: Final = 2.0
BACK: Final = 10.0
#: So many seconds the database is away: long enough for whoever tries ever more seldom to fall behind.
AWAY: Final = 40.0


@dataclass
class Answer:
    """What one request got, and in how many seconds."""

    status: int
    seconds: float
    headers: dict[str, str]
    body: str


@dataclass
class Table:
    """The lines of the drill."""

    failed: int = 0
    lines: list[str] = field(default_factory=list)

    def tell(self, what: str, *, passed: bool, figure: str = "") -> None:
        """Print whether `what` held."""
        self.failed += not passed
        print(f"{'PASS' if passed else 'FAIL'}  {what:<72} {figure}", flush=True)


def ask(port: int, path: str) -> Answer:
    """Ask the site for one page; status 0 when it does not answer."""
    began, connection = time.perf_counter(), HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
        return Answer(answer.status, time.perf_counter() - began, {k.lower(): v for k, v in answer.getheaders()}, body)
    except (OSError, HTTPException) as error:
        return Answer(0, time.perf_counter() - began, {}, str(error))
    finally:
        connection.close()


@contextmanager
def serving(place: Installation, port: int, **variables: str) -> Iterator[None]:
    """Run the site of `place` at `port` with one worker."""
    words = ["gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "1"]
    command = [sys.executable, "-m", *words, "--threads", "4", "--no-control-socket", "--log-level", "error"]
    environ = {**os.environ, "DATA_DIR": str(place.folder), "DATABASE_URL": place.address, "HTTPS": "off", **variables}
    with (place.folder / "log.txt").open("a") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            until(lambda: ask(port, "/healthz").status == 200, 60)
            yield
        finally:
            process.terminate()
            process.wait()


def until(holds: Callable[[], bool], seconds: float) -> float:
    """Wait until `holds`, at most for `seconds`; return how long that took."""
    began = time.perf_counter()
    while not holds() and time.perf_counter() - began < seconds:
        time.sleep(0.1)
    return time.perf_counter() - began


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def _through_line(place: Installation) -> tuple[Line, Installation]:
    """Return a way to the database that can be cut, and `place` on it."""
    found = urlsplit(place.address)
    line = Line(found.hostname or "127.0.0.1", found.port or 5432)
    login = found.netloc.rpartition("@")[0]
    return line, Installation(place.folder, found._replace(netloc=f"{login}@127.0.0.1:{line.port}").geturl())


def database_away(table: Table, place: Installation) -> None:
    """The way to the database is cut for a while, and mended."""
    port, (line, cut) = free_port(), _through_line(place)
    with serving(cut, port):
        stored, other = "/ru/cities/", "/ru/agreements/"
        ask(port, stored)
        line.cut()
        page, fresh = ask(port, stored), ask(port, other)
        staff, api = ask(port, "/admin/login/"), ask(port, "/api/v1/cities?limit=3")
        alive, ready = ask(port, "/healthz"), ask(port, "/readyz")
        table.tell("database away: a page in store is served", passed=page.status == 200, figure=_figure(page))
        for name, answer in (("another page", fresh), ("the office", staff), ("the API", api)):
            held = answer.status == 503 and answer.seconds < SOON and "retry-after" in answer.headers
            table.tell(f"database away: {name} answers 503 with Retry-After", passed=held, figure=_figure(answer))
        words = fresh.headers.get("x-request-id", "-") in fresh.body and "Traceback" not in fresh.body
        table.tell("database away: the error page names its request, and no internals", passed=words)
        table.tell("database away: /healthz answers", passed=alive.status == 200, figure=_figure(alive))
        table.tell(
            "database away: /readyz says what is missing", passed="database" in ready.body, figure=_figure(ready)
        )
        until(lambda: ask(port, other).status == 200, AWAY)  # somebody asks all the while
        line.mend()
        took = until(lambda: ask(port, other).status == 200, 30)
        table.tell("database back: the site is whole unaided", passed=took < BACK, figure=f"{took:.1f} s")


def cache_away(table: Table, place: Installation) -> None:
    """The shared memory of pages is named and does not exist."""
    port, (line, cut) = free_port(), _through_line(place)
    with serving(cut, port, CACHE_URL=f"redis://127.0.0.1:{free_port()}/0"):
        first, ready = ask(port, "/ru/cities/"), ask(port, "/readyz")
        table.tell("cache away: pages are made", passed=first.status == 200, figure=_figure(first))
        table.tell("cache away: /readyz says so", passed=ready.status == 200 and "cache" in ready.body)
        line.cut()  # now only the process itself can have the page
        again = ask(port, "/ru/cities/")
        is_same = again.status == 200 and again.body == first.body
        table.tell("cache away: pages are kept in the process", passed=is_same, figure=_figure(again))


def restore_rehearsed(table: Table, place: Installation, folder: Path) -> None:
    """A backup of the site goes into an empty SQLite installation, whose pages are then the same."""
    began = time.perf_counter()
    place.succeed("backup", folder / "drill.zip")
    made, began = time.perf_counter() - began, time.perf_counter()
    with installation("sqlite", folder / "rehearsal") as other:
        other.succeed("restore", folder / "drill.zip")
        took = time.perf_counter() - began
        counts = "[model.objects.count() for model in (City, Record, Document, User)]"
        is_whole = other.ask(counts) == place.ask(counts)
        table.tell(
            "backup under PostgreSQL, restore under SQLite", passed=is_whole, figure=f"{made:.1f} s, {took:.1f} s"
        )
        checked = other.manage("verify")
        table.tell("restored: database and files are in order", passed=checked.returncode == 0)
        ports = free_port(), free_port()
        with serving(place, ports[0]), serving(other, ports[1]):
            paths = ("/ru/cities/", "/en/chronology/", "/ru/map/", "/api/v1/cities?limit=50")
            answers = [(ask(ports[0], path), ask(ports[1], path)) for path in paths]
            same = [one for one, two in answers if one.status == two.status == 200 and one.body == two.body]
            table.tell("restored: its pages are the same", passed=len(same) == len(paths), figure=f"{len(same)} pages")


def _figure(answer: Answer) -> str:
    return f"{answer.status} in {answer.seconds:.2f} s"


def main() -> int:
    """Make a register with content, try everything, and return how many things did not hold."""
    table, folder = Table(), Path(tempfile.mkdtemp(prefix="drill-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        place = stack.enter_context(installation("postgresql", folder / "live"))
        place.succeed("migrate", "-v", "0")
        place.succeed("demo")
        place.succeed("collectstatic", "--no-input", "-v", "0")
        shutil.copytree(place.folder / "static", folder / "rehearsal" / "static")
        database_away(table, place)
        cache_away(table, place)
        restore_rehearsed(table, place, folder)
    print(f"{table.failed} failed" if table.failed else "all passed")
    return table.failed


if __name__ == "__main__":
    sys.exit(main())
