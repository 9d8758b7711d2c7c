"""What is changed on purpose, which tests have to notice, and how many of ten changes they have to notice at least."""

from typing import Final, NamedTuple


class Room(NamedTuple):
    """A module or some, the tests that stand nearest, and the floor."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    floor: float = 0.9


ROOMS: Final[dict[str, Room]] = {
    "rights": Room(
        ("partnerships/staff/rights.py",), ("tests/staff/test_rights.py", "tests/admin/test_rights_matrix.py")
    ),
    "gate": Room(
        ("partnerships/models/publication.py",), ("tests/models/test_publication.py", "tests/views/test_gate.py")
    ),
    "revisions": Room(("partnerships/history/revisions.py",), ("tests/history/test_revisions.py",)),
    "period": Room(("partnerships/period/value.py",), ("tests/period/test_value.py", "tests/period/test_parser.py")),
    "feeds": Room(("partnerships/views/feeds.py",), ("tests/views/test_two_cities.py",)),
    "calendars": Room(
        ("partnerships/views/calendar.py", "partnerships/opendata/ical.py"), ("tests/views/test_two_cities.py",)
    ),
    "structured data": Room(("partnerships/opendata/schema_org.py",), ("tests/opendata/test_schema_org.py",)),
    "conflict": Room(("partnerships/admin/writing/three_way.py",), ("tests/admin/writing/test_conflict.py",)),
    "lookups": Room(("partnerships/spreadsheets/lookups.py",), ("tests/spreadsheets/test_cells.py",)),
    "agreements": Room(("partnerships/standing/agreements.py",), ("tests/standing/test_rule.py",)),
}
