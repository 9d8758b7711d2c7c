"""Sessions: seen and ended by their owner, and never longer than the settings say."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from partnerships.delivery.browser_name import browser_name
from partnerships.models import StaffSession, User
from tests.admin.signing_in.people import FACTORS, WORD, is_in, key_on
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
SESSIONS = "/admin/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
HEARTBEAT = "/admin/partnerships/city/unsaved/"


@pytest.fixture(autouse=True)
def by_the_clock() -> Any:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def signed_in(name: str = "anna", agent: str = FIREFOX, address: str = "203.0.113.7") -> Client:
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    assert client.post("/admin/login/", {"username": name, "password": WORD}).status_code == 302
    return client


@pytest.fixture(autouse=True)
def anna(db: None) -> User:
    return person("editor", "anna")


def test_one_sees_where_one_is_signed_in_and_nobody_else(by_the_clock: Any) -> None:
    person("editor", "boris")
    signed_in("boris", address="192.0.2.44")
    desk = signed_in()
    by_the_clock.shift(600)
    signed_in(agent=PHONE, address="198.51.100.9")

    page = desk.get(SESSIONS).content.decode()

    assert re.findall(r"<strong>(.+?)</strong>", page) == ["Chrome, Android", "Firefox, Windows"]
    assert "203.0.113.7" in page
    assert "198.51.100.9" in page
    assert "192.0.2.44" not in page
    assert not any(row.session_key in page for row in StaffSession.objects.all())


def test_one_session_is_ended_or_all_others() -> None:
    desk, phone, home = signed_in(), signed_in(agent=PHONE), signed_in(agent="curl/8")
    page = desk.get(SESSIONS).content.decode()
    (mark,) = re.findall(r'name="end" value="(\w+)"[^<]+<span class="visually-hidden">: Chrome', page)
    desk.post(SESSIONS, {"end": mark})
    assert [is_in(desk), is_in(phone), is_in(home)] == [True, False, True]
    desk.post(SESSIONS, {"end": "others"})
    assert [is_in(desk), is_in(phone), is_in(home)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else() -> None:
    person("editor", "boris")
    other = signed_in("boris")
    mark = StaffSession.objects.get(user__username="boris").mark
    signed_in().post(SESSIONS, {"end": mark})
    assert is_in(other)


def test_it_ends_when_it_is_not_used(by_the_clock: Any) -> None:
    client = signed_in()
    for _hour in range(3):
        by_the_clock.shift(timedelta(minutes=119))
        assert is_in(client)
    by_the_clock.shift(timedelta(minutes=121))
    assert not is_in(client)


def test_it_ends_after_half_a_day_of_use_as_well(by_the_clock: Any) -> None:
    client = signed_in()
    for _hour in range(11):
        by_the_clock.shift(timedelta(hours=1))
        assert is_in(client)
    by_the_clock.shift(timedelta(minutes=59))
    assert is_in(client)
    by_the_clock.shift(timedelta(minutes=2))
    assert not is_in(client)


def test_no_page_keeps_it_longer_not_even_one_that_writes_into_it(by_the_clock: Any) -> None:
    client = signed_in()
    for _hour in range(7):
        by_the_clock.shift(timedelta(minutes=100))
        assert is_in(client)
    by_the_clock.shift(timedelta(minutes=19, seconds=30))
    assert is_in(client)
    for _part in range(3):  # each within a minute of the last, and each writes
        by_the_clock.shift(timedelta(seconds=20))
        client.get(FACTORS)
    assert not is_in(client)
    assert StaffSession.objects.filter(user__username="anna", expire_date__gt=timezone.now()).count() == 0


def test_setting_up_the_second_step_is_use(by_the_clock: Any) -> None:
    client = signed_in()
    for _part in range(3):
        by_the_clock.shift(timedelta(minutes=100))
        assert client.get(FACTORS).status_code == 200
    assert is_in(client)


@pytest.mark.parametrize(("sent", "stays"), [({}, False), ({"_typed": "1"}, True)])
def test_an_open_form_that_speaks_by_itself_is_no_use_but_typing_is(
    sent: dict[str, str], stays: bool, by_the_clock: Any
) -> None:
    client = signed_in()
    for _part in range(5):
        by_the_clock.shift(timedelta(minutes=30))
        client.post(HEARTBEAT, sent)
    assert is_in(client) == stays


def test_the_settings_say_how_long(settings: Any, by_the_clock: Any) -> None:
    settings.SESSION_IDLE, settings.SESSION_LONGEST = timedelta(minutes=10), timedelta(hours=1)
    client = signed_in()
    by_the_clock.shift(timedelta(minutes=9))
    assert is_in(client)
    by_the_clock.shift(timedelta(minutes=11))
    assert not is_in(client)


def test_using_a_session_costs_one_write_a_minute(by_the_clock: Any, django_assert_num_queries: Any) -> None:
    client = signed_in()
    with django_assert_num_queries(5):
        client.get(SESSIONS)
    by_the_clock.shift(61)
    with django_assert_num_queries(8):  # the write stands in a transaction of its own
        client.get(SESSIONS)
    with django_assert_num_queries(5):
        client.get(SESSIONS)


def test_a_new_key_after_the_sign_in_and_none_after_the_sign_out() -> None:
    client = Client()
    client.get("/admin/login/")
    client.post("/admin/login/", {"username": "anna", "password": "wrong"})
    assert "sessionid" not in client.cookies
    session = client.session  # as of a message that waits for its reader
    session["x"] = 1
    session.save()
    first = client.cookies["sessionid"].value
    client.post("/admin/login/", {"username": "anna", "password": WORD})
    second = client.cookies["sessionid"].value
    assert first != second
    client.post("/admin/logout/")
    for key in (first, second):
        replayed = Client()
        replayed.cookies["sessionid"] = key
        assert not is_in(replayed)


def test_nothing_of_one_user_goes_on_to_the_next_in_the_same_browser(settings: Any) -> None:
    settings.SECOND_FACTOR_DAYS = 0
    for name in ("ann", "bob"):
        person("head", name)
    client, keys = Client(), []
    for name in ("ann", "bob"):
        client.post("/admin/login/", {"username": name, "password": WORD})
        keys.append(key_on(client.get(FACTORS)))
    client.post("/admin/login/", {"username": "anna", "password": WORD})  # whose role needs none
    keys.append(key_on(client.get(FACTORS)))
    assert len(set(keys)) == 3
    assert "signing_in" not in client.session


def test_a_changed_password_ends_the_session_in_the_other_browser() -> None:
    one, two = signed_in(), signed_in(agent=PHONE)
    new = "длинная фраза из пяти слов"
    sent = {"old_password": WORD, "new_password1": new, "new_password2": new}
    assert one.post("/admin/password_change/", sent).status_code == 302
    page = one.get(SESSIONS).content.decode()
    assert re.findall(r"<strong>(.+?)</strong>", page) == ["Firefox, Windows"]  # what is over is not shown
    assert is_in(one)
    assert not is_in(two)


def test_switching_off_and_taking_a_role_away_act_at_the_next_request(anna: User) -> None:
    client = signed_in()
    cities = "/admin/partnerships/city/"
    assert client.get(cities).status_code == 200
    anna.groups.set(Group.objects.none())
    assert client.get(cities).status_code == 403
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert not is_in(client)


def test_an_administrator_ends_all_sessions_of_somebody(anna: User) -> None:
    clients = [signed_in(), signed_in(agent=PHONE)]
    person("administrator")
    boss = signed_in("administrator")
    boss.post(f"/admin/partnerships/user/{anna.pk}/end-sessions/")
    assert [is_in(client) for client in (*clients, boss)] == [False, False, True]


def test_what_is_over_is_cleared_away(by_the_clock: Any) -> None:
    signed_in()
    by_the_clock.shift(timedelta(days=2))
    signed_in()
    call_command("clearsessions")
    assert StaffSession.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "name"),
    [(FIREFOX, "Firefox, Windows"), (PHONE, "Chrome, Android"), ("curl/8.1 (x86)", "curl/8.1"), ("", "")],
)
def test_a_browser_is_called_by_its_name(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def test_whoever_signs_out_is_told_so_and_led_back(clerk: User, client: Client) -> None:
    client.force_login(clerk)
    page = client.post("/admin/logout/").content.decode()
    assert "<h1>Вы вышли</h1>" in page
    assert 'href="/admin/"' in page
    assert client.get("/admin/").status_code == 302


def test_a_changed_password_leads_to_work(office: Client) -> None:
    page = office.get("/admin/password_change/done/").content.decode()
    assert "<h1>Пароль изменён</h1>" in page
    assert "Перейти к работе" in page
