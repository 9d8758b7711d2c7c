import csv
import io
import re

import pytest
from django.test import Client

from partnerships.models import City, Country, Delegation, Event
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def test_every_number_is_the_length_of_the_list_it_opens(client: Client, demo: None) -> None:
    text = client.get("/ru/statistics/").content.decode()
    cells = re.findall(r'<td><a href="([^"]+)">(\d+)</a></td>', text)
    assert len(cells) > 100
    for address, number in cells:
        listing = client.get(address.replace("&amp;", "&")).context["listing"]
        counts = (listing.people, listing.delegations, listing.page.paginator.count)
        total = next(count for count in counts if count is not None)
        assert total == int(number), address


def test_the_totals_of_the_home_page_are_those_of_the_lists_they_open(client: Client, demo: None) -> None:
    text = client.get("/ru/").content.decode()
    cells = re.findall(r'<li><a href="([^"]+)"><svg[^>]*><use[^>]*/></svg><strong>(\d+)</strong>', text)
    assert len(cells) == 6
    for address, number in cells:
        context = client.get(address.replace("&amp;", "&")).context
        if "listing" in context:
            counts = (context["listing"].delegations, context["listing"].page.paginator.count)
            total = next(count for count in counts if count is not None)
        else:
            cities = context["cities"]
            total = len({city.country_id for city in cities}) if "country" in address else len(cities)
        assert total == int(number), address


def test_the_rows_can_be_taken_away(client: Client, demo: None) -> None:
    for table in ("year", "country", "theme"):
        content = client.get(f"/en/statistics/{table}.csv").content
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert rows[0][1] == "Delegations received"
        assert len({len(row) for row in rows}) == 1
        assert all(any(cells) for cells in zip(*rows[1:], strict=True)), "a column that nobody has is left out"
    assert client.get("/en/statistics/users.csv").status_code == 404


def test_a_span_counts_once_in_the_year_it_begins(client: Client, omsk: City) -> None:
    visit = Delegation(slug="v", title_ru="Обмен", direction="mutual", head_count=7)
    visit.period = Period.of((2014,), (2019,))
    save(visit, cities=[omsk])
    rows = client.get("/ru/statistics/").context["tables"][0].rows
    assert [(row.label, row.counts["mutual"], row.people) for row in rows] == [("2014", 1, 7)]


def test_a_delegation_with_two_cities_of_a_country_takes_its_people_once(
    client: Client, omsk: City, country: Country
) -> None:
    twin = save(City(slug="tver", name_ru="Тверь", country=country, tie="contact"))
    save(Delegation(slug="v", title_ru="Визит", direction="incoming", head_count=7), cities=[omsk, twin])
    rows = client.get("/ru/statistics/").context["tables"][1].rows
    assert [(row.counts["incoming"], row.people) for row in rows] == [(2, 7)]


def test_the_tables_sort_by_any_column(client: Client, demo: None) -> None:
    for column in ("events", "people", "incoming"):
        for _name, _title, _first, rows in client.get(f"/ru/statistics/?sort={column}").context["tables"]:
            values = [row.value(column) for row in rows]
            assert values == sorted(values, reverse=True)
    usual = client.get("/ru/statistics/").context["tables"][0][3]
    assert [row.label for row in usual][:2] == ["2023", "2022"]
    assert client.get("/ru/statistics/?sort=%00").status_code == 200


def test_an_unknown_head_count_is_not_zero(client: Client, omsk: City) -> None:
    for slug, year, count in (("a", 2013, 7), ("b", 2014, None)):
        visit = Delegation(slug=slug, title_ru="Визит", direction="incoming", head_count=count)
        visit.period = Period.of((year,))
        save(visit, cities=[omsk])
    assert "н/д" in client.get("/ru/statistics/").content.decode()


def test_a_city_filter_is_a_box_to_type_in_when_there_are_many(client: Client, country: Country) -> None:
    with at_once():
        for number in range(61):
            save(City(slug=f"c{number}", name_ru=f"Город {number}", country=country, tie="contact"))
    event = save(Event(slug="e", title_ru="Встреча", form="meeting"), cities=[City.objects.get(slug="c7")])
    text = client.get("/ru/chronology/").content.decode()
    assert '<option value="c1"' not in text
    found = client.get("/ru/chronology/?city=город+7").context["listing"]
    assert [record.pk for record in found.page] == [event.pk]
    assert client.get("/ru/chronology/?city=Атлантида").status_code == 400
    right = client.get("/ru/chronology/?city=ГОРОД+2")
    assert [chip["label"] for chip in right.context["listing"].form.chips()] == ["Город 2"]
    wrong = client.get("/ru/chronology/?city=город")
    assert wrong.status_code == 400
    assert "Так начинаются несколько городов: Город 0, Город 1, Город 10" in wrong.content.decode()


def test_choices_tell_how_many_they_show(client: Client, demo: None) -> None:
    form = client.get("/ru/chronology/").context["listing"].form
    for name in ("year", "kind", "city", "theme"):
        choices = form.fields[name].widget.choices[1:]
        assert choices
        for value, label in choices:
            number = int(re.search(r"\((\d+)\)$", str(label))[1])
            assert client.get(f"/ru/chronology/?{name}={value}").context["listing"].page.paginator.count == number
