"""A new account: made by a command or on the screen, it opens the back office."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.models import User

pytestmark = pytest.mark.django_db
STAFF = "/admin/partnerships/user/"


def test_a_command_makes_an_account_in_a_role(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("staff", "anna", "--role", "head", "--email", "anna@example.org")
    password = capsys.readouterr().out.split(" / ")[1].split()[0]
    assert client.post("/admin/login/", {"username": "anna", "password": password}).status_code == 302
    User.objects.update(password_is_initial=False)  # once they have chosen their own
    assert client.get("/admin/partnerships/homecity/").status_code == 200
    with pytest.raises(CommandError, match="is there already"):
        call_command("staff", "anna")


def test_a_new_account_opens_the_back_office(office: Client) -> None:
    word = "a-long-password-1"
    office.post(f"{STAFF}add/", {"username": "anna", "password1": word, "password2": word, "usable_password": "true"})
    User.objects.get(username="anna").groups.set(Group.objects.filter(name="editor"))
    client = Client()
    assert client.post("/admin/login/", {"username": "anna", "password": word}).status_code == 302
    assert client.get("/admin/").url == "/admin/password_change/"
    User.objects.update(password_is_initial=False)  # once they have chosen their own
    assert client.get("/admin/").status_code == 200
