"""A question that very many records answer is bounded, and what is left out is said."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from partnerships.models import City, Delegation, Event
from partnerships.period import Period
from partnerships.search import engine
from partnerships.search.engine import ALL, HEAD, NAME, Scope
from partnerships.search.finding import find
from partnerships.search.question import Question
from tests.conftest import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings(omsk: City) -> list[Event]:
    """Six meetings, a year apart, each with the words of the phrase, and the phrase itself in every other one."""
    made = []
    for number in range(6):
        title = "Встреча представителей" if number % 2 else "Представителей встреча"
        event = Event(slug=f"e{number}", title_ru=title, form="meeting")
        event.period = Period.of((2010 + number,))
        made.append(save(event, cities=[omsk]))
    return made


def years(text: str) -> list[int]:
    keys = find(Question.parse(text), Scope(), limit=10).keys
    return [Event.objects.get(pk=engine.object_of(key)[1]).start.year for key in keys]  # type: ignore[union-attr]


def test_a_phrase_of_common_words_is_looked_for_in_the_latest_and_that_is_said(
    client: Client, meetings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrase = "«встреча представителей»"
    assert years(phrase) == [2015, 2013, 2011]
    monkeypatch.setattr(engine, "CHECKED", 4)

    page = client.get("/ru/search/", {"q": phrase}).content.decode()

    cut = connection.vendor == "postgresql"  # SQLite tells a phrase by its index
    assert years(phrase) == ([2015, 2013] if cut else [2015, 2013, 2011])
    assert ("фразу искали в последних из них" in page) == cut
    assert "фразу искали" not in client.get("/ru/search/", {"q": "встреча представителей"}).content.decode()
    monkeypatch.setattr(engine, "CHECKED", 1)
    page = client.get("/ru/search/", {"q": "«представителей встреча»"}).content.decode()
    assert ("фразу искали" in page) == cut  # the latest has it not, and nothing was found at all
    monkeypatch.setattr(engine, "CHECKED", 6)
    assert "фразу искали" not in client.get("/ru/search/", {"q": phrase}).content.decode()


def test_a_kind_counts_the_phrase_in_its_own_latest_rows(
    client: Client, meetings: Any, omsk: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Delegation(slug="v", title_ru="Встреча представителей", direction="incoming")
    visit.period = Period.of((2020,))
    save(visit, cities=[omsk])
    monkeypatch.setattr(engine, "CHECKED", 3)  # of all kinds: the visit and the meetings of 2015 and 2014

    question = Question.parse("«встреча представителей»")
    events = find(question, Scope(), kind="event")

    assert events.counts == {"event": 2 if connection.vendor == "postgresql" else 3, "delegation": 1}
    assert len(events.keys) == events.counts["event"]
    monkeypatch.setattr(engine, "CHECKED", 1)
    question = Question.parse("«представителей встреча»")  # the visit has it not, and no meeting stands among one row
    found = find(question, Scope(), kind="event", order="newest")
    assert len(found.keys) == found.counts.get("event", 0)


@pytest.mark.parametrize("part", [NAME, HEAD, ALL])
@pytest.mark.parametrize("read", [1, 3, 100])
def test_reading_the_latest_rows_answers_as_the_index_does(
    meetings: Any, monkeypatch: pytest.MonkeyPatch, part: str, read: int
) -> None:
    terms, scope = Question.parse("встреча").terms, Scope()
    by_index = engine.newest(scope, terms, part, limit=2, offset=1)
    monkeypatch.setattr(engine, "MANY", 0)
    monkeypatch.setattr(engine, "READ", read)

    assert engine.newest(scope, terms, part, limit=2, offset=1, total=6) == by_index
    assert len(by_index) == 2
