"""A private person is shown with a consent; who is shown without one is told before the page goes out."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import City, Event, Participant
from partnerships.readiness import gaps_of
from tests.conftest import save

pytestmark = pytest.mark.django_db


def test_a_private_person_shown_without_a_consent_is_told(omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Встреча", form="meeting"), cities=[omsk])
    somebody = save(Participant(record=event, role="interpreter", name_ru="Анна", is_public=True))
    assert "people-without-consent" in {gap.slug for gaps in gaps_of([event]).values() for gap in gaps}
    revisions.update([somebody], by=None, reason="x", consent="№ 7")
    assert "people-without-consent" not in {gap.slug for gaps in gaps_of([event]).values() for gap in gaps}


def test_a_private_person_is_shown_with_a_consent_only(omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Встреча", form="meeting"), cities=[omsk])
    somebody = Participant(record=event, name_ru="Петрова", role="speaker", is_public=True)
    with pytest.raises(ValidationError) as told:
        somebody.clean()
    assert "is_public" in told.value.message_dict
    somebody.consent_on = timezone.localdate()  # a day alone says nothing of a paper
    with pytest.raises(ValidationError):
        somebody.clean()
    somebody.consent = "Лист 7"
    somebody.clean()
    somebody.consent, somebody.office_ru = "", "министр культуры"
    somebody.clean()
