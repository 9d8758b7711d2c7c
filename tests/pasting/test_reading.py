"""Clipboards as Word, Excel and LibreOffice fill them (clipboards/), and what a clerk gets from them."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from partnerships.models import Organization
from partnerships.pasting import read_clipboard
from partnerships.pasting.moments import times_in
from partnerships.pasting.people import is_name, tidy_name
from partnerships.period import Period
from partnerships.period.parser import parse
from tests.conftest import save

pytestmark = pytest.mark.django_db
VISIT = Period.of((2026, 9, 3), (2026, 9, 4))


def clipboard(name: str, kind: str, *, visit: Period = VISIT, **options: Any) -> dict[str, Any]:
    content = (Path(__file__).parent / "clipboards" / name).read_text(newline="")
    html, text = (content, "") if name.endswith("htm") else ("", content)
    with translation.override("ru"):
        return read_clipboard(kind, html, text, visit=visit, **options)


def values(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [row["values"] for row in found["rows"]]


def test_a_table_of_members_from_word() -> None:
    town_hall = save(Organization(name_ru="Администрация города Омска", kind="administration"))
    found = clipboard("word_members_ru.htm", "participants")

    body = {"id": town_hall.pk, "text": "Администрация города Омска"}
    assert values(found) == [
        {
            "name_ru": "Иванов Иван Иванович",
            "office_ru": "мэр города Омска",
            "role": "head",
            "contact": "+7 (3812) 78-78-78",
            "organization": body,
        },
        {
            "name_ru": "Петрова М. С.",
            "office_ru": "директор департамента культуры",
            "role": "member",
            "contact": "petrova@example.org",
            "organization": body,
        },
        {"name_ru": "Сидоров-Ким Алексей", "office_ru": "ректор, Омский университет путей", "role": "member"},
        {"name_ru": "Ахмедов Рашид Мамед оглы", "office_ru": "переводчик", "role": "interpreter"},
    ]
    assert "нет среди организаций" in found["rows"][2]["notes"][0]
    assert found["skipped"] == ["СПИСОК", "делегации города Омска", "Сопровождающие лица"]


def test_a_numbered_list_from_word() -> None:
    found = clipboard("word_list_ru.htm", "participants")
    assert values(found) == [
        {"name_ru": "Иванов Иван Иванович", "office_ru": "глава города Пазарджика", "role": "head"},
        {
            "name_ru": "И. И. Петров",
            "office_ru": "заместитель главы администрации",
            "role": "member",
            "contact": "8-918-123-45-67",
        },
        {"office_ru": "консул Республики Болгария", "role": "member"},
    ]
    assert found["skipped"] == ["Состав делегации:"]


def test_cells_from_excel_in_english() -> None:
    assert values(clipboard("excel_members_en.txt", "participants")) == [
        {"name_en": "Li Wei", "office_en": "Mayor, Zhenjiang Municipal Government", "role": "head"},
        {"name_en": "Marie-Claire Dupont", "office_en": "Deputy mayor, Ville de Béziers", "role": "member"},
        {"name_en": "John van der Berg", "office_en": "Interpreter", "role": "interpreter"},
    ]


def test_columns_without_headings_are_judged_by_what_stands_in_them() -> None:
    found = clipboard("libreoffice_members.htm", "participants", has_head=True)
    assert [column["field"] for column in found["columns"]] == ["", "name", "name", "office"]
    assert values(found) == [
        {
            "name_ru": "Галушко Н. В.",
            "name_en": "Galushko Nina",
            "office_ru": "председатель Ассоциации «Дружба»",
            "role": "member",
        },
        {"name_ru": "Ткачёв А. А.", "name_en": "Tkachev Andrei", "role": "member"},
    ]


def test_columns_can_be_assigned_anew() -> None:
    found = clipboard("libreoffice_members.htm", "participants", columns=["", "name", "", "organization"])
    assert "name_en" not in found["rows"][0]["values"]
    assert found["rows"][0]["values"]["office_ru"] == "председатель Ассоциации «Дружба»"


def test_the_first_of_a_list_is_taken_for_the_head_and_the_preview_says_so() -> None:
    found = clipboard("libreoffice_members.htm", "participants")
    assert [row["values"]["role"] for row in found["rows"]] == ["head", "member"]
    assert found["rows"][0]["notes"] == ["первый в списке, поэтому отмечен главой"]


def test_a_role_that_we_do_not_have_is_left_to_choose() -> None:
    found = clipboard("excel_members_roles_ru.txt", "participants")
    assert values(found) == [
        {"name_ru": "Иванов И. И.", "office_ru": "мэр", "role": "head"},
        {"name_ru": "Ким А. Б.", "role": ""},
        {"name_ru": "Орлов П. П.", "office_ru": "врач", "role": "guest"},
        {"name_en": "Lee Ann", "role": ""},
    ]
    assert found["rows"][1]["notes"] == ["роли «сопровождающий» в списке нет: выберите роль"]
    assert [column["head"] for column in found["columns"] if column["left"]] == ["Гражданство"]


def test_who_comes_first_with_an_unknown_role_is_not_made_the_head() -> None:
    text = "ФИО\tРоль\nКим А. Б.\tтьютор\nИванов И. И.\tпереводчик с болгарского"
    with translation.override("ru"):
        rows = read_clipboard("participants", "", text, visit=VISIT)["rows"]
    assert [row["values"] for row in rows] == [
        {"name_ru": "Ким А. Б.", "role": ""},
        {"name_ru": "Иванов И. И.", "office_ru": "переводчик с болгарского", "role": "interpreter"},
    ]


@pytest.mark.parametrize("word", ["сопровождающий", "сопровождающее лицо", "переводчик"])
def test_who_comes_along_is_not_made_the_head(word: str) -> None:
    with translation.override("ru"):
        row = read_clipboard("participants", "", f"Ким А. Б., {word}", visit=VISIT)["rows"][0]
    assert (row["values"]["office_ru"], row["notes"]) == (word, [])
    assert row["values"]["role"] in {"member", "interpreter"}


def test_a_programme_table_from_word_with_days_as_headings() -> None:
    found = clipboard("word_programme_ru.htm", "programme_items")
    assert values(found) == [
        {
            "day": "03.09.2026",
            "starts": "09:00",
            "ends": "10:00",
            "activity_ru": "Встреча делегации\nРазмещение в гостинице",
            "place_ru": "аэропорт",
            "responsible": "Смирнов А. А.",
        },
        {
            "day": "03.09.2026",
            "starts": "10:30",
            "ends": "12:00",
            "activity_ru": "Приём у главы города",
            "place_ru": "администрация",
        },
        {"day": "03.09.2026", "starts": "13:00", "ends": "14:00", "activity_ru": "Обед"},
        {
            "day": "04.09.2026",
            "starts": "10:00",
            "ends": "11:30",
            "activity_ru": "Экскурсия по городу",
            "place_ru": "Крепостная гора",
        },
        {"day": "04.09.2026", "starts": "15:00", "activity_ru": "Отъезд"},
    ]
    assert all(row["notes"] == [] for row in found["rows"])


def test_a_programme_from_excel_with_a_day_over_several_rows() -> None:
    assert values(clipboard("excel_programme.htm", "programme_items", visit=Period())) == [
        {"day": "03.09.2026", "starts": "09:00", "activity_en": "Arrival", "place_en": "Airport"},
        {"day": "03.09.2026", "starts": "10:30", "ends": "12:00", "activity_en": "Talks", "place_en": "City Hall"},
        {"day": "04.09.2026", "starts": "14:00", "ends": "15:00", "activity_en": "Museum"},
    ]


def test_a_day_above_each_table_holds_for_it() -> None:
    table = "<p>{}</p><table><tr><td>Время</td><td>Мероприятие</td></tr><tr><td>9.00</td><td>{}</td></tr></table>"
    html = "<p>Программа</p>" + table.format("3 сентября", "Приезд") + table.format("4 сентября", "Отъезд")
    with translation.override("ru"):
        found = read_clipboard("programme_items", html, "", visit=VISIT)
    assert [(row["day"], row["activity_ru"]) for row in values(found)] == [
        ("03.09.2026", "Приезд"),
        ("04.09.2026", "Отъезд"),
    ]


def test_a_programme_in_plain_lines() -> None:
    found = clipboard("plain_programme_ru.txt", "programme_items")
    assert values(found) == [
        {"day": "03.09.2026", "starts": "09:00", "ends": "10:00", "activity_ru": "Завтрак"},
        {
            "day": "03.09.2026",
            "starts": "10:00",
            "activity_ru": "Возложение цветов\nк мемориалу «Холодный родник»",
            "place_ru": "Комсомольская горка",
        },
        {"day": "04.09.2026", "starts": "09:30", "ends": "11:00", "activity_ru": "Круглый стол"},
    ]
    assert "другой день недели" in found["rows"][0]["notes"][0]


def test_numbered_days_count_from_the_first_day_of_the_visit() -> None:
    assert values(clipboard("plain_programme_en.txt", "programme_items")) == [
        {
            "day": "03.09.2026",
            "starts": "09:30",
            "ends": "11:00",
            "activity_en": "Round table",
            "place_en": "City Library",
        },
        {"day": "04.09.2026", "starts": "14:00", "activity_en": "Departure"},
    ]


@pytest.mark.parametrize("visit", ["", "2026–2027"])
def test_a_day_is_never_guessed_without_its_year(visit: str) -> None:
    found = clipboard("plain_programme_ru.txt", "programme_items", visit=parse(visit))
    if not visit:
        assert all("day" not in row for row in values(found))
        assert "сначала напишите дату делегации" in found["rows"][0]["notes"][0]


def test_figures() -> None:
    found = clipboard("figures_ru.txt", "figures")
    assert values(found) == [
        {"what": "visitors", "value": 2500, "qualifier": "more_than"},
        {"what": "students", "value": 1000, "qualifier": "exactly"},
        {"what": "excursions", "value": 12, "qualifier": "about"},
        {"what": "other", "value": 7, "qualifier": "exactly", "note_ru": "Партнёров-вузов"},
    ]
    assert found["skipped"] == ["без числа"]


@pytest.mark.parametrize(
    ("text", "starts", "ends", "rest"),
    [
        ("9.00–10.00 Завтрак", time(9), time(10), "Завтрак"),
        ("09:00 - 10:15 Завтрак", time(9), time(10, 15), "Завтрак"),
        ("с 9.00 до 10.00 ч. Завтрак", time(9), time(10), "Завтрак"),
        ("9-30 Завтрак", time(9, 30), None, "Завтрак"),
        ("11:30 pm – late", time(23, 30), None, "late"),
        ("14:00 Uhr am Rathaus", time(14), None, "am Rathaus"),
        ("12 Uhr am Markt", time(12), None, "am Markt"),
        ("9 Uhr 30 am Bahnhof", time(9, 30), None, "am Bahnhof"),
        ("14–16 Uhr am Rathaus", time(14), time(16), "am Rathaus"),
        ("14:00 am Rathaus", time(14), None, "am Rathaus"),
        ("14:00 a.m. Tour", time(14), None, "Tour"),
        ("8 Uhr abends Konzert", time(20), None, "Konzert"),
        ("12:15 am Night train", time(0, 15), None, "Night train"),
        ("с 9 до 12 – семинар", time(9), time(12), "семинар"),
        ("С 9 по 12 – Вильнюс", None, None, "С 9 по 12 – Вильнюс"),
        ("с 5 по 7, семинар", None, None, "с 5 по 7, семинар"),
        ("с 9:00 по 12:00 – семинар", time(9), time(12), "семинар"),
        ("25.00 Завтрак", None, None, "25.00 Завтрак"),
        ("12 участников", None, None, "12 участников"),
        ("2026 год", None, None, "2026 год"),
    ],
)
def test_times(text: str, starts: time | None, ends: time | None, rest: str) -> None:
    assert times_in(text) == (starts, ends, rest)


@pytest.mark.parametrize(
    "name", ["Иванов И. И.", "Иванов Иван Иванович", "И.И. Иванов", "Ким Чен", "Li Wei", "José Ñu"]
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["глава города", "Глава Омска", "Омский университет", "Иванов", "Зал 3", "Обед в кафе"]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_names_are_spaced_and_do_not_shout() -> None:
    assert [tidy_name(name) for name in ("ИВАНОВ И.И.", "О.Бендер", "McDonald A.")] == [
        "Иванов И. И.",
        "О. Бендер",
        "McDonald A.",
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<table><tr><td>", ""),
        ("<" * 5000, ""),
        ("", "\t" * 5000),
        ("", "\0\x0b\ud800"),
        ("<td rowspan=99999999>", "x"),
    ],
)
@pytest.mark.parametrize("kind", ["participants", "programme_items", "figures"])
def test_odd_clipboards_harm_nobody(kind: str, html: str, text: str) -> None:
    assert isinstance(read_clipboard(kind, html, text, visit=VISIT)["rows"], list)
