"""Wrong codes and passkeys: counted for the account, from whatever address they come, and told to its owner."""

import re
import struct
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from cryptography.exceptions import UnsupportedAlgorithm
from django.core import mail as outbox
from django.core.management import call_command
from django.test import Client
from fido2.server import Fido2Server

from partnerships.models import User
from partnerships.staff import mail
from tests.admin.signing_in.people import FACTORS, STEP, WORD, code_of, give_password, is_in, show, with_app
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_the_clock() -> Any:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def at(number: int) -> Client:
    return Client(REMOTE_ADDR=f"198.51.100.{number}")


def guess_from_ten_addresses() -> list[int]:
    return [show(give_password("head", client=at(number))[0], f"{number:06}").status_code for number in range(10)]


def end_the_pause_by_time(user: User, clock: Any) -> None:
    clock.shift(15 * 60 + 1)


def end_the_pause_by_command(user: User, clock: Any) -> None:
    call_command("account", user.username, "--unlock", stdout=StringIO())


@pytest.mark.parametrize("end", [end_the_pause_by_time, end_the_pause_by_command])
def test_whoever_has_the_password_guesses_at_codes_ten_times_from_wherever(end: Any, by_the_clock: Any) -> None:
    user = person("head")
    key = with_app(user)
    assert guess_from_ten_addresses() == [200] * 9 + [429]
    client = give_password("head", client=at(77))[0]
    assert show(client, code_of(key)).status_code == 429
    end(user, by_the_clock)
    assert show(give_password("head", client=at(77))[0], code_of(key)).status_code == 302


def test_the_right_code_starts_the_count_anew(by_the_clock: Any) -> None:
    key = with_app(person("head"))
    for number in range(2):
        client = give_password("head", client=at(number))[0]
        assert [show(client, "000000").status_code for _guess in range(9)] == [200] * 9
        assert show(client, code_of(key)).status_code == 302
        by_the_clock.shift(30)


def test_nobody_closes_the_second_step_without_the_password() -> None:
    user = person("head")
    key = with_app(user)
    for name in (f"second step: {user.pk}", "head"):
        for number in range(12):
            give_password(name, "wrong", at(number))
    assert show(give_password("head")[0], code_of(key)).status_code == 302


def test_the_owner_is_told_once_of_wrong_codes(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.setattr(mail.postman, "submit", lambda act, *given: act(*given))
    user = person("head")
    User.objects.filter(pk=user.pk).update(email="head@example.org")
    with_app(user)
    with django_capture_on_commit_callbacks(execute=True):
        client = give_password("head")[0]
        for _guess in range(12):
            show(client, "000000")
    (letter,) = outbox.outbox
    assert letter.to == ["head@example.org"]
    assert "http://testserver/admin/password_change/" in letter.body
    assert "Second step refused: 'head', from 127.0.0.1" in caplog.messages


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"code": "000000"}, "Дождитесь следующего"),
        ({"code": "abcd-efgh-jkmn"}, "резервный код"),
        ({"passkey": "{}"}, "Ключ доступа не принят"),
    ],
)
def test_a_refusal_says_what_to_do_next(sent: dict[str, str], words: str) -> None:
    with_app(person("head"))
    (note,) = re.findall('errornote">(.+?)<', give_password("head")[0].post(STEP, sent).content.decode())
    assert words in note


def test_wrong_codes_are_guesses_like_wrong_passwords(by_the_clock: Any) -> None:
    key = with_app(person("head"))
    client = give_password("head")[0]
    assert [show(client, f"{number:06}").status_code for number in range(10)] == [200] * 9 + [429]
    assert show(client, code_of(key)).status_code == 429
    assert not is_in(client)
    assert show(give_password("head")[0], code_of(key)).status_code == 429

    by_the_clock.shift(9 * 60)
    assert show(client, code_of(key)).headers["Retry-After"] == "360"  # counted from the last that was looked at
    by_the_clock.shift(361)
    client = give_password("head")[0]
    assert show(client, code_of(key)).status_code == 302


@pytest.mark.parametrize(
    "raised",
    [
        IndexError,
        struct.error,
        AssertionError,
        NotImplementedError,
        RecursionError,
        OverflowError,
        UnsupportedAlgorithm,
    ],
)
def test_whatever_the_library_raises_at_an_answer_is_a_wrong_guess(
    raised: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: Any) -> None:
        raise raised("cannot be read")

    for name in ("authenticate_complete", "register_complete"):
        monkeypatch.setattr(Fido2Server, name, fail)
    with_app(person("head"))
    client = give_password("head")[0]
    assert [client.post(STEP, {"passkey": "{}"}).status_code for _guess in range(10)] == [200] * 9 + [429]
    signed = give_password(person("editor").username)[0]
    assert signed.post(FACTORS, {"act": "passkey", "answer": "{}", "password": WORD}).status_code == 302
