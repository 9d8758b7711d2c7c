import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from partnerships.admin.history.sentences import sentences_of
from partnerships.history import restoring, revisions, snapshots, version_token
from partnerships.models import (
    City,
    Event,
    Figure,
    Involvement,
    Organization,
    OutsideRevision,
    Participant,
    Record,
    User,
)
from tests.conftest import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def test_a_write_outside_a_revision_raises(event: Event, omsk: City) -> None:
    for write in (
        event.save,
        event.delete,
        lambda: Event.objects.update(place="x"),
        lambda: Record.objects.filter(pk=event.pk).delete(),
        lambda: Event.objects.bulk_create([Event(slug="b")]),
        lambda: Event.objects.bulk_update([event], ["place"]),
        lambda: event.cities.clear(),
        lambda: event.cities.add(omsk),
        lambda: Figure.objects.create(record=event, what="works", value=1),
    ):
        with pytest.raises(OutsideRevision), transaction.atomic():
            write()


def test_a_revision_says_who_and_why_and_counts_one(event: Event, clerk: User) -> None:
    before = revisions.register_version()

    with revisions.revision(by=clerk, reason="Typing error"):
        event.title_ru = "Стало"
        event.save()
        Figure(record=event, what="works", value=3).save()

    version = revisions.history(event).first()
    assert (version.revision.user, sentences_of(version.revision.comment)) == (clerk, "Typing error.")
    assert revisions.register_version() == before + 1


def test_reading_leaves_no_trace(event: Event) -> None:
    before = revisions.register_version(), revisions.history(event).count()

    with revisions.revision(by=None, reason="nothing"):
        list(Event.objects.all())

    assert (revisions.register_version(), revisions.history(event).count()) == before


def test_a_failed_revision_leaves_nothing(event: Event) -> None:
    before = revisions.register_version()

    with pytest.raises(RuntimeError), revisions.revision(by=None, reason="broken"):
        event.title_ru = "Половина"
        event.save()
        raise RuntimeError

    assert Event.objects.get().title_ru == "Было"
    assert revisions.register_version() == before


def test_cities_set_after_the_save_are_in_the_version(event: Event) -> None:
    with revisions.revision(by=None, reason="no cities"):
        event.save()
        event.cities.clear()

    with_cities, without = list(revisions.history(event))[::-1]
    restoring.restore(with_cities, by=None, reason="back")
    assert Event.objects.get().cities.count() == 1
    restoring.restore(without, by=None, reason="and forth")
    assert Event.objects.get().cities.count() == 0


def test_a_deleted_record_comes_back_whole(event: Event, clerk: User) -> None:
    save(Participant(record=event, name_ru="Иванов И. И.", role="speaker"))
    save(Figure(record=event, what="works", value=3))

    assert revisions.delete([event], by=clerk, reason="By mistake") == 1
    assert not Record.objects.exists()
    last = restoring.deleted(Event).get()
    assert (last.revision.user, sentences_of(last.revision.comment)) == (clerk, "By mistake.")

    restoring.restore(last, by=clerk, reason="Needed")
    back = Event.objects.get()
    assert (back.title_ru, back.title_en, back.cities.get().slug) == ("Было", "Was", "omsk")
    assert (back.participants.get().name_ru, back.figures.get().value) == ("Иванов И. И.", 3)
    assert not restoring.deleted(Event).exists()


def test_restoring_an_earlier_state_drops_later_rows(event: Event) -> None:
    first = revisions.history(event).first()
    save(Figure(record=event, what="works", value=3))

    restoring.restore(first, by=None, reason="back")

    assert not Figure.objects.exists()


def test_update_saves_each_row_in_one_revision(event: Event) -> None:
    save(Event(slug="f", title_ru="Второе", form="meeting"))
    before = revisions.register_version()

    assert revisions.update(Event.objects.all(), by=None, reason="place", place_ru="Омск") == 2

    assert {row.place_ru for row in Event.objects.all()} == {"Омск"}
    assert revisions.register_version() == before + 1


def test_a_record_is_kept_without_the_row_that_is_deleted(event: Event) -> None:
    gone, stays = (save(Participant(record=event, name_ru=name, role="speaker")) for name in ("Иванов", "Петров"))

    revisions.delete([gone], by=None, reason="x")

    def people(version: Version) -> set[str]:
        return {
            row.name_ru for (name, _key), row in snapshots.of_version(version).rows.items() if name == "participants"
        }

    now, before = revisions.history(event)[:2]
    assert (people(now), people(before)) == ({stays.name_ru}, {"Иванов", "Петров"})
    restoring.restore(before, by=None, reason="back")
    assert set(Participant.objects.values_list("name_ru", flat=True)) == {"Иванов", "Петров"}


def test_many_rows_are_kept_in_as_many_questions_as_few(omsk: City) -> None:
    asked = []
    for count in (1, 30):
        event = save(Event(slug=f"with-{count}", title_ru="Форум", form="forum"), cities=[omsk])
        with revisions.revision(by=None, reason="x"):
            for number in range(count):
                body = Organization(name_ru=f"Вуз {count} {number}", kind="university")
                body.save()
                Involvement(record=event, organization=body).save()
        with CaptureQueriesContext(connection) as queries:
            save(event)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_who_loses_a_row_to_a_restore_is_kept_as_well(event: Event, omsk: City) -> None:
    other = save(Event(slug="other", title_ru="Другое", form="meeting"), cities=[omsk])
    person = save(Participant(record=event, name_ru="Иванов", role="speaker"))
    with_him = revisions.history(event)[0]
    revisions.update([person], by=None, reason="moved", record=other)
    before = version_token.last_change(other)

    restoring.restore(with_him, by=None, reason="back")

    assert Participant.objects.get().record_id == event.pk
    assert version_token.last_change(other) > before
