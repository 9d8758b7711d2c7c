"""Figures as people write them: each number that counts something is a row, and no word is lost."""

from typing import Any

import pytest
from django.utils import translation

from partnerships.pasting import read_clipboard
from partnerships.pasting.numerals import numerals
from partnerships.period import Period

pytestmark = pytest.mark.django_db

type Told = tuple[str, str, int, str]


def figures(text: str) -> tuple[list[Told], list[str]]:
    with translation.override("ru"):
        found = read_clipboard("figures", "", text, visit=Period())
    rows: list[dict[str, Any]] = [row["values"] for row in found["rows"]]
    told = [
        (row["what"], row["qualifier"], row["value"], row.get("note_ru", "") or row.get("note_en", "")) for row in rows
    ]
    return told, found["skipped"]


@pytest.mark.parametrize(
    ("text", "rows", "left"),
    [
        (
            "120 visitors, of them 80 students; concert: over 2,500; 3 excursions",
            [
                ("visitors", "exactly", 120, ""),
                ("students", "exactly", 80, ""),
                ("other", "more_than", 2500, "concert"),
                ("excursions", "exactly", 3, ""),
            ],
            [],
        ),
        (
            "120 посетителей (из них 80 студентов); концерт: свыше 2 500; 3 экскурсии и круглый стол",
            [
                ("visitors", "exactly", 120, ""),
                ("students", "exactly", 80, ""),
                ("other", "more_than", 2500, "концерт"),
                ("excursions", "exactly", 3, ""),
            ],
            ["круглый стол"],
        ),
        (
            "Итоги фестиваля: посетителей — 120, экскурсий — 3",
            [("visitors", "exactly", 120, ""), ("excursions", "exactly", 3, "")],
            ["Итоги фестиваля"],
        ),
        ("посетителей 120 студентов 80", [("visitors", "exactly", 120, ""), ("students", "exactly", 80, "")], []),
        ("концерт: 2.500 зрителей", [("visitors", "exactly", 2500, "зрителей (концерт)")], []),
        ("30 заявок из Ставрополя", [("applications", "exactly", 30, "заявок из Ставрополя")], []),
        (
            "В 2019 году конкурс посетили 300 человек",
            [("visitors", "exactly", 300, "человек (В 2019 году конкурс посетили)")],
            [],
        ),
        ("10 стран, 25 городов", [("other", "exactly", 10, "стран"), ("cities", "exactly", 25, "")], []),
        ("Число участников – 1 250 чел.", [("participants", "exactly", 1250, "")], []),
        ("12 работников музея", [("other", "exactly", 12, "работников музея")], []),
        ("без числа", [], ["без числа"]),
    ],
)
def test_every_number_is_a_row_and_other_words_are_left_over(text: str, rows: list[Told], left: list[str]) -> None:
    assert figures(text) == (rows, left)


@pytest.mark.parametrize(
    ("text", "qualifier", "value", "note"),
    [
        ("не менее 2 500 зрителей", "at_least", 2500, ""),
        ("at least 2,500 visitors", "at_least", 2500, ""),
        ("30+ visitors", "at_least", 30, ""),
        ("30 и более зрителей", "at_least", 30, ""),
        ("более чем 2'500 зрителей", "more_than", 2500, ""),
        ("more than a hundred guests", "more_than", 100, ""),
        ("свыше двух тысяч трёхсот зрителей", "more_than", 2300, ""),
        ("не более 50 гостей", "up_to", 50, ""),
        ("up to 50 guests", "up_to", 50, ""),
        ("порядка 1,5 тыс. зрителей", "about", 1500, ""),
        ("около полутора тысяч зрителей", "about", 1500, ""),
        ("approximately 2.5 million visitors", "about", 2_500_000, ""),
        ("от 100 до 120 зрителей", "at_least", 100, "зрителей (от 100 до 120)"),
        ("100–120 visitors", "at_least", 100, "visitors (100–120)"),
        ("2–3 тыс. гостей", "at_least", 2000, "гостей (2–3 тыс.)"),
        ("between 100 and 120 visitors", "at_least", 100, "visitors (between 100 and 120)"),
    ],
)
def test_how_exact_a_number_is(text: str, qualifier: str, value: int, note: str) -> None:
    assert figures(text) == ([("visitors", qualifier, value, note)], [])


