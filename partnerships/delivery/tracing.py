"""Each request has a number: in the header of its answer, on the error page, in every line of the log about it."""

import logging
import re
import secrets
import time
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from partnerships.delivery.client_address import address_in

access = logging.getLogger("access")

HEADER: Final = "X-Request-ID"
#: What stands before a secret in the addresses of the site.
SECRET: Final = re.compile(
    r"(/(?:preview|guests|letters|office-calendar|password-reset/+[^/]+|news-by-mail/+(?:confirm|leave))/+)[^/\s]+"
)


@dataclass
class Trace:
    """One request that is being answered."""

    number: str
    address: str
    user: str = ""


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def request_number() -> str:
    """Return the number of the request that is being answered, "" outside of one."""
    trace = _current.get()
    return trace.number if trace else ""


def note_user(name: str) -> None:
    """Let the log say who asks."""
    trace = _current.get()
    if trace:
        trace.user = name


def without_secret(path: str) -> str:
    """Return `path` as the log may keep it: whoever reads the log opens no letter and no secret link."""
    return SECRET.sub(r"\1…", path)


class TraceFields(logging.Filter):
    """Gives each line of the log number, user and address of its request, and takes secret parts of addresses out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the fields; every line stays."""
        trace = _current.get()
        if isinstance(record.args, tuple):
            record.args = tuple(without_secret(part) if isinstance(part, str) else part for part in record.args)
        record.request_number = trace.number if trace else ""
        record.user = trace.user if trace else ""
        record.address = trace.address if trace else ""
        return True


class TracedRequests:
    """The outermost WSGI application: numbers requests, and writes one line of the access log about each."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # Never the reader's own number: it could be chosen to confuse whoever reads the log.
        is_office = environ.get("PATH_INFO", "").startswith("/admin/")
        trace = Trace(secrets.token_hex(8), (is_office and address_in(environ)) or "")  # readers leave no address
        began, statuses = time.perf_counter(), [""]

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            statuses[0] = status[:3]
            return start_response(status, [*headers, (HEADER, trace.number)], *more)

        token = _current.set(trace)
        try:
            return self.application(environ, started)
        finally:
            took = round((time.perf_counter() - began) * 1000, 1)
            path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode(errors="replace")
            # Without the query: what people search for is nobody's business. repr: a line stays one line.
            words = (environ["REQUEST_METHOD"], repr(path)[1:-1], statuses[0] or "-", took)
            access.info("%s %s %s %s ms", *words, extra={"duration_ms": took, "status": statuses[0]})
            _current.reset(token)
