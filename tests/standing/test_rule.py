"""Rows and instances ask the same rule, on any day."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from partnerships.models import Agreement, City, Country, Delegation, Event, Record
from partnerships.models.agreement import AgreementStatus
from partnerships.models.city import CityStatus
from partnerships.models.delegation import DelegationStatus
from partnerships.period import Period
from partnerships.standing import AgreementStanding, OccurrenceStanding, TieStanding
from tests.conftest import at_once, save
from tests.standing import states

pytestmark = [pytest.mark.django_db]

DAY = date(2020, 6, 15)
PERIODS = (
    Period(),
    Period.of((2019,)),
    Period.of((2020,)),
    Period.of((2021,)),
    Period.of((2019,), (2021,)),
    Period.of((2020, 6)),
    Period.of((2020, 6, 14)),
    Period.of((2020, 6, 15)),
    Period.of((2020, 6, 16)),
    Period.of((2020, 6, 14), (2020, 6, 16)),
)
ENDS = (Period(), *(states.days(DAY, step, step) for step in (-1, 0, 1)), Period.of((2020, 6)), Period.of((2019,)))


def told_by_rows(model: Any, day: date) -> dict[int, str]:
    return dict(model.objects.with_standing(day).values_list("pk", "standing_then"))


def test_rows_and_instances_say_the_same_of_visits() -> None:
    with at_once():
        for number, (status, period) in enumerate(product(DelegationStatus.values, PERIODS)):
            visit = Delegation(slug=f"v{number}", title_ru="Визит", direction="incoming", status=status)
            visit.period = period
            save(visit)
    for day in (DAY, DAY - timedelta(days=400), DAY + timedelta(days=900)):
        said = {visit.pk: visit.standing_on(day) for visit in Delegation.objects.all()}
        assert told_by_rows(Delegation, day) == said
        assert told_by_rows(Record, day) == said
    assert set(said.values()) <= set(OccurrenceStanding.values)
    assert set(told_by_rows(Delegation, DAY).values()) == set(OccurrenceStanding.values)


def test_rows_and_instances_say_the_same_of_agreements() -> None:
    with at_once():
        for number, (status, period, last) in enumerate(product(AgreementStatus.values, PERIODS, ENDS)):
            agreement = Agreement(slug=f"a{number}", title_ru="Соглашение", status=status, in_force_until=last)
            agreement.period = period
            save(agreement)
        for number, first in enumerate(ENDS):
            save(Agreement(slug=f"b{number}", title_ru="Соглашение", in_force_from=first))
    said = {agreement.pk: agreement.standing_on(DAY) for agreement in Agreement.objects.all()}
    assert told_by_rows(Agreement, DAY) == said
    assert told_by_rows(Record, DAY) == said
    assert set(said.values()) == set(AgreementStanding.values)


def test_rows_and_instances_say_the_same_of_ties(country: Country) -> None:
    cases = product(CityStatus.values, ("sister_city", "prospective"), PERIODS)
    with at_once():
        for number, (status, tie, period) in enumerate(cases):
            city = City(slug=f"c{number}", name_ru="Город", country=country, tie=tie, status=status)
            city.period = period
            save(city)
    said = {city.pk: city.standing_on(DAY) for city in City.objects.all()}
    assert told_by_rows(City, DAY) == said
    assert set(said.values()) == set(TieStanding.values)


def test_each_state_of_the_grid_is_what_it_is_called(country: Country) -> None:
    today = timezone.localdate()
    for state, row in (*states.records(today), *states.cities(today, country=country)):
        assert row.standing == state, row.slug
    made = {state for state, _row in states.records(today)} | {state for state, _row in states.cities(today)}
    assert made == {*OccurrenceStanding.values, *AgreementStanding.values, *TieStanding.values}


def test_an_agreement_ends_with_its_term_whatever_its_status_says() -> None:
    agreement = Agreement(status="in_force", in_force_from=Period.of((2010,)), in_force_until=Period.of((2020, 6, 14)))
    assert agreement.standing_on(DAY) == AgreementStanding.EXPIRED
    assert agreement.standing_on(DAY - timedelta(days=1)) == AgreementStanding.IN_FORCE
    assert agreement.standing_on(date(2009, 12, 31)) == AgreementStanding.NOT_YET


def test_a_successor_ends_what_it_supersedes_from_its_own_first_day() -> None:
    old = save(Agreement(slug="old", title_ru="Старое"))
    new = Agreement(slug="new", title_ru="Новое", supersedes=old)
    new.period = Period.of((2020, 6, 15))
    save(new, public=False)
    assert old.standing_on(DAY) == AgreementStanding.IN_FORCE, "a draft that nobody sees supersedes nothing"
    save(new)
    for day, state in ((DAY, AgreementStanding.SUPERSEDED), (DAY - timedelta(days=1), AgreementStanding.IN_FORCE)):
        assert Agreement.objects.get(slug="old").standing_on(day) == state
        assert told_by_rows(Agreement, day)[old.pk] == state
        assert told_by_rows(Record, day)[old.pk] == state
    assert [agreement.slug for agreement in Agreement.objects.in_force(DAY)] == ["new"]
    assert {agreement.slug for agreement in Agreement.objects.in_force(DAY - timedelta(days=1))} == {"old"}


def test_a_plan_whose_day_has_passed_is_no_visit() -> None:
    event = Event(status="planned")
    event.period = Period.of((2020, 6, 14))
    assert event.standing_on(DAY) == OccurrenceStanding.UNCONFIRMED
    assert event.standing_on(DAY - timedelta(days=1)) == OccurrenceStanding.PLANNED
