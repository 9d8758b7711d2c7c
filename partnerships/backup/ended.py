"""What was ended since a backup was made, and does not begin again with it: links to what is hidden, news by mail."""

import json
from pathlib import Path
from typing import Final

from django.db import DatabaseError
from django.utils import timezone

from partnerships.backup.keys import last_keys
from partnerships.models import GuestLink, PreviewLink, RegisterVersion, Subscription, User

NAME: Final = "subscriptions.json"


def note_running(folder: Path) -> None:
    """Write to `folder` who gets news of the live database, the last number given to one of them, and whose it is."""
    try:
        here = list(Subscription.objects.values_list("pk", flat=True))
        last, register = last_keys().get(Subscription._meta.db_table, 0), _register()
    except DatabaseError:  # without tables, or broken: whoever has left is not known
        here, last, register = [], 0, ""
    (folder / NAME).write_text(json.dumps([here, last, register]), encoding="utf-8")


def _register() -> str:
    """Return which register this is: the numbers of another one tell nothing of who has left."""
    return "".join(str(identity) for identity in RegisterVersion.objects.values_list("identity", flat=True)[:1])


def end_again(folder: Path) -> None:
    """End the links of the restored database, and the news to whoever has left the live one."""
    for links in (PreviewLink.objects.all(), GuestLink.objects.all()):
        links.filter(revoked_at=None).update(revoked_at=timezone.now())
    here, last, register = json.loads((folder / NAME).read_text(encoding="utf-8"))
    if register and register == _register():
        Subscription.objects.filter(pk__lte=last).exclude(pk__in=here).delete()


def closed_accounts() -> list[str]:
    """Return the accounts of the live database that nobody may use."""
    try:
        return list(User.objects.filter(is_active=False).values_list("username", flat=True))
    except DatabaseError:
        return []


def opened_again(closed: list[str]) -> list[str]:
    """Return those of the accounts `closed` that are open in the restored database."""
    return sorted(User.objects.filter(is_active=True, username__in=closed).values_list("username", flat=True))
