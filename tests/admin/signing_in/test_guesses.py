"""Guessing passwords: it ends soon, and shuts out nobody but who guesses."""

import logging
import re
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from partnerships.models import User

pytestmark = pytest.mark.django_db
WORD = "a-long-password-1"
OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


def try_to_sign_in(name: str, word: str, address: str = OFFICE, **headers: str) -> Any:
    return Client(REMOTE_ADDR=address, **headers).post("/admin/login/", {"username": name, "password": word})


def guess(name: str, times: int = 10, address: str = OFFICE, **headers: str) -> list[int]:
    return [try_to_sign_in(name, f"wrong-{number}", address, **headers).status_code for number in range(times)]


@pytest.fixture(autouse=True)
def staff(db: None) -> None:
    for name in ("mayor", "anna"):
        User.objects.create_user(name, password=WORD, is_staff=True)


def test_the_tenth_wrong_password_closes_the_account_to_that_address() -> None:
    assert guess("mayor") == [200] * 9 + [429]

    refused = try_to_sign_in("mayor", WORD)
    assert refused.status_code == 429
    assert 14 * 60 < int(refused.headers["Retry-After"]) <= 15 * 60
    assert "no-store" in refused.headers["Cache-Control"]
    assert "Слишком много попыток" in refused.content.decode()
    assert refused.content == try_to_sign_in("mayor", "wrong again").content


def test_colleagues_at_the_same_address_and_the_owner_elsewhere_sign_in() -> None:
    guess("mayor")
    assert try_to_sign_in("anna", WORD).status_code == 302
    assert try_to_sign_in("mayor", WORD, ELSEWHERE).status_code == 302
    assert try_to_sign_in("mayor", WORD).status_code == 429  # that did not open the door to the guesser


def test_another_browser_and_another_address_of_the_same_network_are_the_same_guesser() -> None:
    for number in range(10):
        last = try_to_sign_in("mayor", "wrong", f"2001:db8:1:2::{number}", HTTP_USER_AGENT=f"browser {number}")
    assert last.status_code == 429
    assert try_to_sign_in("mayor", WORD, "2001:db8:1:2:ffff::1").status_code == 429
    assert try_to_sign_in("mayor", WORD, "2001:db8:1:3::1").status_code == 302


def test_the_pause_ends_by_itself_and_going_on_guessing_does_not_prolong_it() -> None:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        guess("mayor")
        clock.shift(14 * 60)
        assert try_to_sign_in("mayor", "wrong").headers["Retry-After"] == "60"
        clock.shift(61)
        assert try_to_sign_in("mayor", WORD).status_code == 302


def test_the_administrator_ends_the_pause_by_a_command() -> None:
    guess("mayor")
    out = StringIO()
    call_command("account", "mayor", "--unlock", stdout=out)
    assert "mayor" in out.getvalue()
    assert try_to_sign_in("mayor", WORD).status_code == 302


def test_the_right_password_starts_the_count_anew() -> None:
    guess("mayor", 9)
    assert try_to_sign_in("mayor", WORD).status_code == 302
    assert guess("mayor", 9) == [200] * 9


def masked(response: Any, name: str) -> tuple[int, str]:
    """Return an answer without the name that was sent and what is new each time."""
    page = response.content.decode().replace(f'value="{name}"', 'value="…"')
    return response.status_code, re.sub(r'(nonce|name="csrfmiddlewaretoken" value)="[^"]+"', "", page)


def test_an_unknown_a_disabled_and_an_account_without_password_answer_as_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    User.objects.create_user("gone", password=WORD, is_staff=True, is_active=False)
    User.objects.create_user("passless", is_staff=True)
    names = ("mayor", "nobody", "gone", "passless")
    answers = {name: [masked(try_to_sign_in(name, "wrong"), name) for _ in range(11)] for name in names}
    assert [status for status, _page in answers["mayor"]] == [200] * 9 + [429] * 2
    assert answers == dict.fromkeys(names, answers["mayor"])  # word for word
    assert masked(try_to_sign_in("gone", WORD), "gone") == answers["mayor"][-1]


def test_each_guess_costs_one_hash_whoever_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    User.objects.create_user("gone", password=WORD, is_staff=True, is_active=False)
    User.objects.create_user("passless", is_staff=True)
    made: list[str] = []
    whole = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: made.append("") or whole(*given))
    costs = {}
    for name in ("mayor", "nobody", "gone", "passless"):
        made.clear()
        try_to_sign_in(name, "wrong")
        costs[name] = len(made)
    assert costs == dict.fromkeys(costs, 1)
    guess("mayor")
    made.clear()
    try_to_sign_in("mayor", WORD)
    assert made == []  # and a refused one costs none


def test_failures_are_in_the_log_with_name_and_address_but_no_unknown_name(caplog: Any) -> None:
    with caplog.at_level(logging.WARNING, "partnerships"):
        try_to_sign_in("mayor", "wrong")
        try_to_sign_in("my-secret-password", "")
        try_to_sign_in("my-secret-password", "x")
    assert [record.getMessage() for record in caplog.records] == [
        f"Sign-in refused: 'mayor', from {OFFICE}",
        f"Sign-in refused: an unknown account, from {OFFICE}",
    ]


@pytest.mark.parametrize(
    ("proxies", "passed", "client"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "10.9.9.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "198.51.100.1"),
        (1, "nonsense", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "198.51.100.1:51234", "198.51.100.1"),
        (1, "[2001:db8:5::7]:51234", "2001:db8:5::7"),
        (1, "[2001:db8:5::7]", "2001:db8:5::7"),
        (2, "[::ffff:198.51.100.1]:80, 10.0.0.2:443", "198.51.100.1"),
    ],
)
def test_only_what_our_own_proxies_say_of_the_client_counts(
    proxies: int, passed: str, client: str, settings: Any
) -> None:
    settings.PROXIES = proxies
    through = {"address": "192.0.2.1", "HTTP_X_FORWARDED_FOR": passed}
    guess("mayor", **through)
    settings.PROXIES = 0
    assert try_to_sign_in("mayor", WORD, client).status_code == 429
    assert try_to_sign_in("mayor", WORD, "192.0.2.77").status_code == 302


@pytest.mark.parametrize(
    ("asked", "words"),
    [("ru", "Слишком много попыток"), ("en-GB,en;q=0.9", "Too many attempts")],
)
def test_the_answer_speaks_the_language_of_the_browser(asked: str, words: str) -> None:
    guess("mayor")
    with translation.override(None):
        response = try_to_sign_in("mayor", WORD, HTTP_ACCEPT_LANGUAGE=asked)
    assert words in response.content.decode()
