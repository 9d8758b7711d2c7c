"""Words that mean the same place share a key, whichever form of them was typed."""

import pytest

from partnerships.search.words import keys, stemmers_by_script, stems, without_umlauts
from partnerships.text.folding import fold


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


@pytest.mark.parametrize(("one", "other"), [("приёму", "приёма"), ("объёму", "объёмом"), ("приёму", "приём")])
def test_a_noun_that_ends_like_an_adjective_meets_its_forms(one: str, other: str) -> None:
    assert shared(fold(one)) & shared(fold(other))


@pytest.mark.parametrize(("one", "other"), [("женский", "женева"), ("морской", "море"), ("городской", "горы")])
def test_other_adjectives_meet_no_place(one: str, other: str) -> None:
    assert not shared(one) & shared(other)


@pytest.mark.parametrize(
    ("codes", "one", "other"),
    [
        (("de", "en"), "Partnerschaften", "Partnerschaft"),
        (("de", "en"), "agreements", "agreement"),
        (("fr",), "jumelages", "jumelage"),
        (("pl",), "miasta", "miastem"),
        (("el",), "πόλεις", "πόλη"),
        (("hy", "ru"), "քաղաքներ", "քաղաքների"),
        (("hy", "ru"), "соглашения", "соглашение"),
    ],
)
def test_forms_of_a_word_meet_where_snowball_knows_them(codes: tuple[str, ...], one: str, other: str) -> None:
    by_script = stemmers_by_script(codes)
    assert stems(fold(one), by_script) & stems(fold(other), by_script)


def test_german_umlauts_are_found_as_typed_without_them() -> None:
    by_script = stemmers_by_script(("de",))
    assert fold("München") in without_umlauts(fold("Muenchen"), by_script)
    assert fold("Straße") == fold("Strasse")
