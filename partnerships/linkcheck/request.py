"""Asks one outside address whether it opens, and never anything that is not on the public network.

An address is text that somebody wrote, and so is each redirect: before every request the host is resolved here, each
of its numbers has to be public, and the connection goes to that very number, so nobody can swap it in between.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Network, ip_address
from re import compile as pattern
from threading import Lock, Timer
from typing import Final
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri

from partnerships.models.outside_link import LinkFault

SECONDS: Final = 10.0
REDIRECTS: Final = 5
TRIES: Final = 4
LONGEST: Final = 2000
PORTS: Final = {"http": 80, "https": 443}
HEADERS: Final = {
    "User-Agent": "register-of-partner-cities (checks whether links open)",
    "Accept": "*/*",
    "Connection": "close",
}
#: A server that answers so may know GET all the same.
KNOWS_NO_HEAD: Final = {400, 403, 404, 405, 500, 501, 503}
FOR_GOOD: Final = {301, 308}
REDIRECTED: Final = {*FOR_GOOD, 302, 303, 307}
HOST: Final = pattern(r"[a-z0-9_.-]{1,253}|\[[0-9a-f:.]+\]")
GLOBAL_UNICAST: Final = IPv6Network("2000::/3")

#: Where a socket connects to, and how it is told so: as the system answers for a name.
type Number = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
type FoundNumber = tuple[int, int, int, str, Number]

#: One request at a time to each host.
_turns: dict[str, Lock] = {}


@dataclass(frozen=True)
class Answer:
    """What an address answered; without a fault it opens."""

    fault: str = ""
    moved_to: str = ""


@dataclass(frozen=True)
class Target:
    """An address taken apart."""

    host: str
    port: int
    path: str
    is_secure: bool


class RefusedAddress(Exception):
    """An address that must not be asked, or that leads nowhere."""

    def __init__(self, fault: LinkFault) -> None:
        self.fault = fault


def ask(address: str) -> Answer:
    """Return whether `address` opens, and where it has moved for good."""
    here, moved_to, for_good = address, "", True
    try:
        for _hop in range(REDIRECTS + 1):
            status, location = _answer(here)
            if status not in REDIRECTED or not location:
                fault = _fault(status)
                return Answer(fault, "" if fault else moved_to)
            here = urljoin(here, location)
            for_good = for_good and status in FOR_GOOD
            moved_to = here if for_good else moved_to
    except RefusedAddress as refused:
        return Answer(refused.fault)
    except ssl.SSLCertVerificationError:
        return Answer(LinkFault.CERTIFICATE)
    except socket.gaierror:
        return Answer(LinkFault.NO_HOST)
    except (OSError, HTTPException, ValueError):  # ValueError: a redirect to what is no address
        return Answer(LinkFault.NO_ANSWER)
    return Answer(LinkFault.CIRCLE)


def _fault(status: int) -> str:
    """Return why a page does not open; one that only refuses programs does."""
    if status >= 500:
        return LinkFault.SERVER_ERROR
    return {404: LinkFault.NOT_FOUND, 410: LinkFault.GONE}.get(status, "")


def take_apart(address: str) -> Target:
    """Return the parts of `address`, or refuse one that is more than a page of the web."""
    try:
        parts = urlsplit(address)
        scheme, port = parts.scheme, parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        raise RefusedAddress(LinkFault.NOT_ASKED) from None
    host = f"[{host}]" if ":" in host else host
    if len(address) > LONGEST or scheme not in PORTS or port not in {None, *PORTS.values()}:
        raise RefusedAddress(LinkFault.NOT_ASKED)
    if "@" in parts.netloc or not HOST.fullmatch(host):
        raise RefusedAddress(LinkFault.NOT_ASKED)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port or PORTS[scheme], iri_to_uri(path), scheme == "https")


def is_public(number: str) -> bool:
    """Say whether a number of the network is one that the whole world reaches under it."""
    ip = ip_address(number)
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved
    # Outside this block a number may carry an IPv4 one of an internal network.
    return ip in GLOBAL_UNICAST and ip.is_global


def _answer(address: str) -> tuple[int, str]:
    """Return the status of `address` and where it redirects to."""
    target = take_apart(address)
    with _turns.setdefault(target.host, Lock()):
        status, location = _request("HEAD", target)
        return _request("GET", target) if status in KNOWS_NO_HEAD else (status, location)


def _request(method: str, target: Target) -> tuple[int, str]:
    """Send one request and read no more of the answer than its head."""
    with closing(HTTPConnection(target.host, target.port)) as connection, _line(target) as line:
        connection.auto_open = 0  # it would resolve the host once more, without looking at the number
        connection.sock = line
        connection.request(method, target.path, headers={**HEADERS, "Host": target.host})
        with closing(connection.getresponse()) as answer:
            location = answer.getheader("Location") or ""
            return answer.status, location.encode("latin-1").decode(errors="replace")


@contextmanager
def _line(target: Target) -> Iterator[socket.socket]:
    """Open a connection to `target` that ends when its time is over, however slowly the other side talks."""
    line = dial(resolve(target), target)
    if target.is_secure:
        line = tls().wrap_socket(line, server_hostname=target.host.strip("[]"))
    end = Timer(SECONDS, _hang_up, [line])
    end.start()
    with line:
        try:
            yield line
        finally:
            end.cancel()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # not TLS's own, which would disturb who is reading


def tls() -> ssl.SSLContext:
    """Return the rules by which certificates are judged: those of the system."""
    return ssl.create_default_context()


def resolve(target: Target) -> list[FoundNumber]:
    """Return the numbers of the host, ready to be connected to, if every one of them is public."""
    found = socket.getaddrinfo(target.host.strip("[]"), target.port, type=socket.SOCK_STREAM)
    if not all(is_public(str(number[0])) for *_how, number in found):
        raise RefusedAddress(LinkFault.INSIDE)
    return [*found]


def dial(numbers: list[FoundNumber], target: Target) -> socket.socket:
    """Connect to the first of a few `numbers` that answers."""
    fault = OSError(target.host)
    for family, kind, protocol, _name, number in numbers[:TRIES]:
        line = socket.socket(family, kind, protocol)
        line.settimeout(SECONDS)
        try:
            connect_to(line, number)
        except OSError as error:
            line.close()
            fault = error
        else:
            return line
    raise fault


def connect_to(line: socket.socket, number: Number) -> None:
    """Connect to exactly this number."""
    line.connect(number)
