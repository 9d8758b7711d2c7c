"""One site in a process of its own, asked line by line: `python -m tests.bench.worker register`, or `plain`.

A line is a step with its parameters as JSON, and so is the answer. What a page costs is the CPU time of this process
and of the database's own, where they run on this machine; nothing travels over a network.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

SITE = sys.argv[-1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.plain.settings" if SITE == "plain" else "config.settings")


def application() -> Callable[..., Any]:
    """Return the site as gunicorn serves it."""
    if SITE == "plain":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    from config.wsgi import application as register

    return register


def ask(path: str, cookie: str = "") -> tuple[str, bytes]:
    """Return status and body of one address."""
    name, _mark, query = quote(path, safe="/?=&%").partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": name,
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_LANGUAGE": "ru",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    started: list[str] = []
    answer = SERVED(environ, lambda status, headers, _error=None: started.append(status))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return started[-1], body


def cpu() -> float:
    """Return the CPU seconds of this process and of the processes of its database on this machine."""
    from django.db import connection

    total = time.process_time()
    if connection.vendor == "postgresql":
        total += sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in backends()) / 1e9
    return total


def backends() -> list[int]:
    """Return the processes of PostgreSQL that work for this database and can be looked at from here."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = %s",
                       ["client backend"])  # fmt: skip
        return [pid for (pid,) in cursor.fetchall() if Path(f"/proc/{pid}/schedstat").exists()]


def page(path: str, *, count: int = 1, cookie: str = "", first: bool = False) -> dict[str, Any]:
    """Return what one page costs: the middle of `count` times; `first` as after a change of the register."""
    from django.db import connection

    times, queries = [], []

    def noted(execute: Any, sql: str, *args: Any) -> Any:
        queries.append(sql)
        return execute(sql, *args)

    status, body = ask(path, cookie)
    with connection.execute_wrapper(noted):
        forget(first)
        ask(path, cookie)
    for _ in range(count):
        forget(first)
        before = cpu()
        ask(path, cookie)
        times.append(cpu() - before)
    return {
        "status": status, "bytes": len(body), "queries": len(queries), "ms": statistics.median(times) * 1000
    }  # fmt: skip


def forget(first: bool) -> None:
    """Let go of what pages share, as a change of the register does."""
    if first and SITE != "plain":
        from partnerships.delivery import memo

        memo.forget()


def prepare() -> dict[str, Any]:
    """Make the tables."""
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return {}


def fill(folder: str, *, cities: int, records: int) -> dict[str, Any]:
    """Fill the empty site; the yardstick from `folder`, into which the register writes its rows afterwards."""
    before = cpu()
    if SITE == "plain":
        from tests.bench.plain.fill import fill as filled

        filled(Path(folder))
        seconds = cpu() - before
    else:
        from django.core.management import call_command

        from tests.bench.same_records import write_rows

        call_command("generate", cities=cities, records=records, stdout=sys.stderr)
        seconds = cpu() - before
        write_rows(Path(folder))
    return {"seconds": seconds}


def size() -> dict[str, Any]:
    """Return how many bytes the database takes."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return {"bytes": cursor.fetchone()[0]}
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"bytes": Path(connection.settings_dict["NAME"]).stat().st_size}


def sign_in() -> dict[str, Any]:
    """Return the cookie of somebody who may do everything in the office."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    users: Any = get_user_model()
    user = users.objects.filter(username="bench").first() or users.objects.create_superuser("bench", password="b" * 20)
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"cookie": f"{name}={client.cookies[name].value}"}


STEPS = {step.__name__: step for step in (page, prepare, fill, size, sign_in)}

if __name__ == "__main__":
    SERVED = application()
    for line in sys.stdin:
        step, *args, options = json.loads(line)
        print(json.dumps(STEPS[step](*args, **options)), flush=True)
