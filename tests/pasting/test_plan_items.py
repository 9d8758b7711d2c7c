"""A table of measures as departments keep it becomes items of a plan, and no word of it is lost."""

from typing import Any

import pytest
from django.utils import translation

from partnerships.models import Theme
from partnerships.pasting import read_clipboard
from partnerships.pasting.columns import heading
from partnerships.period import parse
from tests.conftest import save

pytestmark = pytest.mark.django_db

HEAD = "№ п/п\tМероприятие\tСрок исполнения\tОтветственные: наша сторона\tПартнёр\tФинансирование\tОтметка о выполнении"


def read(text: str, html: str = "", period: str = "2026") -> Any:
    with translation.override("ru"):
        return read_clipboard("plan_items", html, text, visit=parse(period))


def rows(*args: str) -> list[dict[str, Any]]:
    return [row["values"] for row in read(*args)["rows"]]


def test_each_column_of_the_usual_table_has_its_place() -> None:
    line = (
        "1.\tОбмен делегациями школьников\tмарт\tКомитет образования\tДепартамент образования Омска"
        "\tбюджет города\tВыполнено: 12 школьников"
    )

    (row,) = rows(f"{HEAD}\n{line}")

    assert row == {
        "activity_ru": "Обмен делегациями школьников",
        "due": "март 2026",
        "responsible_home_ru": "Комитет образования",
        "responsible_partner_ru": "Департамент образования Омска",
        "funding": "бюджет города",
        "state": "done",
        "result_ru": "12 школьников",
    }


@pytest.mark.parametrize(
    ("due", "read_as"),
    [
        ("март", "март 2026"),
        ("II квартал", "II квартал 2026"),
        ("май–июнь", "май – июнь 2026"),
        ("до 1 июня 2026", "до 1 июня 2026"),
        ("12.06.2026", "12 июня 2026"),
        ("в течение года", "2026"),
        ("весь период", None),
        ("", None),
    ],
)
def test_a_due_date_takes_the_year_of_the_plan(due: str, read_as: str | None) -> None:
    (row,) = rows(f"Мероприятие\tСрок\nФестиваль\t{due}")

    assert row.get("due") == read_as
    assert row["activity_ru"] == "Фестиваль"


def test_what_is_no_date_stands_with_the_activity() -> None:
    (row,) = read("Мероприятие\tСрок\nОбмен опытом\tпо согласованию")["rows"]

    assert row["values"]["activity_ru"] == "Обмен опытом (по согласованию)"
    assert row["notes"] == ["«по согласованию» — не дата, оставлено рядом с мероприятием"]


def test_a_heading_in_two_lines_parts_the_sides() -> None:
    html = (
        "<table><tr><td rowspan=2>№</td><td rowspan=2>Мероприятие</td><td rowspan=2>Сроки</td>"
        "<td colspan=2>Ответственные</td></tr><tr><td>Ставрополь</td><td>партнёр</td></tr>"
        "<tr><td>1</td><td>Выставка</td><td>май</td><td>Музей</td><td>Галерея</td></tr></table>"
    )

    (row,) = rows("", html)

    assert (row["responsible_home_ru"], row["responsible_partner_ru"]) == ("Музей", "Галерея")


def test_a_line_over_the_whole_table_names_the_field_of_those_below() -> None:
    theme = save(Theme(slug="culture", name_ru="Культура и наследие", name_en="Culture"))

    found = read("Мероприятие\tСрок\nI. Культура\t\nФестиваль\tмай\nОбмен школьниками\t—\nII. Разное\t\nВстреча\tиюнь")

    assert [(row["values"]["activity_ru"], row["values"].get("theme")) for row in found["rows"]] == [
        ("Фестиваль", str(theme.pk)),
        ("Обмен школьниками", str(theme.pk)),
        ("Встреча", None),
    ]
    assert found["rows"][0]["shown"]["theme"] == "Культура и наследие"
    assert found["skipped"] == ["II. Разное"]
    assert read("№\tМероприятие\tСрок\nПрочее\t\t\n1\tВстреча\tиюнь")["skipped"] == ["Прочее"]


@pytest.mark.parametrize(
    "headings",
    [
        "мероприятие|срок|ответственные (наша сторона)|партнёр|финансирование|отметка о выполнении|направление",
        "activity|due|responsible (our side)|partner|funding|mark of doing|field",
        "Maßnahme|Frist|Verantwortliche (unsere Seite)|Partner|Finanzierung|Erledigungsvermerk|Bereich",
        "action|échéance|responsables (notre côté)|partenaire|financement|mention de réalisation|domaine",
        "Мероприятие|Срок|Ответственный за исполнение|Партнёр|Источник|Исполнение|Направление сотрудничества",
    ],
)
def test_the_headings_that_the_guides_name_are_read(headings: str) -> None:
    names = headings.split("|")

    found = heading([*names, "Ожидаемый результат"], "plan_items")

    meant = ["activity", "due", "responsible_home", "responsible_partner", "funding", "done", "theme", "result"]
    assert found == meant


def test_a_dash_in_a_cell_says_nothing() -> None:
    (row,) = rows(f"{HEAD}\n1\tФестиваль\t—\t-\t–\t___\t—")

    assert row == {"activity_ru": "Фестиваль", "state": "planned"}
    assert rows("Фестиваль\n—\nЯрмарка")[1]["activity_ru"] == "Ярмарка"


@pytest.mark.parametrize(
    ("mark", "state", "result"),
    [
        ("выполнено", "done", None),
        ("Исполнено. Приняли 40 гостей", "done", "Приняли 40 гостей"),
        ("не выполнено", "planned", None),
        ("снято с контроля", "dropped", "с контроля"),
        ("+", "done", None),
        ("перенесено на осень", "planned", "перенесено на осень"),
        ("Done", "done", None),
        ("состоялась 5 мая", "done", "5 мая"),
        ("Проведение перенесено на 2027 год", "planned", "Проведение перенесено на 2027 год"),
        ("Исполнение приостановлено", "planned", "Исполнение приостановлено"),
        ("Выполнено частично", "planned", "Выполнено частично"),
        ("Выполнено не в полном объёме", "planned", "Выполнено не в полном объёме"),
        ("Выполнено, но не полностью", "planned", "Выполнено, но не полностью"),
        ("Выполнено, но с опозданием", "done", "но с опозданием"),
    ],
)
def test_a_mark_says_the_state(mark: str, state: str, result: str | None) -> None:
    (row,) = rows(f"Мероприятие\tОтметка о выполнении\nФестиваль\t{mark}")

    assert (row["state"], row.get("result_ru")) == (state, result)


def test_a_table_without_a_heading_and_plain_lines_are_read() -> None:
    assert rows("1\tФестиваль\tмай\tМузей\n2\tЯрмарка\tиюнь\tПалата")[1] == {
        "activity_ru": "Ярмарка",
        "due": "июнь 2026",
        "responsible_home_ru": "Палата",
        "state": "planned",
    }
    assert [row["activity_ru"] for row in rows("1. Фестиваль\n2. Ярмарка")] == ["Фестиваль", "Ярмарка"]
