"""Bodies arrive whole, or the site goes on without them: readers never wait for somebody who drips."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest

from partnerships.delivery import slow_bodies
from partnerships.delivery.slow_bodies import ReceivedBodies

ROOT: Final = Path(__file__).resolve().parents[2]


COOKIES: Final = ("sessionid", "csrftoken")


def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


@pytest.fixture
def pairs() -> Iterator[list[tuple[socket.socket, socket.socket]]]:
    found = [socket.socketpair() for _number in range(slow_bodies.AT_A_TIME)]
    yield found
    for near, far in found:
        near.close()
        far.close()


class Source:
    """Reads a connection as the server does: until so many bytes are there, or the end; never beyond the body."""

    def __init__(self, connection: socket.socket, left: int) -> None:
        self.connection, self.left = connection, left

    def read(self, size: int) -> bytes:
        found, size = b"", min(size, self.left)
        while len(found) < size and (piece := self.connection.recv(size - len(found))):
            found += piece
        self.left -= len(found)
        return found


def send(application: ReceivedBodies, **environ: Any) -> tuple[str, bytes]:
    started: list[str] = []
    known = {"HTTP_COOKIE": "csrftoken=1", **environ}
    body = b"".join(application(known, lambda status, headers: started.append(status)))
    return started[0], body


def test_a_body_arrives_as_it_was_sent() -> None:
    sent = b"0123456789" * 500_000
    status, body = send(ReceivedBodies(site, COOKIES), CONTENT_LENGTH=str(len(sent)), **{"wsgi.input": BytesIO(sent)})
    assert (status, body) == ("200 OK", sent)


def test_a_body_without_a_length_arrives_too() -> None:
    sent = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(b"one two")}
    assert send(ReceivedBodies(site, COOKIES), **sent) == ("200 OK", b"one two")


def test_whoever_drips_is_let_go(pairs: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_bodies, "WINDOW", 0.05)
    near, far = pairs[0]
    far.sendall(b"a")
    status, _body = send(
        ReceivedBodies(site, COOKIES),
        CONTENT_LENGTH="1000",
        **{"wsgi.input": Source(near, 1000), "gunicorn.socket": near},
    )
    assert status == "408 Request Timeout"


@pytest.mark.parametrize("length", [str(slow_bodies.LARGEST + 1), "", "99999999999999999999"])
def test_a_body_that_is_too_large_is_refused(length: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_bodies, "LARGEST", 10_000)
    sent = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(b"a" * 10_001)}
    assert send(ReceivedBodies(site, COOKIES), CONTENT_LENGTH=length, **sent)[0] == "413 Content Too Large"


@pytest.mark.parametrize("length", ["", str(slow_bodies.FORM + 1)])
def test_whoever_comes_from_no_page_of_ours_sends_a_form_at_most(length: str) -> None:
    application, sent = ReceivedBodies(site, COOKIES), {"HTTP_COOKIE": "other=1", "HTTP_TRANSFER_ENCODING": "chunked"}
    assert send(application, CONTENT_LENGTH=length, **sent)[0] == "413 Content Too Large"
    assert send(application, CONTENT_LENGTH="3", HTTP_COOKIE="", **{"wsgi.input": BytesIO(b"abc")})[0] == "200 OK"


def test_a_body_that_breaks_off_is_refused() -> None:
    sent = {"wsgi.input": BytesIO(b"half")}
    assert send(ReceivedBodies(site, COOKIES), CONTENT_LENGTH="8", **sent)[0] == "400 Bad Request"


def test_while_bodies_are_on_their_way_readers_are_answered(pairs: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_bodies, "FORM", 3)  # the bodies of four bytes are uploads
    application = ReceivedBodies(site, COOKIES)
    answers: list[tuple[str, bytes]] = []

    def upload(near: socket.socket) -> None:
        environ = {"wsgi.input": Source(near, 4), "gunicorn.socket": near}
        answers.append(send(application, CONTENT_LENGTH="4", **environ))

    held = [threading.Thread(target=upload, args=(near,)) for near, _far in pairs]
    for thread in held:
        thread.start()
    while application.uploads.acquire(blocking=False):  # until both have begun
        application.uploads.release()
    monkeypatch.setattr(slow_bodies, "TURN", 0)
    assert send(application, **{"wsgi.input": BytesIO()}) == ("200 OK", b"")
    assert send(application, CONTENT_LENGTH="3", **{"wsgi.input": BytesIO(b"abc")}) == ("200 OK", b"abc")
    assert send(application, CONTENT_LENGTH="4", **{"wsgi.input": BytesIO(b"abcd")})[0].startswith("503")
    for _near, far in pairs:
        far.sendall(b"abcd")
    for thread in held:
        thread.join()
    assert answers == [("200 OK", b"abcd")] * slow_bodies.AT_A_TIME


@contextmanager
def served(window: str) -> Iterator[int]:
    """Run gunicorn as the site is run, one process of four threads, and yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = [sys.executable, "-m", "gunicorn", "tests.delivery.echo", "--bind", f"fd://{listening.fileno()}"]
        process = subprocess.Popen(  # noqa: S603 - our own
            [*command, "--workers", "1", "--log-level", "error"],
            cwd=ROOT,
            env={**os.environ, "WINDOW": window},
            pass_fds=[listening.fileno()],
        )
        try:
            yield listening.getsockname()[1]
        finally:
            process.terminate()
            process.wait()


def ask(port: int, body: Any = None, **options: Any) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if body else "GET", "/", body, headers={"Cookie": "sessionid=1"}, **options)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


@pytest.mark.one_database
def test_gunicorn_hands_bodies_on_and_answers_readers_while_twelve_drip() -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na"
    with served("1") as port, ExitStack() as stack:
        assert ask(port, b"a" * 3_000_000) == (200, b"3000000")
        assert ask(port, iter([b"a" * 70_000, b"b"]), encode_chunked=True) == (200, b"70001")
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", port), 60)) for _number in range(12)]
        for one in slow:
            one.sendall(head)
        assert ask(port) == (200, b"0")
        assert {one.recv(12)[9:] for one in slow} == {b"408", b"503"}
        assert ask(port, b"abc") == (200, b"3")
