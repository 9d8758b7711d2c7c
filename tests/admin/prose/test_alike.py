"""A find is shown beside the records that may be the same, and those are not chosen by themselves."""

import pytest
from django.test import Client

from partnerships.models import City, Delegation, Event, HomeCity
from partnerships.period import Period
from tests.admin.prose.test_screen import hidden, read
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.admin.prose.test_steps import fields
from tests.conftest import save

pytestmark = pytest.mark.django_db

ANYWHERE = "12 сентября 2020 года прошёл международный фестиваль «Дружба народов»."
UNNAMED = "14 мая 2019 года состоялась международная конференция."


def event(slug: str, title: str, period: Period, *cities: City, form: str = "festival") -> Event:
    made = Event(slug=slug, title_ru=title, form=form)
    made.period = period
    found: Event = save(made, cities=list(cities), public=False)
    return found


@pytest.mark.parametrize("text", [ANYWHERE, UNNAMED])
def test_a_find_without_a_city_is_compared_when_its_page_is_read_again(
    office: Client, home: HomeCity, text: str
) -> None:
    page = read(office, text)
    sent = {**fields(page), "text": text, "d1-take": "on"}
    assert office.post("/admin/prose/", {**sent, "d1-form": sent["d1-form"] or "festival"}).status_code == 302
    again = read(office, text)
    assert f"/admin/partnerships/event/{Event.objects.get().pk}/change/" in again.content.decode()
    assert "d1-take" not in fields(again)


def test_a_find_without_a_city_is_not_that_of_another_title_or_year(office: Client, home: HomeCity) -> None:
    event("other", "Фестиваль «Музыка»", Period.of((2020, 9, 12)))
    event("before", "Дружба народов", Period.of((2018,)))
    assert "/admin/partnerships/event/" not in read(office, ANYWHERE).content.decode().partition('id="draft-1"')[2]


def test_the_one_with_the_same_title_comes_first_of_many(office: Client, home: HomeCity, omsk: City) -> None:
    for number in range(4):
        event(f"e{number}", f"Встреча {number}", Period.of((2020,)), omsk)
    same = event("same", "Фестиваль «Дружба народов»", Period.of((2020, 9)), omsk)
    page = read(office, ANYWHERE.replace("прошёл", "в Омске прошёл")).content.decode()
    first = page.partition('id="draft-1"')[2].partition("/admin/partnerships/event/")[2]
    assert first.startswith(f"{same.pk}/change/")


def test_a_title_finds_a_record_that_has_no_date_or_no_city_yet(office: Client, home: HomeCity, omsk: City) -> None:
    undated = event("undated", "Дружба народов", Period(), omsk)
    nowhere = event("nowhere", "Дружба народов", Period.of((2020,)))
    event("plain", "Встреча", Period(), omsk)
    page = read(office, ANYWHERE.replace("прошёл", "в Омске прошёл")).content.decode()
    shown = page.partition('id="draft-1"')[2]
    assert all(f"/admin/partnerships/event/{row.pk}/change/" in shown for row in (undated, nowhere))
    assert shown.count("/admin/partnerships/event/") == 2


def test_another_visit_of_the_year_with_another_title_is_shown_all_the_same(
    office: Client, home: HomeCity, omsk: City
) -> None:
    visit = Delegation(slug="visit", title_ru="Приезд", direction="incoming")
    visit.period = Period.of((2020,))
    save(visit, cities=[omsk])
    text = "12 сентября 2020 года Ставрополь посетила делегация Омска."
    assert f"/delegation/{visit.pk}/change/" in read(office, text).content.decode()
    assert "finds" in hidden(read(office, text))
