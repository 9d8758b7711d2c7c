"""Lists are read along an index, whatever their length: asked of the database's own plan, and never of a clock."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest
from django.db import connection

from partnerships.models import City, Record
from partnerships.models.record import RecordQuerySet
from tests.conftest import save

pytestmark = pytest.mark.django_db

#: What SQLite's ANALYZE found in a made-up register of 100,000 records: table, index, rows and rows a value.
MEASURED: Final = (
    ("partnerships_record", "record_over_days", "70000 70000"),
    ("partnerships_record", "record_by_start", "100000 30"),
    ("partnerships_record", "record_in_state_by_date", "100000 33334 12 1"),
    ("partnerships_record", "record_by_date", "100000 12 1"),
    ("partnerships_record", "record_by_end", "100000 30 12"),
    ("partnerships_record", "record_state_moment", "100000 33334 1"),
    ("partnerships_record", "record_kind_start", "100000 25000 10"),
    ("partnerships_record_cities", "partnerships_record_cities_record_id_city_id_3544ffc2_uniq", "162000 2 1"),
)
PAGE: Final = 30


def lines() -> RecordQuerySet[Any]:
    return Record.objects.public().told_once(set()).for_line()


#: What is asked, and what the plan has to name.
ASKED: Final[dict[str, tuple[Callable[[], Any], str]]] = {
    "first page": (lambda: lines().newest_first()[:PAGE], "record_in_state"),
    "last page": (lambda: lines().newest_first().reverse()[:PAGE], "record_in_state"),
    "first page, oldest first": (lambda: lines().oldest_first()[:PAGE], "record_in_state_by_date"),
    "last page, oldest first": (lambda: lines().oldest_first().reverse()[:PAGE], "record_in_state_by_date"),
    "added last": (lambda: lines().lately_published()[:4], "record_state_moment"),
    "on this day": (lambda: Record.objects.on_day_of_year(date(2026, 11, 30)), "record_by_start"),
}


@pytest.fixture
def large() -> None:
    """Let the database believe that the register is large."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
            cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl LIKE 'partnerships_record%%'")
            cursor.executemany("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", MEASURED)
            cursor.execute("ANALYZE sqlite_schema")
        else:  # a plan that reads or sorts everything is then taken only where there is no other
            for way in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")


def plan_of(query: Any) -> str:
    return str(query.explain())


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("name", ASKED)
def test_a_list_is_read_along_an_index(omsk: City, name: str) -> None:
    ask, index = ASKED[name]
    plan = plan_of(ask())

    # What statistics know of the one row decides how PostgreSQL reads "added last": there SQLite's plan is the judge.
    assert index in plan or (connection.vendor != "sqlite" and name == "added last")
    if connection.vendor == "sqlite":
        sorted_whole = [line for line in plan.splitlines() if "USE TEMP B-TREE FOR ORDER BY" in line]
        assert [line for line in sorted_whole if line.split()[1] == "0"] == []
        assert "SCAN partnerships_record\n" not in plan
    else:
        assert "Seq Scan on partnerships_record " not in plan
        # Rows of one and the same moment may be put in order; all of them may not.
        outer = plan.split("SubPlan")[0].split("InitPlan")[0].replace("Incremental Sort", "")
        assert "Sort  (cost" not in outer or name in {"on this day", "added last"}


def test_on_this_day_finds_both_who_began_and_who_were_there_again(country: Any) -> None:
    from partnerships.models import Event
    from partnerships.period import parse

    for slug, words in (("began", "30.11.2019–2.12.2019"), ("day", "30.11.1950"), ("other", "1.12.2019")):
        event = Event(slug=slug, title_ru=slug, form="meeting")
        event.period = parse(words)
        save(event)
    assert {row.slug for row in Record.objects.on_day_of_year(date(2026, 11, 30))} == {"began", "day"}
    assert list(Record.objects.on_day_of_year(date(2024, 2, 29))) == []
