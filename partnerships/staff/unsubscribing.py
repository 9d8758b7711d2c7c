"""The address in a letter that stops letters of its kind, without signing in: whoever has the letter may press it."""

from django.core import signing
from django.urls import reverse

from partnerships.models import User
from partnerships.models.user import LETTERS, TellChanges

SALT = "partnerships.unsubscribe"


def unsubscribe_address(user: User, kind: str) -> str:
    """Return the address that stops the letters of `kind` to `user`."""
    return reverse("unsubscribe", args=[signing.dumps([user.pk, kind], salt=SALT)])


def letters_meant(token: str) -> tuple[User, str] | None:
    """Return whom and which letters a token of ours is about; None for any other."""
    try:
        key, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return (user, kind) if user and kind in LETTERS else None


def stop(user: User, kind: str) -> None:
    """Write `user` no more letters of `kind`."""
    setattr(user, kind, TellChanges.NEVER if kind == "changes_told" else False)
    user.save(update_fields=[kind])
