"""What an earlier frozen report has told: only what it lacks is marked, section by section, of all of them together."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from partnerships.models import ActionPlan, Agreement, AnnualReport, City, Country, Event, FrozenReport, User
from partnerships.papers.annual.content import report_tags
from partnerships.papers.annual.freezing import freeze
from partnerships.papers.annual.told import keys_told
from partnerships.papers.declared import BY_SLUG
from partnerships.period import parse
from tests.conftest import at_once, save
from tests.papers.report_records import add, report_of, year_of_records
from tests.papers.rich_records import RichRecords

pytestmark = pytest.mark.django_db

PAPER = BY_SLUG["annual-report"]
QUARTERS = ((1, 1, 3, 31), (4, 1, 6, 30), (7, 1, 9, 30), (10, 1, 12, 31))


@pytest.fixture
def rich(omsk: City, country: Country) -> Iterator[RichRecords]:
    with year_of_records(omsk, country) as found:
        yield found


def numbers(report: AnnualReport, table: str) -> list[str]:
    """Return the numbers of the lines of a table, wherever it stands in the report."""
    return [line.number for section in report_tags(report).sections for line in getattr(section, table)]


def keep(report: AnnualReport) -> FrozenReport:
    """Freeze what a report tells, without its papers."""
    return FrozenReport.objects.create(
        report=report, frozen_at=timezone.now(), content={"told": keys_told(report), "figures": {}, "languages": {}}
    )


def keep_quarters() -> None:
    for first_month, first, last_month, last in QUARTERS:
        keep(report_of(date(2025, first_month, first), date(2025, last_month, last)))


def add_agreement(city: City, when: str = "5 июня 2014") -> None:
    with at_once():
        agreement: Any = Agreement(slug="late", title_ru="Забытое соглашение", form="agreement")
        agreement.period = parse(when)
        save(agreement, cities=[city])


def forget(frozen: FrozenReport) -> None:
    """Leave a frozen report with what one kept of old: the keys of the counted records."""
    frozen.content["told"] = frozen.content["told"]["counted"]
    frozen.save(update_fields=["content"])


def test_older_agreements_and_plans_that_were_told_are_not_marked(rich: RichRecords, clerk: User) -> None:
    freeze(rich.report, PAPER, clerk)
    again = report_of(date(2025, 1, 1), date(2025, 12, 31))
    assert numbers(again, "agreements") == ["1"]
    assert numbers(again, "plans") == ["1"]
    assert report_tags(again).mark == ""

    add_agreement(rich.city)
    with at_once():
        plan: Any = ActionPlan(slug="late", title_ru="Забытый план", carries_out=rich.agreement)
        plan.period, plan.status = parse("2025"), "adopted"
        save(plan, cities=[rich.city])
    assert numbers(again, "agreements") == ["1", "2*"]
    assert numbers(again, "plans") == ["1*", "2"]
    assert "12 января 2026" in report_tags(again).mark


def test_a_report_frozen_of_old_marks_nothing_where_it_kept_nothing(rich: RichRecords) -> None:
    forget(keep(rich.report))
    add_agreement(rich.city)
    add(Event(slug="new", title_ru="Поздняя встреча", form="meeting"), rich.city)
    again = report_of(date(2025, 1, 1), date(2025, 12, 31))
    assert numbers(again, "agreements") == ["1", "2"]
    assert numbers(again, "plans") == ["1"]
    assert numbers(again, "events") == ["1", "2*"]


def test_the_year_after_its_quarters_marks_only_what_none_of_them_told(rich: RichRecords) -> None:
    for at, when in enumerate(("2 февраля 2025", "3 мая 2025", "4 ноября 2025")):
        add(Event(slug=f"e{at}", title_ru=f"Встреча {at}", form="meeting"), rich.city, when=when)
    keep_quarters()
    assert [number for number in numbers(rich.report, "events") if "*" in number] == []
    assert [number for number in numbers(rich.report, "visits") if "*" in number] == []
    assert [number for number in numbers(rich.report, "agreements") if "*" in number] == []

    add(Event(slug="new", title_ru="Поздняя встреча", form="meeting"), rich.city, when="9 февраля 2025")
    assert numbers(rich.report, "events") == ["1", "2*", "3", "4", "5"]


def test_what_lies_in_no_frozen_time_is_not_marked(rich: RichRecords) -> None:
    keep(report_of(date(2025, 1, 1), date(2025, 3, 31)))
    assert [number for number in numbers(rich.report, "events") if "*" in number] == []


def test_what_came_late_is_named_of_every_earlier_report_and_once(rich: RichRecords) -> None:
    keep_quarters()
    add(Event(slug="new", title_ru="Поздняя встреча", form="meeting"), rich.city, when="9 февраля 2025")
    later = report_of(date(2026, 1, 1), date(2026, 6, 30))
    assert "Поздняя встреча" in report_tags(later).late

    keep(later)
    last = report_of(date(2026, 7, 1), date(2026, 12, 31))
    assert report_tags(last).late == ""
