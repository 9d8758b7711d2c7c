"""Lines of a chronicle, each headed by its month: “Сентябрь 2024 г. Выставка …”."""

import pytest

from tests.prose.telling import read
from tests.prose.test_reading import told

CHRONICLE = """Июнь 2025 г. Делегация Безье посетила Ставрополь.

Сентябрь 2024 г. Выставка «Города-побратимы» в краеведческом музее, 1200 посетителей.

2024–2025 гг. Фестиваль дружбы в Омске."""


def test_the_end_of_a_year_is_no_town() -> None:
    page = read(CHRONICLE, "Ставрополь", "Безье", "Омск")
    assert page.unknown == []
    assert told(page) == [
        ("delegation", "incoming", "Безье", "2025-06"),
        ("exhibition", "", "", "2024-09"),
        ("event", "festival", "Омск", "2024/2025"),
    ]


def test_a_town_is_still_named_by_its_letter() -> None:
    page = read("В мае 2019 года в г. Дербент побывала делегация Ставрополя.", "Ставрополь")
    assert [place.name for place in page.unknown] == ["Дербент"]


def test_a_number_stays_with_the_line_that_tells_it() -> None:
    page = read(CHRONICLE, "Ставрополь", "Безье", "Омск")
    figures = {find.kind: [figure.value for figure in find.figures] for find in page.finds}
    assert figures == {"delegation": [], "exhibition": [1200], "event": []}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "В мае 2019 года Омск посетили Мария Леруа, руководитель ансамбля, и Пётр Дюран, директор музея.",
            ["руководитель ансамбля", "директор музея"],
        ),
        (
            "In May 2019 Mary Lower, director of the choir, and Peter Durham, mayor of the town, visited Omsk.",
            ["director of the choir", "mayor of the town"],
        ),
        ("В мае 2019 года Омск посетил директор школы Пётр Дюран.", ["директор школы"]),
    ],
)
def test_the_office_beside_the_name_wins(text: str, offices: list[str]) -> None:
    assert [person.office for person in read(text, "Ставрополь", "Омск", "Omsk").people] == offices


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("В мае 2019 года прибыли 250 человек из Омска и Безье.", "человек из Омска"),
        ("В мае 2019 года Омск посетили 5 человек во главе с мэром.", "человек"),
    ],
)
def test_what_is_counted_ends_with_a_noun(text: str, said: str) -> None:
    assert [count.words for count in read(text, "Ставрополь", "Омск", "Omsk").counts] == [said]
