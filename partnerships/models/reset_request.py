"""Requests for a letter with which to set a new password: kept for an hour, to count them."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOUR: Final = timedelta(hours=1)
#: How many an hour for one mailbox, and how many in all from one address: an office has one for everybody.
FOR_MAILBOX, FROM_ADDRESS = 5, 20


class ResetRequestQuerySet(models.QuerySet["ResetRequest"]):
    def note(self, mailbox: str, network: str | None) -> int:
        """Write down a request; return in how many seconds the next is taken, 0 where this one is."""
        now = timezone.now()
        self.delete_old()
        new = self.create(mailbox=_digest(mailbox), network=network)
        from_there = self.filter(network=network)
        for rows, most in ((from_there.filter(mailbox=new.mailbox), FOR_MAILBOX), (from_there, FROM_ADDRESS)):
            before = list(rows.exclude(pk=new.pk).order_by("-asked_at")[:most])
            if len(before) == most:
                new.delete()
                return max(1, round((before[-1].asked_at + HOUR - now).total_seconds()))
        return 0

    def delete_old(self) -> None:
        """Delete requests of which the hour is over."""
        self.filter(asked_at__lte=timezone.now() - HOUR).delete()

    def is_flooded(self, mailbox: str) -> bool:
        """Say whether a mailbox has had its letters of this hour, whoever asked for them."""
        return self.filter(mailbox=_digest(mailbox)).count() > FOR_MAILBOX


def _digest(mailbox: str) -> str:
    return salted_hmac("partnerships.reset_request", mailbox.strip().lower(), algorithm="sha256").hexdigest()


class ResetRequest(models.Model):
    """One of them: for which mailbox, as a digest, and from where."""

    mailbox = models.CharField(max_length=64, db_index=True)
    network = models.GenericIPAddressField(null=True)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ResetRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.asked_at)
