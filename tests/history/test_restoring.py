import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from reversion.models import Version

from partnerships.history import merging, restoring, revisions
from partnerships.models import (
    City,
    Country,
    Delegation,
    Event,
    Figure,
    Involvement,
    Organization,
    Participant,
    User,
)
from tests.conftest import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def test_one_of_many_comes_back_alone(event: Event) -> None:
    other = save(Event(slug="f", title_ru="Другое", form="meeting"))
    revisions.update([event, other], by=None, reason="both", place_ru="Омск")
    both = revisions.history(event).first()
    revisions.update([event, other], by=None, reason="both again", place_ru="Элиста")

    restoring.restore(both, by=None, reason="one")

    assert {row.slug: row.place_ru for row in Event.objects.all()} == {"e": "Омск", "f": "Элиста"}


def test_one_of_many_deleted_comes_back_alone(event: Event) -> None:
    other = save(Event(slug="f", title_ru="Другое", form="meeting"))
    save(Figure(record=event, what="works", value=3))
    key = str(event.pk)
    revisions.delete([event, other], by=None, reason="both")
    assert restoring.deleted(Event, City).count() == 2

    restoring.restore(restoring.deleted(Event).get(object_id=key), by=None, reason="one")

    assert Event.objects.get().figures.get().value == 3


def test_the_text_comes_back_and_the_place_on_the_site_stays(event: Event) -> None:
    published = revisions.history(event).first()
    event.title_ru = "Стало"
    save(event, public=False)
    revisions.update([event], by=None, reason="hide", state="withdrawn", publish_at=None)
    before = Event.objects.get().version

    assert restoring.restore(published, by=None, reason="back") == []

    back = Event.objects.get()
    assert (back.title_ru, back.state) == ("Было", "withdrawn")
    assert back.version > before


def test_what_is_younger_than_the_history_stays_as_it_is(event: Event) -> None:
    figure = save(Figure(record=event, what="works", value=3))
    save(event)
    first = revisions.history(event).first()
    for part in Version.objects.filter(revision=first.revision):  # before there were these columns
        (content,) = json.loads(part.serialized_data)
        for name in ("place_ru", "form", "note_ru", "cities"):
            content["fields"].pop(name, None)
        Version.objects.filter(pk=part.pk).update(serialized_data=json.dumps([content]))
    revisions.update([event], by=None, reason="test", place_ru="Омск", form="festival", title_ru="Стало")
    revisions.update([figure], by=None, reason="test", note_ru="Примерно", value=4)

    restoring.restore(revisions.history(event).get(pk=first.pk), by=None, reason="back")

    back, row = Event.objects.get(), Figure.objects.get()
    assert (back.title_ru, back.place_ru, back.form, back.cities.count()) == ("Было", "Омск", "festival", 1)
    assert (row.value, row.note_ru) == (3, "Примерно")


def test_what_was_deleted_stays_hidden_for_those_who_may_not_publish(event: Event) -> None:
    revisions.delete([event], by=None, reason="x")

    restoring.restore(restoring.deleted(Event).get(), by=None, reason="back", hidden=True)

    assert Event.objects.get().state == "withdrawn"


def test_the_address_of_today_still_answers_after_the_old_one_is_back(event: Event, client: Client) -> None:
    first = revisions.history(event).first()
    event.slug = "renamed"
    save(event)

    restoring.restore(first, by=None, reason="back")

    assert client.get("/ru/events/e/").status_code == 200
    assert client.get("/ru/events/renamed/").headers["Location"] == "/ru/events/e/"


def test_a_taken_address_gets_a_number(event: Event) -> None:
    revisions.delete([event], by=None, reason="x")
    save(Event(slug="e", title_ru="Новое", form="meeting"))

    with translation.override("en"):
        notes = restoring.restore(restoring.deleted(Event).get(), by=None, reason="back")

    assert notes == ["Its page address was taken meanwhile; it is “e-2” now."]
    assert set(Event.objects.values_list("slug", flat=True)) == {"e", "e-2"}


def test_what_no_longer_exists_is_named(event: Event, country: Country) -> None:
    body = save(Organization(name_ru="Вуз", kind="university"))
    elista = save(City(slug="elista", name_ru="Элиста", country=country, tie="contact"))
    save(Participant(record=event, name_ru="Иванов", role="speaker", organization=body))
    save(event, cities=[elista])
    full = revisions.history(event).first()
    with revisions.revision(by=None, reason="less"):
        Participant.objects.get().delete()
        event.cities.clear()
        revisions.delete([body, elista], by=None, reason="gone")

    with translation.override("en"):
        notes = restoring.restore(full, by=None, reason="back")

    assert notes == [
        "partner cities: 1 of them no longer exist.",
        "participant: its organisation no longer exists, the field is empty now.",
    ]
    assert (Participant.objects.get().name_ru, Participant.objects.get().organization) == ("Иванов", None)


def test_a_row_that_cannot_be_as_it_was_stays_as_it_is(event: Event) -> None:
    kept, gone = (save(Organization(name_ru=name, kind="university")) for name in ("Вуз", "Институт"))
    save(Involvement(record=event, organization=gone, role="host"))
    before = revisions.history(event).first()
    merging.merge(kept, gone, taken=set(), by=None)

    with translation.override("en"):
        notes = restoring.restore(before, by=None, reason="back")

    assert event.involvements.get().organization == kept
    assert notes == ["organisation taking part: its organisation is deleted. Bring that back first."]


def test_a_city_waits_for_its_country(omsk: City, country: Country) -> None:
    revisions.delete([omsk], by=None, reason="x")
    revisions.delete([country], by=None, reason="x")

    with translation.override("en"), pytest.raises(ValidationError, match="its country or territory is deleted"):
        restoring.restore(restoring.deleted(City).get(), by=None, reason="back")

    assert not City.objects.exists()


def test_links_that_a_deletion_empties_are_told_and_come_back(event: Event, clerk: User) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming", host_event=event))
    save(event, related=[visit])

    revisions.delete([event], by=clerk, reason="gone")

    assert Delegation.objects.get().host_event is None
    assert revisions.history(visit).first().revision.user == clerk
    restoring.restore(restoring.deleted(Event).get(), by=clerk, reason="back")
    assert Delegation.objects.get().host_event == Event.objects.get()
    assert Event.objects.get().related.get().slug == "v"
