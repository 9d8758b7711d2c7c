"""Programmes of stay as departments write them: no line is lost, and what was guessed says so."""

from typing import Any

import pytest
from django.utils import translation

from partnerships.pasting import read_clipboard
from partnerships.period import Period
from tests.pasting.test_reading import clipboard, values

VISIT = Period.of((2026, 9, 8), (2026, 9, 9))
HEAD = "Время\tМероприятие\tМесто\n"
ROWS = "10.00\tПереговоры\tмэрия\n{}\n12.00\tОбед\tкафе"


def programme(text: str, **options: Any) -> dict[str, Any]:
    with translation.override("ru"):
        return read_clipboard("programme_items", "", text, visit=VISIT, **options)


def activities(found: dict[str, Any]) -> list[str]:
    return [row["activity_ru"] for row in values(found)]


@pytest.mark.parametrize("head", ["", HEAD])
@pytest.mark.parametrize("when", ["весь день", "Утро", "после обеда"])
def test_a_row_without_a_clock_time_is_no_heading(head: str, when: str) -> None:
    found = programme(head + ROWS.format(f"{when}\tСвободное время\t"))

    assert activities(found) == ["Переговоры", f"{when.capitalize()}: Свободное время", "Обед"]
    assert not {"starts", "ends"} & set(values(found)[1])
    assert found["skipped"] == []


def test_without_headings_what_happens_comes_before_where() -> None:
    found = clipboard("excel_programme_bare_ru.txt", "programme_items", visit=VISIT)

    assert [(row.get("starts"), row["activity_ru"], row.get("place_ru")) for row in values(found)] == [
        ("09:00", "Встреча", "Аэропорт"),
        ("10:30", "Приём у главы города", "Администрация, пр. К. Маркса, 96"),
        (None, "Весь день: Свободное время", None),
        ("19:00", "Ужин", "Ресторан «Кавказ»"),
        ("23:30", "Проводы", "Железнодорожный вокзал"),
    ]
    assert [row["notes"] for row in found["rows"]] == [["без дня"]] * 5


@pytest.mark.parametrize("activity", ["Отъезд в аэропорт", "Экскурсия по музею", "Осмотр парка", "Visit to the museum"])
def test_a_place_within_what_happens_swaps_nothing(activity: str) -> None:
    found = programme(f"9.00\t{activity}\tсбор у входа\n10.00\t{activity}\tсбор у входа")

    assert [column["field"] for column in found["columns"]] == ["time", "activity", "place"]


def test_a_place_that_stands_first_is_told_by_its_words_and_the_preview_says_so() -> None:
    found = clipboard("excel_programme_swapped_ru.txt", "programme_items", visit=VISIT)

    assert [(row.get("starts"), row["activity_ru"], row["place_ru"]) for row in values(found)] == [
        ("09:00", "Встреча делегации", "Вокзал"),
        ("10:30", "Экскурсия по экспозиции «Город и люди»", "Музей-заповедник"),
        (None, "Вечер: Ужин", "Кафе «Ника», ул. Мира, 5"),
    ]
    assert all("различены только по словам" in row["notes"][-1] for row in found["rows"])
    assert [column["sample"] for column in found["columns"] if column["left"]] == ["Смирнов А. А."]


def test_every_line_of_a_table_is_a_row_or_said_to_be_left_out() -> None:
    found = clipboard("word_programme_full_ru.htm", "programme_items", visit=VISIT)

    assert values(found) == [
        {
            "day": "08.09.2026",
            "starts": "09:00",
            "ends": "10:30",
            "activity_ru": "Переговоры",
            "place_ru": "зал заседаний",
            "responsible": "Смирнов А. А.",
        },
        {"day": "08.09.2026", "activity_ru": "Весь день: Свободное время"},
        {"day": "08.09.2026", "starts": "23:30", "ends": "00:40", "activity_ru": "Проводы", "place_ru": "вокзал"},
        {"day": "12.09.2026", "starts": "15:00", "ends": "10:00", "activity_ru": "Отъезд"},
    ]
    assert found["skipped"] == ["ПРОГРАММА ПРЕБЫВАНИЯ", "5. 16.00"]
    outside, early = "этот день не входит в даты делегации", "окончание раньше начала"
    assert [row["notes"] for row in found["rows"]] == [[], [], [], [outside, early]]


def test_a_column_of_no_field_is_offered_and_taken_with_its_heading() -> None:
    options: dict[str, Any] = {"visit": VISIT}
    found = clipboard("word_programme_full_ru.htm", "programme_items", **options)
    assert [column["head"] for column in found["columns"] if column["left"]] == ["Форма одежды"]

    columns = ["", "day", "activity", "place", "", "activity"]
    taken = clipboard("word_programme_full_ru.htm", "programme_items", columns=columns, **options)
    assert activities(taken)[0] == "Переговоры, Форма одежды: деловая"


def test_lines_with_numbers_and_vague_times_keep_to_their_day() -> None:
    found = clipboard("plain_programme_vague_ru.txt", "programme_items", visit=VISIT)

    assert values(found) == [
        {"day": "08.09.2026", "starts": "09:30", "activity_ru": "Завтрак"},
        {
            "day": "08.09.2026",
            "starts": "10:00",
            "ends": "11:30",
            "activity_ru": "Круглый стол\nс участием школ",
        },
        {"day": "08.09.2026", "activity_ru": "Вечером – концерт"},
        {"day": "09.09.2026", "activity_ru": "Экскурсия в горы"},
        {"day": "09.09.2026", "activity_ru": "Весь день: отдых", "place_ru": "Домбай"},
    ]
    assert found["skipped"] == ["Программа пребывания"]


@pytest.mark.parametrize(
    ("when", "day", "starts"),
    [
        ("8 сентября 9-30", "08.09.2026", "09:30"),
        ("08.09.2026, 9.30", "08.09.2026", "09:30"),
        ("9 сентября, утром", "09.09.2026", None),
        ("8 сентября, понедельник", "08.09.2026", None),
    ],
)
def test_a_day_and_a_time_in_one_cell(when: str, day: str, starts: str | None) -> None:
    row = values(programme(f"Дата и время\tМероприятие\n{when}\tВстреча"))[0]
    assert (row["day"], row.get("starts")) == (day, starts)


def test_a_beginning_and_an_end_in_two_columns() -> None:
    row = values(programme("Дата\tНачало\tОкончание\tМероприятие\n08.09.2026\t9:00:00\t10:30:00\tВстреча"))[0]
    assert row == {"day": "08.09.2026", "starts": "09:00", "ends": "10:30", "activity_ru": "Встреча"}


def test_a_line_over_the_whole_table_is_an_item_of_its_day() -> None:
    found = programme("Дата\tВремя\tМероприятие\n8 сентября\t9.00\tВстреча\nСвободное время\t\t\n\t10.00\tОбед")
    assert [(row["day"], row["activity_ru"]) for row in values(found)] == [
        ("08.09.2026", "Встреча"),
        ("08.09.2026", "Свободное время"),
        ("08.09.2026", "Обед"),
    ]


def test_lines_beyond_the_most_that_are_taken_are_said_to_be_left_out() -> None:
    found = programme("\n".join(f"9.00\tВстреча {number}" for number in range(301)))
    assert (len(found["rows"]), found["skipped"]) == (300, ["9.00 Встреча 300"])


def test_a_long_clipboard_is_cut_at_three_hundred_rows(db: None) -> None:
    assert len(read_clipboard("participants", "", "Иванов И. И., мэр\n" * 1000, visit=VISIT)["rows"]) == 300
