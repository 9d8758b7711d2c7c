"""A page of a list is the same rows from whichever end it was read."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.browsing.paging import TwoEndedPaginator
from partnerships.models import Event, Record
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db
ROWS = 23


@pytest.fixture
def events() -> None:
    """Some of the same day, and some without a date."""
    with at_once():
        for number in range(ROWS):
            event = Event(slug=f"e{number}", title_ru=f"Событие {number}", form="meeting")
            event.period = Period.of((1990 + number // 3,)) if number % 5 else Period()
            save(event)


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize("size", [1, 5, 7, 23, 40])
@pytest.mark.parametrize("order", ["newest_first", "oldest_first"])
def test_the_pages_are_the_list(order: str, size: int) -> None:
    rows: Any = getattr(Record.objects.all(), order)()
    pages = TwoEndedPaginator(rows, size)

    found = [row.pk for number in pages.page_range for row in pages.page(number)]

    assert found == [row.pk for row in rows]


@pytest.mark.usefixtures("events")
def test_the_last_page_walks_past_no_row() -> None:
    pages = TwoEndedPaginator(Record.objects.newest_first(), 5)
    assert pages.num_pages == 5

    with CaptureQueriesContext(connection) as asked:
        pages.page(5)

    assert "OFFSET" not in asked.captured_queries[-1]["sql"]
