"""Rows and instances ask the same rule, on any day."""

from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import pytest
from django.utils import timezone

from partnerships.models import (
    ActionKind,
    Agreement,
    AgreementAction,
    City,
    Country,
    Delegation,
    Record,
    TieStep,
)
from partnerships.models.agreement import AgreementStatus
from partnerships.models.agreement_action import ENDS as LAST
from partnerships.models.agreement_action import last_day_of, term_of
from partnerships.models.delegation import DelegationStatus
from partnerships.period import Period
from partnerships.standing import AgreementStanding, OccurrenceStanding, PlanStanding, TieStanding
from tests.conftest import at_once, save
from tests.standing import states
from tests.standing.states import course, told_by_rows

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
    Period.after((2018,)),
    Period.before((2022,)),
    Period.until((2021,)),
    Period.several([(2020, 6, 14), (2020, 6, 16)]),
    Period.several([(2020, 5), (2020, 7)]),
)
ENDS = (
    Period(),
    *(states.days(DAY, step, step) for step in (-1, 0, 1)),
    Period.of((2020, 6)),
    Period.of((2019,)),
    Period.after((2018,)),
)


def narrowed_like(said: dict[int, str], every: list[str]) -> None:
    """Check that a query for any run of standings finds the rows of which they are said."""
    for first, last in combinations(range(len(every) + 1), 2):
        wanted = every[first:last]
        found = set(Record.objects.standing_in(*wanted, day=DAY).values_list("pk", flat=True))
        assert found == {pk for pk, standing in said.items() if standing in wanted}


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
    narrowed_like(told_by_rows(Record, DAY), OccurrenceStanding.values)


#: What may have happened to an agreement: kind, date, and the last day that it gave.
COURSES: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (),
    *(
        ((kind, when, ""),)
        for kind in ActionKind.values
        for when in ("", "2019", "2020", "2020-06-15", "2021", "2018/..")
    ),
    *(((kind, "2019", "2020-06-14"),) for kind in ("prolonged", "renewed", "notice")),
    *(((kind, "2019", "2022"),) for kind in ("prolonged", "renewed", "notice")),
    (("suspended", "2018", ""), ("resumed", "2019", "")),
    (("suspended", "2018", ""), ("resumed", "2018", "")),
    (("suspended", "", ""), ("resumed", "2021", "")),
    (("entered", "2018", ""), ("terminated", "2019", "")),
)


def test_rows_and_instances_say_the_same_of_agreements() -> None:
    with at_once():
        for number, (status, period, last) in enumerate(product(AgreementStatus.values, PERIODS, ENDS)):
            agreement = Agreement(slug=f"a{number}", title_ru="Соглашение", status=status, in_force_until=last)
            agreement.period = period
            save(agreement)
        for number, first in enumerate(ENDS):
            save(Agreement(slug=f"b{number}", title_ru="Соглашение", in_force_from=first))
        terms = (("", False), ("2020-06-14", False), ("2020-06-14", True))
        for number, (course, (last, itself)) in enumerate(product(COURSES, terms)):
            made = Agreement(slug=f"c{number}", title_ru="Соглашение", in_force_until=last, renews_itself=itself)
            made.period = Period.of((2017,))
            save(made)
            for order, (kind, when, until) in enumerate(course):
                AgreementAction(agreement=made, kind=kind, date=when, until=until, order=order).save()
    said = {agreement.pk: agreement.standing_on(DAY) for agreement in Agreement.objects.all()}
    assert told_by_rows(Agreement, DAY) == said
    assert told_by_rows(Record, DAY) == said
    narrowed_like(said, AgreementStanding.values)
    assert set(said.values()) == set(AgreementStanding.values)


