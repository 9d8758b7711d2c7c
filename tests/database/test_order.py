"""Names stand in the order of the reader's language, the same on both databases."""

from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from partnerships.models import City, Country, User
from partnerships.text.languages import collation
from tests.conftest import at_once, save

CYRILLIC = ["«Дружба»", "Артём", "Артемовск", "Берёза", "Березань", "Березники", "Дербент", "Щёкино", "Щербинка"]
LATIN = ["Béziers", "Bezons", "Çankırı", "Île-de-France", "Łódź", "London", "Šiauliai", "Zenica"]
#: Russian puts its own letters first; English has the Latin ones before them.
IN_ORDER = {"ru": [*CYRILLIC, *LATIN], "en": [CYRILLIC[0], *LATIN, *CYRILLIC[1:]]}


@pytest.fixture
def towns(country: Country) -> Iterator[None]:
    """A city of each name, made in another order."""
    names = [*CYRILLIC, *LATIN]
    Random(7).shuffle(names)
    with at_once():
        for number, name in enumerate(names):
            save(City(slug=f"c{number}", name_ru=name, name_en=name, country=country, tie="contact"))
    return


@pytest.mark.parametrize("code", ["ru", "en"])
def test_cities_stand_in_the_order_of_the_language(towns: None, code: str) -> None:
    with translation.override(code):
        assert [city.name for city in City.objects.public().for_mention()] == IN_ORDER[code]


@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_list_of_the_office_stands_in_the_same_order(towns: None, clerk: User, office: Client, code: str) -> None:
    User.objects.filter(pk=clerk.pk).update(language=code)
    for sign, expected in (("", IN_ORDER[code]), ("-", IN_ORDER[code][::-1])):
        page = office.get(f"/admin/partnerships/city/?o={sign}1")
        assert [city.name_ru for city in page.context["cl"].result_list] == expected


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("ru", ["е", "ё", "еа", "ёлка", "Ель", "ж"]),
        ("en", ["resume", "Resume", "résumé", "résumés"]),
        ("ru", ["Нью-Йорк", "Ньюпорт"]),
    ],
)
@pytest.mark.django_db
def test_the_database_compares_as_the_language_does(code: str, names: list[str]) -> None:
    values = " UNION ALL ".join(["SELECT %s AS name"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT name FROM ({values}) AS t ORDER BY name COLLATE "{collation(code)}"', names[::-1])  # noqa: S608
        assert [name for (name,) in cursor.fetchall()] == names


def test_a_regional_language_has_the_name_that_postgresql_gives_it() -> None:
    assert (collation("de"), collation("pt-br"), collation("zh-hans")) == ("de-x-icu", "pt-BR-x-icu", "zh-Hans-x-icu")
