"""What a record was before it was handed to the head, as its history keeps it."""

from collections.abc import Iterator
from typing import Any

from reversion.models import Version

from partnerships.history import versions
from partnerships.models import User
from partnerships.models.base import Published
from partnerships.models.publication import State


def before_review(record: Published) -> Published | None:
    """Return the last state of `record` that did not wait for the head; None where the history has none."""
    model: Any = type(record)._meta.get_field("state").model  # the state of an event is kept with its record
    past = Version.objects.get_for_object_reference(model, record.pk)
    kept: Iterator[Any] = (versions.loaded(version).object for version in past)
    was: Published | None = next((row for row in kept if row.state != State.IN_REVIEW), None)
    if was is not None and was.sent_by_id and not User.objects.filter(pk=was.sent_by_id).exists():
        was.sent_by_id = None  # the account is gone; the history still knows its number
    return was
