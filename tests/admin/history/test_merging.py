"""Two cities or two organisations that are one."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from reversion.models import Version

from partnerships.history import restoring, revisions, version_token
from partnerships.models import (
    City,
    CityOccasion,
    Country,
    Event,
    FormerAddress,
    Involvement,
    Organization,
    PartnerRequest,
    Photo,
)
from tests.admin.forms.filled_form import bring_back
from tests.admin.history.test_history import of, signed_in, text
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@pytest.fixture
def twin(country: Country) -> City:
    """The same city once more, under another spelling, with everything that can hang on it."""
    city = save(City(slug="omskk", name_ru="Омскъ", name_en="Omsk", country=country, tie="contact", other_names="Ombi"))
    city.slug = "omsk-city"
    save(city)
    save(CityOccasion(city=city, name_ru="День города", month=8, day=5))
    save(CityOccasion(city=city, name_ru="Праздник", month=9, day=1))
    save(Photo(city=city, use="cover", alt_ru="Мост", file=f"photos/{0:032x}/original.jpg"))
    body = save(Organization(name_ru="Вуз", kind="university", city=city))
    save(
        PartnerRequest(title_ru="Школа", organization=body, city=city, contact="Приёмная", open_until=date(2027, 1, 1))
    )
    return city


def take(office: Client, keep: Any, gone: Any, **fields: str) -> None:
    chosen = {f"take-{name}": who for name, who in fields.items()}
    office.post(of(keep, "merge"), {"with": gone.pk, "seen": seen(office, keep, gone), **chosen})


def seen(office: Client, keep: Any, gone: Any) -> str:
    return str(office.get(of(keep, "merge"), {"with": gone.pk}).context["seen"])


def test_everything_moves_and_the_old_address_leads_on(office: Client, omsk: City, twin: City, client: Client) -> None:
    save(CityOccasion(city=omsk, name_ru="День города", month=8, day=5))
    alone = save(Event(slug="a", title_ru="Один", form="meeting"), cities=[twin])
    both = save(Event(slug="b", title_ru="Оба", form="meeting"), cities=[twin, omsk])
    preview = text(office, of(omsk, "merge"), **{"with": twin.pk})
    assert "Название (на русском)" in preview
    assert "Записи: 2" in preview
    before = revisions.register_version()

    take(office, omsk, twin, name_ru="keep", tie="gone")

    assert revisions.register_version() == before + 1
    kept = City.objects.get()
    assert (kept.slug, kept.name_ru, kept.tie, kept.other_names) == ("omsk", "Омск", "contact", "Омскъ\nOmbi")
    assert {event.cities.get() for event in (alone, both)} == {kept}
    assert kept.occasions.count() == 2
    assert (kept.photos.count(), kept.organizations.count(), kept.requests.count()) == (1, 1, 1)
    for slug in ("omskk", "omsk-city"):
        assert client.get(f"/ru/cities/{slug}/").headers["Location"] == "/ru/cities/omsk/"
    assert "запись «Омскъ» присоединена к записи «Омск»" in text(office, of(omsk, "history"))


def test_a_merge_is_parted_again_as_far_as_it_still_stands(office: Client, omsk: City, twin: City) -> None:
    alone = save(Event(slug="a", title_ru="Один", form="meeting"), cities=[twin])
    both = save(Event(slug="b", title_ru="Оба", form="meeting"), cities=[twin, omsk])
    changed = save(Event(slug="c", title_ru="Изменено", form="meeting"), cities=[twin])
    take(office, omsk, twin)
    save(changed, cities=[])

    last = restoring.deleted(City).get()
    path = f"/admin/partnerships/city/restore/{last.pk}/"
    assert "Запись была присоединена к записи «Омск»" in text(office, path)
    page = bring_back(office, path, follow=True).content.decode()

    assert "1 строка с тех пор изменена и остаётся как есть." in page
    back = City.objects.get(slug="omsk-city")
    assert [city.slug for city in alone.cities.all()] == ["omsk-city"]
    assert {city.slug for city in both.cities.all()} == {"omsk", "omsk-city"}
    assert changed.cities.count() == 0
    assert (back.occasions.count(), back.photos.count(), back.organizations.count(), back.requests.count()) == (
        2,
        1,
        1,
        1,
    )
    assert {row.city for row in FormerAddress.objects.filter(slug="omskk")} == {back}
    assert not FormerAddress.objects.filter(slug="omsk-city").exists()


def test_organisations_keep_one_role_each(office: Client, omsk: City) -> None:
    first, second = (save(Organization(name_ru=name, kind="university")) for name in ("Вуз", "ВУЗ им. Шевченко"))
    event = save(Event(slug="e", title_ru="Встреча", form="meeting"), cities=[omsk])
    for body, role in ((first, "host"), (second, "host"), (second, "guest")):
        save(Involvement(record=event, organization=body, role=role))

    take(office, first, second)

    assert sorted(event.involvements.values_list("organization", "role")) == [(first.pk, "guest"), (first.pk, "host")]
    assert Organization.objects.get().other_names == "ВУЗ им. Шевченко"
    last = restoring.deleted(Organization).get()
    bring_back(office, f"/admin/partnerships/organization/restore/{last.pk}/")
    assert sorted(event.involvements.values_list("organization", "role")) == [
        (first.pk, "host"),
        (second.pk, "guest"),
        (second.pk, "host"),
    ]


def test_a_merge_that_breaks_a_rule_changes_nothing(office: Client, omsk: City) -> None:
    first = save(Organization(name_ru="Вуз", kind="university", city=omsk))
    second = save(Organization(name_ru="Другой", kind="university", is_home=True))

    answer = office.post(
        of(first, "merge"), {"with": second.pk, "take-is_home": "gone", "seen": seen(office, first, second)}
    )
    page = answer.content.decode()

    assert "У организации нашего города не указывают город-партнёр" in page
    assert Organization.objects.count() == 2
    assert not Organization.objects.get(pk=first.pk).is_home


def test_a_merge_stops_where_somebody_saved_after_both_were_shown(office: Client, omsk: City, twin: City) -> None:
    shown = seen(office, omsk, twin)
    revisions.update([City.objects.get(pk=omsk.pk)], by=None, reason="x", summary_ru="Слово коллеги")

    page = office.post(of(omsk, "merge"), {"with": twin.pk, "seen": shown, "take-name_ru": "gone"})

    assert City.objects.count() == 2
    assert "Пока ничего не объединено" in page.content.decode()
    chosen = page.content.decode().partition('name="take-name_ru" value="gone"')[2].partition(">")[0]
    assert "checked" in chosen
    take(office, omsk, twin, name_ru="gone")
    assert City.objects.get().summary_ru == "Слово коллеги"


def test_what_came_to_the_other_meanwhile_is_chosen_where_the_kept_one_has_nothing(
    office: Client, omsk: City, twin: City
) -> None:
    shown = seen(office, omsk, twin)
    revisions.update([City.objects.get(pk=twin.pk)], by=None, reason="x", native_name="Omsk-gorod")

    page = office.post(of(omsk, "merge"), {"with": twin.pk, "seen": shown, "take-name_ru": "keep"}).content.decode()

    assert "checked" in page.partition('name="take-native_name" value="gone"')[2].partition(">")[0]
    assert "checked" in page.partition('name="take-name_ru" value="keep"')[2].partition(">")[0]


def test_a_number_of_no_history_is_refused_in_words(office: Client, omsk: City, twin: City) -> None:
    Version.objects.all().delete()
    page = office.post(of(omsk, "merge"), {"with": twin.pk, "seen": f"{omsk.pk}:5 {twin.pk}:5"})
    assert "Пока ничего не объединено" in page.content.decode()
    assert City.objects.count() == 2


def test_only_who_may_delete_may_merge(omsk: City, twin: City) -> None:
    viewer = signed_in("viewer")
    assert viewer.get(of(omsk, "merge"), {"with": twin.pk}).status_code == 403
    assert viewer.post(of(omsk, "merge"), {"with": twin.pk}).status_code == 403
    assert City.objects.count() == 2


@pytest.mark.parametrize("wrong", ["", "x", "0", "99999999999999999999"])
def test_a_city_that_is_not_there_is_no_other_one(office: Client, omsk: City, wrong: str) -> None:
    for number in (wrong, omsk.pk):
        page = office.post(of(omsk, "merge"), {"with": number})
        assert "Какую запись присоединить" in page.content.decode()
    assert City.objects.get() == omsk


def test_parting_says_what_stays_and_leads_to_the_state_before(office: Client, omsk: City, twin: City) -> None:
    before = version_token.last_change(omsk)
    take(office, omsk, twin, name_ru="gone")
    path = f"/admin/partnerships/city/restore/{restoring.deleted(City).get().pk}/"

    assert "Поля записи «Омск» останутся как есть, в том числе значения, выбранные при объединении" in text(
        office, path
    )
    page = bring_back(office, path, follow=True).content.decode()

    assert "Поля записи «Омск» остаются как есть" in page
    assert f'<a href="/admin/partnerships/city/restore/{before}/">Состояние до объединения</a>' in page
    bring_back(office, f"/admin/partnerships/city/restore/{before}/")
    assert City.objects.get(slug="omsk").name_ru == "Омск"
