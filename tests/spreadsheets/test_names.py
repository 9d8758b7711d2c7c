"""What cells may call countries and records, and what they are not taken for."""

import pytest
from django.test import Client

from partnerships.models import Country, CountryGroup, Event
from partnerships.spreadsheets.foreign_names import CountryNames
from tests.conftest import save
from tests.spreadsheets.tables import EVENTS, confirm, opened, send, streamed

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries(country: Country) -> CountryNames:
    group = CountryGroup.objects.get()
    for code, name in (("RU", "Россия"), ("US", "США"), ("CN", "Китай"), ("RS", "Сербия"), ("IE", "Ирландия")):
        if not Country.objects.filter(iso_code=code).exists():
            save(Country(name_ru=name, iso_code=code, group=group))
    return CountryNames(Country)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Российская Федерация", "RU"), ("РФ", "RU"), ("RUS", "RU"), ("Russische Föderation", "RU")),
        *(("КНР", "CN"), ("Китайская Народная Республика", "CN"), ("CHN", "CN"), ("VR China", "CN")),
        *(("Соединенные Штаты Америки", "US"), ("usa", "US"), ("États-Unis d’Amérique", "US")),
        *(("Республика Сербия", "RS"), ("Republic of Serbia", "RS"), ("République de Serbie", "RS")),
        *(("Republic of Ireland", "IE"), ("Republik Irland", "IE"), ("the Republic of Ireland", "IE")),
        *(("Republic of China", ""), ("Китайская Республика", ""), ("Республика", "")),
    ],
)
def test_a_country_has_whole_names_and_another_code(countries: CountryNames, text: str, code: str) -> None:
    found = [Country.objects.get(pk=pk).iso_code for pk in countries.matches(text)]
    assert found == ([code] if code else [])


def test_a_word_of_three_letters_is_like_every_other_one(countries: CountryNames) -> None:
    with pytest.raises(ValueError, match="ROS") as told:
        countries.find("ROS")
    assert "?" not in str(told.value)
    with pytest.raises(ValueError, match="Россия"):
        countries.find("Росия")


def test_an_unedited_list_keeps_links_whose_names_together_name_another(office: Client) -> None:
    one, other, both = (
        save(Event(slug=slug, title_ru=title, form="forum"))
        for slug, title in (("a", "Альфа"), ("b", "Бета"), ("c", "Альфа; Бета"))
    )
    event = save(Event(slug="e", title_ru="Форум", form="forum"), related=[one, other])
    table = opened(streamed(office.get(f"{EVENTS}export/")))
    place = next(at for at, text in enumerate(table[0]) if text.startswith("Место"))
    row = next(row for row in table[1:] if "Форум" in row)
    row[place] = "Зал"
    preview = send(office, table)
    assert preview.context["outcome"].counts["update"] == 1
    confirm(office, preview)
    assert {row.pk for row in event.related.all()} == {one.pk, other.pk}
    assert both.related.count() == 0
