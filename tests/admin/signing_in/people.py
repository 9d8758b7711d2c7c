"""Somebody at the sign-in: with a password, with an app, with codes on paper."""

import hmac
import re
from base64 import b32decode
from typing import Any

from django.core import mail as outbox
from django.test import Client
from django.utils import timezone

from partnerships.models import User
from partnerships.staff import second_factor

WORD = "a-long-password-1"
FACTORS, STEP = "/admin/account/second-step/", "/admin/second-step/"


def code_of(key: str, steps: int = 0) -> str:
    """Return the code of an app by the formula of RFC 6238, so many steps from now."""
    step = int(timezone.now().timestamp()) // 30 + steps
    digest = hmac.digest(b32decode(key), step.to_bytes(8), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def give_password(name: str, word: str = WORD, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    return client, client.post("/admin/login/", {"username": name, "password": word})


def show(client: Client, code: str) -> Any:
    return client.post(STEP, {"code": code})


def is_in(client: Client) -> bool:
    return client.get("/admin/account/").status_code == 200


def with_app(user: User) -> str:
    """Give `user` an app and return its key; no code of it has been shown yet."""
    key = second_factor.new_app_key()
    second_factor.add_app(user, key, 0)
    return key


def codes_on(response: Any) -> list[str]:
    return re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>", response.content.decode())


def key_on(response: Any) -> str:
    (key,) = re.findall(r'factor-key">([A-Z2-7 ]+)<', response.content.decode())
    return key.replace(" ", "")


def link_in_letter() -> str:
    (letter,) = outbox.outbox
    (path,) = re.findall(r"https://register\.example\.org(/admin/password-reset/\S+)", letter.body)
    return path
