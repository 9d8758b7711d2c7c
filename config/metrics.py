"""What Prometheus may know of the site: numbers, by method, status and name of the view; nothing of a person.

Counted in every process of gunicorn where METRICS_PORT is set (gunicorn.conf.py), told by any of them.
"""

import socket
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime
from http.server import ThreadingHTTPServer
from typing import Final

from django.db import Error, connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, MetricsHandler
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

#: Seconds: a page from the store, one made anew, a slow one, one that somebody has given up on.
BOUNDS: Final = (0.005, 0.025, 0.1, 0.3, 1, 3, 10, 30)

requests = Counter("register_requests", "Requests answered", ["method", "status", "view"])
seconds = Histogram("register_request_seconds", "Time until the answer begins", ["method", "view"], buckets=BOUNDS)
pages = Counter("register_stored_pages", "Pages that may be kept: found finished, made anew, or kept", ["found"])
queries = Counter("register_queries", "Questions to the database while requests are answered", ["view"])
saves = Counter("register_saves", "Revisions kept: changes of the register by the office, by tables or by commands")
letters = Counter("register_letters", "Letters that the site has handed to the mail server, or could not", ["outcome"])


class TaskAges(Collector):
    """How long ago the backup and other regular work was last done, and which has failed since."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Return the metrics without their values: the database is asked when they are told."""
        return [
            GaugeMetricFamily("register_task_age_seconds", "Time since the work was last done", labels=["task"]),
            GaugeMetricFamily("register_task_failed", "1 where it has failed since", labels=["task"]),
        ]

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Ask the database; while it is away, nothing is told of regular work."""
        ages, failed = self.describe()
        try:
            for name, done_at, fault in _tasks():
                failed.add_metric([name], bool(fault))
                if done_at is not None:
                    ages.add_metric([name], (timezone.now() - done_at).total_seconds())
        except Error:
            return []
        finally:
            connection.close()  # of the thread of this one answer
        return [ages, failed]


def _tasks() -> Iterator[tuple[str, datetime | None, str]]:
    from partnerships.models import RegularTask  # models are read after the settings, which this module serves

    yield from RegularTask.objects.values_list("name", "done_at", "fault")


class QuietHandler(MetricsHandler):
    """Answers with the metrics of all processes; whoever asks and then says nothing is let go."""

    timeout = 5
    registry = CollectorRegistry()


def serve(listening: socket.socket) -> None:
    """Answer at `listening` from a thread of this process."""
    MultiProcessCollector(QuietHandler.registry)
    QuietHandler.registry.register(TaskAges())
    server = ThreadingHTTPServer(("", 0), QuietHandler, bind_and_activate=False)
    server.daemon_threads = True
    server.socket.close()
    server.socket = listening
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
