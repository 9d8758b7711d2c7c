"""Moments in the words of the reader."""

from datetime import datetime

from django.utils.timezone import localtime

from partnerships.period.days import moment_in_words


def moment(when: datetime) -> str:
    """Return a moment in the city's time, in the reader's language."""
    return moment_in_words(localtime(when))
