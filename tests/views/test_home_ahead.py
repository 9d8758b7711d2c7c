"""What the home page looks ahead to, and the story of the month."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import City, CityOccasion, Country, Event, Organization, PartnerRequest
from partnerships.period import Period
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def test_the_home_page_looks_ahead_beyond_the_next_weeks(client: Client, omsk: City, country: Country) -> None:
    today = timezone.localdate()
    far = today + timedelta(days=200)
    save(CityOccasion(city=omsk, name_ru="День города", month=far.month, day=min(far.day, 28)))
    school = save(Organization(name_ru="Школа № 1", kind="school", city=omsk))
    save(
        PartnerRequest(
            title_ru="Ищем хор", organization=school, contact="office@example.org", open_until=today + timedelta(days=9)
        )
    )
    whole = client.get("/ru/").content.decode()
    assert '<li><a href="/ru/partners-wanted/">' in whole.partition('class="navigation"')[2].partition("</nav>")[0]
    page = whole.partition('id="home-coming"')[2].partition("</section>")[0]
    assert "День города" in page
    assert "Ищем хор" in page


def test_a_story_of_this_month_stands_where_nothing_was_on_this_day(client: Client, omsk: City) -> None:
    today = timezone.localdate()
    for slug, month in (("now", today.month), ("then", today.month % 12 + 1)):
        event = Event(slug=slug, title_ru=f"Встреча {slug}", form="meeting")
        event.period = Period.of((today.year - 3, month))
        save(event, cities=[omsk])
    page = client.get("/ru/").content.decode().partition('id="this-month"')[2].partition("</section>")[0]
    assert "Встреча now" in page
    assert "Встреча then" not in page
    assert str(today.year - 3) in page
