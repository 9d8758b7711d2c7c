from typing import Any

import pytest
from django.utils import translation

from partnerships.history import revisions, snapshots
from partnerships.history.comparison import Change, Comparison, Piece, compare, compared_words
from partnerships.models import City, Country, Event, Figure, Involvement, Organization, Participant
from partnerships.period import Period
from tests.conftest import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def since(record: Any, version: Any = None) -> Comparison:
    """Return what differs from the first kept version, or from the given one, to now."""
    version = version or revisions.history(record).last()
    with translation.override("en"):
        return compare(snapshots.of_version(version), snapshots.of_record(record))


def said(changes: list[Change]) -> dict[str, tuple[str, str]]:
    return {change.label: (change.old, change.new) for change in changes}


def test_fields_differ_in_the_words_of_the_form(event: Event, country: Country) -> None:
    event.title_en, event.form, event.period = "Is", "forum", Period.of((2022, 7))
    event.body_ru = "<p>Первый.</p><p>Второй.</p>"
    other = save(City(slug="o", name_ru="Элиста", name_en="Elista", country=country, tie="contact"))
    save(event, cities=[other])

    assert said(since(event).fields) == {
        "Date": ("", "July 2022"),
        "Title (in English)": ("Was", "Is"),
        "Form": ("Meeting", "Forum"),
        "Text (in Russian)": ("", "Первый.\nВторой."),
        "Partner cities": ("Omsk", "Elista"),
    }
    assert not since(event, revisions.history(event).first())


def test_rows_are_added_changed_and_removed(event: Event) -> None:
    university = save(Organization(name_ru="Вуз", name_en="University", kind="university"))
    kept = save(Participant(record=event, name_ru="Иванов", name_en="Ivanov", role="speaker"))
    gone = save(Figure(record=event, what="works", value=3))
    before = revisions.history(event).first()
    with revisions.revision(by=None, reason="rows"):
        kept.office_en = "Rector"
        kept.save()
        gone.delete()
        Involvement(record=event, organization=university, role="host").save()

    rows = {(row.kind, row.name, row.what): said(row.changes) for row in since(event, before).rows}

    assert rows["Participant", "Ivanov, Rector", "changed"] == {"Office (in English)": ("", "Rector")}
    assert rows["Figure", "works: 3", "removed"]["How many"] == ("3", "")
    assert rows["Organisation taking part", "University", "added"]["Role"] == ("Participant", "Host")
    assert len(rows) == 3


def test_a_name_that_is_gone_says_so(event: Event, omsk: City) -> None:
    first = revisions.history(event).first()
    number = omsk.pk
    save(event, cities=[])
    revisions.delete([omsk], by=None, reason="gone")

    assert said(since(event, first).fields)["Partner cities"] == (f"no. {number}, deleted since", "")


def test_records_of_one_revision_stay_apart(event: Event) -> None:
    other = save(Event(slug="f", title_ru="Другое", form="meeting"))
    with revisions.revision(by=None, reason="both"):
        event.save()
        other.save()
        Figure(record=other, what="works", value=3).save()

    state = snapshots.of_version(revisions.history(event).first())

    assert (state.record.slug, state.rows, len(state.relations["cities"])) == ("e", {}, 1)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("один два три", "один пять три", [("один ", ""), ("два", "removed"), ("пять", "added"), (" три", "")]),
        ("а б в г", "а х у г", [("а ", ""), ("б в", "removed"), ("х у", "added"), (" г", "")]),
        ("", "новое", [("новое", "added")]),
        ("строка\nвторая", "строка", [("строка\nвторая", "removed"), ("строка", "added")]),
    ],
)
def test_words_that_changed_are_marked(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    found = compared_words(old, new)
    assert "".join(piece.text for piece in found if piece.what != "added") == old
    assert "".join(piece.text for piece in found if piece.what != "removed") == new
    if "\n" not in old:
        assert found == [Piece(*piece) for piece in pieces]
