"""One's own account."""

import pytest
from django.contrib.auth.models import Group

from tests.admin.screens.test_user import browser
from tests.admin.signing_in.people import WORD
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def test_everyone_changes_their_own_account_and_no_rights() -> None:
    user = person("viewer")
    client = browser(user)
    sent = {
        "last_name": "Петрова",
        "email": "p@example.org",
        "password": WORD,
        "language": "en",
        "is_superuser": "on",
        "is_staff": "on",
    }
    sent |= {"wants_approved": "on", "changes_told": "morning"}
    page = client.post("/admin/account/", {**sent, "groups": [Group.objects.get(name="head").pk]}, follow=True)
    user.refresh_from_db()
    assert (str(user), user.language, user.is_superuser) == ("Петрова", "en", False)
    chosen = (user.wants_returned, user.wants_approved, user.wants_morning, user.changes_told)
    assert chosen == (False, True, False, "morning")
    assert user.groups.get().name == "viewer"
    assert "Your account has been changed." in page.content.decode()


@pytest.mark.parametrize("password", ["", "wrong"])
def test_another_email_asks_for_the_password(password: str) -> None:
    user = person("viewer")
    sent = {"last_name": "Петрова", "email": "p@example.org", "language": "ru", "changes_told": "soon"}
    page = browser(user).post("/admin/account/", {**sent, "password": password}).content.decode()
    user.refresh_from_db()
    assert (user.email, user.last_name) == ("", "")
    assert "Пароль неверен" in page
    assert 'value="p@example.org"' in page


def test_ones_own_email_is_not_changed_on_the_screen_of_staff() -> None:
    boss = person("administrator")
    client = browser(boss)
    page = client.get(f"/admin/partnerships/user/{boss.pk}/change/").content.decode()
    assert 'name="email"' not in page
    assert 'name="last_name"' in page