@pytest.mark.parametrize(
    ("actions", "days"),
    [
        ((("entered", "2012-05-01"),), {"2012-04-30": "not_yet", "2012-05-01": "in_force"}),
        (
            (("suspended", "2014"), ("resumed", "2016-03-01")),
            {"2014-12-30": "in_force", "2014-12-31": "suspended", "2016-02-29": "suspended", "2016-03-01": "in_force"},
        ),
        ((("suspended", "2014"), ("resumed", "2014")), {"2014-06-01": "in_force", "2015-01-01": "in_force"}),
        ((("suspended", "2014/.."),), {"2013-12-31": "in_force", "2014-01-01": "suspended"}),
        ((("terminated", "2014/.."),), {"2013-12-31": "in_force", "2014-01-01": "terminated"}),
        ((("expired", "2014/.."),), {"2013-12-31": "in_force", "2014-01-01": "expired"}),
        ((("superseded", "2014-05/.."),), {"2014-04-30": "in_force", "2014-05-01": "superseded"}),
        ((("terminated", "2014-05-05"),), {"2014-05-04": "in_force", "2014-05-05": "terminated"}),
        ((("expired", "2014-05-05"),), {"2014-05-05": "in_force", "2014-05-06": "expired"}),
        ((("superseded", "2014"),), {"2014-12-30": "in_force", "2014-12-31": "superseded"}),
        ((("notice", "2014", "2015-06-30"),), {"2015-06-30": "in_force", "2015-07-01": "terminated"}),
        ((("amended", "2014"),), {"2013-01-01": "in_force", "2015-01-01": "in_force"}),
        ((("terminated", ""),), {"2011-01-01": "terminated"}),
    ],
)
def test_what_happened_decides_from_its_day_on(actions: Any, days: dict[str, str]) -> None:
    agreement = course(*actions)
    for day, state in days.items():
        assert agreement.standing_on(date.fromisoformat(day)) == state, day


def test_a_prolongation_moves_the_last_day_from_its_own_day_on() -> None:
    agreement = course(("prolonged", "2014-12", "2018"), ("renewed", "2018", "2023"), in_force_until="2014")
    for day, state in (("2014-12-31", "in_force"), ("2018-12-31", "in_force"), ("2023-12-31", "in_force")):
        assert agreement.standing_on(date.fromisoformat(day)) == state
    assert agreement.standing_on(date(2024, 1, 1)) == "expired"


#: What moves a last day: kind, date, and the last day that it gave.
MOVED: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (),
    (("prolonged", "2019", "2022"),),
    (("prolonged", "2019", ""),),
    (("prolonged", "", "2018"),),
    (("prolonged", "2018", ""), ("renewed", "2019-05", "2020-06")),
    (("prolonged", "2018", "2020-06-14"), ("prolonged", "2019", "")),
    (("renewed", "2021", "2025"),),
    (("notice", "2019", "2020-06-14"),),
    (("notice", "2019-03", "2021-01"),),
    (("notice", "2019", ""),),
    (("notice", "2018", "2020"), ("notice", "2018", "2019-11-30")),
    (("prolonged", "2018", "2022"), ("notice", "2019", "2020-05")),
    (("prolonged", "2018", "[2020..]"),),
    (("notice", "2018", "[2019..]"), ("notice", "2018", "2020-05")),
    (("notice", "2017", "2030"), ("terminated", "2020-01-02", "")),
)


def test_what_the_page_says_of_the_term_is_what_binds_and_what_has_to_be_renewed() -> None:
    with at_once():
        for number, (moved, last, itself) in enumerate(
            product(MOVED, ("", "2018", "2020-06-15", "[2018..]"), (False, True))
        ):
            made = Agreement(slug=f"t{number}", title_ru="Соглашение", in_force_until=last, renews_itself=itself)
            made.period = Period.of((2016,))
            save(made)
            for order, (kind, when, until) in enumerate(moved):
                AgreementAction(agreement=made, kind=kind, date=when, until=until, order=order).save()
    agreements = list(Agreement.objects.prefetch_related("actions"))
    for day in (date(2018, 12, 31), date(2019, 12, 31), DAY, DAY + timedelta(days=1), date(2021, 2, 1)):
        told = told_by_rows(Agreement, day)
        ending = set(Agreement.objects.ending_by(day).values_list("pk", flat=True))
        for agreement in agreements:
            actions = list(agreement.actions.all())
            if any(action.kind in LAST for action in actions):
                assert agreement.pk not in ending
                continue
            term = term_of(agreement.in_force_until, actions, day, renews_itself=agreement.renews_itself)
            is_over = term.is_set and bool(term.until) and last_day_of(term.until) < day
            assert (told[agreement.pk] != "in_force") == is_over, (agreement.in_force_until, actions, day)
            term = term_of(agreement.in_force_until, actions, date.max, renews_itself=agreement.renews_itself)
            is_ending = term.is_set and bool(term.until) and last_day_of(term.until) <= day
            assert (agreement.pk in ending) == is_ending, (agreement.in_force_until, actions, day)


