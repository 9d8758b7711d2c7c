"""What a file does not tell is asked once: its encoding, the order of its dates, its columns."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.models import City, Country, Delegation, Event, ImportHeading
from partnerships.period import parse
from partnerships.spreadsheets import importing
from partnerships.spreadsheets.choices import order_told, with_dots
from tests.conftest import save
from tests.spreadsheets.tables import EVENTS, confirm, faults, opened, send, streamed, take, words, xlsx

pytestmark = pytest.mark.django_db

CITIES = "/admin/partnerships/city/"


def again(office: Client, preview: Any, path: str = EVENTS, **chosen: str) -> Any:
    """Choose, and look at the preview again."""
    return office.post(f"{path}import/", {"token": preview.context["kept"], "again": "1", **chosen})


def test_the_encoding_is_shown_with_a_sample_and_can_be_chosen(office: Client) -> None:
    content = "Название;Форма;Дата\r\nСлёт «Дружба»;forum;2019\r\n".encode("cp1251")
    preview = send(office, content, name="t.csv")
    outcome = preview.context["outcome"]
    assert (outcome.encoding, outcome.sample) == ("cp1251", "Название · Форма · Дата")
    assert '<option value="cp1251" selected>Windows-1251</option>' in preview.content.decode()
    wrong = again(office, preview, encoding="cp1252")
    assert "Возьмите шаблон" in words(wrong)
    confirm(office, again(office, wrong, encoding="cp1251"))
    assert Event.objects.get().title_ru == "Слёт «Дружба»"


@pytest.mark.parametrize(("order", "edtf"), [("day", "2019-06-05"), ("month", "2019-05-06")])
def test_the_order_of_dates_is_asked_where_the_file_cannot_tell(office: Client, order: str, edtf: str) -> None:
    rows = [["Название", "Форма", "Дата"], ["a", "forum", "05/06/2019"], ["b", "forum", "01-02-2020"]]
    preview = send(office, rows)
    assert preview.context["outcome"].asks_order
    assert list(faults(preview)) == ["C2", "C3"]
    confirm(office, again(office, preview, order=order))
    assert Event.objects.get(title_ru="a").period.edtf() == edtf


def test_the_order_of_dates_is_not_asked_where_one_date_tells_it(office: Client) -> None:
    rows = [["Название", "Форма", "Дата"], ["a", "forum", "05/06/2019"], ["b", "forum", "06/13/2019"]]
    preview = take(office, rows)
    assert not preview.context["outcome"].asks_order
    assert Event.objects.get(title_ru="a").period.edtf() == "2019-05-06"


def test_dates_with_slashes() -> None:
    assert order_told(["05.06.2019", "2019"]) is None
    assert order_told(["05/06/2019"]) == ""
    assert order_told(["05/06/2019", "с 13/06/2019 по 14/06/2019"]) == "day"
    assert order_told(["13/06/2019", "06/13/2019"]) == ""
    assert with_dots("13/06/2019 – 2/7/2019", "") == "13.06.2019 – 2/7/2019"
    assert with_dots("06/13/2019", "") == "13.06.2019"
    assert with_dots("2019/07/05", "") == "05.07.2019"
    assert with_dots("№ 5/6 от 05.06.2019", "day") == "№ 5/6 от 05.06.2019"


def test_a_column_is_chosen_once_and_remembered_for_the_next_file(office: Client) -> None:
    rows = [["Наше событие", "Разновидность", "Когда было", "Прочее"], ["a", "forum", "2019", "x"]]
    preview = send(office, rows)
    assert "Прочее" in words(preview)
    chosen = dict(zip([title for title, _name in preview.context["outcome"].chosen], range(1, 9), strict=False))
    mine = {"Наше событие": "title_ru", "Разновидность": "form", "Когда было": "period", "Прочее": ""}
    posted = {f"heading-{chosen[title]}": title for title in mine if title in chosen}
    posted |= {f"column-{chosen[title]}": name for title, name in mine.items() if title in chosen}
    confirm(office, again(office, preview, **posted))
    assert Event.objects.get().period.edtf() == "2019"
    assert ImportHeading.objects.get(heading="прочее").column == ""

    second = send(office, [rows[0], ["b", "forum", "2020", "y"]])
    assert second.context["counts"] == {"new": 1}
    assert ("Наше событие", "title_ru") in second.context["outcome"].chosen


def test_a_choice_goes_before_a_heading_of_other_tables(office: Client) -> None:
    rows = [["Название", "Форма", "Когда", "Решено"], ["a", "forum", "2019", "2020"]]
    ImportHeading.objects.create(table="event", heading="решено", column="period")
    take(office, rows)
    assert Event.objects.get().period.edtf() == "2020"


def test_a_corrected_file_is_read_by_the_columns_and_the_order_chosen_for_it(office: Client) -> None:
    rows = [["Наше событие", "Форма", "Когда"], ["a", "forum", "05/06/2019"], ["b", "нет такой", "06/06/2019"]]
    preview = send(office, rows)
    posted = {"heading-1": "Наше событие", "column-1": "title_ru", "heading-2": "Когда", "column-2": "period"}
    wrong = again(office, preview, order="day", **posted)
    assert list(faults(wrong)) == ["B3"]
    assert 'name="choices"' in wrong.content.decode()

    rows[2][1] = "forum"
    handed_on = wrong.context["next_choices"]
    file = SimpleUploadedFile("table.xlsx", xlsx(rows))
    corrected = office.post(f"{EVENTS}import/", {"file": file, "choices": handed_on})
    confirm(office, corrected)
    assert {event.period.edtf() for event in Event.objects.all()} == {"2019-06-05", "2019-06-06"}
    forged = office.post(f"{EVENTS}import/", {"file": SimpleUploadedFile("t.xlsx", xlsx(rows)), "choices": "x"})
    assert ("Наше событие", "title_ru") in forged.context["outcome"].chosen  # remembered since it was saved


def test_a_column_that_the_file_lacks_is_told_once(office: Client) -> None:
    preview = send(office, [["Название"], ["a"], ["b"], ["c"]])
    assert {line.number for line in preview.context["outcome"].lines} == {2}
    assert preview.context["outcome"].faults == 1
    assert "в файле нет этого столбца" in words(preview).lower()
    assert not preview.context["token"]


def test_a_choice_is_of_one_file_and_one_clerk(office: Client) -> None:
    preview = send(office, [["Название", "Форма", "?"], ["a", "forum", "x"]])
    bad = again(office, preview, **{"heading-1": "?", "column-1": "state"})
    assert bad.context["outcome"].ignored == ["?"]
    assert not ImportHeading.objects.exists()
    other = Client()
    assert other.post(f"{EVENTS}import/", {"token": preview.context["kept"], "again": "1"}).status_code == 302


def test_the_preview_shows_what_will_be_kept(office: Client, omsk: City) -> None:
    rows = [["Название", "Форма", "Дата", "Города"], ["a", "forum", "7.2019", "omsk"]]
    preview = send(office, rows)
    page = preview.content.decode()
    assert "июль 2019" in page
    assert f'<a href="/admin/partnerships/city/{omsk.pk}/change/">Омск</a>' in page


def test_what_a_word_means_is_asked_once_and_remembered(office: Client, country: Country) -> None:
    rows = [
        ["Название", "Страна", "Вид связи"],
        ["Тверь", "Россия", "Geminação: I"],
        ["Псков", "Россия", "geminação:  i"],
        ["Ялта", "Россия", "contact"],
    ]
    preview = send(office, rows, path=CITIES)
    (word,) = preview.context["outcome"].words
    assert (word.column, word.word, word.chosen, word.options[0][0]) == ("city.tie", "Geminação: I", "", "sister_city")
    assert sorted(faults(preview)) == ["C2", "C3"]
    assert "Ответьте ниже на вопросы о файле" in words(preview)
    assert 'value="city.tie:Geminação: I"' in preview.content.decode()

    told = {"word-1": "city.tie:Geminação: I", "means-1": "sister_city"}
    assert sorted(faults(again(office, preview, CITIES, **{**told, "means-1": "none"}))) == ["C2", "C3"]
    wrong = send(office, [*rows, ["Рим", "Атлантида", "Geminação: I"]], path=CITIES)
    wrong = again(office, wrong, CITIES, **told)
    assert (list(faults(wrong)), wrong.context["outcome"].asks_values) == (["B5"], False)
    assert 'name="means-1"' in wrong.content.decode()
    confirm(office, again(office, preview, CITIES, **told), path=CITIES)
    assert set(City.objects.values_list("name_ru", "tie")) == {
        ("Тверь", "sister_city"),
        ("Псков", "sister_city"),
        ("Ялта", "contact"),
    }

    preview = send(office, [rows[0], ["Химки", "Россия", "geminação: I"]], path=CITIES)
    assert ([one.chosen for one in preview.context["outcome"].words], faults(preview)) == (["sister_city"], {})
    other = {**told, "means-1": "contact"}
    confirm(office, again(office, preview, CITIES, **other), path=CITIES)
    assert City.objects.get(name_ru="Химки").tie == "contact"


def test_only_what_was_asked_is_remembered_of_words(office: Client, country: Country) -> None:
    ImportHeading.objects.create(table="city", heading="имя", column="name_ru")
    rows = [["Название", "Страна", "Вид связи"], ["Тверь", "Россия", "Geminação"]]
    posted = {"word-1": "city.tie:Geminação", "means-1": "sister_city", "word-2": "city:Население"}
    posted |= {"means-2": "native_name", "word-3": "city:имя", "means-3": "", "word-4": "city.tie:иначе"}
    posted |= {"means-4": "contact", "word-5": "city.tie:Geminação ", "means-5": "sister_city"}
    confirm(office, again(office, send(office, rows, path=CITIES), CITIES, **posted), path=CITIES)
    kept = set(ImportHeading.objects.values_list("table", "heading", "column"))
    assert kept == {("city", "имя", "name_ru"), ("city.tie", "geminação", "sister_city")}


def test_a_meaning_that_was_taken_back_is_forgotten(office: Client, country: Country) -> None:
    ImportHeading.objects.create(table="city.tie", heading="geminação", column="contact")
    rows = [["Название", "Страна", "Вид связи"], ["Тверь", "Россия", "Geminação"]]
    told = {"word-1": "city.tie:Geminação", "means-1": ""}
    wrong = again(office, send(office, rows, path=CITIES), CITIES, **told)
    assert list(faults(wrong)) == ["C2"]
    rows[1][2] = "sister_city"
    file = SimpleUploadedFile("table.xlsx", xlsx(rows))
    corrected = office.post(f"{CITIES}import/", {"file": file, "choices": wrong.context["next_choices"]})
    confirm(office, corrected, path=CITIES)
    assert not ImportHeading.objects.exists()


def test_words_of_each_kind_are_asked_by_its_own_values(office: Client) -> None:
    rows = [["Вид записи", "Название", "Форма"], ["мероприятие", "А", "сходка"], ["соглашение", "Б", "сходка"]]
    asked = send(office, rows).context["outcome"].words
    assert sorted((word.column, word.word) for word in asked) == [
        ("agreement.form", "сходка"),
        ("event.form", "сходка"),
    ]


def test_the_year_of_all_populations_is_asked_once(office: Client, country: Country) -> None:
    rows = [
        ["Название", "Страна", "tie", "Население", "Год переписи"],
        ["Тверь", "Россия", "contact", "416000", ""],
        ["Псков", "Россия", "contact", "187000", 2021],
        ["Ялта", "Россия", "contact", "", ""],
        ["Химки", "Россия", "contact", "256000", ""],
    ]
    preview = send(office, rows, path=CITIES)
    assert (preview.context["outcome"].undated, sorted(faults(preview))) == (2, ["2", "5"])
    out = again(office, preview, CITIES, population_year="2024", population_out="on")
    assert (faults(out), out.context["outcome"].population_year) == ({}, "out")
    assert faults(again(office, preview, CITIES, population_year="24")) == faults(preview)
    confirm(office, again(office, preview, CITIES, population_year="2024"), path=CITIES)
    told = dict(City.objects.values_list("name_ru", "population_year"))
    assert told == {"Тверь": 2024, "Псков": 2021, "Ялта": None, "Химки": 2024}


def test_populations_without_a_year_can_be_left_out(office: Client, country: Country) -> None:
    rows = [["Название", "Страна", "tie", "Население"], ["Тверь", "Россия", "contact", "416000"]]
    preview = send(office, rows, path=CITIES)
    confirm(office, again(office, preview, CITIES, population_out="on"), path=CITIES)
    assert City.objects.values_list("name_ru", "population").get() == ("Тверь", None)
    assert send(office, [row[:3] for row in rows], path=CITIES).context["outcome"].undated == 0


def test_the_year_goes_to_new_cities_only(office: Client, country: Country) -> None:
    save(City(slug="tver", name_ru="Тверь", country=country, tie="contact", population=416000, population_year=2021))
    rows = [["Название", "Страна", "tie", "Население"], ["Тверь", "Россия", "contact", "416000"]]
    assert send(office, rows, path=CITIES).context["outcome"].undated == 0
    preview = send(office, [*rows, ["Псков", "Россия", "contact", "187000"]], path=CITIES)
    assert (preview.context["outcome"].undated, list(faults(preview))) == (1, ["3"])
    assert faults(again(office, preview, CITIES, population_out="on")) == {}
    dated = again(office, preview, CITIES, population_year="2024")
    assert (faults(dated), dated.context["outcome"].asks_values) == ({}, False)
    confirm(office, dated, path=CITIES)
    assert dict(City.objects.values_list("name_ru", "population_year")) == {"Тверь": 2021, "Псков": 2024}


@pytest.mark.parametrize("chosen", [{"population_out": "on"}, {"population_year": "2024"}])
def test_the_year_of_one_file_changes_no_city_of_an_exported_list(
    office: Client, country: Country, chosen: dict[str, str]
) -> None:
    save(City(slug="tver", name_ru="Тверь", country=country, tie="contact", population=416000, population_year=2021))
    rows = [["Название", "Страна", "tie", "Население"], ["Псков", "Россия", "contact", "187000"]]
    choices = again(office, send(office, rows, path=CITIES), CITIES, **chosen).context["next_choices"]
    table = opened(streamed(office.get(f"{CITIES}export/")))
    year = next(at for at, cell in enumerate(table[1]) if cell == 2021)
    table[1][year] = None
    file = SimpleUploadedFile("table.xlsx", xlsx(table))
    preview = office.post(f"{CITIES}import/", {"file": file, "choices": choices})
    assert (preview.context["outcome"].undated, len(faults(preview))) == (0, 1)
    table[1][year] = 2021
    file = SimpleUploadedFile("table.xlsx", xlsx(table))
    assert office.post(f"{CITIES}import/", {"file": file, "choices": choices}).context["counts"] == {"skip": 1}


def test_what_is_left_out_is_said_before_what_comes(office: Client) -> None:
    rows = [["План отдела на год"], ["Название", "Форма", "Погода", "Состояние"], ["a", "forum", "ясно", "x"]]
    page = send(office, rows).content.decode()
    left = [page.index(text) for text in ("План отдела", "пропущены: Погода", "Не меняются файлом: Состояние")]
    assert max(left) < page.index("exchange-counts")


def test_unlikely_values_are_marked(office: Client) -> None:
    rows: list[list[Any]] = [["Название", "Форма", "Дата"]]
    rows += [[f"Событие {year}", "forum", str(year)] for year in range(2010, 2016)]
    doubts = send(office, [*rows, ["Опечатка", "forum", "1951"], ["Ещё", "forum", "2915"]]).context["outcome"].doubts
    assert doubts == [
        ("C8", "Год 1951 далёк от остальных в этой таблице."),
        ("C9", "Год 2915 маловероятен."),
    ]


def test_doubts_beyond_those_shown_are_counted_and_named(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "SHOWN", 1)
    rows = [["Название", "Форма", "Дата"], *([f"Событие {year}", "forum", str(year)] for year in (1700, 2900, 2915))]
    assert "Год 1700 маловероятен. и ещё 2: C3, C4" in words(send(office, rows))


def test_a_figure_that_grew_thousandfold_and_a_day_out_of_a_month_are_marked(office: Client) -> None:
    delegation = Delegation(slug="d", title_ru="Визит", direction="incoming", head_count=12)
    delegation.period = parse("июль 2019")
    save(delegation)
    path = "/admin/partnerships/delegation/"
    table = opened(streamed(office.get(f"{path}export/")))
    table[1][table[1].index(12)] = 12000
    table[1][table[0].index("Дата")] = "01.07.2019"
    doubts = [text for _cell, text in send(office, table, path=path).context["outcome"].doubts]
    assert sorted(doubts) == [
        "В тысячу раз больше или меньше, чем было.",
        "Первый день вместо целого срока: действительно имелся в виду день?",
    ]
