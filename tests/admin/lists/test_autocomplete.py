"""Choosing from a list by the first letters of a name."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import City, Country, Event, Organization
from tests.conftest import save

pytestmark = pytest.mark.django_db


def found(office: Client, term: str, field: str = "cities") -> list[tuple[str, bool]]:
    """Return what is offered for `term`, and whether it is only like it."""
    query = {"app_label": "partnerships", "model_name": "event", "field_name": field, "term": term}
    results: list[dict[str, Any]] = office.get("/admin/autocomplete/", query).json()["results"]
    return [(row["text"], "isNear" in row) for row in results]


def test_the_name_comes_first_then_what_begins_so_then_what_holds_it(office: Client, country: Country) -> None:
    for number, name in enumerate(("Новая Тула", "Тула", "Тулаево")):
        save(City(slug=f"c{number}", name_ru=name, name_en=f"C{number}", country=country, tie="contact"))

    assert found(office, "Тула") == [("Тула", False), ("Тулаево", False), ("Новая Тула", False)]


@pytest.mark.parametrize(("typed", "like"), [("Тулон", "Тула"), ("Тулуза", "Омск")])
def test_a_city_with_another_name_is_marked_as_only_like_it(
    office: Client, country: Country, typed: str, like: str
) -> None:
    save(City(slug="tula", name_ru="Тула", name_en="Tula", country=country, tie="contact"))
    save(City(slug="omsk", name_ru="Омск", name_en="Omsk", country=country, tie="contact", history_ru="Был в Тулузе."))

    assert found(office, typed) == [(like, True)]


def test_the_words_of_a_title_are_found_in_any_order(office: Client) -> None:
    save(Event(slug="e", title_ru="Приём делегации Омска", form="meeting"))
    assert found(office, "омска приём", "related") == [("Приём делегации Омска", False)]


@pytest.mark.parametrize("term", ["", "Администрация"])
def test_the_bodies_of_a_side_come_first_on_it(office: Client, omsk: City, term: str) -> None:
    for name, options in (("Администрация Омска", {"city": omsk}), ("Наша администрация", {"is_home": True})):
        save(Organization(name_ru=name, kind="administration", **options))
    query = {"app_label": "partnerships", "model_name": "involvement", "field_name": "organization", "term": term}

    first = {
        side: office.get("/admin/autocomplete/", {**query, "side": side}).json()["results"][0]["text"]
        for side in ("home", "partner", "")
    }

    assert first == {"home": "Наша администрация", "partner": "Администрация Омска", "": "Администрация Омска"}
