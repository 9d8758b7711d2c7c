"""What ends with its day, what goes on, and what nobody knows the end of."""

from datetime import date, timedelta

import pytest

from partnerships.models import (
    ActionPlan,
    Agreement,
    AgreementAction,
    Event,
    Record,
)
from partnerships.period import Period, read_edtf
from partnerships.standing import AgreementStanding, OccurrenceStanding, PlanStanding
from tests.conftest import save
from tests.standing.states import course, told_by_rows

pytestmark = [pytest.mark.django_db]

DAY = date(2020, 6, 15)


def test_an_agreement_ends_with_its_term_whatever_its_status_says() -> None:
    agreement = Agreement(in_force_from=Period.of((2010,)), in_force_until=Period.of((2020, 6, 14)))
    assert agreement.standing_on(DAY) == AgreementStanding.EXPIRED
    assert agreement.standing_on(DAY - timedelta(days=1)) == AgreementStanding.IN_FORCE
    assert agreement.standing_on(date(2009, 12, 31)) == AgreementStanding.NOT_YET


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (
            "../2030",
            {"2005-01-01": "under_way", "2026-12-01": "under_way", "2030-12-31": "under_way", "2031-01-01": "held"},
        ),
        ("[..2030]", {"2026-12-01": "to_come", "2031-01-01": "held"}),
        (
            "{2026-11-01,2026-12-23}",
            {"2026-10-31": "to_come", "2026-12-01": "under_way", "2026-12-23": "under_way", "2026-12-24": "held"},
        ),
        ("{2026-11,2027-01}", {"2026-10-31": "to_come", "2026-12-01": "under_way", "2027-01-05": "held"}),
        ("2025/2028", {"2024-12-31": "to_come", "2026-12-01": "under_way", "2028-05-01": "held"}),
        ("2026-24/2027-22", {"2026-12-01": "under_way"}),
        ("2026", {"2026-06-01": "held"}),
        ("2025~/2028~", {"2026-12-01": "held"}),
    ],
)
def test_what_has_days_to_come_still_goes_on(when: str, days: dict[str, str]) -> None:
    event = Event(slug="event", title_ru="Встреча", form="meeting")
    event.period = read_edtf(when)
    save(event)
    for day, standing in days.items():
        then = date.fromisoformat(day)
        assert (event.standing_on(then), told_by_rows(Record, then)[event.pk]) == (standing, standing), day


def test_a_plan_whose_beginning_nobody_knows_has_begun() -> None:
    plan = ActionPlan(slug="plan", title_ru="План", status="adopted")
    plan.period = Period.until((2030,))
    save(plan)
    for day, standing in ((date(2026, 12, 1), PlanStanding.CARRIED_OUT), (date(2031, 1, 1), PlanStanding.CLOSED)):
        assert (plan.standing_on(day), told_by_rows(Record, day)[plan.pk]) == (standing, standing)


def test_a_plan_whose_day_has_passed_is_no_visit() -> None:
    event = Event(status="planned")
    event.period = Period.of((2020, 6, 14))
    assert event.standing_on(DAY) == OccurrenceStanding.UNCONFIRMED
    assert event.standing_on(DAY - timedelta(days=1)) == OccurrenceStanding.PLANNED


def test_nothing_is_over_while_its_end_is_open() -> None:
    agreement = course(in_force_until="[2018..]")
    noticed = Agreement(slug="noticed", title_ru="Соглашение", renews_itself=True)
    noticed.period = Period.of((2010,))
    save(noticed)
    save(AgreementAction(agreement=noticed, kind="notice", date="2015", until="[2018..]"))
    whole, part = (Event(slug=slug, title_ru="Встреча", form="meeting") for slug in ("whole", "part"))
    whole.status, whole.period, part.period = "planned", Period.after((2020, 4)), Period.of((2020, 5))
    save(whole)
    part.part_of = whole
    save(part)
    told = told_by_rows(Record, DAY)
    assert {pk: Record.objects.get(pk=pk).standing_on(DAY) for pk in told} == told
    assert told == {agreement.pk: "in_force", noticed.pk: "in_force", whole.pk: "planned", part.pk: "held"}
    assert not Agreement.objects.ending_by(date(2100, 1, 1))
