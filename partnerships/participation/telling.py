"""News by mail: many records become one letter to each reader, and nothing is told twice, whichever run tells it."""

from itertools import batched
from typing import Final

from django.core.mail import EmailMessage
from django.utils import timezone

from partnerships.models import Announcement, Subscription
from partnerships.participation import letters
from partnerships.staff import mail

#: So many letters go over one connection.
BATCH: Final = 50


def tell_readers(pace: str) -> tuple[int, int]:
    """Write to each reader of this pace for whom there is something new; return how many letters left, how many not.

    Raises what the mail server answers where there is no connection at all: then all of it is told by the next run.
    """
    Subscription.objects.forgotten().delete()
    Announcement.objects.note_new()
    until, left, failed = timezone.now(), 0, 0
    for some in batched(Subscription.objects.to_be_told(pace), BATCH, strict=False):
        taken: list[Subscription] = []
        written: dict[int, EmailMessage] = {}
        sent: list[EmailMessage] = []
        try:
            for row in some:
                records = row.news(until)
                if (count := records.count()) and row.claim():
                    taken.append(row)
                    written[row.pk] = letters.news(row, records[: letters.NAMED], count)
            sent = mail.send(list(written.values()), to_readers=True)
        finally:
            for row in taken:
                # Where nothing at all leaves, it is not the mailbox that refuses.
                row.settle(until, has_left=written.get(row.pk) in sent, is_refused=bool(sent))
        left, failed = left + len(sent), failed + len(written) - len(sent)
    return left, failed
