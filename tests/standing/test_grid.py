"""Every state on every surface, as it was decided: nothing that the site says contradicts anything else it says."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnerships import urls
from partnerships.admin.home.todo import TASKS as OFFICE_TASKS
from partnerships.models import City, CityOccasion, Country, User
from partnerships.standing import AgreementStanding, OccurrenceStanding, PlanStanding, TieStanding
from tests.conftest import at_once, save
from tests.standing import city_surfaces, decisions, states, surfaces
from tests.standing.surfaces import Grid

pytestmark = [pytest.mark.django_db]

MONDAY = datetime(2026, 9, 7, 12, tzinfo=timezone.get_default_timezone())


def made_records(country: Country) -> Iterator[tuple[str, Any]]:
    for number, (state, record) in enumerate(states.records(MONDAY.date())):
        land = save(Country(name_ru=f"Страна {number:02}", group=country.group))
        town = save(City(slug=f"town-{number}", name_ru=f"Место {number:02}", country=land, tie="contact"))
        record.own_city = save(town)
        save(record, cities=[town])
        states.act(state, record)
        yield state, record


def made_cities(country: Country) -> Iterator[tuple[str, Any]]:
    for number, (state, city) in enumerate(states.cities(MONDAY.date(), country=country)):
        city.latitude, city.longitude = number, number
        save(city)
        city.day = save(CityOccasion(city=city, name_ru=f"День {city.slug}", month=9, day=20))
        yield state, city


@pytest.fixture
def on_monday() -> Iterator[None]:
    """Stay on the day on which the weekly part of the letter is written."""
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def grid(on_monday: None, office: Client, clerk: User, country: Country, omsk: City, settings: Any) -> Grid:
    settings.EMBED_ANCESTORS = ["https://example.org"]
    User.objects.filter(pk=clerk.pk).update(email="clerk@example.org", wants_morning=True)
    with at_once():
        rows = [*made_records(country), *made_cities(country)]
    made = Grid(office, rows)
    made.neighbour, made.today = omsk, MONDAY.date()
    return made


def decided(row: Any) -> dict[str, dict[str, str]]:
    if isinstance(row, City):
        return decisions.OF_TIES
    by_kind = {"agreement": decisions.OF_AGREEMENTS, "actionplan": decisions.OF_PLANS}
    return by_kind.get(row.kind, decisions.OF_OCCURRENCES)


def test_every_state_stands_on_every_surface_as_decided(grid: Grid) -> None:
    wrong = []
    for state, row in grid.rows:
        looks = city_surfaces.CITIES if isinstance(row, City) else surfaces.RECORDS
        for name, look in looks.items():
            found, meant = look(grid, row), decided(row)[name][state]
            if found != meant:
                wrong.append(f"{getattr(row, 'kind', 'city')} {state}, {name}: {found}, decided was {meant}")
    assert wrong == []


def test_every_state_is_decided_for_every_surface() -> None:
    tables = (
        (decisions.OF_OCCURRENCES, OccurrenceStanding, surfaces.RECORDS),
        (decisions.OF_AGREEMENTS, AgreementStanding, surfaces.RECORDS),
        (decisions.OF_PLANS, PlanStanding, surfaces.RECORDS),
        (decisions.OF_TIES, TieStanding, city_surfaces.CITIES),
    )
    for table, standings, looks in tables:
        assert set(table) == set(looks), standings
        for surface, row in table.items():
            assert set(row) == (set(states.TIES) if standings is TieStanding else set(standings.values)), surface


def test_every_address_and_every_list_of_the_office_is_decided() -> None:
    known = {*decisions.OF_OCCURRENCES, *decisions.OF_TIES}
    for table, names in (
        (decisions.ADDRESSES, {pattern.name for pattern in urls.urlpatterns}),
        (decisions.TASKS, set(OFFICE_TASKS)),
    ):
        assert set(table) == names
        for name, surface in table.items():
            assert isinstance(surface, str) or set(surface) <= known, name
