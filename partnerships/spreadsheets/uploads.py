"""Keeps an uploaded table between its preview and its confirmation: a day at most, for the user who sent it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partnerships.models import RegisterModel, User

FOLDER = "exchange"
#: With the hour until somebody removes them (manage.py tick), a day at most.
KEPT = timedelta(hours=23)


def keep_upload(content: bytes, name: str, *, by: User, model: type[RegisterModel], choices: dict[str, object]) -> str:
    """Store the file and return the token by which `take_upload` finds it with the choices for it; older ones go."""
    remove_old()
    stored = default_storage.save(f"{FOLDER}/{uuid4().hex}", ContentFile(content))
    return signing.dumps([stored, name, by.pk, model._meta.label, choices], salt=FOLDER, compress=True)


def choose(token: str, choices: Mapping[str, object]) -> str:
    """Return a token for the same file with other choices."""
    *file, _before = signing.loads(token, salt=FOLDER)
    return signing.dumps([*file, choices], salt=FOLDER, compress=True)


def sealed(choices: dict[str, object], model: type[RegisterModel]) -> str:
    """Return choices as a page hands them on to the next file for `model`."""
    return signing.dumps(choices, salt=f"{FOLDER}.{model._meta.label}", compress=True)


def unsealed(text: str, model: type[RegisterModel]) -> dict[str, Any]:
    """Return the choices of `sealed`; none where the text is not ours."""
    try:
        choices = signing.loads(text, salt=f"{FOLDER}.{model._meta.label}")
    except signing.BadSignature:
        return {}
    return choices


def take_upload(token: str, *, by: User, model: type[RegisterModel]) -> tuple[bytes, str, dict[str, Any]] | None:
    """Return the file of `token`, its name and the choices for it; None if it is gone, too old, or somebody else's."""
    try:
        stored, name, owner, label, choices = signing.loads(token, salt=FOLDER, max_age=KEPT)
        if (owner, label) != (by.pk, model._meta.label):
            return None
        with default_storage.open(stored) as file:
            return file.read(), name, choices
    except (signing.BadSignature, FileNotFoundError):
        return None


def drop_upload(token: str) -> None:
    """Forget the file of `token`."""
    stored, *_rest = signing.loads(token, salt=FOLDER)
    default_storage.delete(stored)


def remove_old() -> None:
    """Remove the tables whose time has run out."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if timezone.now() - default_storage.get_modified_time(path) > KEPT:
            default_storage.delete(path)
