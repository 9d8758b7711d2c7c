"""The secret parts of the addresses in letters to readers: whoever has the letter may press its button."""

from django.core import signing

from partnerships.models import Subscription
from partnerships.models.subscription import ASKED_FOR
from partnerships.staff.unsubscribing import mailbox_mark

CONFIRM, LEAVE = "partnerships.news.confirm", "partnerships.news.leave"


def confirm_token(subscription: Subscription, pace: str, language: str) -> str:
    """Return what begins `subscription`, or changes its pace, for as long as the letter can be answered."""
    return signing.dumps([*_named(subscription), pace, language], salt=CONFIRM)


def confirmed(token: str) -> tuple[Subscription, str, str] | None:
    """Return the subscription that a token begins, with its pace and language; None where it came too late.

    Raises BadSignature for what is no token of ours.
    """
    try:
        key, mark, pace, language = signing.loads(token, salt=CONFIRM, max_age=ASKED_FOR)
    except signing.SignatureExpired:
        return None
    found = _found(key, mark)
    return (found, pace, language) if found else None


def leave_token(subscription: Subscription) -> str:
    """Return what ends `subscription`, whenever it is pressed."""
    return signing.dumps(_named(subscription), salt=LEAVE)


def left(token: str) -> Subscription | None:
    """Return the subscription that a token ends; None where it has ended. Raises BadSignature for no token of ours."""
    named = signing.loads(token, salt=LEAVE)
    if not isinstance(named, list):
        raise signing.BadSignature("It names a row and no mailbox.")
    return _found(*named)


def _named(subscription: Subscription) -> list[int | str]:
    return [subscription.pk, mailbox_mark(subscription.mailbox)]


def _found(key: int, mark: str) -> Subscription | None:
    """Return the subscription with this number, if it is still the one of that mailbox."""
    row = Subscription.objects.filter(pk=key).select_related("city", "theme").first()
    return row if row and mark == mailbox_mark(row.mailbox) else None
