"""The address a request comes from, behind as many proxies of ours as the settings name."""

import re
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

#: What one household or office gets of IPv6; whoever has it changes the rest of the address at will.
PREFIX: Final = 64
#: Some proxies add the port of the connection; IPv6 then stands in brackets.
WITH_PORT: Final = re.compile(r"\[(?P<v6>[^\]]+)\](?::\d+)?|(?P<v4>[\d.]+):\d+")


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the reader; None where the server was reached without one."""
    return address_in(request.META)


def address_in(environ: Mapping[str, Any]) -> str | None:
    """Return the address of the reader; None where the server was reached without one, as by a socket.

    Each proxy adds to the end of X-Forwarded-For whom it serves, so only its last PROXIES entries are to be believed.
    """
    last = environ.get("REMOTE_ADDR", "")
    passed = [part.strip() for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    believed = passed[-settings.PROXIES :] if settings.PROXIES else []
    for found in (*believed[:1], last):
        written = WITH_PORT.fullmatch(found)
        try:
            address = ip_address((written["v6"] or written["v4"]) if written else found)
        except ValueError:
            continue
        return str((isinstance(address, IPv6Address) and address.ipv4_mapped) or address)
    return None


def client_network(request: HttpRequest) -> str | None:
    """Return the address by which attempts are counted: of IPv6 the network alone."""
    address = client_address(request)
    if address is None or ":" not in address:
        return address
    return str(ip_network((address, PREFIX), strict=False).network_address)
