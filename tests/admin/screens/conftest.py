"""A delegation to prepare, and a city to greet, each on a day of its own."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from partnerships.models import (
    ChecklistStep,
    City,
    CityOccasion,
    Delegation,
    Greeting,
    HomeCity,
    LetterState,
)
from partnerships.period import Period, parse
from tests.conftest import at_once, save

NOW = datetime(2026, 7, 20, 9, tzinfo=ZoneInfo("Europe/Moscow"))
TODAY = date(2026, 9, 7)  # a Monday, on which the whole letter is written


@pytest.fixture
def a_day_in_july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def city_day(omsk: City) -> CityOccasion:
    save(HomeCity(name_ru="Ставрополь", country_code="RU"))
    day = CityOccasion(city=omsk, name_ru="День города", name_en="City Day", month=8, weekday=5, ordinal=1)
    day.founding_year = Period.of((1716,))
    return save(day)


@pytest.fixture
def last_year(omsk: City, city_day: CityOccasion) -> Greeting:
    text = "Поздравляем с 309-летием Омска! 2 августа 2025 года."
    sent = {"state": LetterState.SENT, "sent_on": date(2025, 7, 25), "sender_ru": "Глава города"}
    return save(
        Greeting(city=omsk, occasion=city_day, title_ru="День города", due_on=date(2025, 8, 2), text_ru=text, **sent)
    )


@pytest.fixture
def today() -> Any:
    with time_machine.travel(f"{TODAY} 12:00+03:00", tick=False):
        yield


@pytest.fixture
def visit(today: None, omsk: City) -> Delegation:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", holidays="14 сентября", currency="RUB"))
    visit = Delegation(slug="omsk", title_ru="Делегация Омска", title_en="Omsk", direction="incoming")
    visit.period = parse("17–19 сентября 2026")
    return save(visit, cities=[omsk])


@pytest.fixture
def steps(db: None) -> None:
    with at_once():
        for step in ChecklistStep.objects.all():
            step.delete()
        for order, (what, direction, counted_from, days) in enumerate(
            (
                ("Приглашение", "incoming", "arrival", 3),
                ("Билеты", "outgoing", "arrival", 3),
                ("Отчёт", "", "departure", 3),
            )
        ):
            ChecklistStep(what=what, direction=direction, counted_from=counted_from, days=days, order=order).save()
