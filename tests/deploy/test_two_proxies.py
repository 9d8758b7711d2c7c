"""Our own proxy behind the town hall's: no endless redirect, the client's own address. Needs nginx and Caddy."""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest
from django.test import RequestFactory, override_settings

from partnerships.delivery.client_address import address_in

ROOT: Final = Path(__file__).resolve().parents[2]
NGINX, CADDY = (os.environ.get(name.upper()) or shutil.which(name) for name in ("nginx", "caddy"))
pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(not (NGINX and CADDY), reason="nginx and Caddy are not both here"),
]


class Site(BaseHTTPRequestHandler):
    """Answers with the headers that it got."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({name.lower(): value for name, value in self.headers.items()}).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def town_hall(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Start nginx as the town hall's proxy, Caddy by our own file behind it, and a site; yield the two ports."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    outer, inner = free_port(), free_port()
    caddyfile = (ROOT / "deploy/Caddyfile").read_text().replace("web:8000", f"127.0.0.1:{site.server_port}")
    (tmp_path / "Caddyfile").write_text(caddyfile.replace("{\n\tservers", "{\n\tadmin off\n\tservers", 1))
    ours = re.search(r"    client_max_body_size.*", (ROOT / "deploy/nginx.conf").read_text(), re.DOTALL)
    assert ours
    # TLS ends before this nginx, as at a town hall whose certificate we do not have.
    server = ours[0].replace("http://127.0.0.1:8000", f"http://127.0.0.1:{inner}").replace("$scheme", "https")
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ client_body_temp_path {tmp_path}/a; proxy_temp_path {tmp_path}/b; fastcgi_temp_path {tmp_path}/c;\n"
        f"uwsgi_temp_path {tmp_path}/d; scgi_temp_path {tmp_path}/e; server {{ listen 127.0.0.1:{outer};\n{server} }}\n"
    )
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "SITE_ADDRESS": f"http://:{inner}"}
    commands = (
        [str(CADDY), "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"],
        [str(NGINX), "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")],
    )
    running = [subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL) for command in commands]  # noqa: S603 - ours
    try:
        for port in (inner, outer):
            for _try in range(200):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except ConnectionRefusedError:
                    with pytest.raises(subprocess.TimeoutExpired):
                        running[0].wait(0.05)
        yield outer, inner
    finally:
        for process in running:
            process.terminate()
            process.wait()
        site.shutdown()
        site.server_close()


def headers(port: int, client: str, **sent: str) -> dict[str, str]:
    """Ask as `client` and return what the site was told."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20, source_address=(client, 0))
    connection.request("GET", "/", headers={"Host": "register.example.org", **sent})
    answer = connection.getresponse()
    assert answer.status == 200
    found: dict[str, str] = json.loads(answer.read())
    connection.close()
    return found


def test_the_client_and_tls_are_known_behind_both(town_hall: tuple[int, int]) -> None:
    got = headers(town_hall[0], "127.0.0.9", **{"X-Forwarded-For": "203.0.113.66", "X-Forwarded-Proto": "http"})
    request = RequestFactory().get("/", headers={"X-Forwarded-For": got["x-forwarded-for"]}, REMOTE_ADDR="127.0.0.1")
    assert got["host"] == "register.example.org"
    assert got["x-forwarded-proto"] == "https"  # so the site leads nobody to https again
    with override_settings(PROXIES=2):
        assert address_in(request.META) == "127.0.0.9"  # whom nginx served, not what that one claims


def test_whoever_reaches_our_proxy_past_the_other_is_not_believed(town_hall: tuple[int, int]) -> None:
    got = headers(town_hall[1], "127.0.0.9", **{"X-Forwarded-For": "203.0.113.66", "X-Forwarded-Proto": "https"})
    assert (got["x-forwarded-proto"], got["x-forwarded-for"]) == ("http", "127.0.0.9")
