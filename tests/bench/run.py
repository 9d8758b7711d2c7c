"""Prints what a page made anew costs against a plain Django site with the same records: `make bench`.

Both sites stand in a process of their own and are asked in turns, so what else the machine does meets both. Figures
are CPU time, its ratios within one run, and what was asked and sent for them; nothing here is asserted.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.bench.served import Served

ROOT: Final = Path(__file__).resolve().parents[2]
ROUNDS, TIMES, STARTS = 5, 6, 3
ROUNDS_OF_READING: Final = 40
#: A reader's cookie with which no stored page is served.
ANEW: Final = "sessionid=none"
#: What is asked of the register, of the yardstick, and the ratio that issue and docs/scaling.md aim at.
PAGES: Final = (
    ("list of cities", "cities/", "cities/"),
    ("city", "cities/{city}/", "cities/{city}/"),
    ("chronology", "chronology/", "chronology/"),
    ("chronology by year", "chronology/?year=2019", "chronology/?year=2019"),
    ("chronology by city", "chronology/?city={city}", "chronology/?city={city}"),
    ("last page of the chronology", "chronology/?page={last}", "chronology/?page={last}"),
    ("search, rare word", "search/?q={rare}", "search/?q={rare}"),
    ("search, common word", "search/?q=Встреча", "search/?q=Встреча"),
)
OFFICE: Final = (
    ("office: list of events", "/admin/partnerships/event/", "/admin/plain/record/"),
    ("office: list, with search", "/admin/partnerships/event/?q={rare}", "/admin/plain/record/?q={rare}"),
)


class Site:
    """One of the two sites in its process."""

    def __init__(self, name: str, environ: dict[str, str], log: Path) -> None:
        self.name, self.log = name, log
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(log.parent / "compiled")}
        self.environ = {**os.environ, **compiled, **environ}
        self.begin()

    def begin(self) -> None:
        """Start the process."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.worker", self.name], cwd=ROOT, env=self.environ, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log.open("a"),
        )  # fmt: skip

    def ask(self, step: str, *args: Any, **options: Any) -> dict[str, Any]:
        """Return what the process answers to `step`."""
        if not self.process.stdin or not self.process.stdout:
            raise OSError(f"no line to the {self.name}")
        self.process.stdin.write(json.dumps([step, *args, options]) + "\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        if not told:
            raise OSError(f"the {self.name} ended: {self.log.read_text(encoding='utf-8')[-3000:]}")
        answer: dict[str, Any] = json.loads(told)
        return answer

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


@contextmanager
def databases(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the addresses of two databases: files of `folder`, or new ones on the server of DATABASE_URL."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder}/register/db.sqlite3", f"sqlite:///{folder}/plain.sqlite3"
        return
    names = [f"bench_{os.getpid()}_{name}" for name in ("register", "plain")]
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")
        try:
            register, plain = (urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for name in names)
            yield register, plain
        finally:
            for name in names:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def line(name: str, ours: list[float], theirs: list[float], more: str = "", unit: str = "ms") -> None:
    """Print one line of the table; the ratio is the middle of those of each round."""
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    print(f"{name:42}{statistics.median(ours):9.1f}{statistics.median(theirs):9.1f} {unit:4}{ratio:7.2f}  {more}")


def pages(register: Site, plain: Site, names: dict[str, str]) -> None:
    """Print what each page costs on both sites."""
    cookies = {site: site.ask("sign_in")["cookie"] for site in (register, plain)}
    public = [(name, f"/ru/{ours}", f"/ru/{theirs}", dict.fromkeys(cookies, ANEW)) for name, ours, theirs in PAGES]
    for name, ours, theirs, cookie in (*public, *((*page, cookies) for page in OFFICE)):
        asked = {register: ours.format(**names), plain: theirs.format(**names)}
        told: dict[Site, list[dict[str, Any]]] = {register: [], plain: []}
        for _ in range(ROUNDS):
            for site, path in asked.items():
                told[site].append(site.ask("page", path, count=TIMES, cookie=cookie[site]))
        seen = [" / ".join(f"{told[site][-1][what]}" for site in asked) for what in ("queries", "bytes")]
        wrong = {told[site][-1]["status"] for site in asked} - {"200 OK"}
        costs = [[one["ms"] for one in told[site]] for site in asked]
        line(name, *costs, f"queries {seen[0]}, bytes {seen[1]}{f' {wrong}' if wrong else ''}")


def against_own(register: Site, names: dict[str, str]) -> None:
    """Print what pages cost against the first page of our own chronology."""
    unit = "/ru/chronology/"
    for name, path, first in (
        ("home, against our chronology", "/ru/", False),
        ("last page, against our first", "/ru/chronology/?page={last}", False),
        ("chronology, first after a change", unit, True),
        ("home, first after a change", "/ru/", True),
        ("list of cities, first after a change", "/ru/cities/", True),
    ):
        ours, ruler = [], []
        for _ in range(ROUNDS):
            told = register.ask("page", path.format(**names), count=2 if first else TIMES, cookie=ANEW, first=first)
            ours.append(told["ms"])
            ruler.append(register.ask("page", unit, count=TIMES, cookie=ANEW)["ms"])
        line(name, ours, ruler, f"queries {told['queries']}, bytes {told['bytes']}")


def fill(register: Site, plain: Site, folder: Path, *, cities: int, records: int) -> None:
    """Fill both sites and print what it took; what a filled folder holds is taken as it is."""
    if not (folder / "records.jsonl").exists():
        for site in (register, plain):
            site.ask("prepare")
        took = [site.ask("fill", str(folder), cities=cities, records=records)["seconds"] for site in (register, plain)]
        line("filling it", took[:1], took[1:], unit="s")
        for site in (register, plain):
            site.close()  # its memory is that of the migrations
            site.begin()
    sizes = [site.ask("size")["bytes"] / 2**20 for site in (register, plain)]
    line("database", sizes[:1], sizes[1:], unit="MiB")


def asked_for(folder: Path) -> dict[str, str]:
    """Return what stands in the addresses: a city with many records, the last page, a word of one record."""
    cities, records = (
        [json.loads(row) for row in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("cities", "records")
    )
    shown = sum(record["state"] == "published" for record in records)
    return {"city": cities[1]["slug"], "last": str(-(-shown // 30)), "rare": str(len(records) - 11)}


def main() -> None:
    """Fill both sites, ask them in turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--cities", type=int, default=0, help="by default 250, and 1,000 for 100,000 records")
    parser.add_argument("--folder", type=Path, help="keeps the sites on SQLite there, filled for the next run")
    asked = parser.parse_args()
    cities = asked.cities or (250 if asked.records <= 10_000 else 1000)
    with tempfile.TemporaryDirectory() as passing:
        folder: Path = asked.folder or Path(passing)
        (folder / "register").mkdir(parents=True, exist_ok=True)
        base = {"PGOPTIONS": "-c max_parallel_workers_per_gather=0", "SECRET_KEY": "bench-" * 10, "HTTPS": "off"}
        with databases(folder) as (ours, theirs):
            environ = {**base, "DATABASE_URL": ours, "DATA_DIR": f"{folder}/register"}
            register = Site("register", environ, folder / "register.log")
            environ = {**base, "PLAIN_DATABASE_URL": theirs, "PLAIN_STATIC_ROOT": f"{folder}/plain-static"}
            plain = Site("plain", environ, folder / "plain.log")
            print(f"{asked.records} records, {cities} cities\n{'':42}{'register':>9}{'plain':>9} {'':4}{'ratio':>7}")
            fill(register, plain, folder, cities=cities, records=asked.records)
            names = asked_for(folder)
            pages(register, plain, names)
            against_own(register, names)
            register.close()
            plain.close()
            served(
                Served("config.wsgi", 8301, register.environ),
                Served("tests.bench.plain.wsgi", 8302, plain.environ, folder),
                names,
            )


def served(register: Served, plain: Served, names: dict[str, str]) -> None:
    """Print what the start under gunicorn costs, and the memory after the first answers and after many."""
    starts = []
    for _ in range(STARTS + 1):  # the first start compiles
        with register.running() as ours, plain.running() as theirs:
            starts.append((ours, theirs))
    line("start to first answers", [ours for ours, _ in starts[1:]], [theirs for _, theirs in starts[1:]], unit="s")
    with register.running(), plain.running():
        for when in ("first answers", "after these pages"):
            for name, memory in (("a worker, private", Served.private), ("all processes", Served.whole)):
                line(f"memory of {name}, {when}", [memory(register)], [memory(plain)], unit="MiB")
            register.read([f"/ru/{ours.format(**names)}" for _name, ours, _theirs in PAGES], ROUNDS_OF_READING)
            plain.read([f"/ru/{theirs.format(**names)}" for _name, _ours, theirs in PAGES], ROUNDS_OF_READING)


if __name__ == "__main__":
    main()
