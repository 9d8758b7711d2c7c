"""The second factor: nobody who has one, or must have one, gets in by a password alone."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.files.intake import accept_photo
from partnerships.models import Event, Photo, SecondFactor, User
from partnerships.staff import second_factor
from tests.admin.signing_in.people import (
    FACTORS,
    STEP,
    WORD,
    code_of,
    codes_on,
    give_password,
    is_in,
    key_on,
    show,
    with_app,
)
from tests.conftest import picture, save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_the_clock() -> Any:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, cut to six digits."""
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for moment, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        with time_machine.travel(moment, tick=False):
            assert second_factor.step_of(key, code) == moment // 30


def test_the_password_alone_opens_nothing_and_the_code_does() -> None:
    key = with_app(person("head"))
    client, answer = give_password("head")
    assert answer.url == STEP
    assert not is_in(client)
    assert client.get("/admin/").url.startswith("/admin/login/")

    assert show(client, "000000").status_code == 200
    assert not is_in(client)

    assert show(client, code_of(key)).url == "/admin/"
    assert is_in(client)


def test_one_comes_to_the_page_one_asked_for() -> None:
    key = with_app(person("head"))
    client = Client()
    client.post("/admin/login/", {"username": "head", "password": WORD, "next": "/admin/partnerships/city/"})
    assert show(client, code_of(key)).url == "/admin/partnerships/city/"


def test_a_code_works_once_and_an_earlier_one_not_after_it(by_the_clock: Any) -> None:
    key = with_app(person("head"))
    first, earlier = code_of(key), code_of(key, -1)
    assert show(give_password("head")[0], first).status_code == 302
    for code in (first, earlier):
        again = give_password("head")[0]
        assert "использован раньше" in show(again, code).content.decode()
        assert not is_in(again)
    by_the_clock.shift(30)
    assert show(give_password("head")[0], code_of(key)).status_code == 302


def test_a_clock_may_be_half_a_minute_wrong_but_no_more() -> None:
    key = with_app(person("head"))
    taken = {steps: second_factor.step_of(key, code_of(key, steps)) is not None for steps in (-2, -1, 0, 1, 2)}
    assert taken == {-2: False, -1: True, 0: True, 1: True, 2: False}


def test_the_time_for_the_code_runs_out_and_a_changed_password_ends_it(by_the_clock: Any) -> None:
    user = person("head")
    key = with_app(user)
    client = give_password("head")[0]
    by_the_clock.shift(601)
    assert show(client, code_of(key)).url == "/admin/login/"

    client = give_password("head")[0]
    user.set_password("another-long-word-2")
    user.save()
    assert show(client, code_of(key)).url == "/admin/login/"
    assert not is_in(client)


def test_an_app_is_set_up_by_its_picture_and_brings_recovery_codes() -> None:
    client = give_password(person("editor").username)[0]
    other = give_password("editor")[0]
    page = client.get(FACTORS)
    key = key_on(page)
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode()

    wrong = client.post(FACTORS, {"act": "app", "code": "12345"})
    assert "Этот код не подходит" in wrong.content.decode()
    assert key_on(wrong) == key

    unproved = client.post(FACTORS, {"act": "app", "code": code_of(key), "password": "wrong"})
    assert "Пароль неверен" in unproved.content.decode()
    assert not SecondFactor.objects.exists()

    shown = client.post(FACTORS, {"act": "app", "code": code_of(key), "password": WORD})
    codes = codes_on(shown)
    assert len(set(codes)) == 10
    assert "no-store" in shown.headers["Cache-Control"]
    assert all(code in shown.content.decode().split("data:text/plain")[1] for code in codes)  # the file to keep
    assert codes_on(client.get(FACTORS)) == []
    assert is_in(client)
    assert not is_in(other)  # what was open with a password alone is closed

    kept = " ".join(SecondFactor.objects.values_list("secret", flat=True))
    assert key not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_a_recovery_code_opens_once_in_whatever_way_it_is_typed() -> None:
    user = person("head")
    with_app(user)
    code, *others = second_factor.new_recovery_codes(user)
    client = give_password("head")[0]
    assert show(client, f" {code.upper()} ").status_code == 302
    assert "осталось 9" in client.get("/admin/").content.decode()
    assert show(give_password("head")[0], code).status_code == 200
    assert show(give_password("head")[0], others[0].replace("-", "")).status_code == 302