@pytest.mark.parametrize(
    "text",
    [
        "25 % из Ставрополя",
        "80 percent of the town",
        "1941–1945",
        "фестиваль 2019 года",
        "Festival 2019",
        "5-й конкурс",
        "the 25th anniversary",
        "140-летие города",
        "III фестиваль",
        "500 тыс. руб.",
        "3,5 км дороги",
        "площадь 500 м²",
        "3 сентября",
        "с 10:00 до 18:00",
        "12.05.2019",
        "школа № 5",
        "2,5 ставки",
        "99 999 999 999 посетителей",
    ],
)
def test_what_counts_nothing_is_left_over_whole(text: str) -> None:
    assert figures(text) == ([], [text])


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("концерт: 2000", "это не год?"),
        ("работы от 30 участников", "«от» здесь значит «не менее»?"),
        ("менее 50 гостей", "«менее» записано как «до»"),
        ("Всего 120", "что посчитано?"),
        (f"{'очень ' * 30}много: 120", "слова для строки слишком длинны и не взяты"),
    ],
)
def test_what_is_doubtful_is_said_beside_the_row(text: str, doubt: str) -> None:
    with translation.override("ru"):
        (row,) = read_clipboard("figures", "", text, visit=Period())["rows"]
    assert row["notes"] == [doubt]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("двести сорок пять", 245),
        ("одиннадцатью", 11),
        ("тысяча двести", 1200),
        ("two hundred and fifty", 250),
        ("twenty-five", 25),
        ("three thousand", 3000),
        ("два миллиона", 2_000_000),
        ("два десятка", 20),
        ("пять десятков", 50),
        ("три сотни", 300),
        ("сотня тысяч", 100_000),
        ("две дюжины", 24),
        ("two dozen", 24),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("fifteen hundred", 1500),
        ("zwei Dutzend", 24),
        ("полтора десятка", 15),
        ("полторы тысячи", 1500),
        ("два с половиной миллиона", 2_500_000),
        ("two and a half thousand", 2500),
        ("half a million", 500_000),
        ("zweieinhalb Tausend", 2500),
        ("около тысячи двухсот", 1200),
        ("более сотни", 100),
        ("три миллиарда", 3_000_000_000),
        ("2 Dutzend", 24),
        ("5 десятков", 50),
        ("3 сотни", 300),
        ("2 hundred", 200),
        ("2½ thousand", 2500),
        ("2 ½ thousand", 2500),
        ("2 1/2 тысячи", 2500),
        ("2 с половиной тысячи", 2500),
        ("2 тыс. 300", 2300),
        ("2 миллиона 300 тысяч", 2_300_000),
        ("1,5 Mio.", 1_500_000),
        ("2 Tausend", 2000),
        ("2 douzaines", 24),
        ("25k", 25_000),
    ],
)
def test_numbers_in_words(text: str, value: int) -> None:
    assert [number.value for number in numerals(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        *("тысячи гостей", "сотни гостей", "dozens of guests", "hundreds", "тысяч пять гостей", "десятка два"),
        *("25т", "100 m", "100m", "½ million", "полтора", "2½ visitors", "deux douzaines", "trois mille"),
    ],
)
def test_what_tells_no_certain_number_is_not_taken(text: str) -> None:
    assert [number.value for number in numerals(text) if number.value is not None] == []


def test_numbers_that_stand_side_by_side_stay_apart() -> None:
    assert [number.value for number in numerals("пять двести, двадцать сорок")] == [5, 200, 20, 40]
    assert [number.value for number in numerals("пять, двадцать один; seven six")] == [5, 21, 7, 6]


def test_a_table_with_several_numbers_a_row_takes_the_words_of_row_and_column() -> None:
    text = "№\tМероприятие\tПосетителей\tЭкскурсий\n1\tКонцерт\t2 500\t3\n2\tВыставка\t1\t"
    assert figures(text)[0] == [
        ("visitors", "exactly", 2500, "Посетителей (Концерт)"),
        ("excursions", "exactly", 3, "Экскурсий (Концерт)"),
        ("visitors", "exactly", 1, "Посетителей (Выставка)"),
    ]


def test_a_column_of_small_numbers_is_not_taken_for_the_counting_of_rows() -> None:
    assert figures("Экскурсий\t1\nЗаявок\t2")[0] == [
        ("excursions", "exactly", 1, ""),
        ("applications", "exactly", 2, ""),
    ]
