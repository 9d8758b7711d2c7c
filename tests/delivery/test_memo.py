"""What is kept between requests is never older than the register, and never shows what is hidden."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation

from partnerships.delivery import memo
from partnerships.history import revisions
from partnerships.models import City, Country, Event, HomeCity, RegisterVersion
from partnerships.models.publication import State
from tests.conftest import save

pytestmark = pytest.mark.django_db


def test_it_is_read_once_until_something_changes(omsk: City, django_assert_num_queries: Any) -> None:
    assert [city.name for city in memo.current().cities.values()] == ["Омск"]
    with django_assert_num_queries(0):
        assert memo.current().cities[omsk.pk].country.name == "Россия"
    omsk.name_ru = "Новый Омск"
    save(omsk)
    assert [city.name for city in memo.current().cities.values()] == ["Новый Омск"]


def test_every_page_shows_a_change_at_the_next_request(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь"))
    event = save(Event(slug="e", title_ru="Встреча", form="meeting"), cities=[omsk])
    pages = ("/ru/", "/ru/cities/", "/ru/map/", "/ru/chronology/", "/ru/site-map/", "/ru/cities/omsk/")
    for page in pages:
        assert "Омск" in client.get(page).content.decode()
    omsk.name_ru = "Город у реки"
    save(omsk)
    for page in pages:
        text = client.get(page).content.decode()
        assert "Город у реки" in text, page
        assert "Омск" not in text, page
    revisions.update([event], by=None, reason="test", state=State.WITHDRAWN, publish_at=None)
    assert client.get("/ru/chronology/").context["listing"].page.paginator.count == 0


def test_a_scheduled_city_appears_by_itself(omsk: City, country: Country) -> None:
    soon = timezone.now() + timedelta(hours=1)
    save(City(slug="tula", name_ru="Тула", country=country, tie="contact", publish_at=soon))
    save(City(slug="tver", name_ru="Тверь", country=country, tie="contact"), public=False)
    assert [city.slug for city in memo.current().cities.values()] == ["omsk"]
    with time_machine.travel(soon + timedelta(seconds=1), tick=False):
        assert [city.slug for city in memo.current().cities.values()] == ["omsk", "tula"]


def test_a_restored_register_with_the_same_number_is_another_one(omsk: City) -> None:
    before = memo.current()
    RegisterVersion.objects.update(changed_at=timezone.now() + timedelta(days=1))
    assert memo.current() is not before


def test_it_knows_the_moment_of_the_latest_change(omsk: City) -> None:
    latest = RegisterVersion.objects.get()
    assert memo.current().changed_at == latest.changed_at
    latest.delete()
    assert memo.current().changed_at is None


def test_each_language_has_its_own_alphabet(omsk: City, country: Country) -> None:
    save(City(slug="yerevan", name_ru="Ереван", name_en="Yerevan", country=country, tie="contact"))
    for language, slugs in (("ru", ["yerevan", "omsk"]), ("en", ["omsk", "yerevan"])):
        with translation.override(language):
            assert [city.slug for city in memo.current().cities.values()] == slugs


def test_a_page_names_only_public_cities_of_a_record(client: Client, omsk: City, country: Country) -> None:
    hidden = save(City(slug="tver", name_ru="Тверь", country=country, tie="contact"), public=False)
    save(Event(slug="e", title_ru="Встреча", form="meeting"), cities=[omsk, hidden])
    text = client.get("/ru/events/").content.decode()
    assert "Омск" in text
    assert "Тверь" not in text
