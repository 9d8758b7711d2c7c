"""The same city or country is known by any of its names, codes and addresses; a namesake is told apart."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from partnerships.models import City, Country, Event, Organization, User
from partnerships.period import Period
from tests.admin.forms.filled_form import filled
from tests.conftest import save
from tests.spreadsheets.tables import faults, send, take, words

pytestmark = pytest.mark.django_db

CITIES = "/admin/partnerships/city/"


@pytest.fixture
def beziers(country: Country) -> City:
    country.iso_code = "RU"
    save(country)
    return save(
        City(
            slug="beziers",
            name_ru="Безье",
            name_en="Béziers",
            native_name="Besièrs",
            other_names="Бѐзье\nBeziers-sur-Orb",
            wikidata_id="Q174019",
            country=country,
            tie="sister_city",
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Безье", "BEZIERS", "béziers", "Besiers", "Beziers-sur-Orb", "Q174019", "beziers", "Без\u00adье"),
        "https://www.wikidata.org/wiki/Q174019",
        "http://localhost:8000/ru/cities/beziers/",
    ],
)
def test_a_city_is_known_by_any_name_item_or_address(office: Client, beziers: City, text: str) -> None:
    take(office, [["Название", "Форма", "Города"], ["a", "forum", text]])
    assert Event.objects.get().cities.get() == beziers


def test_names_that_only_accents_tell_apart_are_not_taken_for_one_another(office: Client, beziers: City) -> None:
    other = save(City(slug="b", name_ru="Б", name_en="Bezìers", country=beziers.country, tie="contact"))
    take(office, [["Название", "Форма", "Города"], ["a", "forum", "Bezìers"]])
    assert Event.objects.get().cities.get() == other
    assert "таких несколько" in faults(send(office, [["Название", "Форма", "Города"], ["b", "forum", "Bèziers"]]))["C2"]


@pytest.mark.parametrize("text", ["Россия", "Russia", "ru", "RU"])
def test_a_country_is_known_by_its_code(office: Client, beziers: City, text: str) -> None:
    rows = [["Название", "Страна", "Вид связи"], ["Печ", text, "contact"]]
    take(office, rows, path=CITIES)
    assert City.objects.get(name_ru="Печ").country == beziers.country


def same(office: Client, heads: list[str], row: list[str]) -> Any:
    return send(office, [heads, row], path=CITIES)


def test_an_answer_of_wikidata_is_matched_by_its_items(office: Client, beziers: City) -> None:
    heads = ["item", "name", "countrycd"]
    answer = same(office, ["id", "name", "countrycd"], ["Q174019", "Béziers", "RU"])
    assert answer.context["counts"] == {"skip": 1}
    answer = same(office, heads, ["http://www.wikidata.org/entity/Q174019", "Béziers", "RU"])
    assert answer.context["counts"] == {"skip": 1}


@pytest.mark.parametrize("name", ["Béziers", "beziers", "Besièrs"])
def test_a_row_with_another_name_of_a_city_is_that_city(office: Client, beziers: City, name: str) -> None:
    answer = same(office, ["Название", "Страна", "Вид связи"], [name, "Россия", "Sister city"])
    assert f"№ {beziers.pk}" in faults(answer)["2"]
    assert "Название" in faults(answer)["2"]


def test_a_namesake_is_told_apart_by_region_country_and_item(office: Client, beziers: City) -> None:
    beziers.region_ru = "Эро"
    save(beziers)
    france = save(Country(name_ru="Франция", name_en="France", iso_code="FR", group=beziers.country.group))
    heads = ["Название", "Страна", "Вид связи", "Регион", "Викиданные"]
    rows = [
        ["Безье", "Россия", "contact", "Омская область", ""],
        ["Безье", "Россия", "contact", "Тверская область", ""],
        ["Безье", str(france.iso_code), "contact", "", ""],
        ["Безье", "Россия", "contact", "", "Q1"],
    ]
    heads[3:] = ["Region (in Russian)", "wikidata"]
    preview = send(office, [heads, *rows], path=CITIES)
    assert preview.context["counts"] == {"new": 4}
    assert f"№ {beziers.pk}" in words(preview)


def form(office: Client, path: str, **fields: Any) -> Any:
    """Send a new form of a screen as a browser does, and return the answer."""
    return office.post(
        f"{path}add/", filled(office, f"{path}add/", _save="1", **{k: str(v) for k, v in fields.items()})
    )


def test_a_form_asks_whether_it_is_the_city_that_is_there(office: Client, beziers: City) -> None:
    fields = {"name_ru": "Безье", "country": beziers.country_id, "tie": "contact"}
    asked = form(office, CITIES, **fields)
    said = asked.context["adminform"].form.errors["name_ru"][0]
    assert f"№ {beziers.pk}" in said
    assert f'href="/admin/partnerships/city/{beziers.pk}/change/"' in said
    html = asked.content.decode()
    assert html.count(f'name="_another" value="{beziers.pk}"') == 1, "asked at the field, named in the list above"
    assert f"Название (на русском): Это то же, что Безье (№ {beziers.pk})?</a>" in html
    assert form(office, CITIES, **fields, _another=beziers.pk).status_code == 302
    assert City.objects.filter(name_ru="Безье").count() == 2


def test_a_form_asks_by_any_name_and_item_and_not_of_what_a_region_tells_apart(office: Client, beziers: City) -> None:
    beziers.region_ru = "Эро"
    save(beziers)
    fields = {"name_ru": "Печ", "country": beziers.country_id, "tie": "contact"}
    for told in ({"name_en": "beziers"}, {"wikidata_id": "Q174019"}):
        assert "name_ru" in form(office, CITIES, **fields | told).context["adminform"].form.errors, told
    assert form(office, CITIES, **fields, name_en="Béziers", region_ru="Омская область").status_code == 302

    names = [text["text"] for text in _offered(office, "Безье")]
    assert names == ["Безье (Эро, Россия)"]


def _offered(office: Client, term: str) -> list[dict[str, str]]:
    asked = {"app_label": "partnerships", "model_name": "organization", "field_name": "city", "term": term}
    found: list[dict[str, str]] = office.get("/admin/autocomplete/", asked).json()["results"]
    return found


def test_bodies_and_countries_are_asked_about_too(office: Client, beziers: City) -> None:
    path = "/admin/partnerships/organization/"
    save(Organization(name_ru="Мэрия", kind="administration", city=beziers))
    fields = {"name_ru": "Мэрия", "kind": "administration"}
    assert "name_ru" in form(office, path, **fields, city=beziers.pk).context["adminform"].form.errors
    assert form(office, path, **fields).status_code == 302, "a body of another place is another one"
    fields = {"name_ru": "Российская Федерация", "iso_code": "RU", "group": beziers.country.group_id}
    assert form(office, "/admin/partnerships/country/", **fields).status_code == 200


@pytest.fixture
def fair(beziers: City) -> Event:
    made = Event(slug="fair", title_ru="Ярмарка ремёсел", title_en="Crafts fair", form="festival")
    made.period = Period.of((2024, 5, 6))
    return save(made, cities=[beziers])


EVENTS = "/admin/partnerships/event/"


def asked_of(office: Client, fair: Event, **changes: Any) -> Any:
    """Send a new event that is much like the fair, but for `changes`, and return the answer."""
    alike = {"title_ru": "«Ярмарка ремесел»", "form": "festival", "period": "май 2024", "cities": fair.cities.get().pk}
    return form(office, EVENTS, **alike | changes)


def test_a_form_asks_whether_it_is_the_record_that_is_there(office: Client, fair: Event) -> None:
    asked = asked_of(office, fair)
    said = asked.context["adminform"].form.errors["title_ru"][0]
    assert f'href="/admin/partnerships/event/{fair.pk}/change/"' in said
    assert f"Ярмарка ремёсел, 6 мая 2024 (№ {fair.pk})" in said
    assert 'value="май 2024"' in asked.content.decode(), "what was typed stands there still"
    assert asked_of(office, fair, _another=fair.pk).status_code == 302, "a true namesake is told apart"
    assert Event.objects.count() == 2


@pytest.mark.parametrize("date", [", май 2024 года", ", 6 мая 2024 г.", " (май 2024)", " 2024"])
def test_a_date_in_the_title_makes_no_other_record(office: Client, fair: Event, date: str) -> None:
    said = asked_of(office, fair, title_ru=f"{fair.title_ru}{date}").context["adminform"].form.errors
    assert f"(№ {fair.pk})" in said["title_ru"][0]


@pytest.mark.parametrize(
    ("known", "typed", "period"),
    [
        ("Соглашение № 1245", "Соглашение № 1254", "май 2024"),
        ("Соглашение № 2024", "Соглашение № 2025", "май 2024"),
        ("Ярмарка 2015", "Ярмарка 2016", "май 2024"),
        ("Ярмарка 2015", "Ярмарка 2016", ""),
        ("Ярмарка, 6 мая 2015 года", "Ярмарка, 7 мая 2015 года", ""),
    ],
)
def test_a_number_or_another_date_in_a_title_tells_records_apart(
    office: Client, fair: Event, known: str, typed: str, period: str
) -> None:
    fair.title_ru, fair.title_en = known, ""
    fair.period = fair.period if period else Period()
    save(fair)
    assert asked_of(office, fair, title_ru=typed, period=period).status_code == 302


def test_an_answer_outlives_another_fault(office: Client, fair: Event) -> None:
    answer = asked_of(office, fair, _another=fair.pk, slug="с пробелом")
    assert f'name="_another" value="{fair.pk}" checked' in answer.content.decode()


def test_who_is_typing_still_is_asked_nothing(office: Client, fair: Event) -> None:
    typed = {"title_ru": fair.title_ru, "form": "festival", "period": "май 2024", "cities": fair.cities.get().pk}
    data = filled(office, f"{EVENTS}add/", _object="", **{name: str(value) for name, value in typed.items()})
    lines = office.post(f"{EVENTS}gaps/", data).json()["list"]
    assert "id_title_en" in lines
    assert "id_title_ru" not in lines, "the title is there, however much it is like another"


def test_an_answer_outlives_the_save_of_somebody_else(office: Client, fair: Event) -> None:
    namesake = save(Event(slug="again", title_ru="Ярмарка", form="festival"), cities=[fair.cities.get()])
    path = f"{EVENTS}{namesake.pk}/change/"
    mine = filled(office, path, title_ru=fair.title_ru, period="6 мая 2024", _another=str(fair.pk), _save="1")
    other = Client()
    other.force_login(User.objects.create_superuser("petrova", first_name="Анна", last_name="Петрова"))
    assert other.post(path, filled(other, path, place_ru="Зал", _save="1")).status_code == 302
    page = office.post(path, mine)
    assert ("_another", str(fair.pk)) in page.context["sent"]
    sent: dict[str, Any] = {"_compared": page.context["compared"]}
    for name, value in page.context["sent"]:
        sent.setdefault(name, []).append(value)
    sent |= {f"_choice-{line.key}": line.choice for line in page.context["lines"]}
    assert office.post(path, sent).status_code == 302
    namesake.refresh_from_db()
    assert (namesake.title_ru, namesake.place_ru) == (fair.title_ru, "Зал")


@pytest.mark.parametrize(
    "changes",
    [
        {"title_ru": "Ярмарка мёда"},
        {"title_ru": "2-я ярмарка ремёсел"},
        {"period": "июнь 2024"},
        {"period": ""},
    ],
)
def test_what_differs__another_record(office: Client, fair: Event, changes: Any) -> None:
    assert asked_of(office, fair, **changes).status_code == 302


def test_a_record_is_asked_about_by_any_language_and_in_its_kind_alone(office: Client, fair: Event) -> None:
    said = asked_of(office, fair, title_ru="Праздник", title_en="Craft fair").context["adminform"].form.errors
    assert f"(№ {fair.pk})" in said["title_ru"][0]
    path = "/admin/partnerships/exhibition/"
    fields = {"title_ru": fair.title_ru, "period": "май 2024", "cities": fair.cities.get().pk}
    assert form(office, path, **fields).status_code == 302
    fields = {"title_ru": fair.title_ru, "form": "festival", "period": "май 2024"}
    assert form(office, EVENTS, **fields).status_code == 302, "of no city it is another one"


def test_a_record_asks_nothing_of_itself_and_again_when_its_date_moves(office: Client, fair: Event) -> None:
    again = Event(slug="again", title_ru=fair.title_ru, form="festival")
    again.period = Period.of((2025, 5, 6))
    save(again, cities=[fair.cities.get()])
    path = f"{EVENTS}{again.pk}/change/"
    assert office.post(path, filled(office, path, period="7 мая 2025", _save="1")).status_code == 302
    moved = office.post(path, filled(office, path, period="6 мая 2024", _save="1"))
    assert f"(№ {fair.pk})" in moved.context["adminform"].form.errors["title_ru"][0]


def test_the_command_and_the_office_list_what_is_there_twice(office: Client, beziers: City) -> None:
    again = save(City(slug="b2", name_ru="Besièrs", country=beziers.country, tie="contact"))
    for number in range(2):
        event = Event(slug=f"e{number}", title_ru="Ярмарка", form="meeting")
        event.period = Period.of((2014, 5, 6))
        save(event)
    save(Event(slug="e3", title_ru="Ярмарка", form="meeting"))
    out = StringIO()
    call_command("doubles", stdout=out)
    *lines, last = out.getvalue().splitlines()
    assert f"№ {beziers.pk} Безье = № {again.pk} Besièrs" in lines[0]
    assert [line.rpartition(", ")[2] for line in lines[1:]] == ["6 мая 2014"] * 2
    assert last == "Likely doubles: 3."
    listed = office.get("/admin/todo/doubles/").content.decode()
    assert f"№ {again.pk}" in listed
    assert listed.count("Ярмарка") == 2


def test_a_country_comes_once(office: Client, beziers: City) -> None:
    path = "/admin/partnerships/country/"
    answer = send(office, [["Название", "Код", "Group"], ["РФ", "RU", "Регионы России"]], path=path)
    assert "уже есть в реестре" in faults(answer)["2"]
    assert not faults(send(office, [["Name", "Group"], ["Russia", "russia"]], path=path))


def test_a_record_of_the_same_title_and_time_is_asked_about(office: Client, omsk: City) -> None:
    event = Event(slug="e", title_ru="Ярмарка", form="meeting")
    event.period = Period.of((2014, 5))
    save(event)
    rows = [["Ярмарка", "6 мая 2014", "forum"], ["ярмарка", "май 2015", "forum"], ["Ярмарка книг", "2014", "forum"]]
    preview = send(office, [["Название", "Дата", "Форма"], *rows])
    assert preview.context["counts"] == {"new": 3}
    asked = [cell for cell, text in preview.context["outcome"].doubts if f"№ {event.pk}" in text]
    assert asked == ["2"]
