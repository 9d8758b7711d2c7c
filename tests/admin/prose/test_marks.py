"""A text is shown with everything that was understood of it marked, each kind in its own way."""

import pytest
from django.test import Client

from partnerships.admin.prose.marks import marked_paragraphs
from partnerships.models import HomeCity
from partnerships.prose.places import NamedCity
from partnerships.prose.reading import read_page
from tests.admin.prose.test_screen import TEXT, read
from tests.admin.prose.test_screen import home as home  # the fixture

PLACES = [NamedCity("Ставрополь", is_home=True), NamedCity("Омск", key="1")]


def marked(text: str) -> list[tuple[str, str]]:
    """Return the marked pieces of a text, and check that nothing of it is lost."""
    page = read_page(text, PLACES)
    pieces = [piece for block in marked_paragraphs(page, []) for sentence in block for piece in sentence.pieces]
    assert "".join(words for words, _kind in pieces).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    return [(words.strip(), kind) for words, kind in pieces if kind]


def test_activities_numbers_and_people_are_marked_where_they_stand() -> None:
    found = marked(TEXT)
    assert ("300 зрителей", "count") in found
    assert ("фестиваль", "kind") in found
    assert ("мэром Оксаной Фадиной", "person") in found
    assert ("Омска", "city") in found


def test_a_city_within_an_office_stays_a_city() -> None:
    found = marked("В мае 2021 года в Омске прошёл форум, его  открыл  мэр города Омска Иван Петрович Сидоров.")
    assert ("форум", "kind") in found
    at = found.index(("Иван Петрович Сидоров", "person"))
    assert found[at - 2 : at] == [("мэр города", "person"), ("Омска", "city")]


def test_spaces_and_titles_before_an_activity_move_no_mark() -> None:
    found = marked("В зале «Мир   и   дом»   Омска  12 мая 2021 года   прошла   выставка  «Дружба», 1 200 гостей.")
    assert ("выставка", "kind") in found
    assert ("1 200 гостей", "count") in found


def test_what_is_cancelled_is_no_activity() -> None:
    assert not [kind for _words, kind in marked("Фестиваль в Омске в мае 2021 года отменён.") if kind == "kind"]


@pytest.mark.django_db
def test_the_legend_tells_each_mark(office: Client, home: HomeCity) -> None:
    page = read(office).content.decode()
    legend = page.partition("told-legend")[2].partition("</p>")[0]
    for kind in ("home", "city", "date", "kind", "count", "person"):
        assert f'class="told-{kind}"' in legend
        assert f'class="told-{kind}"' in page.partition('id="told-text"')[2]
