"""Kinds of tie are the department's: one that the program has never heard of is everywhere, under its name of today."""

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from partnerships.delivery import memo
from partnerships.models import TIES, City, Country, VocabularyTerm, vocabulary_term
from partnerships.standing import TieStanding
from partnerships.vocabulary import sets
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save
from tests.spreadsheets.tables import streamed, take, words

pytestmark = pytest.mark.django_db

TERMS = "/admin/partnerships/vocabularyterm/"
CITIES = "/admin/partnerships/city/"


@pytest.fixture
def german(db: None) -> None:
    sets.replace("german")


@pytest.fixture
def bonn(german: None, country: Country) -> City:
    return save(City(slug="la-paz", name_ru="Ла-Пас", country=country, tie="climate", latitude=-16, longitude=-68))


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def of(code: str) -> VocabularyTerm:
    return VocabularyTerm.objects.get(vocabulary="tie", code=code)


def test_a_kind_of_tie_that_the_program_does_not_know_is_everywhere(client: Client, bonn: City) -> None:
    name = "Климатическое партнёрство"
    assert f'<span class="tie tie-hexagon">{name}</span>' in page(client, "/ru/cities/la-paz/")
    listed = page(client, "/ru/cities/?tie=climate")
    assert f'<option value="climate" selected>{name} (1)</option>' in listed
    drawn = page(client, "/ru/map/")
    assert f'<li><span class="tie tie-hexagon">{name}</span></li>' in drawn.partition("map-key")[2]
    assert 'href="#mark-hexagon"' in drawn
    assert 'id="mark-hexagon"' in drawn
    assert client.get("/api/v1/cities?tie=climate").json()["items"][0]["tie"] == "climate"
    assert "climate" in streamed(client.get("/ru/cities.csv")).decode()
    assert "Ла-Пас" in page(client, "/ru/search/?q=климатическое")
    assert "Climate partnership" in page(client, "/en/cities/la-paz/")


def test_the_description_of_the_data_names_the_terms_of_today(client: Client, german: None) -> None:
    described = client.get("/api/v1/openapi.json").json()
    asked = {item["name"]: item["schema"] for item in described["paths"]["/api/v1/cities"]["get"]["parameters"]}
    assert asked["tie"]["enum"] == list(TIES)
    assert described["components"]["schemas"]["City"]["properties"]["tie"]["enum"] == list(TIES)
    assert {"climate", "solidarity"} <= set(TIES)
    wrong = client.get("/api/v1/cities?tie=enemy")
    assert (wrong.status_code, "'climate'" in wrong.json()["errors"][0]["detail"]) == (422, True)


def test_a_table_names_a_tie_in_any_language_or_by_its_code(office: Client, country: Country, german: None) -> None:
    heads = ["Название (на русском)", "Страна", "Вид связи"]
    said = {"А": "климатическое партнёрство", "Б": "Climate Partnership", "В": "climate", "Г": "побратимы"}
    take(office, [heads, *([name, "Россия", tie] for name, tie in said.items())], path=CITIES)
    found = dict(City.objects.values_list("name_ru", "tie"))
    assert found == {"А": "climate", "Б": "climate", "В": "climate", "Г": "sister_city"}


def test_a_new_name_is_read_everywhere_and_found(client: Client, office: Client, bonn: City) -> None:
    assert "Климатическое" in page(client, "/ru/cities/la-paz/")
    address = f"{TERMS}{of('climate').pk}/change/"
    assert office.post(address, filled(office, address, name_ru="Лесное братство")).status_code == 302
    pages = ("/ru/cities/la-paz/", "/ru/cities/", "/ru/map/", "/ru/search/?q=братство")
    for where in (*pages, f"{CITIES}{bonn.pk}/change/"):
        assert "Лесное братство" in page(office, where), where
        assert "Климатическое" not in page(office, where), where
    assert of("climate").code == "climate"


def test_a_term_in_use_cannot_be_deleted_and_tells_where(office: Client, bonn: City) -> None:
    climate, solidarity = of("climate"), of("solidarity")
    asked = words(office.get(f"{TERMS}{climate.pk}/delete/"))
    assert "Города, поле «вид связи»: 1" in asked
    office.post(f"{TERMS}{climate.pk}/delete/", {"post": "yes"})
    assert VocabularyTerm.objects.filter(pk=climate.pk).exists()
    question = office.get(f"{TERMS}{solidarity.pk}/delete/")
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', question.content.decode()))
    office.post(f"{TERMS}{solidarity.pk}/delete/", {**form, "post": "yes"})
    assert not VocabularyTerm.objects.filter(pk=solidarity.pk).exists()
    assert "Ла-Пас" in page(office, f"{TERMS}{climate.pk}/uses/")


