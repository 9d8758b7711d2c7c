"""Links that somebody made do not outlive the account unseen."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import City, PreviewLink, User
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def changed(client: Client, address: str, **values: Any) -> Any:
    """Send the form of an account as it was shown, with other values."""
    form = client.get(address).context["adminform"].form
    data = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    data |= {bound.html_initial_name: bound.value() for bound in form if bound.value() not in (None, False)}
    data = {name: value for name, value in (data | values).items() if value != ""}
    data |= dict.fromkeys(("groups", "initial-groups"), [group.pk for group in form.instance.groups.all()])
    return client.post(address, data, follow=True)


@pytest.fixture
def leaver(omsk: City) -> User:
    leaver = person("editor", "leaver")
    for purpose in ("для мэрии", ""):
        PreviewLink.objects.make(omsk, by=leaver, days=3, purpose=purpose)
    return leaver


def test_open_links_stand_on_the_form_and_go_with_the_account(office: Client, leaver: User, clerk: User) -> None:
    address = f"/admin/partnerships/user/{leaver.pk}/change/"
    page = office.get(address).content.decode()
    assert "для мэрии" in page

    kept = changed(office, address, last_name="Другая")
    assert PreviewLink.objects.open().count() == 2, kept.content.decode()

    done = changed(office, address, is_active="")
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert not PreviewLink.objects.open().exists()
    assert "для мэрии" in "".join(map(str, done.context["messages"]))
    assert set(PreviewLink.objects.values_list("revoked_by", flat=True)) == {clerk.pk}
    assert "revoke_links" not in office.get(address).content.decode(), "nothing is open any more"


def test_whoever_wants_leaves_them_open(office: Client, leaver: User) -> None:
    changed(office, f"/admin/partnerships/user/{leaver.pk}/change/", is_active="", revoke_links="")
    leaver.refresh_from_db()
    assert (leaver.is_active, PreviewLink.objects.open().count()) == (False, 2)


def test_a_deleted_account_leaves_no_link_open(office: Client, leaver: User) -> None:
    office.post(f"/admin/partnerships/user/{leaver.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=leaver.pk).exists()
    assert PreviewLink.objects.filter(revoked_at__lte=timezone.now()).count() == 2
