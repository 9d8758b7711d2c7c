"""What is typed into a form and not saved: kept for its author alone, offered back, thrown away after the save."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from partnerships.admin.writing import kept_files
from partnerships.models import KeptFile, OpenForm, RegisterModel, User

#: Hidden fields of a form: its key, signed with its author; the version of the record it was opened with.
FORM, OPENED = "_form", "_opened"
#: What stands for the name of a model where a text was pasted to be read, which is of no record yet.
PROSE = "prose"
#: Parameter of the address: the key of the unsaved form to take back.
BACK = "unsaved"
#: Names of files that came with a form after its session had ended: they are asked for again.
FILES = "files-to-choose"
#: Names of fields with the older of two texts, where the same form was typed in twice at a time.
OLDER = "older-texts"
#: Buttons that do more than save.
STEPS: Final = ("_publish", "_withdraw", "_review", "_recall", "_return")
#: Longest text that is kept while it is typed, in characters: such a form still passes DATA_UPLOAD_MAX_MEMORY_SIZE.
LONGEST: Final = 1_000_000

_signer = signing.Signer(salt="partnerships.form")


def token(key: UUID, user: User) -> str:
    """Return `key` as it stands in the form: signed, with the user whose form it is."""
    return _signer.sign(f"{key.hex}.{user.pk}")


def read_token(text: str) -> tuple[UUID, int] | None:
    """Return the key and its user's id, or None for what was not signed here."""
    try:
        key, _dot, user_id = _signer.unsign(text).partition(".")
        return UUID(key), int(user_id)
    except (signing.BadSignature, ValueError):
        return None


def own(user: User, key: str, model: str, object_id: str) -> OpenForm | None:
    """Return the user's own unsaved form of this record with this `key`."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return OpenForm.objects.on(model, object_id).filter(pk=wanted, user=user).first()


def offers(user: User, model: str, object_id: str) -> list[OpenForm]:
    """Return what `user` typed into forms of this record and has not saved; the latest first."""
    return list(OpenForm.objects.on(model, object_id).filter(user=user).with_text()[:5])


def text_of(data: QueryDict) -> str:
    """Return what was typed, without what belongs to one sending of the form."""
    return data_without(data, ("csrfmiddlewaretoken",)).urlencode()


def data_without(data: QueryDict, names: Iterable[str]) -> QueryDict:
    """Return a copy of `data` without `names` and without buttons, whose names begin with an underscore."""
    copy = data.copy()
    for name in [*names, *(name for name in data if name.startswith("_") and name not in (FORM, OPENED))]:
        copy.pop(name, None)
    return copy


def is_too_long(data: QueryDict) -> bool:
    """Return whether so much is typed that it cannot be sent and written anew every few seconds."""
    return sum(len(str(value)) for _name, values in data.lists() for value in values) > LONGEST


def keep(
    key: UUID, user_id: int, model: str, object_id: str, data: QueryDict, *, at: datetime | None = None
) -> OpenForm | None:
    """Keep what is typed in the form `key`, or was `at` some time; None when it is saved already or another's."""
    moment = at or timezone.now()
    return _write(key, user_id, model, object_id, data=text_of(data), typed_at=moment, seen_at=moment)


def see(key: UUID, user_id: int, model: str, object_id: str) -> OpenForm | None:
    """Note that the form is open on somebody's screen; None when it is saved already."""
    return _write(key, user_id, model, object_id, seen_at=timezone.now())


def _write(key: UUID, user_id: int, model: str, object_id: str, **values: object) -> OpenForm | None:
    row = OpenForm.objects.filter(pk=key)
    mine = row.filter(user_id=user_id, saved_at=None)
    if not mine.update(**values) and not row.exists():
        remove_forgotten()
        OpenForm.objects.crowded_out(user_id).delete()  # more than one person can have open
        try:
            with transaction.atomic():
                OpenForm(key=key, user_id=user_id, model=model, object_id=object_id, **values).save(force_insert=True)
        except IntegrityError:  # the same beat twice, or its user is gone
            return None
    return mine.first()


def remove_forgotten() -> None:
    """Throw away what nobody came back for."""
    OpenForm.objects.forgotten().delete()
    KeptFile.objects.forgotten().discard()


def leave(key: UUID, user_id: int) -> None:
    """Note that the form was closed; what was typed in it stays."""
    OpenForm.objects.filter(pk=key, user_id=user_id).update(seen_at=timezone.now() - timedelta(minutes=5))


def discard(user: User, key: str, model: str, object_id: str) -> None:
    """Throw away what `user` typed in the form `key`."""
    form = own(user, key, model, object_id)
    if form is not None:
        _let_go(form.fields(), user)
        form.delete()


def finish(form: Any, data: QueryDict, record: RegisterModel) -> None:
    """Mark the open `form` as saved, once and for all, and let go of what was kept for it."""
    done = {"object_id": str(record.pk), "saved_at": timezone.now(), "data": form.sent, "typed_at": None}
    OpenForm.objects.update_or_create(
        key=form.key, defaults=done, create_defaults={**done, "user": form.user, "model": form.model}
    )
    _let_go(data, form.user)


def digest_of_form(data: QueryDict) -> str:
    """Return a mark of what was typed and of the step that was pressed, by which a form sent twice is known."""
    return _digest(" ".join(name for name in STEPS if name in data), data)


def _digest(pressed: str, data: QueryDict) -> str:
    """Return the mark of `data`, the same for a form that was sent and for its text as a script reads it.

    Only the sent one has fields of files that were left empty, and two characters for a line break.
    """
    typed = data_without(data, ("csrfmiddlewaretoken",)).lists()
    pairs = [(name, str(value).replace("\r\n", "\n")) for name, values in typed for value in values if value]
    return hashlib.sha256(f"{pressed} {urlencode(pairs)}".encode()).hexdigest()


def is_saved(form: OpenForm, data: QueryDict) -> bool:
    """Say whether `form` was saved with exactly this text, whatever step was pressed."""
    return any(form.data == _digest(pressed, data) for pressed in ("", *STEPS))


def _let_go(data: QueryDict, user: User) -> None:
    """Remove the files of `user` whose tickets `data` carries, once nothing can bring the form back."""
    tickets = [value for name, value in data.items() if name.endswith(kept_files.TICKET)]
    keys = [found.key for ticket in tickets if (found := kept_files.find_file(str(ticket)))]
    transaction.on_commit(lambda: KeptFile.objects.filter(key__in=keys, user=user).discard())