def test_a_retired_term_stays_where_it_is_and_is_offered_to_no_other(office: Client, bonn: City, omsk: City) -> None:
    retired = of("climate")
    retired.is_retired = True
    save(retired)
    option = '<option value="climate"'
    assert option not in page(office, f"{CITIES}add/")
    address = f"{CITIES}{bonn.pk}/change/"
    assert option in page(office, address)
    assert office.post(address, filled(office, address, name_ru="Ла-Пас!")).status_code == 302
    bonn.refresh_from_db()
    assert (bonn.name_ru, bonn.tie) == ("Ла-Пас!", "climate")


def test_a_tie_is_only_hoped_for_where_its_term_counts_as_that(country: Country, german: None) -> None:
    hoped = VocabularyTerm(vocabulary="tie", code="wooed", name_ru="Ухаживание", counts_as="prospective")
    save(hoped)
    city = save(City(slug="c", name_ru="Ц", country=country, tie="wooed"))
    assert city.standing == TieStanding.PROSPECTIVE
    assert list(City.objects.standing_in(TieStanding.PROSPECTIVE)) == [city]
    hoped.counts_as = ""
    save(hoped)
    assert City.objects.get().standing == TieStanding.ALIVE
    assert not City.objects.standing_in(TieStanding.PROSPECTIVE).exists()


def test_a_code_that_no_term_has_any_more_is_shown(client: Client, country: Country, german: None) -> None:
    save(City(slug="old", name_ru="Старый", country=country, tie="brotherhood", latitude=1, longitude=1))
    for address in ("/ru/cities/old/", "/ru/cities/?sort=tie", "/ru/map/", "/api/v1/cities", "/api/v1/cities/old"):
        answer = client.get(address)
        assert (answer.status_code, "brotherhood" in answer.content.decode()) == (200, True), address
    with pytest.raises(ValidationError, match="brotherhood"):
        City.objects.get().full_clean()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"code": "Klima"}, "Small Latin letters"),
        ({"code": "x" * 21}, "At most 20"),
        ({"code": "climate"}, "already"),
        ({"code": "new", "counts_as": "nonsense"}, "cannot count as that"),
    ],
)
def test_what_is_wrong_with_a_term_is_said(values: Any, said: str, german: None) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=said):
        VocabularyTerm(**{"vocabulary": "tie", "name_ru": "Н", "name_en": "N", **values}).full_clean()


def test_another_process_reads_a_new_name_at_its_next_request(client: Client, bonn: City) -> None:
    page(client, "/ru/cities/")
    kept = vocabulary_term.terms_now()
    renamed = of("climate")
    renamed.name_ru = "Иначе"
    save(renamed)
    vocabulary_term._kept = kept  # as a process has it that did not do this
    assert "Иначе" in page(client, "/ru/cities/la-paz/")


def test_what_was_undone_was_seen_by_nobody(client: Client, bonn: City) -> None:
    renamed = of("climate")
    renamed.name_ru = "Никогда"
    with pytest.raises(RuntimeError, match="undone"), at_once():
        renamed.save()
        assert City.objects.get().get_tie_display() == "Никогда"
        raise RuntimeError("undone")
    assert "Никогда" not in page(client, "/ru/cities/la-paz/")


def test_terms_cost_a_page_no_query(client: Client, bonn: City) -> None:
    page(client, "/ru/cities/la-paz/?")
    memo.forget()
    with CaptureQueriesContext(connection) as asked:
        page(client, "/ru/cities/la-paz/?x=1")
    assert not [query for query in asked.captured_queries if "partnerships_term" in query["sql"]]


def test_the_data_package_names_the_terms(client: Client, german: None) -> None:
    package = json.loads(client.get("/ru/open-data/datapackage.json").content)
    cities = next(item for item in package["resources"] if item["name"].startswith("cities"))
    fields = {item["name"]: item for item in cities["schema"]["fields"]}
    assert {"value": "climate", "label": "Климатическое партнёрство"} in fields["tie"]["categories"]
