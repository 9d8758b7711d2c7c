"""Prints where the CPU time of one page goes, and its queries: `make profile PAGE=/ru/cities/`.

The register is that of DATA_DIR or DATABASE_URL. A page is made anew; FIRST=1 also reads anew what pages share, as
after a change of the register.
"""

import cProfile
import os
import pstats
import statistics
import sys
import time
from collections import Counter
from typing import Any, Final

from tests.bench import worker

TIMES: Final = 10
LINES: Final = 15
#: Part of the path of a file → what its time is spent on; the first that fits.
PARTS: Final = (
    ("/django/db/backends/", "SQL"),
    ("/sqlite3/", "SQL"),
    ("/psycopg", "SQL"),
    ("/modeltranslation/", "ORM"),
    ("/django/db/", "ORM"),
    ("/django/template/", "templates"),
    ("/django/utils/html.py", "templates"),
    ("/django/utils/safestring.py", "templates"),
    ("/django/forms/", "forms"),
    ("/django/utils/translation/", "translation"),
    ("/gettext.py", "translation"),
    ("/partnerships/", "our code"),
    ("/config/", "our code"),
    ("/django/", "the rest of Django"),
)
SQL: Final = ("sqlite3.", "psycopg")


def part_of(place: tuple[str, int, str]) -> str:
    """Return what the time of one function is spent on; "" for what is written in C and works for its caller."""
    file, _line, name = place
    if file == "~":
        return "SQL" if any(word in name for word in SQL) else ""
    return next((part for piece, part in PARTS if piece in file), "Python's library")


def shares(found: pstats.Stats) -> Counter[str]:
    """Return the seconds of each part; what is written in C counts for the function that called it."""
    seconds: Counter[str] = Counter()
    for place, (_calls, _all, own, _total, callers) in found.stats.items():
        part = part_of(place)
        if part or not callers:
            seconds[part or "Python's library"] += own
            continue
        for caller, (_count, _primitive, of_caller, _whole) in callers.items():
            seconds[part_of(caller) or "Python's library"] += of_caller
    return seconds


def main() -> None:
    """Ask for the page, alone and under the profiler, and print what was seen."""
    path, is_first = sys.argv[1], bool(os.environ.get("FIRST"))
    worker.SERVED = worker.application()
    from django.db import connection

    cookie = worker.sign_in()["cookie"] if path.startswith("/admin/") else "sessionid=none"
    told = worker.page(path, count=TIMES, cookie=cookie, first=is_first)
    print(f"{path}: {told['status']}, {told['bytes']:,} bytes, {told['ms']:.1f} ms of CPU, {told['queries']} queries\n")
    queries: list[tuple[float, str]] = []

    def noted(execute: Any, sql: str, *args: Any) -> Any:
        before = time.process_time()
        try:
            return execute(sql, *args)
        finally:
            queries.append(((time.process_time() - before) * 1000, sql))

    profiler = cProfile.Profile(time.process_time)
    for _ in range(TIMES):
        worker.forget(is_first)
        profiler.enable()
        worker.ask(path, cookie)
        profiler.disable()
    found = pstats.Stats(profiler)
    seconds = shares(found)
    for part, spent in seconds.most_common():
        print(f"{part:22}{spent / seconds.total():6.0%}{spent / seconds.total() * told['ms']:8.1f} ms")
    print("\nmost of it, of the functions (the profiler's own cost included):")
    rows = sorted(found.stats.items(), key=lambda item: -item[1][2])[:LINES]
    for (file, number, name), (calls, _all, own, *_rest) in rows:
        print(f"{own / TIMES * 1000:8.2f} ms {calls // TIMES:7} ×  {'/'.join(file.split('/')[-2:])}:{number} {name}")
    worker.forget(is_first)
    with connection.execute_wrapper(noted):
        worker.ask(path, cookie)
    print(f"\nqueries (CPU of asking, {statistics.fsum(spent for spent, _sql in queries):.1f} ms):")
    for spent, sql in queries:
        print(f"{spent:8.2f} ms  {sql if os.environ.get('WHOLE') else sql[:150]}")


if __name__ == "__main__":
    main()
