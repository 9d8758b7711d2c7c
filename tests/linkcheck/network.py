"""A world of its own: names and numbers as the test says, and one server of this machine behind all of them."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from partnerships.linkcheck import request

PUBLIC = "93.184.215.14"


class World:
    """The sites of a test, and what was asked of them."""

    def __init__(self) -> None:
        #: Name → the numbers it stands for, a new answer each time while there are several.
        self.names: dict[str, list[list[str]]] = {}
        #: Name and path → status and headers.
        self.pages: dict[str, tuple[int, dict[str, str]]] = {}
        #: Addresses that refuse HEAD.
        self.without_head: dict[str, int] = {}
        self.pause = 0.0
        self.dialled: list[str] = []
        self.requests: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.at_once: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self.lock = threading.Lock()

    def site(self, address: str, status: int = 200, *, number: str = PUBLIC, **headers: str) -> str:
        """Let `address` (name and path) answer so; return it whole."""
        self.names.setdefault(address.partition("/")[0], [[number]])
        self.pages[address] = status, headers
        return f"http://{address}"

    def answer(self, handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        """Note what is asked, and return what its site says."""
        host = handler.headers["Host"]
        address, method = host + handler.path, handler.command
        with self.lock:
            self.requests.append((method, address))
            self.headers.append(dict(handler.headers))
            self.at_once[host] += 1
            self.at_once["every host"] += 1
            self.most_at_once |= self.at_once
        time.sleep(self.pause)
        with self.lock:
            self.at_once.subtract([host, "every host"])
        if method == "HEAD" and address in self.without_head:
            return self.without_head[address], {}
        return self.pages.get(address, (404, {}))

    def resolve(self, host: Any, port: Any, **how: Any) -> list[Any]:
        """Stand for the resolver: the names of the test, and numbers in any spelling; nothing else exists."""
        known = self.names.get(host)
        if known is None:
            return REAL(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        numbers = known.pop(0) if len(known) > 1 else known[0]
        return [found for number in numbers for found in REAL(number, port, type=socket.SOCK_STREAM)]


REAL = socket.getaddrinfo


def handler_of(world: World) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers = world.answer(self)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 - the library's own name

        def log_message(self, *args: Any) -> None:
            """Keep the output of the tests clean."""

    return Handler


@contextmanager
def listening(world: World, patch: pytest.MonkeyPatch, wrap: Any = None) -> Iterator[None]:
    """Serve `world` from this machine; a connection to any number comes out here, and is counted."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(world))
    if wrap:
        server.socket = wrap(server.socket)

    def connect(line: socket.socket, number: Any) -> None:
        with world.lock:
            world.dialled.append(number[0])
        line.connect(server.server_address)

    patch.setattr(socket, "getaddrinfo", world.resolve)
    patch.setattr(request, "connect_to", connect)
    patch.setattr(request, "_turns", {})
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
