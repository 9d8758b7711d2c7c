"""A long table costs for each row no more than to write it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.models import City, Event, Organization, Theme
from tests.conftest import save
from tests.spreadsheets.tables import EVENTS, confirm, opened, send, streamed, take

pytestmark = pytest.mark.django_db

HEADS = ["Название", "Дата", "Города-партнёры", "Направления сотрудничества", "Организации", "Form"]


def asked(office: Client, rows: int) -> tuple[int, int]:
    """Return how many queries it takes to check a table of new events, and to save it."""
    lines = [[f"Форум {rows} {row}", "2019", "Омск", "Спорт", "Вуз", "форум"] for row in range(rows)]
    with CaptureQueriesContext(connection) as checking:
        preview = send(office, [HEADS, *lines])
    with CaptureQueriesContext(connection) as saving:
        confirm(office, preview)
    return len(checking), len(saving)


def test_a_further_row_asks_for_nothing_but_its_own_rows(office: Client, omsk: City) -> None:
    save(Theme(slug="sport", name_ru="Спорт", name_en="Sport"))
    save(Organization(name_ru="Вуз", kind="university"))

    _first, few, many = (asked(office, rows) for rows in (1, 100, 200))

    assert Event.objects.count() == 301
    assert many[0] == few[0]
    # Each event is a row in two tables and has an organisation; all else is asked for some hundred rows together.
    assert many[1] - few[1] <= 303


@pytest.mark.parametrize("had", [False, True])
def test_a_link_to_a_row_far_below_is_no_change_of_somebody_else(office: Client, had: bool) -> None:
    slugs = [f"e-{at:03}" for at in range(203)]
    rows = [save(Event(slug=slug, title_ru=slug, form="forum")) for slug in slugs]
    first, other, last = rows[0], rows[1], rows[-1]
    for row in (first, last) if had else ():
        save(row, related=[other])
    head, *lines = opened(streamed(office.get(f"{EVENTS}export/")))
    slug, related, place = (
        next(at for at, text in enumerate(head) if text.startswith(name))
        for name in ("Адрес страницы", "Связанные", "Место")
    )
    lines.sort(key=lambda line: line[slug])
    lines[0][related] = "; ".join([lines[0][related] or "", last.slug])
    lines[-1][place] = "Зал"
    take(office, [head, *lines])
    last.refresh_from_db()
    assert last.place_ru == "Зал"
    for one, far in ((first, last), (last, first)):
        assert {row.pk for row in one.related.all()} == {far.pk, *([other.pk] if had else [])}
