"""The metrics of a site that gunicorn serves with two workers: numbers of both, and nothing about people."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest
from django.core.mail import EmailMessage
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from partnerships.history import revisions
from partnerships.models import City, RegularTask
from partnerships.staff import mail
from tests.conftest import save
from tests.delivery.test_workers import database_url

pytestmark = pytest.mark.django_db(transaction=True)
ROOT: Final = Path(__file__).resolve().parents[2]

type Samples = dict[tuple[str, tuple[str, ...]], float]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def site(metrics_port: int) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"fd://{listening.fileno()}"]
        environ = {**os.environ, "DATABASE_URL": database_url(), "METRICS_PORT": str(metrics_port)}
        environ |= {"HTTPS": "off", "DEBUG": "on"}  # on: style sheets need not be built
        process = subprocess.Popen(  # noqa: S603 - our own
            [*command, "--log-level", "error"], cwd=ROOT, env=environ, pass_fds=[listening.fileno()]
        )
        try:
            yield listening.getsockname()[1]
        finally:
            process.terminate()
            process.wait()


def ask(port: int, path: str, method: str = "GET") -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers={"Host": "localhost", "Connection": "close"})
    return connection.getresponse().read().decode()


def told(port: int) -> tuple[Samples, str]:
    text = ask(port, "/metrics")
    families = text_string_to_metric_families(text)
    samples = (sample for family in families for sample in family.samples)
    return {(s.name, tuple(s.labels.values())): s.value for s in samples if not s.name.endswith("_created")}, text


def test_two_workers_tell_what_both_have_counted(omsk: City, settings: object) -> None:
    with RegularTask.objects.noted("backup"):
        pass
    port = free_port()
    with site(port) as address:
        for _time in range(20):
            ask(address, "/ru/cities/omsk/?utm_source=anna-petrova")
        ask(address, "/ru/cities/nobody-knows-this/")
        ask(address, "/admin/first-run/")
        ask(address, "/ru/", "BREW")
        samples, text = told(port)
        assert told(port)[0].keys() >= samples.keys()

    pages = {key[1][0]: value for key, value in samples.items() if key[0] == "register_stored_pages_total"}
    assert samples["register_requests_total", ("GET", "200", "city-detail")] == 20
    assert samples["register_requests_total", ("GET", "404", "city-detail")] == 1
    assert samples["register_requests_total", ("GET", "200", "admin:first-run")] == 1
    assert {key[1][0] for key in samples if key[0] == "register_requests_total"} == {"GET", "other"}
    assert samples["register_request_seconds_count", ("GET", "city-detail")] == 21
    assert (pages["made"] <= 2, pages["made"] + pages["finished"]) == (True, 20)
    assert samples["register_queries_total", ("city-detail",)] > 20
    assert 0 <= samples["register_task_age_seconds", ("backup",)] < 600
    assert samples["register_task_failed", ("backup",)] == 0
    assert [word for word in ("omsk", "anna", "nobody", "127.0.0.1") if word in text] == []


def test_a_port_that_is_taken_is_told_at_the_start() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", "127.0.0.1:0"]
        environ = {**os.environ, "METRICS_PORT": str(port)}
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"METRICS_PORT={port}: nothing can listen at 127.0.0.1")
    assert "Traceback" not in done.stderr


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"register_{name}_total", labels) or 0


def test_a_change_is_counted_once_it_is_kept_and_a_broken_one_never(omsk: City) -> None:
    before = count("saves")
    save(omsk)
    with pytest.raises(RuntimeError), revisions.revision(by=None):
        City.objects.get().save()
        raise RuntimeError
    assert count("saves") - before == 1


def test_letters_are_counted_as_they_leave_or_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    before = count("letters", outcome="sent"), count("letters", outcome="failed")
    good, bad = (EmailMessage("Subject", "Text", to=[to]) for to in ("anna@example.org", "bad\n@example.org"))
    mail.send([good, bad])
    after = count("letters", outcome="sent"), count("letters", outcome="failed")
    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