def test_an_agreement_that_renews_itself_goes_on_until_notice_is_given() -> None:
    agreement = course(in_force_until="2015", renews_itself=True)
    assert agreement.standing_on(DAY) == "in_force"
    with at_once():
        AgreementAction(agreement=agreement, kind="notice", date="2019").save()
    assert agreement.standing_on(DAY) == "expired"


def test_of_an_agreement_without_any_date_nobody_knows_whether_it_binds() -> None:
    agreement = course(signed="", is_open_ended=True)
    assert agreement.standing_on(DAY) == AgreementStanding.NOT_KNOWN
    assert agreement.standing_mark
    with at_once():
        AgreementAction(agreement=agreement, kind="entered", date="2012").save()
    assert agreement.standing_on(DAY) == AgreementStanding.IN_FORCE


def test_a_last_day_alone_does_not_tell_that_an_agreement_bound_on_an_earlier_day() -> None:
    today = timezone.localdate()
    agreement = course(signed="", in_force_until=states.days(today, 900, 900))
    for step, state in (
        (-30_000, "not_known"),
        (-1, "not_known"),
        (0, "in_force"),
        (900, "in_force"),
        (901, "expired"),
    ):
        day = today + timedelta(days=step)
        assert agreement.standing_on(day) == told_by_rows(Record, day)[agreement.pk] == state


def test_what_became_of_older_versions_is_read_as_signed() -> None:
    field = Agreement._meta.get_field("status")
    assert [field.to_python(word) for word in ("in_force", "terminated", "draft")] == ["signed", "signed", "draft"]


def test_rows_and_instances_say_the_same_of_ties(country: Country) -> None:
    paths: list[tuple[str, ...]] = [(), ("dormant",), ("on_hold",), ("ended",), ("on_hold", "resumed", "ended")]
    cases = product(paths, ENDS, ("sister_city", "prospective"), PERIODS)
    with at_once():
        for number, (kinds, when, tie, period) in enumerate(cases):
            city = City(slug=f"c{number}", name_ru="Город", country=country, tie=tie)
            city.period = period
            save(city)
            for order, kind in enumerate(kinds):
                dated = when if kind == kinds[-1] else Period.of((2018, order + 1))
                save(TieStep(city=city, kind=kind, date=dated, order=order))
    for day in (DAY, DAY - timedelta(days=500), DAY + timedelta(days=900)):
        said = {city.pk: city.standing_on(day) for city in City.objects.prefetch_related("tie_steps")}
        assert told_by_rows(City, day) == said
    assert set(told_by_rows(City, DAY).values()) == set(TieStanding.values)


def test_of_a_tie_without_a_date_nobody_knows_what_it_was_on_a_day_in_the_past(country: Country) -> None:
    plain = save(City(slug="plain", name_ru="Город", country=country, tie="sister_city"))
    stepped = save(City(slug="stepped", name_ru="Город", country=country, tie="sister_city"))
    save(TieStep(city=stepped, kind="on_hold", date="2018"))
    undated = save(City(slug="undated", name_ru="Город", country=country, tie="sister_city"))
    save(TieStep(city=undated, kind="ended"))
    before = City(slug="before", name_ru="Город", country=country, tie="sister_city")
    before.period = Period.before((2014,))
    save(before)
    hoped = save(City(slug="hoped", name_ru="Город", country=country, tie="prospective"))
    unknown = TieStanding.NOT_KNOWN
    for day, told in (
        (date(2010, 1, 1), (unknown, unknown, unknown, unknown, TieStanding.PROSPECTIVE)),
        (DAY, (unknown, TieStanding.ON_HOLD, unknown, TieStanding.ALIVE, TieStanding.PROSPECTIVE)),
        (
            timezone.localdate(),
            (TieStanding.ALIVE, TieStanding.ON_HOLD, TieStanding.ENDED, TieStanding.ALIVE, TieStanding.PROSPECTIVE),
        ),
    ):
        rows = told_by_rows(City, day)
        assert tuple(rows[city.pk] for city in (plain, stepped, undated, before, hoped)) == told, day


def test_each_state_of_the_grid_is_what_it_is_called(country: Country) -> None:
    today = timezone.localdate()
    rows = [*states.records(today), *states.cities(today, country=country)]
    for state, row in rows:
        with at_once():
            row.save()
            states.act(state, row)
        assert row.standing == state, row.slug
    assert {state for state, _row in rows} == {
        *OccurrenceStanding.values,
        *AgreementStanding.values,
        *PlanStanding.values,
        *states.TIES,
    }
