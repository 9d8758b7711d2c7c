"""What a change of a term costs, and what it does not touch."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.history import restoring, revisions
from partnerships.models import EVENT_FORMS, Event, VocabularyTerm
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db


def of(vocabulary: str, code: str) -> VocabularyTerm:
    return VocabularyTerm.objects.get(vocabulary=vocabulary, code=code)


def events(count: int) -> None:
    with at_once():
        for number in range(count):
            Event(slug=f"e{number}", title_ru=f"Событие {number}", form="meeting").save()


@pytest.mark.parametrize(("count", "queries"), [(1, 27), (30, 27)])
def test_a_new_name_costs_a_few_queries_however_many_have_it(count: int, queries: int) -> None:
    events(count)
    term = of("event_form", "meeting")
    save(term)  # reads what the process keeps
    term.name_ru = "Сходка"
    with CaptureQueriesContext(connection) as asked:
        save(term)
    assert len(asked) == queries


def test_the_terms_are_read_once_after_a_change_inside_a_revision() -> None:
    term = of("event_form", "meeting")
    with at_once():
        term.name_ru = "Сходка"
        term.save()
        with CaptureQueriesContext(connection) as asked:
            labels = {EVENT_FORMS.label("meeting") for _time in range(1000)}
    assert (labels, len(asked)) == ({"Сходка"}, 2)


def test_a_new_place_in_the_order_writes_nothing_of_the_search_anew() -> None:
    events(1)
    term = of("event_form", "meeting")
    term.order = 7
    with CaptureQueriesContext(connection) as asked:
        save(term)
    assert not [query for query in asked.captured_queries if "searchrow" in query["sql"]]


def test_what_is_called_so_is_found_by_each_name_in_turn(client: Client) -> None:
    save(Event(slug="e", title_ru="Обед", form="meeting"))
    term, old = of("event_form", "meeting"), of("event_form", "meeting").name_ru
    for name in ("Сходка", "Посиделки", old):
        term.name_ru = name
        save(term)
        assert "Обед" in client.get(f"/ru/search/?q={name}").content.decode(), name


def test_what_is_called_so_is_found_by_a_name_that_came_back(client: Client) -> None:
    save(Event(slug="e", title_ru="Обед", form="meeting"))
    term = of("event_form", "meeting")
    term.name_ru = "Сходка"
    save(term)
    before = revisions.history(term).first()
    term.name_ru = "Посиделки"
    save(term)
    restoring.restore(before, by=None, reason="back")
    assert "Обед" in client.get("/ru/search/?q=сходка").content.decode()
    assert "Обед" not in client.get("/ru/search/?q=посиделки").content.decode()
