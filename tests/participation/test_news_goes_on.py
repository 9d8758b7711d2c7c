"""News by mail in the months after: what is repeated, what goes, what is merged."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail as outbox
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.delivery.tracing import without_secret
from partnerships.history import merging
from partnerships.models import Announcement, City, Country, Pace, Subscription
from partnerships.participation import letters, tokens
from partnerships.participation.telling import tell_readers
from partnerships.privacy.finding import subscriptions_of
from tests.conftest import save
from tests.participation.test_news import ANNA, ask, event, origin, path_in, postman, subscribed  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def test_whoever_hears_once_a_month_hears_once_however_often_the_work_is_repeated(client: Client, omsk: City) -> None:
    subscribed(client, pace="monthly")
    next_month = (timezone.localtime().replace(day=28) + timedelta(days=7)).replace(day=1, hour=9)
    with time_machine.travel(next_month, tick=False):
        event("first", omsk)
        assert tell_readers(Pace.MONTHLY) == (1, 0)
        event("second", omsk)
    with time_machine.travel(next_month + timedelta(hours=1), tick=False):
        assert tell_readers(Pace.MONTHLY) == (0, 0)
    with time_machine.travel(next_month + timedelta(days=35), tick=False):
        assert tell_readers(Pace.MONTHLY) == (1, 0)


def test_a_letter_in_a_language_that_went_can_still_be_ended(client: Client, omsk: City) -> None:
    row = subscribed(client)
    Subscription.objects.filter(pk=row.pk).update(language="xx")
    event("new", omsk)
    tell_readers(Pace.SOON)
    assert client.post(path_in(outbox.outbox[-1], "leave")).status_code == 200
    assert not Subscription.objects.exists()


def test_who_follows_a_city_follows_what_it_is_merged_into(client: Client, omsk: City, country: Country) -> None:
    double = save(City(slug="omsk-2", name_ru="Омск-2", country=country, tie="partner_city"))
    subscribed(client, about="city-omsk")
    subscribed(client, about="city-omsk-2")
    subscribed(client, about="city-omsk-2", mailbox="b@school.example")
    merging.merge(omsk, double, taken=set(), by=None)
    assert sorted((row.mailbox, row.city) for row in Subscription.objects.all()) == [
        (ANNA, omsk),
        ("b@school.example", omsk),
    ]


def test_who_is_confirmed_stays_so_where_another_wish_was_not(client: Client, omsk: City, country: Country) -> None:
    double = save(City(slug="omsk-2", name_ru="Омск-2", country=country, tie="partner_city"))
    subscribed(client, about="city-omsk-2")
    ask(client, about="city-omsk")
    merging.merge(omsk, double, taken=set(), by=None)
    (row,) = Subscription.objects.all()
    assert (row.city, bool(row.confirmed_at)) == (omsk, True)


def test_nobody_floods_a_mailbox(client: Client, omsk: City) -> None:
    answers = [ask(client) for _number in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert ANNA in answers[-1].content.decode()
    assert len(outbox.outbox) == 5


def test_the_secret_of_a_letter_is_in_no_log(client: Client, omsk: City) -> None:
    ask(client)
    path = path_in(outbox.outbox[0], "confirm")
    assert without_secret(urlsplit(path).path) == "/ru/news-by-mail/confirm/…/"
    assert ANNA not in path
    assert list(subscriptions_of(ANNA)) == list(Subscription.objects.all())
    assert not subscriptions_of("anna").exists()


def test_two_runs_at_once_tell_it_once(client: Client, omsk: City) -> None:
    row = subscribed(client)
    event("new", omsk)
    Announcement.objects.note_new()
    other = Subscription.objects.get()
    assert row.claim()
    assert not other.claim()


def test_what_a_killed_run_had_taken_is_told_by_the_next(client: Client, omsk: City) -> None:
    with time_machine.travel("2026-11-30 12:00", tick=False) as clock:
        row = subscribed(client)
        clock.shift(timedelta(minutes=1))
        event("new", omsk)
        Announcement.objects.note_new()
        assert row.claim()
        assert tell_readers(Pace.SOON) == (0, 0)
        clock.shift(timedelta(minutes=61))
        assert tell_readers(Pace.SOON) == (1, 0)
        clock.shift(timedelta(minutes=61))
        assert tell_readers(Pace.SOON) == (0, 0)


def test_a_letter_that_cannot_be_written_keeps_none_from_the_next_run(
    client: Client, omsk: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = subscribed(client)
    event("new", omsk)
    with monkeypatch.context() as broken:
        broken.setattr(letters, "news", broken_letter)
        with pytest.raises(ValueError, match="no letter"):
            tell_readers(Pace.SOON)
    assert Subscription.objects.get(pk=row.pk).claimed_at is None
    assert tell_readers(Pace.SOON) == (1, 0)


def broken_letter(*_given: object) -> None:
    raise ValueError("no letter")


def test_a_letter_ends_nothing_of_who_has_its_number_since(client: Client, omsk: City) -> None:
    """A restore of an older backup may give the number of a row again."""
    row = subscribed(client)
    begin, end = tokens.confirm_token(row, Pace.SOON, "ru"), tokens.leave_token(row)
    Subscription.objects.filter(pk=row.pk).update(mailbox="boris@school.example")
    for path in (reverse("news-leave", args=[end]), reverse("news-confirm", args=[begin])):
        assert "boris" not in client.post(path, {"all": "1"}).content.decode()
    assert Subscription.objects.get().mailbox == "boris@school.example"
    assert client.post(reverse("news-leave", args=[signing.dumps(row.pk, salt=tokens.LEAVE)])).status_code == 404
