"""Roles as groups, and the approval switch."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from partnerships.history import version_token
from partnerships.models import City, Delegation, Event, Greeting, HomeCity, Participant, User
from partnerships.models.publication import publish
from partnerships.staff import rights
from tests.conftest import save
from tests.views.test_gate import body

pytestmark = pytest.mark.django_db


def person(role: str, name: str = "") -> User:
    """Return a member of staff in one role."""
    user = User.objects.create_user(name or role, password="a-long-password-1", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    return user


def event(**fields: object) -> Event:
    return save(Event(slug="e", title_ru="Встреча", form="meeting", **fields), public=False)


def test_each_role_may_all_that_the_one_before_may() -> None:
    sets = [rights.permissions_of(role) for role in rights.ROLES]
    assert all(lower < higher for lower, higher in zip(sets, sets[1:], strict=False))
    assert {"view_event", "view_participant", "view_homecity"} <= sets[0]
    assert {name.partition("_")[0] for name in sets[0]} == {"view"}
    assert {"add_event", "delete_photo", "change_theme"} <= sets[1]
    assert not {"change_homecity", "publish_event"} & sets[1]
    assert sets[3] - sets[2] == {"view_user", "add_user", "change_user"}


def test_the_groups_hold_exactly_the_permissions_of_their_role() -> None:
    Group.objects.get(name="viewer").permissions.set(Group.objects.get(name="head").permissions.all())

    rights.sync_roles()

    for role in rights.ROLES:
        kept = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
        assert set(kept) == rights.permissions_of(role)


@pytest.mark.parametrize(
    ("approval", "publishers", "changers"),
    [
        ("first", {"head", "administrator"}, {"editor", "head", "administrator"}),
        ("every", {"head", "administrator"}, {"head", "administrator"}),
        ("none", {"editor", "head", "administrator"}, {"editor", "head", "administrator"}),
    ],
)
def test_who_publishes_and_who_changes_a_live_page(approval: str, publishers: set[str], changers: set[str]) -> None:
    save(HomeCity(name_ru="Ставрополь", approval=approval))
    people = {role: person(role) for role in rights.ROLES}
    draft, live = event(), save(Event(slug="l", title_ru="На сайте", form="meeting"))

    assert {role for role, user in people.items() if rights.may_publish(user, Event)} == publishers
    assert {role for role, user in people.items() if rights.may_delete(user, live)} == publishers
    assert {role for role, user in people.items() if rights.may_change(user, live)} == changers
    assert {role for role, user in people.items() if rights.may_change(user, draft)} == set(people) - {"viewer"}


def test_only_active_staff_approve() -> None:
    head, away, outside = person("head"), person("head", "away"), person("head", "outside")
    User.objects.filter(pk=away.pk).update(is_active=False)
    User.objects.filter(pk=outside.pk).update(is_staff=False)
    person("editor")
    boss = User.objects.create_superuser("boss", password="x")

    assert set(rights.approvers(Delegation)) == {head, boss}


def test_contacts_of_people_are_for_editors() -> None:
    kept = {"contact", "consent", "consent_on", "consent_paper", "consent_withdrawn_on"}
    assert rights.hidden_fields(person("viewer"), Participant) == kept
    assert rights.hidden_fields(person("editor"), Participant) == frozenset()
    assert rights.hidden_fields(person("viewer", "second"), Event) == frozenset()


def test_whom_guests_call_is_for_editors_in_the_form_and_in_the_table() -> None:
    visit = save(Delegation(slug="omsk", title_ru="Делегация", direction="incoming", guest_phone="+7 900 04"))
    for role, seen in (("viewer", False), ("editor", True)):
        reader = Client()
        reader.force_login(person(role))
        page = reader.get(f"/admin/partnerships/delegation/{visit.pk}/change/").content.decode()
        table = body(reader.get("/admin/partnerships/delegation/export/?format=csv")).decode()
        assert ("+7 900 04" in page, "+7 900 04" in table) == (seen, seen), role


def test_the_last_change_moves_with_a_row_alone() -> None:
    record = event()
    before = version_token.last_change(record)
    save(Participant(record=record, name_ru="Иванов", role="speaker"))
    assert version_token.last_change(record) > before


def test_a_return_needs_words(writing: None) -> None:
    from partnerships.models.publication import send_back, send_to_review

    record, author, head = event(), person("editor"), person("head")
    send_to_review(record, author)
    record.save()
    assert list(Event.objects.waiting_for_approval()) == list(Event.objects.sent_by(author)) == [record]
    with pytest.raises(ValueError, match="comment"):
        send_back(record, "  ", head)
    send_back(record, "Нет даты", head)
    record.save()
    assert list(Event.objects.returned_to(author)) == [record]
    assert not Event.objects.returned_to(head).exists()
    publish(record)
    assert (record.return_comment, record.returned_by, record.sent_by) == ("", None, author)


def test_what_only_editors_see_of_people_is_hidden_in_every_language(omsk: City) -> None:
    greeting = save(Greeting(city=omsk, title_ru="День города", due_on=date(2026, 8, 7), addressee_ru="ZXQ мэру"))
    for role, sees in (("viewer", False), ("editor", True)):
        client = Client()
        client.force_login(person(role))
        for page in (f"{greeting.pk}/change/", f"{greeting.pk}/letter/"):
            assert (b"ZXQ" in body(client.get(f"/admin/partnerships/greeting/{page}"))) == sees, (role, page)
