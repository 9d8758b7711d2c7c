"""Who has to have a second factor, from when, and what becomes of a lost one."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client

from partnerships.models import User
from partnerships.staff import second_factor
from tests.admin.signing_in.people import FACTORS, WORD, code_of, codes_on, give_password, is_in, key_on, show, with_app
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_the_clock() -> Any:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def sign_in_by_role(role: str) -> str:
    return give_password(person(role).username)[1].url


@pytest.mark.parametrize(
    ("days", "pages"),
    [
        (0, {"viewer": "/admin/", "editor": "/admin/", "head": FACTORS, "administrator": FACTORS}),
        (14, dict.fromkeys(("viewer", "editor", "head", "administrator"), "/admin/")),
    ],
)
def test_by_default_head_and_administrator_need_one(days: int, pages: dict[str, str], settings: Any) -> None:
    settings.SECOND_FACTOR_DAYS = days
    assert {role: sign_in_by_role(role) for role in pages} == pages


@pytest.mark.parametrize(("roles", "page"), [([], "/admin/"), (["editor"], FACTORS), (["viewer"], FACTORS)])
def test_the_office_says_which_roles_need_one(roles: list[str], page: str, settings: Any) -> None:
    settings.SECOND_FACTOR_DAYS, settings.SECOND_FACTOR_ROLES = 0, roles
    assert sign_in_by_role("editor") == page


def test_so_do_a_superuser_and_whoever_may_publish_by_another_way(clerk: User, settings: Any) -> None:
    settings.SECOND_FACTOR_DAYS = 0
    assert give_password("clerk")[1].url == FACTORS
    own = Group.objects.create(name="press office")
    own.permissions.set(Permission.objects.filter(codename="publish_event"))
    person("editor").groups.add(own)
    assert give_password("editor")[1].url == FACTORS


def test_after_the_days_the_password_leads_only_to_setting_one_up(by_the_clock: Any) -> None:
    person("head")
    client = give_password("head")[0]
    assert "15 сентября 2026" in client.get(FACTORS).content.decode()
    by_the_clock.shift(timedelta(days=13, hours=23))
    client, answer = give_password("head")
    assert answer.url == "/admin/"
    by_the_clock.shift(timedelta(minutes=61))

    assert not is_in(client)  # the session that goes on is asked too
    page = client.get("/admin/login/").content.decode()
    assert 'name="username"' in page
    assert "Срок настройки второго шага истёк" in page
    assert client.get(FACTORS).url == "/admin/login/"  # an open session is no password
    fresh, answer = give_password("head")
    assert answer.url == FACTORS
    assert not is_in(fresh)
    shown = fresh.post(FACTORS, {"act": "app", "code": code_of(key_on(fresh.get(FACTORS)))})
    assert len(codes_on(shown)) == 10
    assert is_in(fresh)


def test_the_last_one_stays_with_whoever_needs_it_and_goes_from_whoever_does_not() -> None:
    for role, left in (("head", 1), ("editor", 0)):
        user = person(role)
        key = with_app(user)
        second_factor.new_recovery_codes(user)
        client = give_password(role)[0]
        show(client, code_of(key))
        factor = user.second_factors.lasting().get().pk
        client.post(FACTORS, {"act": "remove", "factor": factor, "password": "wrong"})
        assert user.second_factors.lasting().count() == 1
        client.post(FACTORS, {"act": "remove", "factor": factor, "password": WORD})
        assert user.second_factors.lasting().count() == left
        assert user.second_factors.exists() == bool(left)


def reset_on_the_screen(user: User) -> None:
    boss = Client()
    boss.force_login(person("administrator"))
    page = f"/admin/partnerships/user/{user.pk}/"
    assert "Сбросить второй шаг" in boss.get(f"{page}change/").content.decode()
    assert boss.post(f"{page}reset-second-step/").status_code == 302
    assert "Сбросить второй шаг" not in boss.get(f"{page}change/").content.decode()


def test_nobody_resets_their_own_on_the_screen() -> None:
    boss = person("administrator")
    key = with_app(boss)
    client = give_password("administrator")[0]
    show(client, code_of(key))
    page = f"/admin/partnerships/user/{boss.pk}/"
    assert "Сбросить второй шаг" not in client.get(f"{page}change/").content.decode()
    assert client.post(f"{page}reset-second-step/").url == FACTORS
    assert boss.second_factors.exists()
    assert is_in(client)


def reset_by_command(user: User) -> None:
    call_command("account", user.username, "--reset-second-factor", stdout=StringIO())


@pytest.mark.parametrize("reset", [reset_on_the_screen, reset_by_command])
def test_a_lost_one_is_reset_and_set_up_anew(reset: Any, by_the_clock: Any) -> None:
    user = person("head")
    give_password("head")
    key = with_app(user)
    second_factor.new_recovery_codes(user)
    client = give_password("head")[0]
    show(client, code_of(key))
    by_the_clock.shift(timedelta(days=20))
    reset(user)

    assert not is_in(client)
    assert not user.second_factors.exists()
    assert give_password("head")[1].url == FACTORS
