"""A table of cities brings along the countries that the register lacks, if the clerk wants them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from partnerships.history import revisions
from partnerships.models import City, Country, CountryGroup, User
from partnerships.spreadsheets.foreign_names import code_of_country
from tests.conftest import save
from tests.spreadsheets.tables import confirm, faults, send, take, words
from tests.spreadsheets.test_choices import again

pytestmark = pytest.mark.django_db

CITIES, COUNTRIES = "/admin/partnerships/city/", "/admin/partnerships/country/"
ROWS = [
    ["Название (на русском)", "Страна", "tie"],
    ["Сантус", "Brazil", "contact"],
    ["Порту-Алегри", "BRA", "contact"],
    ["Лион", "Французская Республика", "contact"],
    ["Химки", "Россия", "contact"],
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Бразилия", "BR"),
        ("brazil", "BR"),
        ("BR", "BR"),
        ("Republic of Serbia", "RS"),
        ("ФРГ", "DE"),
        ("Brasil", "BR"),
        ("Países Baixos", "NL"),
        ("Омск", ""),
    ],
)
def test_a_country_is_known_by_name_and_code(text: str, code: str) -> None:
    assert code_of_country(text) == code


def test_countries_that_are_missing_are_added_with_the_cities(office: Client, country: Country) -> None:
    far = save(CountryGroup(slug="far", name_ru="Дальнее зарубежье", order=2))
    preview = send(office, ROWS, path=CITIES)
    offered = preview.context["outcome"].countries
    assert [(one.code, one.name, one.written, one.group) for one in offered] == [
        ("BR", "Бразилия", "Brazil", str(country.group_id)),
        ("FR", "Франция", "Французская Республика", str(country.group_id)),
    ]
    assert sorted(faults(preview)) == ["B2", "B3", "B4"]

    chosen = {"country-BR": str(far.pk), "country-FR": ""}
    half = again(office, preview, CITIES, **chosen)
    assert (sorted(faults(half)), half.context["outcome"].asks_values) == (["B4"], True)

    preview = again(office, preview, CITIES, **{**chosen, "country-FR": str(far.pk)})
    assert "Бразилия (Дальнее зарубежье), Франция (Дальнее зарубежье)" in words(preview)
    assert "country/-" not in preview.content.decode()
    assert list(Country.objects.all()) == [country]
    before = revisions.register_version()
    confirm(office, preview, path=CITIES)

    brazil = Country.objects.get(iso_code="BR")
    assert (brazil.name_ru, brazil.name_en, brazil.group) == ("Бразилия", "Brazil", far)
    assert {city.name: city.country.name for city in City.objects.all()} == {
        "Сантус": "Бразилия",
        "Порту-Алегри": "Бразилия",
        "Лион": "Франция",
        "Химки": "Россия",
    }
    assert revisions.register_version() == before + 1
    assert revisions.history(brazil).get().revision == revisions.history(City.objects.first()).get().revision


def test_a_register_without_a_group_gets_its_first_one(office: Client) -> None:
    preview = again(
        office, send(office, ROWS, path=CITIES), CITIES, **{f"country-{code}": "first" for code in ("BR", "FR", "RU")}
    )
    confirm(office, preview, path=CITIES)
    group = CountryGroup.objects.get()
    assert (group.name_ru, group.name_en) == ("Страны", "Countries")
    assert {country.iso_code for country in group.countries.all()} == {"BR", "FR", "RU"}


def test_a_mistake_beside_them_adds_no_country(office: Client, country: Country) -> None:
    rows = [*ROWS, ["Рим", "Атлантида", "contact"]]
    chosen = dict.fromkeys(("country-BR", "country-FR"), str(country.group_id))
    preview = again(office, send(office, rows, path=CITIES), CITIES, **chosen)
    assert list(faults(preview)) == ["B6"]
    assert "Ответьте ниже" not in words(preview)
    assert "country-BR" in preview.content.decode()
    office.post(f"{CITIES}import/", {"token": preview.context["kept"]})
    assert not Country.objects.filter(iso_code="BR").exists()


def test_who_may_add_no_country_is_offered_none(clerk: User, client: Client, country: Country) -> None:
    user = User.objects.create_user("u", password="a-long-password-1", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_city", "view_city", "view_country"]))
    client.force_login(user)
    assert send(client, ROWS, path=CITIES).context["outcome"].countries == []


@pytest.fixture
def editor(client: Client) -> Client:
    user = User.objects.create_user("u", password="a-long-password-1", is_staff=True)
    user.groups.set(Group.objects.filter(name="editor"))
    client.force_login(user)
    return client


def test_an_editor_is_offered_no_country_where_there_is_no_group(editor: Client) -> None:
    assert send(editor, ROWS, path=CITIES).context["outcome"].countries == []


def test_an_editor_adds_countries_to_the_groups_there_are(editor: Client, country: Country) -> None:
    preview = send(editor, ROWS, path=CITIES)
    assert [one.code for one in preview.context["outcome"].countries] == ["BR", "FR"]
    chosen = dict.fromkeys(("country-BR", "country-FR"), str(country.group_id))
    confirm(editor, again(editor, preview, CITIES, **chosen), path=CITIES)
    assert Country.objects.get(iso_code="BR").group == country.group


def test_a_country_known_by_another_name_is_not_offered_again(office: Client, country: Country) -> None:
    save(Country(name_ru="Бразилия", group=country.group))
    offered = send(office, ROWS, path=CITIES).context["outcome"].countries
    assert [one.code for one in offered] == ["FR"]


def test_countries_stand_in_the_only_group_that_there_is(office: Client, country: Country) -> None:
    take(office, [["Название (на русском)", "Код ISO"], ["Бразилия", "BR"]], path=COUNTRIES)
    assert Country.objects.get(iso_code="BR").group == country.group
    save(CountryGroup(slug="far", name_ru="Дальнее зарубежье"))
    preview = send(office, [["Название (на русском)", "Код ISO"], ["Франция", "FR"]], path=COUNTRIES)
    assert list(faults(preview).values())[0].startswith("В файле нет этого столбца")
