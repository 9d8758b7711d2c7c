import pytest

from partnerships.history import restoring, revisions
from partnerships.models import City, Event, Record
from partnerships.models.translated import states
from tests.conftest import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def test_a_text_is_missing_ready_or_older_than_its_original(event: Event) -> None:
    assert event.translation == "ready"
    event.venue_ru = "Зал"
    assert save(event).translation == "missing"
    event.venue_en = "Hall"
    assert save(event).translation == "ready"
    event.title_ru = "Стало"
    assert save(event).translation == "stale"
    assert save(Event.objects.get()).translation == "stale"
    assert states(Event.objects.get())["en"] == {"title": "stale", "venue": "ready"}
    event.title_en = "Is"
    assert save(event).translation == "ready"


def test_a_translation_can_be_declared_right_without_a_change(event: Event) -> None:
    event.title_ru = "Было "
    save(event)
    with revisions.revision(by=None, reason="still right"):
        event.save()
        event.remember(right=("title_en",))
        event.save()
    assert Event.objects.get().translation == "ready"


def test_an_original_can_be_missing_too(event: Event) -> None:
    event.venue_en = "Hall"
    save(event)
    assert states(event)["ru"]["venue"] == "missing"
    assert event.translation == "missing"


def test_the_spine_alone_knows_the_texts_of_its_kind(event: Event) -> None:
    event.venue_ru, event.venue_en = "Зал", "Hall"
    save(event)
    event.venue_ru = "Другой зал"
    save(event)

    record = Record.objects.get()
    record.place_ru, record.place_en = "Омск", "Omsk"
    save(record)

    assert Event.objects.get().translation == "stale"
    assert states(Event.objects.get())["en"]["venue"] == "stale"


def test_a_restored_state_remembers_what_was_translated(event: Event) -> None:
    first = revisions.history(event).first()
    event.title_ru = "Стало"
    save(event)
    restoring.restore(first, by=None, reason="back")
    assert Event.objects.get().translation == "ready"
