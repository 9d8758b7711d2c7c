"""Accounts: nobody raises anyone above themselves, and what is taken away is gone at the next request."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.models import Event, Participant, User
from tests.conftest import save
from tests.test_rights import person

pytestmark = pytest.mark.django_db
STAFF = "/admin/partnerships/user/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator() -> Client:
    return browser(person("administrator"))


def change(client: Client, user: User, **sent: Any) -> Any:
    path = f"{STAFF}{user.pk}/change/"
    form = client.get(path).context["adminform"].form
    kept = {name: form[name].value() for name in ("username", "first_name", "last_name", "email", "language")}
    kept |= {"is_active": "on", "is_staff": "on", "groups": list(user.groups.values_list("pk", flat=True))}
    return client.post(path, {name: value for name, value in {**kept, **sent}.items() if value is not None})


def test_an_administrator_gives_roles_but_no_more(
    administrator: Client, clerk: User, caplog: pytest.LogCaptureFixture
) -> None:
    user = person("viewer")
    beyond = Group.objects.create(name="beyond")
    beyond.permissions.add(Permission.objects.get(codename="delete_user"))
    page = administrator.get(f"{STAFF}{user.pk}/change/").content.decode()
    assert "Читатель" in page
    assert not any(text in page for text in ("beyond", "is_superuser", "user_permissions"))

    head = Group.objects.get(name="head")
    assert change(administrator, user, groups=[head.pk]).status_code == 302
    assert user.groups.get() == head
    assert change(administrator, user, groups=[beyond.pk]).status_code == 200
    right = Permission.objects.get(codename="delete_user")
    change(administrator, user, groups=[head.pk], is_superuser="on", user_permissions=[right.pk])
    user.refresh_from_db()
    assert (user.is_superuser, user.user_permissions.count(), user.groups.get()) == (False, 0, head)
    assert "tried to set is_superuser, user_permissions" in caplog.text


def test_an_administrator_does_not_raise_himself_or_touch_a_superuser(administrator: Client, clerk: User) -> None:
    me = User.objects.get(username="administrator")
    change(administrator, me, is_superuser="on", groups=[Group.objects.get(name="administrator").pk])
    me.refresh_from_db()
    assert not me.is_superuser

    assert "clerk" not in administrator.get(STAFF).content.decode()
    for path in ("change/", "password/", "history/", "end-sessions/", "delete/"):
        for answer in (administrator.get(f"{STAFF}{clerk.pk}/{path}"), administrator.post(f"{STAFF}{clerk.pk}/{path}")):
            assert answer.status_code in (302, 403, 404)
    before = clerk.password
    clerk.refresh_from_db()
    assert (clerk.password, clerk.is_superuser, clerk.sessions_ended) == (before, True, 0)


def test_a_group_that_is_not_his_to_give_stays(administrator: Client) -> None:
    user = person("viewer")
    beyond = Group.objects.create(name="beyond")
    beyond.permissions.add(Permission.objects.get(codename="delete_user"))
    user.groups.add(beyond)
    change(administrator, user, groups=[Group.objects.get(name="editor").pk])
    assert {group.name for group in user.groups.all()} == {"editor", "beyond"}


def test_the_roles_themselves_are_nobodys_to_change(office: Client) -> None:
    role = Group.objects.get(name="viewer")
    assert office.post(f"/admin/auth/group/{role.pk}/change/", {"name": "x"}).status_code == 403
    assert office.post(f"/admin/auth/group/{role.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_is_taken_away_is_gone_at_the_next_request() -> None:
    user = person("editor")
    client = browser(user)
    assert client.get("/admin/partnerships/event/add/").status_code == 200
    user.groups.clear()
    assert client.get("/admin/partnerships/event/add/").status_code == 403
    user.groups.add(Group.objects.get(name="editor"))
    assert client.get("/admin/partnerships/event/add/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/admin/partnerships/event/add/").status_code == 302


def test_all_sessions_of_one_user_end(administrator: Client) -> None:
    user, other = person("editor"), person("viewer")
    first, second, others = browser(user), browser(user), browser(other)
    path = f"{STAFF}{user.pk}/end-sessions/"
    assert administrator.get(path).status_code == 403
    administrator.post(path)
    assert [client.get("/admin/").status_code for client in (first, second, others)] == [302, 302, 200]
    assert browser(User.objects.get(pk=user.pk)).get("/admin/").status_code == 200


def test_contacts_of_people_are_shown_to_those_who_work_with_them() -> None:
    event = save(Event(slug="e", title_ru="Встреча", form="meeting", internal_note="Пометка"), public=False)
    save(Participant(record=event, name_ru="Иванов", role="speaker", contact="ZXQ-phone", consent="ZXQ-consent"))
    path = f"/admin/partnerships/event/{event.pk}/change/"
    seen = {role: browser(person(role)).get(path).content.decode() for role in ("viewer", "editor")}
    assert {role: "ZXQ-phone" in page for role, page in seen.items()} == {"viewer": False, "editor": True}
    assert "ZXQ-consent" not in seen["viewer"]
    assert "Пометка" in seen["viewer"]
    assert "Иванов" in seen["viewer"]


def test_everyone_changes_their_own_account_and_no_rights() -> None:
    user = person("viewer")
    client = browser(user)
    sent = {"last_name": "Петрова", "email": "p@example.org", "language": "en", "is_superuser": "on", "is_staff": "on"}
    page = client.post("/admin/account/", {**sent, "groups": [Group.objects.get(name="head").pk]}, follow=True)
    user.refresh_from_db()
    assert (str(user), user.language, user.wants_mail, user.is_superuser) == ("Петрова", "en", False, False)
    assert user.groups.get().name == "viewer"
    assert "Your account has been changed." in page.content.decode()


def test_buttons_are_for_those_who_may() -> None:
    event = save(Event(slug="e", title_ru="Встреча", form="meeting"), public=False)
    path = f"/admin/partnerships/event/{event.pk}/change/"
    pages = {role: browser(person(role)).get(path).content.decode() for role in ("viewer", "editor", "head")}
    names = ("_continue", "_review", "_publish", "_preview")
    shown = {role: [name for name in names if f'name="{name}"' in page] for role, page in pages.items()}
    assert shown == {
        "viewer": [],
        "editor": ["_continue", "_review", "_preview"],
        "head": ["_continue", "_publish", "_preview"],
    }


def test_a_command_makes_an_account_in_a_role(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("staff", "anna", "--role", "head", "--email", "anna@example.org")
    password = capsys.readouterr().out.split(" / ")[1].split()[0]
    assert client.login(username="anna", password=password)
    assert client.get("/admin/partnerships/homecity/").status_code == 200
    with pytest.raises(CommandError, match="is there already"):
        call_command("staff", "anna")
