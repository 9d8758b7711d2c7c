"""Periods in the columns of both databases: kept whole, ordered by one number, asked truthfully."""

import json
from datetime import date, time

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from reversion.models import Version

from partnerships.history import restoring
from partnerships.models import Event
from partnerships.period import Period, parse
from partnerships.period.closeness import may_meet
from partnerships.period.queries import meets
from partnerships.period.value import UNDATED
from tests.conftest import save
from tests.period.generated import PERIODS

pytestmark = pytest.mark.django_db

#: From the earliest to the latest, as docs/dates.md says; the undated come last in every order.
IN_ORDER = [
    *("1990-е", "раньше 2010", "1 января 2010", "январь 2010", "2010", "2010–2012", "с 2010"),
    *("1 января 2010, 9:00", "1 января 2010, 9:00–10:00", "1 января 2010, 9:30", "весна 2010", "II квартал 2010"),
    *("II полугодие 2010", "8 ноября 2010 и 23 сентября 2011", "2011", "около 2012", "зима 2012/13", "после 2012"),
    *("до 2014", ""),
]


def event(period: Period, **values: object) -> Event:
    made = Event(slug=f"e-{Event.objects.count()}", title_ru="Е", form="meeting", **values)
    made.period = period
    return save(made)


def typed(text: str) -> Event:
    return event(parse(text), title_en=text)


def told(rows: object) -> set[str]:
    return {row.title_en for row in rows}  # type: ignore[attr-defined]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PERIODS)
def test_the_columns_keep_all_of_it_and_the_database_counts_the_same_order(period: Period) -> None:
    made = event(period)
    kept = Event.objects.get(pk=made.pk)

    assert kept.period == period
    assert kept.period_order == period.order()


def test_one_number_orders_periods_of_every_kind() -> None:
    for text in reversed(IN_ORDER):
        typed(text)

    *dated, undated = IN_ORDER
    assert [row.title_en for row in Event.objects.oldest_first()] == [*dated, undated]
    assert [row.title_en for row in Event.objects.newest_first()] == [*reversed(dated), undated]


@time_machine.travel("2016-05-01")
def test_a_year_finds_what_may_lie_in_it() -> None:
    for text in (
        "2014–2016",
        "2014 и 2016",
        "с 2014",
        "до 2014",
        "раньше 2015",
        "после 2014",
        "зима 2014/15",
        "1990-е",
    ):
        typed(text)

    assert told(Event.objects.in_year(2014)) == {
        *("2014–2016", "2014 и 2016", "с 2014", "до 2014", "раньше 2015", "зима 2014/15"),
    }
    assert told(Event.objects.in_year(2015)) == {"2014–2016", "с 2014", "после 2014", "зима 2014/15"}
    assert told(Event.objects.in_year(1995)) == {"1990-е"}
    assert Event.objects.count_by_year()[2014] == 6
    assert Event.objects.count_by_year()[2015] == 4
    assert Event.objects.count_by_year()[2016] == 3
    assert max(Event.objects.count_by_year()) == 2016


def test_what_goes_on_is_known_to_the_day() -> None:
    for text in (
        "1–9 мая 2016",
        "1 и 9 мая 2016",
        "май 2016",
        "с 1 мая 2016",
        "около 1–9 мая 2016",
        "5 мая 2016, 10:00",
    ):
        typed(text)

    left = told(Event.objects.from_day(date(2016, 5, 5)))
    assert left == {"1–9 мая 2016", "1 и 9 мая 2016", "5 мая 2016, 10:00", "май 2016", "около 1–9 мая 2016"}
    under_way = told(Event.objects.standing_in("under_way", day=date(2016, 5, 5)))
    assert under_way == {"1–9 мая 2016", "1 и 9 мая 2016", "5 мая 2016, 10:00"}
    assert told(Event.objects.to_the_day()) == {"1–9 мая 2016", "1 и 9 мая 2016", "5 мая 2016, 10:00"}
    assert told(Event.objects.on_day_of_year(date(2020, 5, 9))) == {"1 и 9 мая 2016"}
    assert told(Event.objects.on_day_of_year(date(2020, 5, 1))) == {"1–9 мая 2016", "1 и 9 мая 2016", "с 1 мая 2016"}


def test_the_last_contact_is_the_last_that_ended() -> None:
    first, last = typed("с 2010"), typed("2015")

    assert Event.objects.first_and_last(date(2026, 12, 1)) == (first, last)


def test_of_several_days_the_last_that_has_come_is_the_last_contact() -> None:
    both, between = typed("2 марта и 20 декабря 2026"), typed("10 ноября 2026")

    assert Event.objects.first_and_last(date(2026, 12, 1)) == (both, between)
    assert Event.objects.first_and_last(date(2026, 12, 20)) == (both, both)


def test_what_is_known_to_begin_in_a_time_and_what_may_meet_it() -> None:
    for text in ("до 2014", "с 2010", "2014", "май 2014", "после 2012", "раньше 2020", "2016"):
        typed(text)

    assert told(Event.objects.begun_within(date(2014, 1, 1), date(2014, 12, 31))) == {"2014", "май 2014"}
    period = parse("2014–2015")
    may_be_then = {row.title_en for row in Event.objects.all() if may_meet(row.period, period)}
    assert told(Event.objects.filter(meets(period))) == may_be_then
    assert may_be_then == {"до 2014", "с 2010", "2014", "май 2014", "после 2012", "раньше 2020"}
    assert told(Event.objects.filter(meets(parse("до 2012")))) == {"до 2014", "с 2010", "раньше 2020"}


@pytest.mark.parametrize(
    "columns",
    [
        {"precision": "year"},
        {"edtf": "2014/.."},
        {"start": date(2014, 1, 1), "end": date(2014, 1, 1), "precision": "day", "starts_at": time(9)},
        {"start": date(2014, 1, 1), "end": date(2014, 1, 1), "precision": "minute"},
        {"start": date(2015, 1, 1), "end": date(2014, 12, 31), "precision": "year"},
    ],
)
def test_the_database_refuses_half_a_date(columns: dict[str, object]) -> None:
    made = Event(slug="e", title_ru="Е", form="meeting", **(UNDATED | columns))
    with pytest.raises(IntegrityError), transaction.atomic():
        save(made)


def test_a_version_from_before_these_columns_comes_back() -> None:
    made = typed("июль 2019")
    for version in Version.objects.all():
        kept = json.loads(version.serialized_data)
        for name in ("starts_at", "ends_at", "edtf"):
            kept[0]["fields"].pop(name, None)
        version.serialized_data = json.dumps(kept)
        version.save()
    version = Version.objects.get_for_object(made).first()
    made.period = parse("с 2014")
    save(made)

    restoring.restore(version, by=None, reason="")

    back = Event.objects.get(pk=made.pk)
    assert back.period == parse("июль 2019")
    assert back.period_order == parse("июль 2019").order()


def test_an_open_date_comes_back_from_the_history() -> None:
    made = typed("с 2014")
    version = Version.objects.get_for_object(made).first()
    made.period = Period()
    save(made)

    restoring.restore(version, by=None, reason="")

    assert Event.objects.get(pk=made.pk).period == parse("с 2014")
