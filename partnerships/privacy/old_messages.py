"""Messages by the site's form go when the time that their writers were told of is over, answered or not."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from partnerships.models import PublicMessage, Subscription


def erase_old_messages() -> int:
    """Delete them, and e-mails that nobody has confirmed; return how many messages went."""
    Subscription.objects.forgotten().delete()
    before = timezone.now() - timedelta(days=settings.MESSAGES_DAYS)
    count, _of_each = PublicMessage.objects.older_than(before).delete()
    return count
