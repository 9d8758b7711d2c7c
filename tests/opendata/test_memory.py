"""A long file needs the memory of a short one: nothing of its rows waits for the collector."""

import gc
from collections.abc import Callable

import pytest
from django.test import Client

from partnerships.models import City, Event, Theme
from partnerships.opendata import downloads, formats
from partnerships.period import Period
from tests.conftest import at_once, save
from tests.opendata.files_read import content

ADDRESSES = (
    *("/ru/chronology.csv", "/ru/events.xlsx", "/ru/events.json", "/ru/events.ics", "/ru/open-data/events.csv"),
    *("/admin/partnerships/event/export/?format=csv", "/admin/partnerships/event/export/?format=xlsx"),
)


@pytest.fixture
def more(omsk: City, db: None) -> Callable[[int], None]:
    theme = save(Theme(slug="culture", name_ru="Культура"))

    def events(count: int) -> None:
        with at_once():
            for number in range(Event.objects.count(), count):
                event = Event(slug=f"e{number}", title_ru="Встреча", form="meeting", period=Period.of((2022, 8, 5)))
                save(event, cities=[omsk], themes=[theme])

    return events


def left_by(client: Client, address: str) -> int:
    """Return how many objects a file leaves that do not go by themselves: at least, as other threads leave some too."""
    content(client.get(address))  # what is kept for the next reader is no matter here
    found = []
    gc.disable()
    try:
        for _once in range(3):
            gc.collect()
            content(client.get(address))
            found.append(gc.collect())
    finally:
        gc.enable()
    return min(found)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_row_of_a_file_leaves_nothing_behind(
    office: Client, more: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(downloads, "CHUNK", 5)  # the last rows that were read or written together may wait
    monkeypatch.setattr(formats, "BATCH", 5)
    more(10)
    few = left_by(office, address)
    more(60)
    assert left_by(office, address) - few < 10 * 50, "less than ten objects a row, where a query leaves hundreds"