def test_new_recovery_codes_ask_for_the_password_and_end_the_old_ones() -> None:
    user = person("head")
    key = with_app(user)
    old = second_factor.new_recovery_codes(user)
    client = give_password("head")[0]
    show(client, code_of(key))
    client.post(FACTORS, {"act": "recovery", "password": "wrong"})
    assert user.second_factors.unused_recovery().count() == 10
    new = codes_on(client.post(FACTORS, {"act": "recovery", "password": WORD}))
    assert len(new) == 10
    assert not second_factor.accepts(user, old[0])
    assert second_factor.accepts(user, new[0])


def test_nobody_touches_the_second_factor_of_somebody_else() -> None:
    other = person("head", "other")
    with_app(other)
    client = give_password(person("head").username)[0]
    client.post(FACTORS, {"act": "remove", "factor": other.second_factors.get().pk, "password": WORD})
    assert other.second_factors.count() == 1


def test_whoever_has_one_cannot_set_up_another_by_the_password_alone() -> None:
    with_app(person("head"))
    client = give_password("head")[0]
    assert client.get(FACTORS).url == "/admin/login/"
    client = give_password("head")[0]
    assert client.post(FACTORS, {"act": "app", "code": "123456"}).url == "/admin/login/"


def test_the_command_says_what_it_can_do() -> None:
    with pytest.raises(CommandError, match="--reset-second-factor"):
        call_command("account", person("head").username)
    with pytest.raises(CommandError, match="no account nobody"):
        call_command("account", "nobody", "--unlock")


def test_a_changed_secret_key_lets_nobody_in_by_an_old_app(settings: Any) -> None:
    user = person("head")
    key = with_app(user)
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 10
    assert not second_factor.accepts(user, code_of(key))
    settings.SECRET_KEY_FALLBACKS = [before]
    assert second_factor.accepts(user, code_of(key))


def test_hidden_files_stay_closed_to_a_password_alone() -> None:
    key = with_app(person("head"))
    draft = save(Event(slug="d", title_ru="Черновик", form="meeting"), public=False)
    photo = save(Photo(record=draft, file=accept_photo(picture((400, 400))), alt_ru="Мост"))
    path = f"/files/photos/{photo.file.name.split('/')[1]}/480.webp"
    client = give_password("head")[0]
    assert client.get(path).status_code == 404
    show(client, code_of(key))
    opened: Any = client.get(path)
    assert opened.status_code == 200
    opened.close()


@pytest.mark.parametrize("answer", ["", "{}", "null", "[]", '{"id": "x"}', "not json", '{"rawId": 5, "response": {}}'])
def test_a_forged_passkey_is_refused(answer: str) -> None:
    user = person("head")
    with_app(user)
    client = give_password("head")[0]
    client.get(STEP)
    assert client.post(STEP, {"passkey": answer}).status_code == 200
    assert not is_in(client)
    signed = give_password(person("editor").username)[0]
    signed.get(FACTORS)
    assert signed.post(FACTORS, {"act": "passkey", "answer": answer, "password": WORD}).status_code == 302
    assert not User.objects.get(username="editor").second_factors.exists()


@pytest.mark.parametrize("sent", [{"act": "app"}, {"act": "passkey", "answer": "{}"}])
def test_an_open_session_alone_adds_no_second_step(sent: dict[str, str]) -> None:
    client = give_password(person("editor").username)[0]
    code = code_of(key_on(client.get(FACTORS)))
    for password in ({}, {"password": "wrong"}):
        answer = client.post(FACTORS, {**sent, "code": code, **password}, follow=True)
        assert "Пароль неверен" in answer.content.decode()
    assert not SecondFactor.objects.exists()
