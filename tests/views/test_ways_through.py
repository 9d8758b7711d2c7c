"""Ways through many cities and years: names, letters, countries, what was before and after, and the chart as a file."""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from partnerships.models import City, Country, Event
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def cities(client: Client, query: str) -> list[str]:
    return [city.slug for city in client.get(f"/ru/cities/?{query}").context["cities"]]


def test_the_list_of_cities_takes_a_name_a_country_and_a_letter(client: Client, omsk: City, country: Country) -> None:
    other = save(Country(name_ru="Армения", name_en="Armenia", group=country.group))
    save(City(slug="yerevan", name_ru="Ереван", name_en="Yerevan", country=other, tie="contact"))
    assert cities(client, "name=yer") == ["yerevan"]
    assert cities(client, "name=ом") == ["omsk"]
    assert cities(client, f"country={other.pk}") == ["yerevan"]
    assert cities(client, "letter=О") == ["omsk"]
    assert client.get("/ru/cities/?country=999").status_code == 400
    assert 'class="anchors letters"' not in client.get("/ru/cities/").content.decode()


def test_more_than_forty_cities_have_letters_and_fifty_stand_on_a_page(client: Client, country: Country) -> None:
    with at_once():
        for number in range(51):
            name = f"{'АБВ'[number % 3]}город {number}"
            save(City(slug=f"c{number}", name_ru=name, country=country, tie="contact"))
    page = client.get("/ru/cities/")
    assert len(page.context["cities"]) == 50
    letters = page.content.decode().partition('class="anchors letters"')[2].partition("</nav>")[0]
    assert re.findall(r">(\w)</a>", letters) == ["А", "Б", "В"]


def test_a_record_leads_to_what_was_before_and_after_with_the_same_city(client: Client, omsk: City) -> None:
    for year in (2011, 2015, 2019):
        event = Event(slug=f"e{year}", title_ru=f"Встреча {year}", form="meeting")
        event.period = Period.of((year,))
        save(event, cities=[omsk])
    page = client.get("/ru/events/e2015/").content.decode()
    assert re.findall(r'rel="(prev|next)" href="/ru/events/(\w+)/"', page) == [("prev", "e2011"), ("next", "e2019")]
    first = client.get("/ru/events/e2011/").content.decode()
    assert re.findall(r'rel="(prev|next)" href="/ru/events/(\w+)/"', first) == [("next", "e2015")]


def test_the_chart_says_what_it_shows_and_comes_as_a_file(client: Client, omsk: City) -> None:
    for year in (2011, 2019):
        event = Event(slug=f"e{year}", title_ru=f"Встреча {year}", form="meeting")
        event.period = Period.of((year,))
        save(event, cities=[omsk])
    words = "2011–2019 по годам: всего 2, больше всего — в 2011 году (1)."
    assert f'role="img" aria-label="{words}"' in client.get("/ru/statistics/").content.decode()
    assert f"<title>{words}</title>" in client.get("/ru/statistics/by-year.svg").content.decode()
    assert Image.open(io.BytesIO(client.get("/ru/statistics/by-year.png").content)).width >= 1200
    assert client.get("/ru/statistics/by-year.gif").status_code == 404
