"""Requests that anybody may send: kept for an hour, to count them, so that no machine sends endless many."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOUR: Final = timedelta(hours=1)


class CountedPurpose(models.TextChoices):
    """What was asked for."""

    PASSWORD = "password"  # noqa: S105 - the name of a purpose
    MESSAGE = "message"
    NEWS = "news"


#: How many an hour for one mailbox, and how many in all from one address: an office, a school have one for everybody.
LIMITS: Final = {
    CountedPurpose.PASSWORD: (5, 20),
    CountedPurpose.MESSAGE: (5, 20),
    CountedPurpose.NEWS: (5, 20),
}


class CountedRequestQuerySet(models.QuerySet["CountedRequest"]):
    def note(self, purpose: CountedPurpose, mailbox: str, network: str | None) -> int:
        """Write down a request; return in how many seconds the next is taken, 0 where this one is."""
        now = timezone.now()
        self.delete_old()
        new = self.create(purpose=purpose, mailbox=_digest(mailbox), network=network)
        from_there = self.filter(purpose=purpose, network=network)
        for_mailbox, from_address = LIMITS[purpose]
        for rows, most in ((from_there.filter(mailbox=new.mailbox), for_mailbox), (from_there, from_address)):
            before = list(rows.exclude(pk=new.pk).order_by("-asked_at")[:most])
            if len(before) == most:
                new.delete()
                return max(1, round((before[-1].asked_at + HOUR - now).total_seconds()))
        return 0

    def delete_old(self) -> None:
        """Delete requests of which the hour is over."""
        self.filter(asked_at__lte=timezone.now() - HOUR).delete()

    def is_flooded(self, purpose: CountedPurpose, mailbox: str) -> bool:
        """Say whether a mailbox has had its letters of this hour, whoever asked for them."""
        return self.filter(purpose=purpose, mailbox=_digest(mailbox)).count() > LIMITS[purpose][0]


def _digest(mailbox: str) -> str:
    return salted_hmac("partnerships.reset_request", mailbox.strip().lower(), algorithm="sha256").hexdigest()


class CountedRequest(models.Model):
    """One of them: what for, for which mailbox, as a digest, and from where."""

    purpose = models.CharField(max_length=8, choices=CountedPurpose, default=CountedPurpose.PASSWORD)
    mailbox = models.CharField(max_length=64, db_index=True)
    network = models.GenericIPAddressField(null=True)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = CountedRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.asked_at)
