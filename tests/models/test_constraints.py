from typing import Any

import pytest
from django.db import IntegrityError, transaction

from partnerships.models import Agreement, City, CityOccasion, Country, Delegation, Event, Participant, Photo
from tests.conftest import save

pytestmark = pytest.mark.django_db


def refuse(record: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        save(record)


def test_a_slug_is_unique_within_its_kind() -> None:
    save(Event(slug="same", title_ru="Раз", form="meeting"))
    save(Agreement(slug="same", title_ru="Другой раздел"))
    refuse(Event(slug="same", title_ru="Два", form="meeting"))


def test_coordinates_come_in_pairs(country: Country) -> None:
    refuse(City(slug="a", name_ru="А", country=country, tie="contact", latitude=1))
    refuse(City(slug="b", name_ru="Б", country=country, tie="contact", latitude=91, longitude=0))


def test_population_has_its_year(country: Country) -> None:
    refuse(City(slug="a", name_ru="А", country=country, tie="contact", population=5))


def test_an_occasion_is_a_day_or_a_weekday(omsk: City) -> None:
    save(CityOccasion(city=omsk, name_ru="День города", month=8, weekday=5, ordinal=1))
    refuse(CityOccasion(city=omsk, name_ru="День", month=8))
    refuse(CityOccasion(city=omsk, name_ru="День", month=8, day=1, weekday=5, ordinal=1))


def test_a_delegation_has_one_head() -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"))
    save(Participant(record=visit, name_ru="А", role="head"))
    refuse(Participant(record=visit, name_ru="Б", role="head"))


def test_an_agreement_ends_after_it_begins() -> None:
    refuse(Agreement(slug="a", title_ru="А", in_force_from="2020-02-01", in_force_until="2020-01-01"))
    refuse(Agreement(slug="b", title_ru="Б", is_open_ended=True, in_force_until="2020-01-01"))


def test_a_photo_belongs_to_exactly_one(omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Е", form="meeting"))
    refuse(Photo(file="photos/x/original.jpg"))
    refuse(Photo(file="photos/x/original.jpg", record=event, city=omsk))
