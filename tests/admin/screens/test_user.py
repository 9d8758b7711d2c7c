"""Accounts: nobody raises anyone above themselves, and what is taken away is gone at the next request."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client

from partnerships.admin.home.account import AccountForm
from partnerships.models import Event, Participant, User
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
STAFF = "/admin/partnerships/user/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator() -> Client:
    return browser(person("administrator"))


def opened(client: Client, user: User) -> dict[str, Any]:
    """Return what the account's form would send as it stands, with what it has shown."""
    page = client.get(f"{STAFF}{user.pk}/change/")
    form = page.context["adminform"].form
    kept = {
        name: form[name].value()
        for name in ("username", "first_name", "last_name", "email", "language", "changes_told")
        if name in form.fields  # one's own e-mail is changed in one's own account
    }
    kept |= {name: "on" for name in ("is_active", "is_staff") if form[name].value()}
    shown: dict[str, Any] = {"groups": form["groups"].value()}
    for name, value in re.findall(r'name="(initial-[a-z_]+)"(?: value="([^"]*)")?', page.content.decode()):
        shown.setdefault(name, []).append(value)
    return {**kept, **shown}


def change(client: Client, user: User, **sent: Any) -> Any:
    return client.post(f"{STAFF}{user.pk}/change/", {**opened(client, user), **sent})


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


def beyond(name: str) -> User:
    """Return a member of staff who may what no administrator may."""
    user = person("viewer", name)
    if name == "grouped":
        group = Group.objects.create(name="beyond")
        group.permissions.add(Permission.objects.get(codename="delete_user"))
        user.groups.add(group)
    else:
        user.user_permissions.add(Permission.objects.get(codename="delete_user"))
    return user


@pytest.mark.parametrize("name", ["grouped", "single"])
@pytest.mark.parametrize("is_active", [True, False])
def test_an_administrator_only_reads_somebody_who_may_more(
    administrator: Client, office: Client, name: str, is_active: bool
) -> None:
    user, path = beyond(name), f"{STAFF}{User.objects.get(username=name).pk}/"
    User.objects.filter(pk=user.pk).update(is_active=is_active)
    before = User.objects.values().get(pk=user.pk)

    page = administrator.get(f"{path}change/")

    assert (page.status_code, page.context["has_change_permission"]) == (200, False)
    assert f"{path}password/" not in page.content.decode()
    sent = {**opened(office, user), "username": "mine", "email": "mine@example.org", "is_active": "on", "groups": []}
    word = {"usable_password": "true", "password1": "a-long-password-2", "password2": "a-long-password-2"}
    for step, data in (("change", sent), ("password", word | {"set-password": "1"}), ("end-sessions", {})):
        assert administrator.post(f"{path}{step}/", data).status_code == 403
    assert administrator.get(f"{path}password/").status_code == 403
    assert User.objects.values().get(pk=user.pk) == before
    assert change(office, user, last_name="Петрова").status_code == 302


