"""Whoever an account belongs to hears by letter that its password, e-mail or second step has changed, by each door."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail as sent
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from partnerships.models import User
from partnerships.staff import mail
from tests.admin.screens.test_user import browser
from tests.admin.signing_in.people import FACTORS, WORD, code_of, key_on, with_app
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "quite-another-word-2"
PASSWORD, EMAIL, FACTOR = "Your password", "Your e-mail", "The second step"


@pytest.fixture
def anna() -> User:
    user = person("editor")
    user.email, user.language, user.last_login = "anna@example.org", "en", timezone.now()
    user.save()
    return user


def letters() -> list[tuple[list[str], str]]:
    mail.postman.submit(lambda: None).result()
    return sorted((letter.to, letter.subject) for letter in sent.outbox)


def _own_password(anna: User) -> None:
    browser(anna).post("/admin/password_change/", {"old_password": WORD, "new_password1": NEW, "new_password2": NEW})


def _by_administrator(anna: User) -> None:
    boss = browser(person("administrator"))
    boss.post(f"/admin/partnerships/user/{anna.pk}/password/", {"password1": NEW, "password2": NEW})


def _by_letter(anna: User) -> None:
    client = Client()
    key = urlsafe_base64_encode(str(anna.pk).encode())
    page = client.get(f"/admin/password-reset/{key}/{default_token_generator.make_token(anna)}/", follow=True)
    client.post(page.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})


def _by_command(anna: User) -> None:
    call_command("account", anna.username, "--new-password", verbosity=0)


def _app_added(anna: User) -> None:
    client = browser(anna)
    key = key_on(client.get(FACTORS))
    client.post(FACTORS, {"act": "app", "code": code_of(key), "password": WORD})


def _app_removed(anna: User) -> None:
    client = browser(anna)
    with_app(anna)
    session = client.session
    session["second_factor"] = True
    session.save()
    call_command("account", anna.username, "--reset-second-factor", verbosity=0)


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (_own_password, PASSWORD),
        (_by_administrator, PASSWORD),
        (_by_letter, PASSWORD),
        (_by_command, PASSWORD),
        (_app_added, FACTOR),
        (_app_removed, FACTOR),
    ],
)
def test_the_owner_hears_of_it(anna: User, change: Callable[[User], None], subject: str) -> None:
    change(anna)
    ((to, told),) = letters()
    assert to == ["anna@example.org"]
    assert told.startswith(subject)
    assert anna.username in sent.outbox[0].body
    assert NEW not in sent.outbox[0].body
    assert re.findall(r"(?<!\S)/admin/", sent.outbox[0].body) == []  # every address is whole


def _own_email(anna: User) -> None:
    values = {"email": "other@example.org", "password": WORD, "language": "en", "changes_told": "soon"}
    browser(anna).post("/admin/account/", values)


def _email_by_administrator(anna: User) -> None:
    boss = browser(person("administrator"))
    address = f"/admin/partnerships/user/{anna.pk}/change/"
    form = boss.get(address).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    values["groups"] = [group.pk for group in anna.groups.all()]
    values = {name: value for name, value in values.items() if value not in (None, False)}
    boss.post(address, {**values, "email": "other@example.org"})


@pytest.mark.parametrize("change", [_own_email, _email_by_administrator])
def test_of_another_mailbox_both_hear(anna: User, change: Callable[[User], None]) -> None:
    change(anna)
    assert [to for to, _subject in letters()] == [["anna@example.org"], ["other@example.org"]]
    assert {subject.startswith(EMAIL) for _to, subject in letters()} == {True}


def test_a_sign_in_and_a_new_account_write_no_letter(anna: User) -> None:
    Client().post("/admin/login/", {"username": anna.username, "password": WORD})
    call_command("staff", "ivan", "--role=editor", "--email=ivan@example.org", verbosity=0)
    assert letters() == []
