"""The records of a year of which a report is made, and a way to add one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import time_machine

from partnerships.models import AnnualReport, City, Country, Delegation, Event
from partnerships.papers.annual.content import span_of
from partnerships.papers.annual.figures import REPORT_FIGURES
from partnerships.period import parse
from tests.conftest import at_once, save
from tests.papers.rich_records import RichRecords, make_rich_records


def add(record: Delegation | Event, *cities: City, when: str = "10 октября 2025", public: bool = True) -> None:
    with at_once():
        record.period = parse(when)
        save(record, public=public, cities=cities)


def report_of(begins: date, ends: date) -> AnnualReport:
    """Save and return a report of these days."""
    report: AnnualReport = save(AnnualReport(begins=begins, ends=ends))
    return report


def count(code: str, report: AnnualReport) -> int | None:
    return REPORT_FIGURES[code].count(span_of(report))


@contextmanager
def year_of_records(omsk: City, country: Country) -> Iterator[RichRecords]:
    """Make the records of 2025, and let it be January 2026."""
    with time_machine.travel("2026-01-12 09:00+03:00"):
        omsk.publish_at = None  # as from the day of the test on
        found = make_rich_records(save(omsk))
        country.iso_code = "RU"
        save(country)
        abroad = save(Country(name_ru="Франция", name_en="France", iso_code="FR", group=country.group))
        beziers = save(City(slug="beziers", name_ru="Безье", name_en="Béziers", country=abroad, tie="sister_city"))
        add(Delegation(slug="two", title_ru="Гости двух городов", direction="incoming", head_count=5), omsk, beziers)
        add(Delegation(slug="out", title_ru="Выезд", direction="outgoing"), beziers)
        hidden = Delegation(slug="hid", title_ru="Скрытая", direction="incoming", head_count=99)
        add(hidden, omsk, public=False)
        yield found
