"""Each counting rule that readers are told is what its function does: the example of the rule is computed by it."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.browsing import counting
from partnerships.browsing.counting import RULES
from partnerships.models import Agreement, City, Country, CountryGroup, Delegation, Event, Theme
from partnerships.period import Period
from tests.conftest import at_once, save
from tests.standing.states import days

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def visit(slug: str, cities: list[City] | None = None, *, period: Period | None = None, **columns: Any) -> Delegation:
    record = Delegation(slug=slug, title_ru="Визит", **{"direction": "incoming", **columns})
    record.period = period or Period()
    return save(record, cities=cities or [])


def towns(country: Country, number: int, of: str = "t") -> list[City]:
    made = (City(slug=f"{of}{key}", name_ru=f"Город {key}", country=country, tie="contact") for key in range(number))
    return [save(city) for city in made]


def quantities(group: Any) -> dict[Any, int]:
    return {key: number for key, _kind, _direction, number in counting.groups(group)}


def by_kind() -> dict[str, int]:
    found: dict[str, int] = {}
    for _key, kind, _direction, number in counting.groups(counting.year_counted()):
        found[kind] = found.get(kind, 0) + number
    return found


def of_states(country: Country) -> dict[str, int]:
    today = timezone.localdate()
    visit("held", period=days(today, -9, -8))
    visit("next", period=days(today, 8, 9))
    for status in ("planned", "invited", "cancelled"):
        visit(status, period=days(today, 8, 9), status=status)
    return {"delegations": counting.counted().count()}


def of_years(country: Country) -> dict[str, int]:
    visit("long", period=Period.of((2014,), (2019,)), direction="mutual")
    found = quantities(counting.year_counted())
    return {"first": found.get(2014, 0), "last": found.get(2019, 0)}


def of_festival(country: Country) -> dict[str, int]:
    guests = towns(country, 14)
    visit("guests", guests)
    save(Event(slug="festival", title_ru="Фестиваль", form="festival"), cities=guests)
    found = by_kind()
    return {"cities": len(guests), "delegations": found["delegation"], "events": found["event"]}


def of_countries(country: Country) -> dict[str, int]:
    other = save(Country(name_ru="Беларусь", group=country.group))
    here, there = towns(country, 3), towns(other, 1, "b")
    visit("guests", [*here, *there])
    found = quantities(counting.country_counted())
    return {"cities": len(here), "one": found[country.pk], "other": found[other.pk]}


def of_fields(country: Country) -> dict[str, int]:
    culture, youth = (save(Theme(slug=slug, name_ru=slug)) for slug in ("culture", "youth"))
    save(Event(slug="e", title_ru="Фестиваль", form="festival"), themes=[culture, youth])
    found = quantities(counting.theme_counted())
    return {"culture": found[culture.pk], "youth": found[youth.pk]}


def of_people(country: Country) -> dict[str, int]:
    for slug, count in (("a", 7), ("b", None)):
        visit(slug, period=Period.of((2020,)), head_count=count)
    visit("online", period=Period.of((2020,)), head_count=300, direction="online")
    return {"people": counting.people(counting.year_counted())[2020]}


EXAMPLES: dict[Callable[..., Any], Callable[[Country], dict[str, int]]] = {
    counting.counted: of_states,
    counting.year_counted: of_years,
    counting.quantity: of_festival,
    counting.country_counted: of_countries,
    counting.theme_counted: of_fields,
    counting.people: of_people,
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.count.__name__)
def test_the_example_of_a_rule_is_what_its_function_counts(rule: counting.CountingRule, country: Country) -> None:
    with at_once():
        made = EXAMPLES[rule.count](country)
    assert made == rule.numbers


def test_readers_are_told_every_rule_with_its_example(client: Client, db: None) -> None:
    for address in ("/ru/statistics/", "/ru/about/"):
        text = client.get(address).content.decode()
        assert RULES
        for rule in RULES:
            assert str(rule) in text


def test_one_record_with_fourteen_cities_opens_a_list_of_fourteen_delegations(client: Client, country: Country) -> None:
    far = save(Country(name_ru="Франция", group=save(CountryGroup(slug="far", name_ru="Дальнее зарубежье"))))
    with at_once():
        guests = [*towns(country, 13), *towns(far, 1, "f")]
        hidden = save(City(slug="hidden", name_ru="Скрытый", country=far, tie="contact"), public=False)
        visit("guests", [*guests, hidden], period=Period.of((2022,)), head_count=40)
    rows = {row.label: row for row in client.get("/ru/statistics/").context["tables"][1].rows}
    assert (rows["Россия"].counts["incoming"], rows["Франция"].counts["incoming"]) == (13, 1)
    year = client.get("/ru/statistics/").context["tables"][0].rows[0]
    for row, count in ((year, 14), (rows["Россия"], 13), (rows["Франция"], 1)):
        listing = client.get(f"/ru/delegations/?{row.query('incoming')}").context["listing"]
        assert (listing.page.paginator.count, listing.delegations) == (1, count)
        assert client.get(f"/ru/delegations/?{row.query('people')}").context["listing"].people == row.people == 40
    assert "14 делегаций" in client.get(f"/ru/delegations/?{year.query('incoming')}").content.decode()
    assert client.get("/ru/").context["totals"]["delegations"] == 14


def test_nobody_travels_to_an_online_meeting(client: Client, country: Country) -> None:
    visit("came", period=Period.of((2022,)), head_count=7)
    visit("call", period=Period.of((2022,)), head_count=300, direction="online")
    year = client.get("/ru/statistics/").context["tables"][0].rows[0]
    listing = client.get(f"/ru/delegations/?{year.query('people')}").context["listing"]
    assert year.people == listing.people == 7
    assert [record.slug for record in listing.page.object_list] == ["came"]
    every = client.get("/ru/delegations/?standing=held&people=known").context["listing"]
    assert (every.people, every.page.paginator.count) == (7, 1)


def test_what_goes_on_until_a_year_counts_in_no_year(client: Client, country: Country) -> None:
    visit("known", period=Period.of((2022,)), direction="mutual")
    visit("open", period=Period.until((2030,)), direction="mutual")
    visit("undated", direction="mutual")
    rows = {row.label: row for row in client.get("/en/statistics/").context["tables"][0].rows}
    assert {label: row.counts["mutual"] for label, row in rows.items()} == {"2022": 1, "Undated": 2}
    for row in rows.values():
        listing = client.get(f"/en/delegations/?{row.query('mutual')}").context["listing"]
        assert listing.page.paginator.count == row.counts["mutual"]


def test_a_year_without_records_has_its_place_on_the_axis(client: Client, country: Country) -> None:
    visit("a", period=Period.of((2019,)))
    visit("b", period=Period.of((2022,)))
    visit("undated")
    page = client.get("/ru/statistics/")
    bars = page.context["chart"]["bars"]
    assert [(bar["label"], bar["total"]) for bar in bars] == [("2019", 1), ("2020", 0), ("2021", 0), ("2022", 1)]
    assert "1 без даты на графике не показана" in page.content.decode()


def test_a_column_that_nobody_has_is_left_out(client: Client, country: Country) -> None:
    visit("a", period=Period.of((2019,)))
    save(Agreement(slug="draft", title_ru="Проект", status="draft"))
    assert list(client.get("/ru/statistics/").context["tables"][0].columns) == ["incoming"]
    rows = list(csv.reader(io.StringIO(client.get("/en/statistics/year.csv").content.decode("utf-8-sig"))))
    assert rows == [["Year", "Delegations received"], ["2019", "1"]]
