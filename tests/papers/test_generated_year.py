"""The report of a generated year: its time in each language, and its figures counted again by hand."""

from collections import Counter
from datetime import date
from time import process_time

import pytest
from django.core.management import call_command
from django.utils import timezone

from partnerships.models import AnnualReport, City, Delegation, Greeting, Letter, PlanItem, Record
from partnerships.papers.annual.figures import REPORT_FIGURES
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import made_docx
from partnerships.papers.paper import PaperWish
from partnerships.text.translated import CODES
from tests.conftest import save

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
#: Seconds of work that a report may take.
SECONDS = 5

pytestmark = pytest.mark.django_db


def by_hand() -> dict[str, int]:
    """Return the figures as one counts them row by row, without any rule of the register."""
    now = timezone.now()
    open_cities = {
        key
        for key, state, at in City._base_manager.values_list("pk", "state", "publish_at")
        if state == "published" and at and at <= now
    }
    links = Record.cities.through._base_manager.values_list("record_id", "city_id")
    guests = Counter(record for record, city in links if city in open_cities)
    rows = Record._base_manager.values_list("pk", "kind", "start", "state", "publish_at")
    seen = {
        key: kind
        for key, kind, start, state, at in rows
        if state == "published" and at and at <= now and start and FIRST <= start <= LAST and kind != "actionplan"
    }
    found: Counter[str] = Counter()
    for key, direction, head_count in Delegation._base_manager.values_list("pk", "direction", "head_count"):
        if key in seen:
            found[direction] += max(1, guests[key]) if direction == "incoming" else 1
            if direction != "online":  # nobody travels to it
                found[f"{direction}-people"] += head_count or 0
    kinds = Counter(seen.values())
    found.update(events=kinds["event"], exhibitions=kinds["exhibition"], signed=kinds["agreement"])
    for row in Greeting._base_manager.all():
        if row.sent_on and FIRST <= row.sent_on <= LAST and row.state in ("sent", "answered"):
            found["greetings-sent"] += 1
            found["greetings-answered"] += row.state == "answered"
    found["letters-sent"] = sum(
        bool(row.sent_on and FIRST <= row.sent_on <= LAST)
        for row in Letter._base_manager.filter(state__in=("sent", "answered"))
    )
    for item in PlanItem._base_manager.exclude(state="dropped"):
        if item.due.end and FIRST <= item.due.end <= LAST:
            found["plan-items"] += 1
            found["plan-done"] += item.state == "done"
    published = [row for model in (Record, City) for row in model._base_manager.values_list("state", "publish_at")]
    found["publications"] = sum(
        state == "published" and bool(at) and at <= now and timezone.localtime(at).year == FIRST.year
        for state, at in published
    )
    return dict(found)


@pytest.mark.parametrize(
    ("cities", "records"),
    [(40, 2500), pytest.param(300, 10_000, marks=pytest.mark.long)],
)
def test_the_report_of_a_generated_year(cities: int, records: int) -> None:
    call_command("generate", cities=cities, records=records, seed=7, verbosity=0)
    report = save(AnnualReport(begins=FIRST, ends=LAST))
    counted = by_hand()
    assert {code: REPORT_FIGURES[code].count((FIRST, LAST)) for code in counted} == counted
    assert {code: sum(line.number for line in REPORT_FIGURES[code].lines((FIRST, LAST))) for code in counted} == counted
    assert counted["incoming"] + counted["outgoing"] > 40
    assert counted["greetings-sent"] > 30
    assert counted["plan-items"] >= 25
    for language in CODES:
        begun = process_time()
        made_docx(BY_SLUG["annual-report"], report, PaperWish(language))
        assert process_time() - begun < SECONDS, language
