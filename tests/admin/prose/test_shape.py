"""Drafts are joined and split as the clerk says, and keep their numbers."""

from partnerships.admin.prose.parts import PART, parts_of
from partnerships.admin.prose.shape import shaped, with_step
from partnerships.period import Period
from partnerships.prose.found import Count, Find
from partnerships.prose.places import NamedCity

OMSK, TULA = NamedCity("Омск"), NamedCity("Тула")


def finds() -> list[Find]:
    visit = Find("delegation", "incoming", (OMSK, TULA), Period(), [0, 1], [], figures=[Count(5, "other", "гостей")])
    return [
        visit,
        Find("event", "forum", (OMSK,), Period(), [1], []),
        Find("delegation", "", (OMSK,), Period(), [2], []),
    ]


def test_a_draft_joins_the_one_of_its_kind_before_it() -> None:
    found = shaped(finds(), "j3")
    assert sorted(found) == [1, 2]
    assert (found[1].sentences, found[1].cities) == ([0, 1, 2], (OMSK, TULA))


def test_a_draft_of_two_cities_is_split_by_them_and_its_figures_stay_with_the_first() -> None:
    found = shaped(finds(), "s1")
    assert [(number, found[number].cities) for number in (1, 4)] == [(1, (OMSK,)), (4, (TULA,))]
    assert [len(found[number].figures) for number in (1, 4)] == [1, 0]


def test_a_draft_of_one_city_is_split_by_its_sentences_and_joined_again() -> None:
    found = shaped(finds(), "j3 s1 s1")
    assert [found[number].sentences for number in (1, 4, 5, 6)] == [[0], [0, 1, 2], [1], [2]]
    assert shaped(finds(), "s1 j4")[1].cities == (OMSK, TULA)


def test_steps_that_are_none_change_nothing() -> None:
    assert shaped(finds(), "j1 j99 s2 x7 ; drop") == dict(enumerate(finds(), 1))
    assert with_step("j3", "", "1") == "j3 s1"
    assert with_step("j3", "1; rm", "") == "j3"


def test_a_long_text_is_cut_where_a_block_ends_and_loses_nothing() -> None:
    text = ("слово " * 900 + "\n\n") * 30
    parts = parts_of(text)
    assert "".join(parts) == text
    assert len(parts) == 3
    assert all(len(part) <= PART for part in parts)
    assert all(part.startswith("\n\n") for part in parts[1:])
