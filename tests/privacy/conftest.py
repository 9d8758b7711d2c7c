"""Somebody at a meeting, who may ask to be forgotten."""

import pytest

from partnerships.models import (
    City,
    Event,
    Participant,
)
from partnerships.period import Period
from tests.conftest import save

NAME = "Петрова Анна Ивановна"


@pytest.fixture
def meeting(omsk: City) -> Event:
    event = Event(slug="meeting", title_ru="Встреча мастеров", title_en="Meeting", form="meeting")
    event.period = Period.of((2024, 5, 20))
    return save(event, cities=[omsk])


@pytest.fixture
def anna(meeting: Event) -> Participant:
    return save(
        Participant(
            record=meeting,
            name_ru=NAME,
            name_en="Anna Petrova",
            role="speaker",
            is_public=True,
            contact="+7 900 000-00-01",
            consent="Лист 7",
        )
    )
