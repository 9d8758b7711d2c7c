"""The port of the metrics: taken by the master of gunicorn, answered by its workers."""

import errno
import socket
from typing import Any

from config import environment

_listening: dict[tuple[str, int], socket.socket] = {}


def asked() -> tuple[str, int] | None:
    """Return where the settings want metrics; None for nowhere."""
    port = environment.number("METRICS_PORT", default=0, least=0, most=65_535)
    return (environment.host("METRICS_ADDRESS", "127.0.0.1", "127.0.0.1"), port) if port else None


def expect_other_than(site: list[tuple[str, int] | str], where: tuple[str, int]) -> None:
    """Refuse the port at which the site itself is asked, on whichever address of the machine."""
    if where[1] in [address[1] for address in site if isinstance(address, tuple)]:
        raise environment.refused("METRICS_PORT", "the site itself listens at this port", "9464", str(where[1]))


def listen(where: tuple[str, int]) -> socket.socket:
    """Return the socket at `where`, the same one at each call: workers inherit that of their master."""
    if where not in _listening:
        try:
            _listening[where] = _new(where)
        except socket.gaierror as error:
            fault = "there is no such address on this machine"
            raise environment.refused("METRICS_ADDRESS", fault, "127.0.0.1", where[0]) from error
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                fault = "this machine has no such address"
                raise environment.refused("METRICS_ADDRESS", fault, "127.0.0.1", where[0]) from error
            fault = f"nothing can listen at {where[0]}, port {where[1]} ({error.strerror})"
            raise environment.refused("METRICS_PORT", fault, "9464", str(where[1])) from error
    return _listening[where]


def _new(where: tuple[str, int]) -> socket.socket:
    found: list[Any] = socket.getaddrinfo(*where, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, *_kind, address = found[0]
    made = socket.create_server(address, family=family)
    made.setblocking(False)  # of several workers that wake up for one caller, the others go on
    return made
