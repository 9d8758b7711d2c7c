"""The calendar of the office, and the radar of what has to leave: both tell the days as they are."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from partnerships.admin.home.home import greetings as home_greetings
from partnerships.greetings.calendar import office_entries
from partnerships.models import City, CityOccasion, Delegation, HomeCity, User
from partnerships.period import parse
from tests.conftest import save

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel("2026-12-01 12:00+03:00", tick=False):
        yield


def entries(user: User) -> list[tuple[str, Any, Any, str]]:
    found = office_entries(user, "https://example.org", TODAY)
    return [
        (str(one["uid"]).partition("@")[0], one["dtstart"].dt, one["dtend"].dt, str(one["status"])) for one in found
    ]


def test_days_hours_and_plans_are_in_the_calendar_as_they_are(clerk: User) -> None:
    clock = ZoneInfo("Europe/Moscow")
    keys = []
    for slug, when, status in (
        ("several", "3 и 10 декабря 2026", "held"),
        ("hours", "5 декабря 2026, 10:00–12:00", "planned"),
        ("month", "декабрь 2026", "planned"),
        ("off", "6 декабря 2026", "cancelled"),
    ):
        visit = Delegation(slug=slug, title_ru=slug, direction="incoming", status=status, period=parse(when))
        keys.append(save(visit).pk)
    assert entries(clerk) == [
        (f"delegation-{keys[0]}", date(2026, 12, 3), date(2026, 12, 4), "CONFIRMED"),
        (f"delegation-{keys[0]}-2", date(2026, 12, 10), date(2026, 12, 11), "CONFIRMED"),
        (
            f"delegation-{keys[1]}",
            datetime(2026, 12, 5, 10, tzinfo=clock),
            datetime(2026, 12, 5, 12, tzinfo=clock),
            "TENTATIVE",
        ),
    ]


def test_what_has_to_leave_within_the_span_is_on_the_radar(office: Client, clerk: User, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", country_code="RU", greeting_lead=5))
    for month, day in ((12, 17), (1, 17)):
        save(CityOccasion(city=omsk, name_ru=f"День {day}.{month}", month=month, day=day))
    radar = "/admin/partnerships/greeting/due/"

    def names(query: str) -> list[str]:
        return [line["title"] for line in office.get(radar + query).context["lines"]]

    assert len(names("?days=14")) == 1
    page = office.get(radar).content.decode()
    home = home_greetings(clerk)
    assert len(home) == 2
    for row in home:
        assert f'id="{row["url"].partition("#")[2]}"' in page
