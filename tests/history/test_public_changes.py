"""A date that readers are told moves when what they see has changed, and not otherwise."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.history import restoring, revisions
from partnerships.models import (
    Agreement,
    AgreementAction,
    City,
    Delegation,
    Document,
    Event,
    Organization,
    Participant,
    PublicChange,
    RegisterVersion,
    User,
)
from partnerships.models.publication import withdraw
from partnerships.period import Period
from tests.conftest import save

pytestmark = [pytest.mark.django_db]

ADDRESSES = (
    "/ru/feed.atom",
    "/ru/events/feed.atom",
    "/sitemap-event.xml",
    "/sitemap-sections.xml",
    "/ru/events/e/",
    "/ru/statistics/",
    "/ru/open-data/datapackage.json",
    "/api/v1/events/e?lang=all",
    "/api/v1/",
)
TAGGED = ("/ru/events.csv", "/ru/events.xlsx", "/api/v1/events?cursor=")


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), cities=[omsk])


def before(event: Any) -> Any:
    """Put the last change of everything into the past, so that any new moment differs."""
    past = timezone.now() - timedelta(days=3)
    PublicChange.objects.update(changed_at=past)
    RegisterVersion.objects.update(public_changed_at=past, changed_at=past)
    return past


def moment(event: Any) -> Any:
    return type(event).objects.get(pk=event.pk).changed_for_readers


def answers(client: Client) -> dict[str, bytes]:
    return {address: client.get(address).content for address in ADDRESSES}


def tags(client: Client) -> dict[str, str]:
    return {address: client.get(address)["ETag"] for address in TAGGED}


@pytest.mark.parametrize("column", ["internal_note", "source_note"])
def test_an_internal_note_moves_nothing_public(client: Client, event: Event, column: str) -> None:
    past = before(event)
    told, tagged = answers(client), tags(client)
    revisions.update([event], by=None, reason="test", **{column: "Позвонить"})
    assert moment(event) == past
    assert RegisterVersion.objects.get().public_changed_at == past
    assert RegisterVersion.objects.get().changed_at > past, "the office's own clock goes on"
    assert answers(client) == told
    assert tags(client) == tagged


def test_what_readers_see_moves_every_date_they_are_told(client: Client, event: Event) -> None:
    past = before(event)
    told, tagged = answers(client), tags(client)
    revisions.update([event], by=None, reason="test", summary_ru="Новое")
    assert moment(event) > past
    assert [address for address, content in answers(client).items() if content == told[address]] == []
    assert [address for address, tag in tags(client).items() if tag == tagged[address]] == []


def test_what_becomes_of_a_whole_moves_the_dates_of_its_parts(client: Client, event: Event, omsk: City) -> None:
    whole = save(Delegation(slug="v", title_ru="Визит", direction="incoming"), cities=[omsk])
    revisions.update([event], by=None, reason="test", part_of=whole)
    changes: list[dict[str, Any]] = [
        {"summary_ru": "Новое"},
        {"status": "cancelled"},
        {"state": "withdrawn"},
        {"internal_note": "Позвонить"},
        {"state": "published"},
        {"status": "held"},
        Period.after((2019,)).columns(),
        {"status": "planned"},  # of no known end, so it may still be
    ]
    moved = []
    for change in changes:
        past, number = before(event), Event.objects.get().changes_for_readers
        told = answers(client)
        revisions.update([whole], by=None, reason="test", **change)
        moved.append(moment(event) > past)
        assert Event.objects.get().changes_for_readers == number + moved[-1]
        assert (answers(client)["/api/v1/events/e?lang=all"] != told["/api/v1/events/e?lang=all"]) == moved[-1]
    assert moved == [False, True, True, False, True, True, False, False]


def test_a_whole_that_comes_back_as_it_was_moves_the_dates_of_its_parts(event: Event, omsk: City) -> None:
    whole = save(Delegation(slug="v", title_ru="Визит", direction="incoming"), cities=[omsk])
    revisions.update([event], by=None, reason="test", part_of=whole)
    revisions.update([whole], by=None, reason="test", status="cancelled")
    cancelled = revisions.history(whole).first()
    revisions.update([whole], by=None, reason="test", status="held")
    for version, is_seen in ((cancelled, True), (cancelled, False)):
        past = before(event)
        restoring.restore(version, by=None, reason="back")
        assert (moment(event) > past) == is_seen


def test_a_successor_moves_the_dates_of_what_it_replaces(client: Client, omsk: City) -> None:
    old = Agreement(slug="old", title_ru="Прежнее")
    old.period = Period.of((2010,))
    new = Agreement(slug="new", title_ru="Новое", supersedes=save(old, cities=[omsk]))
    new.period = Period.of((2020,))
    before(old)
    save(new, public=False)
    entered = AgreementAction(agreement=new, kind="entered", date="2130")
    writes: list[tuple[str, Callable[[], object], bool]] = [
        ("a draft", lambda: revisions.update([new], by=None, reason="test", title_ru="Иное"), False),
        ("published", lambda: save(new), True),
        ("a text of it", lambda: revisions.update([new], by=None, reason="test", summary_ru="Иное"), False),
        ("in force later", lambda: save(entered), True),
        ("in force by now", lambda: revisions.delete([entered], by=None, reason="test"), True),
        ("withdrawn", lambda: revisions.update([new], by=None, reason="test", state="withdrawn"), True),
        ("deleted unseen", lambda: revisions.delete([new], by=None, reason="test"), False),
    ]
    for name, write, is_seen in writes:
        past, told = before(old), client.get("/api/v1/agreements/old").json()["standing"]
        write()
        assert (moment(old) > past) == is_seen, name
        assert (client.get("/api/v1/agreements/old").json()["standing"] != told) <= is_seen, name


def test_a_page_moves_with_the_parts_and_the_whole_that_it_names(event: Event, omsk: City) -> None:
    whole = save(Delegation(slug="v", title_ru="Визит", direction="incoming"), cities=[omsk])
    past = before(event)
    revisions.update([event], by=None, reason="test", part_of=whole)
    assert moment(whole) > past, "its page lists the part"
    for state in ("withdrawn", "published"):
        past = before(event)
        revisions.update([event], by=None, reason="test", state=state)
        assert moment(whole) > past, state
    revisions.update([whole], by=None, reason="test", status="cancelled")
    past = before(event)
    revisions.delete([whole], by=None, reason="test")
    assert moment(event) > past, "it took place after all"
    assert Event.objects.get().standing == "held"


def test_a_page_moves_with_the_names_of_the_records_to_which_it_leads(event: Event, omsk: City) -> None:
    whole = save(Delegation(slug="v", title_ru="Визит", direction="incoming"), cities=[omsk])
    revisions.update([event], by=None, reason="test", part_of=whole)
    old = save(Agreement(slug="old", title_ru="Прежнее", period=Period.of((2010,))), cities=[omsk])
    new = save(Agreement(slug="new", title_ru="Новое", period=Period.of((2020,)), supersedes=old), cities=[omsk])
    for renamed, beside in ((whole, event), (event, whole), (new, old), (old, new)):
        for change, is_seen in (
            ({"title_en": "Other"}, True),
            ({"slug": f"s{renamed.pk}"}, True),
            ({"internal_note": "x"}, False),
        ):
            past = before(beside)
            revisions.update([renamed], by=None, reason="test", **change)
            assert (moment(beside) > past) == is_seen, (renamed, change)


def changed_rows(event: Event) -> list[tuple[str, Any, bool]]:
    return [
        ("a person nobody names", Participant(record=event, name_ru="Иванов", is_public=False), False),
        ("a person named", Participant(record=event, name_ru="Петров", is_public=True), True),
        ("a paper of the department", Document(record=event, title_ru="Смета", access="internal", file="a.pdf"), False),
        ("a paper for all", Document(record=event, title_ru="Отчёт", access="public", file="b.pdf"), True),
    ]


def test_rows_count_where_readers_see_them(event: Event) -> None:
    for name, row, is_seen in changed_rows(event):
        past = before(event)
        save(row)
        assert (moment(event) > past) == is_seen, name
        past = before(event)
        revisions.delete([row], by=None, reason="test")
        assert (moment(event) > past) == is_seen, f"without {name}"


def test_a_personal_column_of_a_named_person_moves_nothing(event: Event) -> None:
    person = save(Participant(record=event, name_ru="Петров", is_public=True))
    past = before(event)
    revisions.update([person], by=None, reason="test", contact="+7 900 000-00-00")
    assert moment(event) == past
    revisions.update([person], by=None, reason="test", name_ru="Петрова")
    assert moment(event) > past


def test_steps_of_the_approval_and_the_person_in_charge_move_nothing(event: Event, clerk: User) -> None:
    past = before(event)
    revisions.update([event], by=None, reason="test", responsible=clerk)
    assert moment(event) == past


def test_a_draft_has_no_public_change_until_it_is_published(omsk: City) -> None:
    draft = save(Event(slug="d", title_ru="Черновик", form="meeting"), public=False)
    assert not PublicChange.objects.filter(record=draft).exists()
    past = timezone.now() - timedelta(days=3)
    RegisterVersion.objects.update(public_changed_at=past)
    revisions.update([draft], by=None, reason="test", summary_ru="Ещё")
    assert RegisterVersion.objects.get().public_changed_at == past
    save(draft)
    assert PublicChange.objects.get(record=draft).number == 0
    assert RegisterVersion.objects.get().public_changed_at > past


def test_what_appears_later_is_told_with_the_moment_it_appears(omsk: City) -> None:
    at = timezone.now() + timedelta(days=2)
    later = save(Event(slug="d", title_ru="Позже", form="meeting", publish_at=at))
    assert moment(later) == at


def test_a_withdrawal_and_a_deletion_are_changes_of_the_register(event: Event) -> None:
    past = before(event)
    event = Event.objects.get(pk=event.pk)
    with revisions.revision(by=None, reason="test"):
        withdraw(event)
        event.save()
    assert RegisterVersion.objects.get().public_changed_at > past
    save(event)
    past, key = before(event), event.pk
    revisions.delete([event], by=None, reason="test")
    assert RegisterVersion.objects.get().public_changed_at > past
    assert not PublicChange.objects.filter(record=key).exists()


def test_names_that_stand_on_pages_count_and_notes_on_them_do_not(event: Event, omsk: City) -> None:
    body = save(Organization(name_ru="Музей", kind="museum", city=omsk))
    past = before(event)
    revisions.update([body], by=None, reason="test", contact_persons="Пётр, доб. 12")
    assert RegisterVersion.objects.get().public_changed_at == past
    revisions.update([body], by=None, reason="test", name_ru="Музей города")
    assert RegisterVersion.objects.get().public_changed_at > past


def test_each_public_change_is_counted(omsk: City) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"), cities=[omsk])
    for number, summary in enumerate(("раз", "два"), 1):
        revisions.update([visit], by=None, reason="test", summary_ru=summary)
        revisions.update([visit], by=None, reason="test", internal_note=summary)
        assert Delegation.objects.get(pk=visit.pk).changes_for_readers == number


def test_after_an_upgrade_the_first_internal_note_moves_nothing(event: Event) -> None:
    past = before(event)
    PublicChange.objects.update(mark="")
    revisions.update([event], by=None, reason="test", internal_note="Позвонить")
    assert moment(event) == past
    assert PublicChange.objects.get(record=event).mark
    PublicChange.objects.update(mark="")
    revisions.update([event], by=None, reason="test", summary_ru="Новое")
    assert moment(event) > past
