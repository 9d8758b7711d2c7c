"""The address in a letter that stops letters of its kind, without signing in: whoever has the letter may press it."""

from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from partnerships.models import User
from partnerships.models.user import LETTERS, TellChanges

SALT = "partnerships.unsubscribe"


def unsubscribe_address(user: User, kind: str) -> str:
    """Return the address that stops the letters of `kind` to `user`."""
    return reverse("unsubscribe", args=[signing.dumps([user.pk, kind, mailbox_mark(user.email)], salt=SALT)])


def mailbox_mark(mailbox: str) -> str:
    """Return what tells in an address of a letter whose it is: the number of a row may be another's after a restore."""
    return salted_hmac(SALT, mailbox, algorithm="sha256").hexdigest()[:16]


def letters_meant(token: str) -> tuple[User, str] | None:
    """Return whom and which letters a token of ours is about; None for any other."""
    try:
        key, kind, mark = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return (user, kind) if user and kind in LETTERS and mark == mailbox_mark(user.email) else None


def stop(user: User, kind: str) -> None:
    """Write `user` no more letters of `kind`."""
    setattr(user, kind, TellChanges.NEVER if kind == "changes_told" else False)
    user.save(update_fields=[kind])
