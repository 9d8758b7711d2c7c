from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import Document, Event, Photo, Record
from partnerships.models.publication import State, publish, send_to_review, withdraw
from tests.conftest import save

pytestmark = pytest.mark.django_db


def event(slug: str, **fields: object) -> Event:
    return save(Event(slug=slug, title_ru=slug, form="meeting", **fields), public=False)


def test_only_published_and_due_is_public() -> None:
    now = timezone.now()
    event("draft")
    event("in-review", state=State.IN_REVIEW)
    event("withdrawn", state=State.WITHDRAWN)
    event("scheduled", state=State.PUBLISHED, publish_at=now + timedelta(hours=1))
    live = event("live", state=State.PUBLISHED, publish_at=now)

    assert list(Event.objects.public()) == [live]
    assert [row.is_public() for row in Event.objects.order_by("pk")] == [False, False, False, False, True]


def test_a_scheduled_record_appears_by_itself() -> None:
    event("later", state=State.PUBLISHED, publish_at=datetime(2031, 1, 1, tzinfo=UTC))

    with time_machine.travel(datetime(2030, 12, 31, 23, 59, tzinfo=UTC)):
        assert not Record.objects.public().exists()
    with time_machine.travel(datetime(2031, 1, 1, 0, 1, tzinfo=UTC)):
        assert Record.objects.public().exists()


def test_the_steps_of_a_record() -> None:
    record = Event(slug="e", form="meeting")
    assert record.state == State.DRAFT
    send_to_review(record)
    assert record.state == State.IN_REVIEW
    publish(record)
    assert record.is_public()
    withdraw(record)
    assert (record.state, record.publish_at, record.is_public()) == (State.WITHDRAWN, None, False)


def test_children_of_a_hidden_record_are_hidden() -> None:
    hidden = event("hidden")
    with revisions.revision(by=None, reason="rows"):
        Photo(record=hidden, file="photos/x/original.jpg", is_decorative=True).save()
        Document(record=hidden, file="documents/x/document", title_ru="Скан", access="public").save()

    assert not Photo.objects.public().exists()
    assert not Document.objects.public().exists()


def test_an_internal_document_of_a_public_record_is_hidden() -> None:
    live = save(Event(slug="live", title_ru="live", form="meeting"))
    save(Document(record=live, file="documents/x/document", title_ru="Скан"))

    assert not Document.objects.public().exists()
