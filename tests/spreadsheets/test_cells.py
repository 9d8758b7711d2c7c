"""Cells that point, count and choose: read whole, or refused by their address."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from partnerships.models import Agreement, City, Country, Delegation, Event, Involvement, Organization
from partnerships.period import parse
from partnerships.spreadsheets.cells import AddressCell, FractionCell, NumberCell, PeriodCell
from partnerships.spreadsheets.columns import LONGEST_CELL
from partnerships.spreadsheets.lookups import NUMBERED
from partnerships.spreadsheets.number_formats import NumberText
from tests.conftest import save
from tests.spreadsheets.tables import EVENTS, faults, opened, send, streamed, take, words

pytestmark = pytest.mark.django_db

BASE = "/admin/partnerships/"


@pytest.fixture
def cities(country: Country) -> list[City]:
    return [
        save(City(slug=f"c{number}", name_ru=name, name_en=name, country=country, tie="contact"))
        for number, name in enumerate(["Омск", "Махачкала", "Тула", "Тула"])
    ]


def test_a_cell_that_begins_with_a_number_is_read_whole(office: Client, cities: list[City]) -> None:
    omsk, _other, tula, other_tula = cities
    wrong = send(
        office,
        [
            ["Название", "Форма", "Дата", "Города-партнёры"],
            ["a", "forum", "2019", f"№ {omsk.pk}; № 999999"],
            ["b", "forum", "2019", f"№ {omsk.pk} Тула"],
            ["c", "forum", "2019", f"№ {omsk.pk}; Тула"],
        ],
    )
    assert list(faults(wrong)) == ["D2", "D3", "D4"]
    assert "№ 999999" in faults(wrong)["D2"]
    assert faults(wrong)["D3"] == (
        f"№ {omsk.pk} — это «Омск»: оставьте в «№ {omsk.pk} Тула» только номер или только название."
    )
    take(
        office,
        [
            ["Название", "Форма", "Дата", "Города-партнёры"],
            ["a", "forum", "2019", f"№ {tula.pk}; Омск"],
            ["b", "forum", "2019", f"№ {tula.pk}\nМахачкала"],
            ["c", "forum", "2019", f"№ {other_tula.pk} Тула"],
            ["d", "forum", "2019", "Омск, Махачкала"],
        ],
    )
    found = [sorted(city.slug for city in event.cities.all()) for event in Event.objects.order_by("pk")]
    assert found == [["c0", "c2"], ["c1", "c2"], ["c3"], ["c0", "c1"]]


def test_a_comma_parts_names_only_where_each_is_known(office: Client, cities: list[City]) -> None:
    answer = send(office, [["Название", "Форма", "Города"], ["a", "forum", "Омск, Берлин"]])
    assert faults(answer) == {"C2": "«Омск, Берлин» нет в реестре."}


def test_two_councils_of_one_name_keep_their_roles(office: Client, cities: list[City]) -> None:
    first, second = (save(Organization(name_ru="Совет", kind="administration", city=city)) for city in cities[:2])
    named = save(Organization(name_ru="Совет (участник)", kind="administration"))
    agreement = save(Agreement(slug="a", title_ru="Договор"), cities=cities[:3])
    for body, role in ((first, "party"), (second, "host"), (named, "party")):
        save(Involvement(record=agreement, organization=body, role=role))
    path = f"{BASE}agreement/"
    for kind in ("xlsx", "csv"):
        content = streamed(office.get(f"{path}export/?format={kind}"))
        assert send(office, content, path=path).context["counts"] == {"skip": 1}
    table = opened(streamed(office.get(f"{path}export/")))
    assert table[1][table[0].index("Организации")].split("; ") == [
        "Совет (участник) (сторона соглашения)",
        f"№ {first.pk} (сторона соглашения)",
        f"№ {second.pk} (принимающая сторона)",
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25 members", 25),
        ("1 200 чел.", 1200),
        ("12 участников", 12),
        ("7", 7),
        ("350 000 жителей", 350_000),
        ("1\u202f087\u202f353", 1_087_353),
        (NumberText("1200", "1 200 чел."), 1200),
        (NumberText("24", "№ 024"), 24),
        *((NumberText("2021", "2021 г."), 2021), (NumberText("2021", "год 2021"), 2021)),
        *((NumberText("300", "300 habitants"), 300), (NumberText("5", "5 km²"), 5), (NumberText("7", "7 мест"), 7)),
        *((NumberText("25", f"25 {said}"), 25) for said in ("сотрудников", "миль", "mm", "m²", "кв. м", "ml")),
    ],
)
def test_a_number_of_people(text: str, number: int) -> None:
    assert NumberCell().clean(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("25 тысяч", "2 млн чел.", "members", "25 members 3", "25-30", "25 делегаций"),
        *("10\n15", "10 15", "1 2345", "1\n200", "1 200\n300", "1 200.300"),
        *(NumberText("57", "57 тыс."), NumberText("2", "2.00 млн"), NumberText("1.234")),
        *(
            NumberText("57", f"57{said}")
            for said in (
                "k",
                " Tsd.",
                " Mio. €",
                "Mrd",
                " mille hab.",
                " тисяч",
                "%",
                " M€",
                " миллионов",
                " милиона",
                " сотен",
            )
        ),
        *(NumberText("57", said) for said in ("тыс. 57", "57 thousand people", "57 tys.", "57 milhões", "57 bin")),
    ],
)
def test_what_makes_another_number_of_it_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="120"):
        NumberCell().clean(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("45.04278", "45.04278"), (" −3,5° ", "-3.5"), ("1 200,50", "1200.5")),
        *((NumberText("1200.5", "1200.50 €"), "1200.5"), (NumberText("45", "45 °"), "45")),
    ],
)
def test_a_number_with_decimals(text: str, number: str) -> None:
    assert FractionCell().clean(text) == Decimal(number)


@pytest.mark.parametrize("text", ["45 04278", "45.04\n37.62", "45,04 37,62", NumberText("57", "57 тыс. р.")])
def test_two_numbers_with_decimals_are_no_third(text: str) -> None:
    with pytest.raises(ValueError, match="45.04278"):
        FractionCell().clean(text)


def test_a_date_is_what_its_cell_shows() -> None:
    assert PeriodCell().period(NumberText("2014", "с 2014")) == parse("с 2014")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.omsk.ru", "https://www.omsk.ru"),
        ("омск.рф/города?a=1", "https://омск.рф/города?a=1"),
        ("http://omsk.ru", "http://omsk.ru"),
        ("mail@omsk.ru", "mail@omsk.ru"),
        ("нет", "нет"),
    ],
)
def test_an_address_without_a_scheme(text: str, address: str) -> None:
    assert AddressCell().clean(text) == address


def test_words_of_other_tables_for_columns_and_values(office: Client, country: Country) -> None:
    heads = ["City", "Страна", "Kind of partnership", "Lat", "Lng", "URL", "Tie"]
    row = ["Печ", "Россия", "?", "46,07", "18,23", "www.pecs.hu", "контакты без соглашения"]
    preview = send(office, [heads, row], path=f"{BASE}city/")
    assert "Kind of partnership" in words(preview)
    take(office, [heads, row], path=f"{BASE}city/")
    city = City.objects.get()
    assert (city.name_ru, city.tie, city.site, str(city.longitude)) == (
        "Печ",
        "contact",
        "https://www.pecs.hu",
        "18.23000",
    )
    take(office, [["Соглашение", "Вид документа", "Год"], ["О дружбе", "MoU", "2015"]], path=f"{BASE}agreement/")
    assert Agreement.objects.get().form == "memorandum"


def test_the_numbers_of_another_table_are_not_ours(office: Client, cities: list[City]) -> None:
    preview = send(
        office,
        [["id", "Название", "Страна", "Вид связи"], [cities[0].pk, "Новый", "Россия", "contact"]],
        path=f"{BASE}city/",
    )
    assert preview.context["counts"] == {"new": 1}
    assert "пропущены: id" in words(preview)


def test_a_text_that_no_cell_holds_whole_is_kept(office: Client) -> None:
    event = save(Event(slug="e", title_ru="Форум", form="forum", body_ru="слово " * 6000))
    table = opened(streamed(office.get(f"{EVENTS}export/")))
    column = table[0].index("Текст (на русском)")
    assert len(table[1][column]) == LONGEST_CELL
    assert send(office, table).context["counts"] == {"skip": 1}
    table[1][column] = "Новое начало"
    assert "длиннее, чем вмещает ячейка" in " ".join(faults(send(office, table)).values())
    event.refresh_from_db()
    assert event.body_ru.count("слово") == 6000


def test_what_stays_as_it_is_need_not_please_the_rules_of_today(office: Client) -> None:
    delegation = Delegation(slug="d", title_ru="Визит", direction="incoming", moved_from=date(2019, 7, 1))
    delegation.period = parse("01.07.2019")
    save(delegation)
    path = f"{BASE}delegation/"
    assert send(office, streamed(office.get(f"{path}export/")), path=path).context["counts"] == {"skip": 1}


def test_the_year_in_a_date_cell_is_shown_before_it_is_saved(office: Client, omsk: City) -> None:
    content = (Path(__file__).with_name("cases") / "year_in_date_cell.xlsx").read_bytes()
    preview = send(office, content)
    assert "C2 : В ячейке число 2005 в формате даты: прочитано как год 2005." in words(preview)
    take(office, content)
    assert [event.period.edtf() for event in Event.objects.order_by("pk")] == ["2005", "1978", "2019-07"]


@pytest.mark.parametrize("written", ["№ 12", "#12", "No. 12", "Nr. 12", "Nr 12", "n° 12", "Nº 12"])
def test_a_number_is_marked_as_each_language_marks_it(written: str) -> None:
    match = NUMBERED.fullmatch(written)
    assert match
    assert match[1] == "12"
