"""Awards that a text names are saved where the vocabulary has their degree; of others the draft says so."""

import pytest
from django.test import Client

from partnerships.admin.prose.awards import degrees_in
from partnerships.models import Award, City, Event, HomeCity, VocabularyTerm
from partnerships.period import Period
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.admin.prose.test_screen import read
from tests.admin.prose.test_steps import fields
from tests.conftest import save

pytestmark = pytest.mark.django_db

FEST = "12 сентября 2020 года в Омске прошёл фестиваль «Дружба». "
TEXT = FEST + "Хор Ставрополя завоевал Гран-при и первое место. Победители награждены кубками."


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Хор завоевал Гран-при.", ["grand_prix"]),
        ("Ансамбль удостоен Гран-при, солистка заняла второе место", ["grand_prix", "place_second"]),
        ("Three first prizes and six second prizes were awarded.", ["first", "second"]),
        ("Победители награждены кубками.", []),
        ("Дипломатический корпус награждён овацией", []),
    ],
)
def test_the_degrees_of_a_sentence_are_found(home: HomeCity, sentence: str, codes: list[str]) -> None:
    assert degrees_in(sentence) == codes


def test_awards_are_shown_and_saved_and_what_has_no_degree_is_said(office: Client, home: HomeCity) -> None:
    page = read(office, TEXT)
    shown = page.content.decode().partition('id="draft-1"')[2]
    assert "Гран-при" in shown
    assert "только в источнике: «Победители награждены кубками.»" in shown
    office.post("/admin/prose/", {**fields(page), "text": TEXT, "d1-take": "on"})
    made = Event.objects.get().awards.all()
    assert [(row.degree, row.recipient, row.order) for row in made] == [("grand_prix", "", 1), ("place_first", "", 2)]


def test_a_degree_that_is_no_longer_on_offer_stays_in_the_source(office: Client, home: HomeCity) -> None:
    term = VocabularyTerm.objects.get(vocabulary="award", code="grand_prix")
    term.is_retired = True
    save(term)
    shown = read(office, f"{FEST} Хор Ставрополя завоевал Гран-при.").content.decode().partition('id="draft-1"')[2]
    assert "только в источнике: «Хор Ставрополя" in shown


def test_an_award_is_added_once(office: Client, home: HomeCity, omsk: City) -> None:
    there = Event(slug="f", title_ru="Дружба", form="festival")
    there.period = Period.of((2020, 9, 12))
    save(there, cities=[omsk], public=False)
    save(Award(record=there, degree="grand_prix"))
    sent = fields(read(office, TEXT)) | {"text": TEXT, "d1-take": "on", "d1-into": str(there.pk)}
    assert office.post("/admin/prose/", sent).status_code == 302
    assert [row.degree for row in there.awards.all()] == ["grand_prix", "place_first"]
