"""Awards as results of a contest name them become rows, and no line is lost."""

from typing import Any

import pytest
from django.utils import translation

from partnerships.models import VocabularyTerm
from partnerships.pasting import read_clipboard
from partnerships.period import Period
from tests.conftest import save

pytestmark = pytest.mark.django_db

type Told = tuple[str, str, int | None]


def awards(text: str, html: str = "") -> tuple[list[Told], list[str]]:
    with translation.override("ru"):
        found = read_clipboard("awards", html, text, visit=Period())
    rows: list[dict[str, Any]] = [row["values"] for row in found["rows"]]
    told = [(row["degree"], row.get("recipient_ru") or row.get("recipient_en", ""), row.get("count")) for row in rows]
    return told, found["skipped"]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Гран-при — Театр песни «Viva»", ("grand_prix", "Театр песни «Viva»", None)),
        ("I место: хор «Радуга» (Омск)", ("place_first", "хор «Радуга» (Омск)", None)),
        ("2-е место – Иванова А.", ("place_second", "Иванова А.", None)),
        ("1. Диплом III степени, ансамбль «Родник»", ("diploma_third", "ансамбль «Родник»", None)),
        ("Дипломы — 12", ("diploma", "", 12)),
        ("Почётная грамота: школа № 5", ("honour_certificate", "школа № 5", None)),
        ("Благодарственное письмо Петровой И.", ("thanks", "Петровой И.", None)),
        ("I место: хор школы № 5. Омск", ("place_first", "хор школы № 5. Омск", None)),
        ("Third prize: Omsk choir", ("third", "Omsk choir", None)),
        ("Диплом 1 степени — хор", ("diploma_first", "хор", None)),
        ("Диплом первой степени — хор", ("diploma_first", "хор", None)),
        ("Диплом I-й степени — хор", ("diploma_first", "хор", None)),
        ("Диплом 2-ой степени – хор", ("diploma_second", "хор", None)),
        ("Диплом лауреата I степени — хор", ("diploma_first", "хор", None)),
        ("Дипломант третьей степени — хор", ("diploma_third", "хор", None)),
        ("Дипломы лауреатов I степени: 3", ("diploma_first", "", 3)),
        ("1-ый приз: хор", ("first", "хор", None)),
        ("Диплом за II место — хор", ("place_second", "хор", None)),
        ("Ансамбль «Медаль» — 1-ое место", ("place_first", "Ансамбль «Медаль»", None)),
    ],
)
def test_a_line_names_degree_and_recipient(line: str, row: Told) -> None:
    assert awards(line) == ([row], [])


def test_a_degree_above_holds_for_the_lines_below_it() -> None:
    text = "Гран-при\nТеатр «Viva»\nI место\nХор «Радуга»\nАнсамбль «Родник»"
    told = [
        ("grand_prix", "Театр «Viva»", None),
        ("place_first", "Хор «Радуга»", None),
        ("place_first", "Ансамбль «Родник»", None),
    ]
    assert awards(text) == (told, [])


def test_what_names_no_award_is_said_to_be_left_out() -> None:
    assert awards("Жюри: Петров П. П.\nГран-при: хор") == ([("grand_prix", "хор", None)], ["Жюри: Петров П. П."])


@pytest.mark.parametrize(
    "line", ["Дипломатическая академия МИД России", "Медальников А. А.", "2 местных хора", "Благодарностев И. И."]
)
def test_a_word_that_only_begins_as_an_award_is_none(line: str) -> None:
    assert awards(line) == ([], [line])
    assert awards(f"I место\n{line}")[0] == [("place_first", line, None)]


def test_the_degree_of_those_honoured_holds_for_the_names_below() -> None:
    told = [("first", "Иванов И.", None), ("first", "Петров П.", None)]
    assert awards("Лауреаты I степени\nИванов И.\nПетров П.") == (told, [])


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("Диплом I степени – 3, диплом II степени – 5", [("diploma_first", "", 3), ("diploma_second", "", 5)]),
        (
            "1 место: Школа № 2, 2 место: Школа № 5",
            [("place_first", "Школа № 2", None), ("place_second", "Школа № 5", None)],
        ),
        (
            "1 место: Школа № 2. 2 место: Школа № 5",
            [("place_first", "Школа № 2.", None), ("place_second", "Школа № 5", None)],
        ),
        (
            "Школа № 2, хор — 1 место; школа № 5 — 2 место",
            [("place_first", "Школа № 2, хор", None), ("place_second", "школа № 5", None)],
        ),
    ],
)
def test_several_awards_of_a_line_are_rows_of_their_own(line: str, rows: list[Told]) -> None:
    assert awards(line) == (rows, [])


@pytest.mark.parametrize("line", ["Гран-при, медаль: хор", "Диплом победителя и медаль: хор", "Хор: медаль, диплом"])
def test_several_awards_that_nobody_can_tell_apart_are_said_to_be_left_out(line: str) -> None:
    assert awards(f"I место\n{line}\nДуэт") == ([("place_first", "", None)], [line, "Дуэт"])


def test_a_column_without_heading_is_known_by_awards_in_any_writing() -> None:
    told = [("diploma_first", "Хор", None), ("diploma_second", "Дуэт", None), ("grand_prix", "Трио", None)]
    body = "Хор\tДиплом 1-ой степени\nДуэт\tДиплом второй степени\nТрио\tГран-при, медаль"
    assert awards(body) == ([*told, ("medal", "Трио", None)], [])


def test_a_table_with_and_without_headings_is_read_by_its_columns() -> None:
    told = [("place_first", "Хор «Радуга»", None), ("place_first", "Дуэт", None), ("diploma", "", 5)]
    body = "1\tХор «Радуга»\tI место\t\n2\tДуэт\t\t\n3\t\tДиплом\t5"
    assert awards(f"№\tПобедитель\tНаграда\tКоличество\n{body}") == (told, [])
    assert awards("Хор «Радуга»\tI место\nДуэт\tII место")[0] == [
        ("place_first", "Хор «Радуга»", None),
        ("place_second", "Дуэт", None),
    ]


def test_an_award_of_the_departments_own_is_known_though_it_has_no_name_in_some_language() -> None:
    save(VocabularyTerm(vocabulary="award", code="cup", name_ru="Кубок мэра"))
    assert awards("Кубок мэра: хор\nГран-при: дуэт") == ([("cup", "хор", None), ("grand_prix", "дуэт", None)], [])