def test_who_may_delete_staff_deletes_nobody_who_may_more(administrator: Client) -> None:
    user = beyond("grouped")
    user.groups.get(name="beyond").permissions.add(Permission.objects.get(codename="change_group"))
    User.objects.get(username="administrator").user_permissions.add(Permission.objects.get(codename="delete_user"))

    assert administrator.post(f"{STAFF}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    assert administrator.post(f"{STAFF}{person('editor').pk}/delete/", {"post": "yes"}).status_code == 302


def test_what_a_colleague_has_taken_away_does_not_come_back_with_an_old_form(administrator: Client) -> None:
    user = person("head")
    form = opened(administrator, user)
    User.objects.filter(pk=user.pk).update(is_active=False, email="new@example.org")
    user.groups.set(Group.objects.filter(name="viewer"))

    assert administrator.post(f"{STAFF}{user.pk}/change/", {**form, "last_name": "Новая"}).status_code == 302

    user.refresh_from_db()
    assert (user.is_active, user.email, user.last_name) == (False, "new@example.org", "Новая")
    assert [group.name for group in user.groups.all()] == ["viewer"]


def test_two_people_give_roles_and_each_keeps_what_he_gave(administrator: Client) -> None:
    user = person("viewer")
    user.groups.clear()
    form, roles = opened(administrator, user), {group.name: group for group in Group.objects.all()}
    user.groups.add(roles["head"])

    wrong = administrator.post(
        f"{STAFF}{user.pk}/change/", {**form, "groups": [roles["editor"].pk], "email": "not an address"}
    )

    assert wrong.status_code == 200
    assert set(user.groups.all()) == {roles["head"]}
    shown = re.findall(r'name="initial-groups" value="([^"]*)"', wrong.content.decode())
    assert shown == []  # what the form has shown first, and not what is ticked in it now
    administrator.post(f"{STAFF}{user.pk}/change/", {**form, "groups": [roles["editor"].pk]})
    assert set(user.groups.all()) == {roles["head"], roles["editor"]}


def test_an_address_that_two_have_changed_is_asked_about(administrator: Client) -> None:
    user = person("viewer")
    form = {**opened(administrator, user), "email": "mine@example.org", "last_name": "Новая"}
    User.objects.filter(pk=user.pk).update(email="theirs@example.org")

    page = administrator.post(f"{STAFF}{user.pk}/change/", form).content.decode()

    assert "Тем временем кто-то написал: «theirs@example.org»." in page
    assert 'value="mine@example.org"' in page
    assert 'value="Новая"' in page
    user.refresh_from_db()
    assert (user.email, user.last_name) == ("theirs@example.org", "")


@pytest.mark.django_db(transaction=True)
def test_two_forms_saved_at_the_same_moment_undo_nothing() -> None:
    user = person("editor")
    forms = []
    for name, step in (
        ("first", {"is_active": ""}),
        ("second", {"last_name": "Новая"}),
        ("third", {"first_name": "А"}),
    ):
        client = browser(person("administrator", name))
        forms.append((client, {**opened(client, user), **step}))

    def send(pair: tuple[Client, dict[str, Any]]) -> int:
        try:
            return pair[0].post(f"{STAFF}{user.pk}/change/", pair[1]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(send, forms)) == [302, 302, 302]
    user.refresh_from_db()
    assert (user.is_active, user.last_name, user.first_name) == (False, "Новая", "А")


@pytest.mark.parametrize("form", [AccountForm, AdminPasswordChangeForm])
def test_an_account_switched_off_while_a_password_or_a_name_is_saved_stays_so(administrator: Client, form: Any) -> None:
    user = person("editor")
    valid = form.is_valid

    def late(self: Any) -> bool:
        User.objects.filter(pk=user.pk).update(is_active=False)
        return bool(valid(self))

    word = {"usable_password": "true", "password1": "a-long-password-2", "password2": "a-long-password-2"}
    with patch.object(form, "is_valid", late):
        if form is AccountForm:
            browser(user).post("/admin/account/", {"last_name": "Новая", "language": "ru", "changes_told": "soon"})
        else:
            administrator.post(f"{STAFF}{user.pk}/password/", word | {"set-password": "1"})

    user.refresh_from_db()
    assert user.is_active is False
    assert user.last_name == "Новая" or user.check_password("a-long-password-2")


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


def test_an_account_says_of_its_password_only_whether_there_is_one(administrator: Client) -> None:
    anna = User.objects.create_user("anna", password="a-long-password-1", is_staff=True)
    page = administrator.get(f"{STAFF}{anna.pk}/change/").content.decode()
    assert "<p>Пароль задан.</p>" in page
    assert 'href="../password/">Сбросить пароль</a>' in page
    assert anna.password.split("$")[0] not in page

    anna.set_unusable_password()
    anna.save()
    page = administrator.get(f"{STAFF}{anna.pk}/change/").content.decode()
    assert "<p>Пароль не задан: войти по паролю нельзя.</p>" in page


def test_the_step_that_deletes_is_called_alike_in_every_list(office: Client) -> None:
    page = office.get(STAFF).content.decode()
    assert ">Удалить выбранные</option>" in page
