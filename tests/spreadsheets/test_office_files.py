"""Small files after those that offices keep: what each cell is read as, or what is said of it."""

from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client

from partnerships.models import Agreement, City, Country, CountryGroup, Event
from tests.conftest import save
from tests.spreadsheets.tables import confirm, faults, send, take

pytestmark = pytest.mark.django_db
CASES: Final = Path(__file__).with_name("cases")
BASE: Final = "/admin/partnerships/"


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()


def choose(office: Client, preview: Any, path: str, **columns: str) -> Any:
    """Choose columns for headings of the preview, and check the file again."""
    posted = {"token": preview.context["kept"], "again": "1"}
    for at, (heading, name) in enumerate(preview.context["outcome"].chosen):
        posted |= {f"heading-{at}": heading, f"column-{at}": columns.get(heading, name)}
    return office.post(f"{path}import/", posted)


@pytest.fixture
def cities(omsk: City, country: Country) -> dict[str, City]:
    rows = {
        slug: City(slug=slug, name_ru=name, country=country) for slug, name in (("tula", "Тула"), ("m", "Махачкала"))
    }
    return {"omsk": omsk, **{slug: save(row) for slug, row in rows.items()}}


def test_a_cell_with_numbers_and_names_is_read_whole(office: Client, cities: dict[str, City]) -> None:
    text = case("event_city_numbers.csv").decode()
    text = text.replace("№ 2", f"№ {cities['omsk'].pk}").replace("№ 13", f"№ {cities['tula'].pk}")
    told = faults(send(office, text.encode(), name="cities.csv"))
    assert list(told) == ["D5"]
    assert "«Омск»" in told["D5"]

    take(office, text.rpartition("Проверка")[0].encode(), name="cities.csv")
    found = [{city.slug for city in event.cities.all()} for event in Event.objects.order_by("pk")]
    assert found == [{"omsk", "tula"}, {"omsk", "m", "tula"}, {"omsk", "tula"}]


def test_an_answer_of_wikidata_becomes_cities_once_its_names_have_a_column(
    office: Client, country: Country, cities: dict[str, City]
) -> None:
    path, group = f"{BASE}city/", CountryGroup.objects.get()
    known = save(City(slug="volgograd", name_ru="Волгоград", wikidata_id="Q914", tie="contact", country=country))
    for code, name in (("BG", "Bulgaria"), ("US", "USA"), ("DE", "Germany")):
        save(Country(name_ru=code, name_en=name, iso_code=code, group=group))
    text = case("cities_wikidata_en.csv").decode().replace("Taiwan,CN-TW", "Bulgaria,BG")

    preview = send(office, text.encode(), path=path, name="query.csv")
    assert any("В файле нет этого столбца" in text for text in faults(preview).values())
    assert {f"№ {known.pk}" in text for text in faults(preview).values()} == {True, False}
    assert ("name", "name_en") in preview.context["outcome"].chosen

    others = [line.replace("countrycd", "tie") for line in text.splitlines() if "Q914" not in line]
    text = "\n".join(others)
    for code in ("BG", "US", "DE"):
        text = text.replace(f",{code},", ",contact,")
    preview = choose(office, send(office, text.encode(), path=path, name="query.csv"), path, name="name_ru")
    assert faults(preview) == {}
    confirm(office, preview, path=path)
    plovdiv = City.objects.get(wikidata_id="Q459")
    assert (plovdiv.name_ru, plovdiv.country.iso_code, str(plovdiv.latitude)) == ("Plovdiv", "BG", "42.14209")
    # The next answer needs no choice.
    assert ("name", "name_ru") in send(office, text.encode(), path=path, name="2.csv").context["outcome"].chosen


def test_the_list_of_agreements_says_of_each_cell_what_it_needs(office: Client) -> None:
    path = f"{BASE}agreement/"
    told = faults(send(office, case("agreements_as_kept.csv"), path=path, name="list.csv"))
    assert sorted(told) == ["D6", "D7", "E4", "F2", "F3", "F4", "F5", "F6", "F7"]
    assert "febrary" in told["E4"]
    assert {told[cell] for cell in ("F2", "F3", "F4", "F6", "F7")} == {
        "Это срок, а не дата: укажите последний день или год, например 2025."
    }

    lines = case("agreements_as_kept.csv").decode().splitlines()
    take(office, "\n".join([lines[0], *lines[7:]]).encode(), path=path, name="list.csv")
    kept = Agreement.objects.order_by("pk")
    assert [(row.period.edtf(), row.in_force_until.edtf(), row.form) for row in kept] == [
        ("2015", "2025", "agreement"),
        ("2015", "2025-06", "agreement"),
    ]


@pytest.mark.parametrize(
    ("head", "row", "tie", "since"),
    [
        ("Sister City,Country,Type,Date of signing", "Cologne,Deutschland,Friendship,1991", "friendship_city", "1991"),
        (
            "Partnerstadt;Land;Art;Vertragsdatum",
            "Köln;Allemagne;Partnerstadt;12. Mai 1991",
            "sister_city",
            "1991-05-12",
        ),
        ("Ville jumelée;Pays;Type de lien;Signé le", "Cologne;Allemagne;jumelage;mai 1991", "sister_city", "1991-05"),
    ],
)
def test_headings_of_other_countries_need_no_choice(
    office: Client, country: Country, head: str, row: str, tie: str, since: str
) -> None:
    save(Country(name_ru="Германия", iso_code="DE", group=CountryGroup.objects.get()))
    take(office, f"{head}\n{row}\n".encode(), path=f"{BASE}city/", name="list.csv")
    city = City.objects.get()
    assert (city.tie, city.period.edtf()) == (tie, since)


def test_a_text_that_is_missing_is_said_once_and_at_its_column(office: Client) -> None:
    preview = send(office, [["Страна", "Вид связи"], ["Россия", "contact"]], path=f"{BASE}city/")
    [line] = preview.context["outcome"].lines
    assert {fault.heading for fault in line.faults} == {"Название (на русском)", "Страна или территория"}
    assert len(line.faults) == 2


def test_a_heading_of_ours_is_not_chosen_away(office: Client) -> None:
    rows = [["Название (на русском)", "Форма", "?"], ["a", "forum", "x"]]
    preview = send(office, rows)
    assert preview.context["outcome"].chosen == [("?", "")]
    posted = {"heading-1": "Название (на русском)", "column-1": "", "heading-2": "?", "column-2": ""}
    checked = office.post(f"{BASE}event/import/", {"token": preview.context["kept"], "again": "1", **posted})
    assert checked.context["counts"] == {"new": 1}
