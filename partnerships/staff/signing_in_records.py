"""What is written down of failed sign-ins and of requests for a new password goes when it no longer counts."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.utils import timezone

from partnerships.models import CountedRequest


def delete_old() -> None:
    """Delete what counts for no pause any more."""
    before = timezone.now() - settings.AXES_COOLOFF_TIME
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(attempt_time__lt=before).delete()
    CountedRequest.objects.delete_old()
