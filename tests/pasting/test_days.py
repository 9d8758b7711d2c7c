"""Days of a pasted programme: under which day an item comes to stand, and when the clerk is asked to look."""

from typing import Any, Final

import pytest
from django.utils import translation

from partnerships.pasting import read_clipboard
from partnerships.period import Period
from tests.pasting.test_reading import values

VISIT = Period.of((2025, 9, 8), (2025, 9, 10))
NIGHT = ["после полуночи: проверьте день"]


def programme(text: str, html: str = "") -> dict[str, Any]:
    with translation.override("ru"):
        return read_clipboard("programme_items", html, text, visit=VISIT)


def days(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the day of the month and the activity of each item."""
    return [(row["day"][:2], row["activity_ru"]) for row in values(found)]


def notes(found: dict[str, Any]) -> list[list[str]]:
    return [row["notes"] for row in found["rows"]]


def as_lines(day: str) -> dict[str, Any]:
    return programme(f"8 сентября\n10:00 Прибытие\n{day}\n11:00 Переговоры")


def as_table(day: str) -> dict[str, Any]:
    rows = (
        "<td>№</td><td>Время</td><td>Мероприятие</td>",
        "<td colspan=3>8 сентября</td>",
        "<td>1</td><td>10:00</td><td>Прибытие</td>",
        f"<td colspan=3>{day}</td>",
        "<td>2</td><td>11:00</td><td>Переговоры</td>",
    )
    return programme("", f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")


@pytest.mark.parametrize("paste", [as_lines, as_table])
@pytest.mark.parametrize(
    "day",
    [
        "День второй, 9 сентября",
        "День второй",
        "День 2 (9 сентября)",
        "2-й день: 9 сентября",
        "Второй день — 9 сентября",
        "9 сентября, день отъезда",
        "Day 2: 9 September",
        "09.09",
        "09.09.",
        "9.09.25",
        "09.09 (вторник)",
        "9 сентября (первая половина дня)",
    ],
)
def test_a_line_that_begins_with_a_day_is_its_heading(paste: Any, day: str) -> None:
    found = paste(day)

    assert days(found) == [("08", "Прибытие"), ("09", "Переговоры")]
    assert notes(found) == [[], []]
    assert found["skipped"] == []


@pytest.mark.parametrize("paste", [as_lines, as_table])
def test_words_after_a_day_are_an_item_of_it(paste: Any) -> None:
    assert days(paste("9 сентября: поездка в Кисловодск")) == [
        ("08", "Прибытие"),
        ("09", "поездка в Кисловодск"),
        ("09", "Переговоры"),
    ]


def test_a_day_and_a_time_can_begin_one_line() -> None:
    found = programme("8 сентября, 9:00 Прибытие\n9.00–10.00 Завтрак\n09.09 10:00 Выезд\n09.09–10.30 Приём")

    assert days(found) == [("08", "Прибытие"), ("08", "Завтрак"), ("09", "Выезд"), ("09", "Приём")]
    assert [row["starts"] for row in values(found)] == ["09:00", "09:00", "10:00", "09:09"]


@pytest.mark.parametrize("paste", [as_lines, as_table])
def test_the_date_is_believed_rather_than_the_number_of_the_day(paste: Any) -> None:
    found = paste("День 2 (10 сентября)")

    assert days(found)[1] == ("10", "Переговоры")
    assert notes(found) == [[], ["проверьте день: номер дня и дата расходятся"]]


@pytest.mark.parametrize("paste", [as_lines, as_table])
def test_a_line_that_only_mentions_another_day_leaves_the_days_below_in_doubt(paste: Any) -> None:
    found = paste("Мероприятия на 9 сентября")

    assert days(found)[-1] == ("08", "Переговоры")
    assert notes(found)[-1] == ["проверьте день: в строке «Мероприятия на 9 сентября» назван другой"]


@pytest.mark.parametrize("line", ["Открытие второй очереди парка", "Второй день форума", "с участием 9 школ"])
def test_a_line_without_a_day_still_tells_of_the_item_above(line: str) -> None:
    assert days(as_lines(line)) == [("08", f"Прибытие\n{line}"), ("08", "Переговоры")]


@pytest.mark.parametrize("table", ["{}\t{}", "{} {}"])
def test_24_00_is_midnight_of_the_next_day(table: str) -> None:
    items = [("24:00", "Салют"), ("00:30", "Отдых"), ("9:00", "Завтрак")]
    found = programme("\n".join(["9 сентября", *(table.format(*item) for item in items)]))

    assert days(found) == [("10", "Салют"), ("10", "Отдых"), ("09", "Завтрак")]
    assert values(found)[0]["starts"] == "00:00"
    assert notes(found) == [NIGHT, NIGHT, []]


def test_what_follows_midnight_is_on_the_next_day_until_a_heading() -> None:
    found = programme("8 сентября\n23:30 Ужин\n01:30 Отъезд\n02:10 Поезд\n9 сентября\n05:00 Прибытие")

    assert days(found) == [("08", "Ужин"), ("09", "Отъезд"), ("09", "Поезд"), ("09", "Прибытие")]
    assert notes(found) == [[], NIGHT, NIGHT, []]


def test_midnight_passes_in_a_table_whose_every_row_has_its_day() -> None:
    found = programme("Дата\tВремя\tМероприятие\n08.09.2025\t23:30\tУжин\n08.09.2025\t01:30\tОтъезд")
    assert (days(found), notes(found)) == ([("08", "Ужин"), ("09", "Отъезд")], [[], NIGHT])


@pytest.mark.parametrize("when", ["24:00", "01:30"])
def test_after_the_last_night_of_the_visit_only_a_note_is_left(when: str) -> None:
    found = programme(f"10 сентября\n23:30 Ужин\n{when} Отъезд")
    assert (days(found), notes(found)) == ([("10", "Ужин"), ("10", "Отъезд")], [[], NIGHT])


def test_a_time_out_of_order_is_no_midnight() -> None:
    found = programme("8 сентября\n18:00 Ужин\n9:00 Завтрак\n5:00 Рыбалка")
    assert (days(found), notes(found)) == ([("08", "Ужин"), ("08", "Завтрак"), ("08", "Рыбалка")], [[], [], []])


@pytest.mark.parametrize("when", ["08.09.2025 09:00-10:00", "8 сентября, 9:00–10:00", "08.09 9.00-10.00"])
def test_a_table_without_headings_can_hold_day_and_time_in_one_cell(when: str) -> None:
    found = programme(f"{when}\tПрибытие\tАэропорт\n09.09.2025 11:00\tПереговоры\tМэрия")

    assert [column["field"] for column in found["columns"]] == ["day", "activity", "place"]
    assert values(found)[0] == {
        "day": "08.09.2025",
        "starts": "09:00",
        "ends": "10:00",
        "activity_ru": "Прибытие",
        "place_ru": "Аэропорт",
    }
    assert days(found)[1] == ("09", "Переговоры")


@pytest.mark.parametrize("when", ["8 сентября, 9:00", "08.09 9:00", "08.09.2025 9.00"])
def test_a_day_in_the_column_of_times_is_no_time(when: str) -> None:
    row = values(programme(f"Время\tМероприятие\n{when}\tПрибытие"))[0]
    assert row == {"day": "08.09.2025", "starts": "09:00", "activity_ru": "Прибытие"}


def test_a_day_beside_several_rows_is_recognised_without_headings() -> None:
    found = programme(
        "",
        "<table><tr><td rowspan=2>8 сентября</td><td>9:00</td><td>Прибытие</td></tr>"
        "<tr><td>11:00</td><td>Переговоры</td></tr>"
        "<tr><td rowspan=3>09.09</td><td>10:00</td><td>Экскурсия</td></tr>"
        "<tr><td>12:00</td><td>Обед</td></tr><tr><td>15:00</td><td>Отъезд</td></tr></table>",
    )

    assert [column["field"] for column in found["columns"]] == ["day", "time", "activity"]
    assert [day for day, _activity in days(found)] == ["08", "08", "09", "09", "09"]
    assert [row["starts"] for row in values(found)] == ["09:00", "11:00", "10:00", "12:00", "15:00"]


@pytest.mark.parametrize(
    ("when", "starts"),
    [
        ("в 10 часов утра", "10:00"),
        ("в 7 вечера", "19:00"),
        ("в 3 часа дня", "15:00"),
        ("в 11 часов ночи", "23:00"),
        ("с 7 до 9 часов вечера", "19:00"),
    ],
)
@pytest.mark.parametrize("table", ["8 сентября\n{} Встреча", "Время\tМероприятие\n8 сентября\t\n{}\tВстреча"])
def test_an_hour_with_its_part_of_the_day(table: str, when: str, starts: str) -> None:
    row = values(programme(table.format(when)))[0]
    assert (row["starts"], row["activity_ru"]) == (starts, "Встреча")


@pytest.mark.parametrize("text", ["8 сентября\n9:00 Встреча\n—\n10:00 Обед", "9:00\tВстреча\n—\t—\n—\t\n10:00\tОбед"])
def test_a_dash_is_no_item(text: str) -> None:
    found = programme(text)
    assert [row["activity_ru"] for row in values(found)] == ["Встреча", "Обед"]
    assert found["skipped"] == []


def starts(text: str, visit: Period) -> list[tuple[Any, Any, Any]]:
    return [
        (row.get("day"), row.get("starts"), row["activity_ru"])
        for row in values(read_clipboard("programme_items", "", text, visit=visit))
    ]


MAY: Final = Period.of((2019, 5, 5), (2019, 5, 8))


@pytest.mark.parametrize(
    "days", [("вторник", "среда"), ("Вт.", "Ср"), ("Tuesday:", "WEDNESDAY"), ("Dienstag", "mercredi")]
)
@pytest.mark.parametrize("table", ["{}\n11:00 Б\n{}\n12:00 В", "{} 11:00 Б\n{}, 12:00 В"])
def test_a_day_of_the_week_is_a_heading(table: str, days: tuple[str, str]) -> None:
    text = f"понедельник, 6 мая\n10:00 А\n{table.format(*days)}"
    assert starts(text, MAY) == [
        ("06.05.2019", "10:00", "А"),
        ("07.05.2019", "11:00", "Б"),
        ("08.05.2019", "12:00", "В"),
    ]
    assert not any(row["notes"] for row in read_clipboard("programme_items", "", text, visit=MAY)["rows"])


@pytest.mark.parametrize(("day", "means"), [("пятница", None), ("четверг", None)])
def test_a_day_of_the_week_outside_the_stay_is_to_be_checked(day: str, means: str | None) -> None:
    [_first, row] = read_clipboard("programme_items", "", f"6 мая\n10:00 А\n{day}\n11:00 Б", visit=MAY)["rows"]
    assert row["values"].get("day") == means
    assert any(f"«{day}»" in note for note in row["notes"])


def test_of_a_day_that_a_long_stay_has_twice_the_next_is_taken_and_to_be_checked() -> None:
    visit = Period.of((2019, 5, 1), (2019, 5, 20))
    found = read_clipboard("programme_items", "", "6 мая\n10:00 А\nвторник\n11:00 Б", visit=visit)["rows"][1]
    assert found["values"]["day"] == "07.05.2019"
    assert any("«вторник»" in note for note in found["notes"])


@pytest.mark.parametrize("line", ["Среда обитания – выставка", "вторник на сцене"])
def test_words_after_a_day_of_the_week_are_none(line: str) -> None:
    [row] = values(read_clipboard("programme_items", "", f"6 мая\n10:00 А\n{line}", visit=MAY))
    assert row["activity_ru"] == f"А\n{line}"


def test_a_day_outside_the_stay_before_a_time_opens_a_row() -> None:
    found = read_clipboard("programme_items", "", "8 мая\n10:00 А\n09.05.2019 10:00 Отъезд", visit=MAY)["rows"]
    assert found[1]["values"]["day"] == "09.05.2019"
    assert found[1]["values"]["activity_ru"] == "Отъезд"
    assert any("не входит" in note for note in found[1]["notes"])


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("с 11 до 13 – обед", "13:00"),
        ("С 11 до 13: обед", "13:00"),
        ("from 11 to 1 pm lunch", "13:00"),
        ("from 11 to 13 – lunch", "13:00"),
        ("von 11 bis 13 Uhr Essen", "13:00"),
        ("von 11 bis 13 – Essen", "13:00"),
        ("de 11 h à 13 h repas", "13:00"),
        ("11 Uhr bis 1 Uhr nachmittags Essen", "13:00"),
        ("de 11 à 13 h : repas", "13:00"),
    ],
)
def test_hours_between_words_are_times(line: str, ends: str) -> None:
    [_first, row] = values(read_clipboard("programme_items", "", f"6 мая\n10:00 А\n{line}", visit=MAY))
    assert (row["starts"], row["ends"]) == ("11:00", ends)


@pytest.mark.parametrize(
    "line", ["с 11 до 13 лет", "from 11 to 13 participants", "von 5 bis 7 Kindern", "de 5 à 7 enfants"]
)
def test_other_numbers_between_words_are_none(line: str) -> None:
    [row] = values(read_clipboard("programme_items", "", f"6 мая\n10:00 А\n{line}", visit=MAY))
    assert row["activity_ru"].startswith("А")
