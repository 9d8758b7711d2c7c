"""A form for readers as somebody fills it in."""

import re
from datetime import timedelta
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

MESSAGE: dict[str, Any] = {
    "sender": "Анна Петрова",
    "kind": "school",
    "organization": "Школа № 1, Омск",
    "mailbox": "anna@school.example",
    "text": "Ищем школу для переписки.\nДети 12 лет.",
    "consent": "on",
}


def stamp_of(client: Client, address: str) -> str:
    """Return the stamp of the form as it was opened a minute ago."""
    with time_machine.travel(timezone.now() - timedelta(minutes=1), tick=False):
        page = client.get(address).content.decode()
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found
    return found[1]


def filled(client: Client, address: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return what a browser sends of the form at `address`."""
    return {"website": "", "stamp": stamp_of(client, address), **given}
