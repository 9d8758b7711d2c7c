import pytest
from django.db.models import QuerySet
from django.utils.translation import override

from partnerships.history import restoring, revisions
from partnerships.models import City, Event, HomeCity, Record
from partnerships.models.translated import is_missing, mark_untranslated, states
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


def test_what_was_saved_without_knowing_of_a_new_language_is_marked_when_asked_again(event: Event, omsk: City) -> None:
    QuerySet(Record).filter(pk=event.pk).update(title_en=None)  # as by a process that went on with one language
    assert Event.objects.get().translation == "ready"
    mark_untranslated()
    assert Event.objects.get().translation == "missing"
    assert City.objects.get().translation == "ready", "what has its name in each language stays as it was"


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


@pytest.mark.parametrize(
    ("code", "genitive", "said"),
    [("ru", "Ставрополя", "Ставрополя"), ("ru", "", ""), ("en", "", "Stavropol"), ("en", "the City", "the City")],
)
def test_a_language_without_cases_takes_the_name_itself(code: str, genitive: str, said: str) -> None:
    home = HomeCity(name_ru="Ставрополь", name_en="Stavropol", **{f"name_genitive_{code}": genitive})
    with override(code):
        assert home.name_in_heading == said
    assert not is_missing(HomeCity(name_genitive_ru="Ставрополя"), "name_genitive", "en")
