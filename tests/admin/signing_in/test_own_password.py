"""A password of one's own: nothing else of the account is written, and guesses at the old one are counted."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import User
from partnerships.staff import passwords
from tests.admin.signing_in.people import WORD, give_password, is_in, link_in_letter
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
NEW = "тихая осень над Кубанью и Доном"


@pytest.fixture
def anna() -> User:
    user = person("editor", "anna")
    user.email = "anna@example.org"
    user.save()
    return user


def on_the_page_of_the_office(anna: User) -> tuple[Client, str, dict[str, str]]:
    return give_password("anna")[0], "/admin/password_change/", {"old_password": WORD}


def by_the_letter(anna: User) -> tuple[Client, str, dict[str, str]]:
    passwords.write_link("anna@example.org", "https://register.example.org")
    client = Client()
    return client, client.get(link_in_letter(), follow=True).redirect_chain[-1][0], {}


@pytest.mark.parametrize("way", [on_the_page_of_the_office, by_the_letter])
def test_a_new_password_leaves_what_an_administrator_has_just_changed(
    way: Any, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path, sent = way(anna)

    def switched_off_meanwhile(*given: Any) -> None:
        User.objects.filter(pk=anna.pk).update(is_staff=False, sessions_ended=7, last_name="Новая")

    monkeypatch.setattr(passwords.NewValidator, "validate", switched_off_meanwhile)
    assert client.post(path, {**sent, "new_password1": NEW, "new_password2": NEW}).status_code == 302
    anna.refresh_from_db()
    assert (anna.is_staff, anna.sessions_ended, anna.last_name) == (False, 7, "Новая")
    assert anna.check_password(NEW)
    User.objects.filter(pk=anna.pk).update(is_staff=True)
    assert not is_in(client)


def test_wrong_guesses_at_the_old_password_are_counted(anna: User) -> None:
    client, path, _sent = on_the_page_of_the_office(anna)
    wrong = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert [client.post(path, wrong).status_code for _guess in range(10)] == [200] * 9 + [429]
    assert client.post(path, {**wrong, "old_password": WORD}).status_code == 429
    assert give_password("anna")[1].status_code == 429
