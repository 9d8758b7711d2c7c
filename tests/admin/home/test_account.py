"""One's own account."""

import pytest
from django.contrib.auth.models import Group

from tests.admin.screens.test_user import browser
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def test_everyone_changes_their_own_account_and_no_rights() -> None:
    user = person("viewer")
    client = browser(user)
    sent = {"last_name": "Петрова", "email": "p@example.org", "language": "en", "is_superuser": "on", "is_staff": "on"}
    sent |= {"wants_approved": "on", "changes_told": "morning"}
    page = client.post("/admin/account/", {**sent, "groups": [Group.objects.get(name="head").pk]}, follow=True)
    user.refresh_from_db()
    assert (str(user), user.language, user.is_superuser) == ("Петрова", "en", False)
    chosen = (user.wants_returned, user.wants_approved, user.wants_morning, user.changes_told)
    assert chosen == (False, True, False, "morning")
    assert user.groups.get().name == "viewer"
    assert "Your account has been changed." in page.content.decode()
