"""What is sent to the site is received before a view is asked, and whoever sends too slowly is let go.

A connection that drips a byte now and then would hold a thread of the server; a few of them the whole site. So of the
four threads of a process two receive uploads at most, one a form, and a body has a least speed and a largest size.
"""

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST: Final = 60 * 2**20
IN_MEMORY: Final = 2 * 2**20
PIECE: Final = 2 * 1024
#: In so many seconds so many bytes have to come, or the rest.
WINDOW: Final = 15.0
LEAST: Final = 8 * 1024
#: How many uploads are received at a time in one process of four threads, and how many forms, which are no larger than
#: this; seconds for which one more body waits for its turn, and no second one.
AT_A_TIME: Final = 2
FORMS_AT_A_TIME: Final = 1
FORM: Final = 256 * 1024
TURN: Final = 2.0

type Refusal = tuple[str, list[tuple[str, str]]]
PLAIN: Final = ("Content-Type", "text/plain; charset=utf-8")
SLOW: Final[Refusal] = ("408 Request Timeout", [PLAIN])
LARGE: Final[Refusal] = ("413 Content Too Large", [PLAIN])
BROKEN: Final[Refusal] = ("400 Bad Request", [PLAIN])
BUSY: Final[Refusal] = ("503 Service Unavailable", [PLAIN, ("Retry-After", "5")])


class BodyRefused(Exception):
    """This body is not received."""

    def __init__(self, answer: Refusal) -> None:
        self.answer = answer


class ReceivedBodies:
    """A WSGI application around the site that hands on whole bodies.

    Only whoever has one of `cookies` sends more than a form: they come with the pages from which one does.
    """

    def __init__(self, application: WSGIApplication, cookies: tuple[str, ...]) -> None:
        self.application = application
        self.cookies = cookies
        self.uploads = threading.BoundedSemaphore(AT_A_TIME)
        self.forms = threading.BoundedSemaphore(FORMS_AT_A_TIME)
        self.waiting = threading.BoundedSemaphore(1)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH") in (None, "", "0") and "HTTP_TRANSFER_ENCODING" not in environ:
            return self.application(environ, start_response)
        try:
            body, size = self._received(environ)
        except BodyRefused as refused:
            if connection := environ.get("gunicorn.socket"):
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RD)  # the server does not wait for the rest
            start_response(*refused.answer)
            return [refused.answer[0].encode()]
        with body:
            environ = {**environ, "wsgi.input": body, "CONTENT_LENGTH": str(size)}
            return self.application(environ, start_response)

    def _received(self, environ: WSGIEnvironment) -> tuple[IO[bytes], int]:
        """Return the body from its beginning, and its size."""
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length) > LARGEST:
            raise BodyRefused(LARGE)
        is_form = length.isdecimal() and int(length) <= FORM
        if not is_form and not any(f"{name}=" in environ.get("HTTP_COOKIE", "") for name in self.cookies):
            raise BodyRefused(LARGE)
        turns = self.forms if is_form else self.uploads
        self._take_turn(turns)
        body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by whoever asked
        try:
            size = receive(environ["wsgi.input"], body, environ.get("gunicorn.socket"), whole=length)
            body.seek(0)
        except BaseException:
            body.close()
            raise
        finally:
            turns.release()
        return body, size

    def _take_turn(self, turns: threading.Semaphore) -> None:
        """Wait for a turn of `turns` unless somebody waits already; BodyRefused where none comes."""
        if turns.acquire(blocking=False):
            return
        if not self.waiting.acquire(blocking=False):
            raise BodyRefused(BUSY)
        try:
            if not turns.acquire(timeout=TURN):
                raise BodyRefused(BUSY)
        finally:
            self.waiting.release()


def receive(source: Any, body: IO[bytes], connection: socket.socket | None, *, whole: str) -> int:
    """Copy `source` to `body` and return its size; BodyRefused where it comes too slowly, ends early, is too large."""
    size, came, is_slow = 0, 0, False
    done = threading.Event()

    def watch() -> None:
        nonlocal came, is_slow
        while not done.wait(WINDOW):
            if size - came < LEAST and connection:
                is_slow = True
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RD)  # whoever waits for its bytes hears that there are no more
                return
            came = size

    def next_piece() -> bytes:
        try:
            piece: bytes = source.read(PIECE)
        except OSError as error:
            raise BodyRefused(SLOW if is_slow else BROKEN) from error
        return piece

    threading.Thread(target=watch, name="slow body", daemon=True).start()
    try:
        while piece := next_piece():
            size += len(piece)
            if size > LARGEST:
                raise BodyRefused(LARGE)
            body.write(piece)  # a full disk is a failure of ours, and told as one
    finally:
        done.set()
    if is_slow or (whole.isdecimal() and size < int(whole)):
        raise BodyRefused(SLOW if is_slow else BROKEN)
    return size
