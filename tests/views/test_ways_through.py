"""Ways through many cities and years: names, letters, countries, what was before and after, and the chart as a file."""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from partnerships.models import Agreement, City, Country, CountryGroup, Event, HomeCity
from partnerships.period import Period, parse
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
    assert "Отмен" not in page
    called_off = Event.objects.get(slug="e2019")
    called_off.status = "cancelled"
    save(called_off)
    after = client.get("/ru/events/e2015/").content.decode().partition('rel="next"')[2].partition("</a>")[0]
    assert 'class="standing standing-cancelled"' in after


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
    on = client.get("/ru/statistics/by-year.svg?on=2012-06-01").content.decode()
    assert "2019" not in on
    assert "/ru/statistics/by-year.svg?on=2012-06-01" in client.get("/ru/statistics/?on=2012-06-01").content.decode()
    assert client.get("/ru/statistics/by-year.png?on=nonsense").status_code == 400
    assert client.get("/ru/statistics/year.csv").content.decode("utf-8-sig").startswith("Год;")


def many(country: Country, *, among: int = 160) -> None:
    far = save(CountryGroup(slug="far", name_ru="Дальнее зарубежье", order=9))
    other = save(Country(name_ru="Армения", name_en="Armenia", group=far))
    with at_once():
        for number in range(among):
            at = {"latitude": 40 + number % 20, "longitude": 30 + number % 30}
            where = other if number % 4 == 0 else country
            save(City(slug=f"c{number}", name_ru=f"Город {number}", country=where, tie="contact", **at))


def test_a_group_is_whole_page_after_page_and_says_how_many_it_has(client: Client, country: Country) -> None:
    many(country, among=60)
    first, second = (client.get(f"/ru/cities/?page={number}").context["groups"] for number in (1, 2))
    assert [(group.slug, count, len(cities)) for group, count, cities in first][0][1:] == (45, 45)
    assert [(group.slug, count, len(cities)) for group, count, cities in (*first[1:], *second)] == [
        ("far", 15, 5),
        ("far", 15, 10),
    ]


def test_with_many_cities_the_map_moves_to_each_and_the_page_stays_short(client: Client, country: Country) -> None:
    many(country)
    page = client.get("/ru/map/")
    assert len(page.context["map"]["data"]["marks"]) == 160
    assert {mark.url for mark, _at in page.context["map"]["near"].links if mark.count} == {"/ru/map/#cities"}
    assert page.content.decode().partition('id="cities"')[2].partition("</section>")[0].count("<li>") == 2
    assert len(client.get("/ru/").context["map"]["data"]["marks"]) < 60


def test_a_home_city_without_a_place_is_not_drawn_in_the_ocean(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Безместный"))
    omsk.latitude, omsk.longitude = 55, 73
    save(omsk)
    drawn = client.get("/ru/map/").context["map"]
    assert (drawn["home"], drawn["data"]["home"], drawn["near"].home) == (None, None, None)
    assert drawn["near"].frame.left > 60
    assert "mark-home" not in client.get("/ru/map/").content.decode().partition('class="map-drawing"')[2]


def test_a_hidden_city_tells_no_namesake_apart_in_public(client: Client, omsk: City, country: Country) -> None:
    save(City(slug="omsk-2", name_ru="Омск", name_en="Omsk", country=country, tie="contact"), public=False)
    assert "<title>Омск — " in client.get("/ru/cities/omsk/").content.decode()
    save(City(slug="omsk-3", name_ru="Омск", name_en="Omsk", country=country, tie="contact"))
    assert "<title>Омск (" in client.get("/ru/cities/omsk/").content.decode()


def test_calendar_and_feed_of_a_city_stand_on_its_page_in_any_case(client: Client, omsk: City) -> None:
    page = client.get("/ru/cities/omsk/").content.decode().partition("<main")[2]
    assert 'href="/ru/cities/omsk/feed.atom"' in page
    assert 'href="/ru/cities/omsk/calendar.ics"' in page


def test_a_tie_that_has_ended_has_no_bar_that_goes_on(client: Client, omsk: City, country: Country) -> None:
    ended = save(City(slug="ended", name_ru="Махачкала", country=country, tie="contact"))
    for city, year in ((omsk, 2013), (ended, 2008)):
        save(Agreement(slug=city.slug, title_ru="Соглашение", period=Period.of((year,))), cities=[city])
    with at_once():
        ended.tie_steps.model(city=ended, kind="ended", date=Period.of((2022,))).save()
    drawn = client.get("/ru/statistics/since-signing.svg").content.decode()
    assert ("Омск" in drawn, "Махачкала" in drawn) == (True, False)
    assert [row.city.slug for row in client.get("/ru/statistics/").context["since"]] == ["omsk"]
    then = client.get("/ru/statistics/?on=2020-06-01").context["since"]
    assert [(row.city.slug, row.years) for row in then] == [("ended", 12), ("omsk", 7)]


def test_cities_stand_on_the_axis_of_time_since_their_first_agreement(
    client: Client, omsk: City, country: Country
) -> None:
    tula = save(City(slug="tula", name_ru="Тула", name_en="Tula", country=country, tie="contact"))
    nobody_knows = Agreement(slug="until", title_ru="Соглашение")
    nobody_knows.period = parse("до 1990")
    save(nobody_knows, cities=[omsk])
    for city, year, more in ((omsk, 2013, {}), (omsk, 2019, {}), (tula, 2003, {}), (tula, 1990, {"status": "draft"})):
        signed = Agreement(slug=f"a{year}", title_ru="Соглашение", **more)
        signed.period = Period.of((year,))
        save(signed, cities=[city])
    hidden = save(City(slug="hidden", name_ru="Скрытый", country=country, tie="contact"), public=False)
    early = Agreement(slug="hidden", title_ru="Соглашение")
    early.period = Period.of((1980,))
    save(early, cities=[hidden])

    page = client.get("/ru/statistics/")
    assert [(str(row.city), row.year) for row in page.context["since"]] == [("Тула", 2003), ("Омск", 2013)]
    words = "Города-партнёры по году первого соглашения: 2, от города Тула (2003) до города Омск (2013)."
    assert words in page.content.decode()
    assert [row.year for row in client.get("/ru/statistics/?on=2004-06-01").context["since"]] == [2003]
    drawn = client.get("/ru/statistics/since-signing.svg").content.decode()
    assert f"<title>{words}</title>" in drawn
    assert drawn.count("<text") == 4
    assert Image.open(io.BytesIO(client.get("/ru/statistics/since-signing.png").content)).width == 2000
    assert client.get("/ru/statistics/since-signing.gif").status_code == 404
    assert client.get("/ru/statistics/since-signing.svg?on=x").status_code == 400
