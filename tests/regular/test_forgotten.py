"""`manage.py tick` removes what was promised to be gone, whether anybody works in the office or not."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partnerships.management import schedule
from partnerships.models import City, Delegation, GuestLink, KeptFile, OpenForm, PreviewLink, User
from partnerships.models.unsaved import KEPT_FOR
from partnerships.spreadsheets import uploads
from tests.conftest import save

pytestmark = pytest.mark.django_db


def do_task(name: str) -> None:
    (task,) = (task for task in schedule.tasks() if task.name == name)
    task.run("https://x.example")


@pytest.mark.usefixtures("media")
def test_unsaved_forms_files_and_tables_go_by_themselves(clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    old = now - KEPT_FOR - timedelta(minutes=1)
    OpenForm.objects.create(user=clerk, model="event", data="title_ru=x", typed_at=old, opened_at=old, seen_at=old)
    fresh = OpenForm.objects.create(user=clerk, model="event", data="title_ru=x", typed_at=now)
    KeptFile.objects.create(user=clerk, name="x", file=ContentFile(b"x", name="x"), created_at=old)
    table = uploads.keep_upload(b"a;b", "x.csv", by=clerk, model=City, choices={})
    monkeypatch.setattr(uploads.timezone, "now", lambda: now + timedelta(hours=23, minutes=1))

    do_task("forgotten forms")

    assert list(OpenForm.objects.all()) == [fresh]
    assert not KeptFile.objects.exists()
    assert default_storage.listdir(uploads.FOLDER)[1] == []
    assert uploads.take_upload(table, by=clerk, model=City) is None


@pytest.mark.parametrize(
    ("column", "days", "stays"), [("expires_at", 179, 1), ("expires_at", 181, 0), ("revoked_at", 181, 0)]
)
def test_links_that_ended_long_ago_go(clerk: User, omsk: City, column: str, days: int, stays: int) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"))
    then = timezone.now() - timedelta(days=days)
    PreviewLink.objects.make(omsk, by=clerk, days=7, purpose="для Примерова")
    GuestLink.objects.create(delegation=visit, digest="x", expires_at=timezone.now() + timedelta(days=9))
    do_task("links of long ago")
    assert (PreviewLink.objects.count(), GuestLink.objects.count()) == (1, 1)
    PreviewLink.objects.update(**{column: then})
    GuestLink.objects.update(**{column: then})
    do_task("links of long ago")
    assert (PreviewLink.objects.count(), GuestLink.objects.count()) == (stays, stays)
