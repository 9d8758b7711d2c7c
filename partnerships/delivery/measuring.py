"""Counts requests for the metrics (config/metrics.py): which view answered, how, how fast, with how many questions."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db import connection
from django.http import HttpRequest, HttpResponse

from config import metrics

#: Under this name a request carries what is known of it, from the outermost application inwards.
KEY: Final = "register.measured"
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


@dataclass
class Measured:
    """What is known of one request: its view, by the name of its address, and the questions to the database."""

    view: str = "none"
    queries: int = 0

    def count_query(self, execute: Callable[..., object], *arguments: object) -> object:
        """Count one question and let it pass."""
        self.queries += 1
        return execute(*arguments)


def measured_view(environ: WSGIEnvironment) -> str:
    """Return the view that has answered the request of `environ`, as far as known."""
    return getattr(environ.get(KEY), "view", "none")


def measured_as(environ: WSGIEnvironment, view: str) -> None:
    """Let a page from the store be counted for the `view` that made it."""
    if KEY in environ:
        environ[KEY].view = view


class MeasuredRequests:
    """A WSGI application around the whole site."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        measured = environ[KEY] = Measured()
        # Anyone can send any word as a method; each would be a row of the metrics for ever.
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "other"
        status, began = "500", time.perf_counter()

        def started(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, headers, *more)

        try:
            with connection.execute_wrapper(measured.count_query):
                return self.application(environ, started)
        finally:
            metrics.requests.labels(method, status, measured.view).inc()
            metrics.seconds.labels(method, measured.view).observe(time.perf_counter() - began)
            metrics.queries.labels(measured.view).inc(measured.queries)


class ViewNameMiddleware:
    """Tells the metrics which view answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, arguments: object, names: object) -> None:
        """Note the name of the view; never the address, in which people and drafts are named."""
        measured = request.META.get(KEY)
        if measured is not None and request.resolver_match is not None:
            measured.view = request.resolver_match.view_name
