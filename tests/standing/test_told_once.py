"""The chronology tells a part within its whole, and by itself wherever the whole does not stand for it."""

import re
from typing import Any

import pytest
from django.test import Client

from partnerships.delivery import memo
from partnerships.history import revisions
from partnerships.models import Agreement, City, Country, Delegation, Event, Record, Theme
from partnerships.period import Period, read_edtf
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@pytest.fixture
def whole(omsk: City) -> Delegation:
    record = Delegation(slug="stay", title_ru="Приём", direction="incoming")
    record.period = Period.of((2019, 5))
    return save(record, cities=[omsk])


def part_of(whole: Delegation, model: Any, when: str = "2019-05-07", **columns: Any) -> Any:
    part = model(slug="part", title_ru="Часть", part_of=whole, **columns)
    part.period = read_edtf(when)
    return part


def listed(client: Client, address: str) -> set[str]:
    return {record.slug for record in client.get(address).context["listing"].page}


def chosen_counts(client: Client, query: str) -> dict[str, int]:
    """Return the number beside the choice of `query`, as the unfiltered list offers it."""
    name, _sign, value = query.partition("=")
    field = client.get("/ru/chronology/").context["listing"].form.fields[name]
    return {slug: int(re.search(r"\((\d+)\)$", str(label))[1]) for slug, label in field.choices if slug == value}


def test_a_part_stands_by_itself_where_its_whole_does_not(client: Client, whole: Delegation, country: Country) -> None:
    tomsk = save(City(slug="tomsk", name_ru="Томск", country=country, tie="contact"))
    theme = save(Theme(slug="sport", name_ru="Спорт"))
    event = save(part_of(whole, Event, form="meeting"), cities=whole.cities.all())
    assert listed(client, "/ru/chronology/") == listed(client, "/ru/chronology/?city=omsk") == {"stay"}
    changes: list[tuple[str, Any, list[Any], str]] = [
        ("cities", "set", [[tomsk]], "city=tomsk"),
        ("themes", "set", [[theme]], "theme=sport"),
    ]
    for relation, way, values, query in changes:
        before = list(getattr(event, relation).all())
        with revisions.revision(by=None, reason="x"):
            getattr(getattr(event, relation), way)(*values)
        assert listed(client, "/ru/chronology/") == {"stay"}, "told once, in its whole"
        assert listed(client, f"/ru/chronology/?{query}") == {"part"}
        assert chosen_counts(client, query) == {query.partition("=")[2]: 1}
        with revisions.revision(by=None, reason="x"):
            getattr(event, relation).set(before)
    revisions.update([event], by=None, reason="x", **Period.of((2020, 5)).columns())
    assert listed(client, "/ru/chronology/?year=2020") == {"part"}
    revisions.update([event], by=None, reason="x", **Period().columns())
    assert listed(client, "/ru/chronology/") == {"stay"}, "one without a date was when the whole was"


@pytest.mark.parametrize("at_home", [False, True])
def test_what_was_signed_at_a_stay_called_off_is_told(client: Client, whole: Delegation, at_home: bool) -> None:
    paper = save(part_of(whole, Agreement), cities=whole.cities.all())
    concert = Event(slug="concert", title_ru="Концерт", form="meeting", part_of=whole)
    save(concert, cities=whole.cities.all())
    story = client.get("/ru/cities/omsk/").context["story"]
    assert [record.slug for record in story.page] == ["stay"]

    revisions.update([whole], by=None, reason="x", status="cancelled")

    assert listed(client, "/ru/chronology/") == listed(client, "/ru/chronology/?city=omsk") == {"stay", paper.slug}
    story = client.get("/ru/cities/omsk/").context["story"]
    assert {record.slug for record in story.page} == {"stay", paper.slug}
    assert [record.slug for record in client.get("/ru/").context["latest"]] == [paper.slug]
    assert [record.slug for record in Record.objects.told_once(memo.current().told_by_wholes()).newest_first()][
        -1:
    ] == ["stay"] or at_home
