"""The monthly list of dead outside links: what is asked, what is kept, and what the office shows of it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import URLField
from django.test import Client
from django.utils import timezone

from partnerships.history import revisions
from partnerships.linkcheck import check as checking
from partnerships.models import City, Event, HomeCity, LinkPlace, Organization, OutsideLink, User
from partnerships.models.outside_link import LinkFault, link_columns
from partnerships.models.text import RichTextField
from tests.admin.history.test_history import signed_in, text
from tests.conftest import save
from tests.linkcheck.network import World

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 10, 1, 5, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(FIRST, tick=False) as traveller:
        yield traveller


def check(**options: Any) -> str:
    out = StringIO()
    call_command("check_links", stdout=out, **options)
    return out.getvalue()


def event(body: str, **fields: Any) -> Event:
    return save(Event(slug="fair", title_ru="Ярмарка", form="meeting", body_ru=body, **fields))


def test_every_column_with_addresses_is_asked_about() -> None:
    """A model that gets a URL or a rich text has to get a key in LinkPlace."""
    kept = {model for _owner, model, _column in link_columns()}
    for model in apps.get_app_config("partnerships").get_models():
        if any(isinstance(field, URLField | RichTextField) for field in model._meta.local_concrete_fields):
            assert model in kept, model
    assert {(owner, column) for owner, _model, column in link_columns()} == {
        *(("record", "body_ru"), ("record", "body_en"), ("city", "history_ru"), ("city", "history_en")),
        ("city", "card_text"),
        *(("city", "site"), ("organization", "site"), ("home", "site")),
    }


def test_the_links_of_the_whole_register_are_found_where_they_stand(omsk: City) -> None:
    revisions.update(
        [omsk], by=None, reason="x", site="http://omsk.example/", history_en='<p><a href="http://a.example">A</a></p>'
    )
    save(Organization(name_ru="Музей", kind="museum", site="https://museum.example/?a=1&b=2"))
    save(HomeCity(name_ru="Ставрополь", site="https://home.example"))
    event(
        '<p><a href="https://b.example/?a=1&b=«2»">B</a> <a href="https://b.example/?a=1&b=«2»">ещё раз</a>'
        ' <a href="mailto:a@b.example">почта</a> https://words.example</p>',
        body_en='Plain words: <a href="http://plain.example">, http://plain.example',
    )

    assert sorted((found.owner, found.column, found.address) for found in checking.collect()) == [
        ("city", "history_en", "http://a.example"),
        ("city", "site", "http://omsk.example/"),
        ("home", "site", "https://home.example"),
        ("organization", "site", "https://museum.example/?a=1&b=2"),
        ("record", "body_ru", "https://b.example/?a=1&b=«2»"),
    ]


def test_no_host_is_asked_twice_at_once_and_many_hosts_are(world: World) -> None:
    world.pause = 0.02
    pages = [world.site(f"{host}.example/{number}") for number in range(3) for host in "abcdefghijkl"]
    pages += [world.site(f"www{n}.example/", 302, Location="http://a.example/0") for n in range(6)]

    answers = checking.ask_all(pages)

    assert [address for address, answer in answers.items() if answer.fault] == []
    assert len(answers) == len(pages)
    most = dict(world.most_at_once)
    assert 1 < most.pop("every host") <= checking.WORKERS
    assert set(most.values()) == {1}


def test_the_command_says_what_it_has_found(world: World, omsk: City) -> None:
    moved = world.site("new.example/")
    sites = [
        world.site("old.example/", 301, Location=moved),
        world.site("open.example/"),
        *(world.site(f"open.example/{n}", 404) for n in range(2)),
        world.site("broken.example/", 500),
        "http://open.example:8080/",
    ]
    event("".join(f'<p><a href="{site}">x</a></p>' for site in sites))

    assert check().splitlines() == [
        "Outside links: 6. Open: 2, of these moved for good: 1.",
        "Do not open: 3 (not_found 2, server_error 1).",
        "Not asked: 1.",
    ]
    assert check(verbosity=2).splitlines()[:5] == [
        "server_error  http://broken.example/",
        "opens  http://old.example/ → http://new.example/",
        "not_found  http://open.example/0",
        "not_found  http://open.example/1",
        "not_asked  http://open.example:8080/",
    ]


def test_a_link_keeps_the_day_since_which_it_fails(world: World, omsk: City, clock: Any) -> None:
    def kept() -> tuple[str, datetime | None, datetime]:
        link = OutsideLink.objects.get(address="http://omsk.example/")
        return link.fault, link.failed_since, link.checked_at

    revisions.update([omsk], by=None, reason="x", site=world.site("omsk.example/", 404))
    save(HomeCity(name_ru="Ставрополь", site=world.site("home.example/")))
    check()
    assert kept() == (LinkFault.NOT_FOUND, FIRST, FIRST)
    clock.shift(timedelta(days=2))
    world.site("omsk.example/", 500)
    check()
    assert kept() == (LinkFault.SERVER_ERROR, FIRST, timezone.now())
    world.site("omsk.example/")
    check()
    assert kept() == ("", None, timezone.now())
    assert OutsideLink.objects.get(address="http://omsk.example/").opens
    revisions.update([omsk], by=None, reason="x", site="")
    check()
    assert [link.address for link in OutsideLink.objects.all()] == ["http://home.example/"]


def test_a_machine_without_a_network_takes_no_link_for_dead(world: World, omsk: City) -> None:
    revisions.update([omsk], by=None, reason="x", site=world.site("omsk.example/"))
    check()
    world.names = {}

    with pytest.raises(CommandError, match="is this machine on the network"):
        check()

    assert [link.opens for link in OutsideLink.objects.all()] == [True]


def test_a_register_without_links_is_checked_in_no_time(world: World, omsk: City) -> None:
    assert "Outside links: 0." in check()


@pytest.fixture
def dead(world: World, omsk: City, clock: Any) -> Event:
    """A record, a city and an organisation with links that fail on two days, and a link that failed once."""
    gone = world.site("gone.example/?a=1&b=2", 410)
    once = world.site("once.example/", 500)
    made = event(f'<p><a href="{gone}">было</a> <a href="{once}">раз</a></p>')
    revisions.update([omsk], by=None, reason="x", site=world.site("omsk.example/", 404))
    save(Organization(name_ru="Музей", kind="museum", site=gone))
    save(HomeCity(name_ru="Ставрополь", site=world.site("home.example/")))
    check()
    world.site("once.example/")
    clock.shift(timedelta(days=2))
    world.site("home.example/", 500)
    check()
    return made


def test_the_office_lists_what_failed_on_two_days_one_click_from_its_field(dead: Event, office: Client) -> None:
    page = office.get("/admin/").content.decode()
    assert 'Внешние ссылки, которые не открываются <span class="count">3</span>' in page
    assert f'href="/admin/partnerships/event/{dead.pk}/change/#id_body_ru">Ярмарка</a>' in page

    listed = text(office, "/admin/todo/dead-links/")

    assert "Ярмарка http://gone.example/?a=1&amp;b=2 — страница удалена насовсем" in listed
    assert "Музей http://gone.example/?a=1&amp;b=2 — страница удалена насовсем" in listed
    assert "Омск http://omsk.example/ — такой страницы нет" in listed
    assert "once.example" not in listed
    assert "home.example" not in listed


def test_what_has_been_mended_waits_no_longer(dead: Event, office: Client, omsk: City) -> None:
    revisions.update([omsk], by=None, reason="x", site="http://omsk.example/new")
    revisions.update([dead], by=None, reason="x", body_ru="<p>http://gone.example/?a=1&b=2</p>")

    listed = text(office, "/admin/todo/dead-links/")

    assert "Музей" in listed
    assert "Омск" not in listed
    assert "Ярмарка" not in listed
    revisions.delete([Organization.objects.get()], by=None, reason="x")
    assert "Внешние ссылки" not in text(office, "/admin/")


def test_an_address_that_is_not_checked_is_not_called_dead(world: World, omsk: City, clock: Any) -> None:
    revisions.update([omsk], by=None, reason="x", site="http://omsk.example:8080/")
    for _time in range(2):
        check()
        clock.shift(timedelta(days=2))

    assert OutsideLink.objects.get().fault == LinkFault.NOT_ASKED
    assert "Внешние ссылки" not in text(signed_in("viewer"), "/admin/")


def test_each_sees_the_links_of_what_they_may_read(dead: Event) -> None:
    client = signed_in("viewer")
    assert "Ярмарка" in text(client, "/admin/todo/dead-links/")
    User.objects.get().groups.clear()
    assert "gone.example" not in text(client, "/admin/todo/dead-links/")
    assert "Внешние ссылки" not in text(client, "/admin/")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_does_not_ask_more_with_rows(
    world: World, clock: Any, django_assert_num_queries: Any, rows: int
) -> None:
    world.site("open.example/")
    links = "".join(f'<p><a href="http://open.example/{n}">x</a></p>' for n in range(rows))
    event(f'{links}<p><a href="http://open.example/">x</a></p>')
    for _time in range(2):
        check()
        clock.shift(timedelta(days=1))
    assert LinkPlace.objects.dead().count() == rows
    office = signed_in("viewer")
    office.get("/admin/todo/dead-links/")
    with django_assert_num_queries(6):
        assert "open.example/0" in office.get("/admin/todo/dead-links/").content.decode()


def test_nothing_but_the_command_asks_the_network() -> None:
    asking = re.compile(
        r"partnerships\.linkcheck\b|^(?:import|from) (?:socket|http\.client|urllib\.request)\b", re.MULTILINE
    )
    code = settings.BASE_DIR / "partnerships"

    found = {str(path.relative_to(code)) for path in code.rglob("*.py") if asking.search(path.read_text())}

    # slow_bodies.py ends connections that came in; it opens none.
    asks = {"management/commands/check_links.py", "linkcheck/request.py", "linkcheck/check.py"}
    assert found == {*asks, "delivery/slow_bodies.py"}
