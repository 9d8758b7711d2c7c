"""Moments in the words of the reader."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def moment(when: datetime) -> str:
    """Return a moment in the city's time, in the reader's language."""
    return date_format(localtime(when), "DATETIME_FORMAT")
