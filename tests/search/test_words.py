"""Words that mean the same place share a key, whichever form of them was typed."""

import pytest

from partnerships.search.words import keys


def shared(word: str) -> set[str]:
    return {word, *keys(word)}


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("пятигорский", "пятигорске"),
        ("пятигорскую", "пятигорск"),
        ("челябинского", "челябинск"),
        ("мурманские", "мурманском"),
        ("ялтинский", "ялту"),
        ("пензенской", "пензы"),
        ("чеченской", "чечней"),
    ],
)
def test_an_adjective_meets_its_place(adjective: str, name: str) -> None:
    assert shared(adjective) & shared(name)


@pytest.mark.parametrize(("one", "other"), [("женский", "женева"), ("морской", "море"), ("городской", "горы")])
def test_other_adjectives_meet_no_place(one: str, other: str) -> None:
    assert not shared(one) & shared(other)
