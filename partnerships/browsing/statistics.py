"""Counts for the public statistics; each number is the length of a list that its address opens.

A record counts once, in the year it begins; "more than 30" counts as 30; an unknown head-count is not a zero.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, F
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from partnerships.browsing.record_filter import UNDATED
from partnerships.delivery import memo
from partnerships.models import Agreement, Delegation, Direction, Event, Exhibition, Record
from partnerships.models.base import YearOf

#: Column → its heading, its model, the part of the model it counts, and the parameters of its list.
COLUMNS: Final[dict[str, tuple[Any, type[Record], dict[str, str]]]] = {
    "incoming": (_("Delegations received"), Delegation, {"direction": Direction.INCOMING}),
    "outgoing": (_("Delegations sent"), Delegation, {"direction": Direction.OUTGOING}),
    "mutual": (_("Exchanges"), Delegation, {"direction": Direction.MUTUAL}),
    "online": (_("Online meetings of delegations"), Delegation, {"direction": Direction.ONLINE}),
    "events": (_("Events"), Event, {}),
    "exhibitions": (_("Exhibitions"), Exhibition, {}),
    "agreements": (_("Agreements signed"), Agreement, {}),
}


@dataclass
class Row:
    """One year, country or theme with its count in each column."""

    label: str
    parameters: dict[str, str]
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    people: int | None = None

    def cells(self) -> list[dict[str, Any]]:
        """Return each count with the address of its list, "" where nothing was counted."""
        return [
            {
                "count": self.counts[name],
                "kind": model.KIND,
                "query": urlencode({**self.parameters, **narrower}) if self.counts[name] else "",
            }
            for name, (_label, model, narrower) in COLUMNS.items()
        ]

    def value(self, column: str) -> int:
        """Return the number in `column`, by which a table can be sorted; nobody knows is less than none."""
        return self.counts.get(column, -1 if self.people is None else self.people)

    def total(self) -> int:
        """Return the sum of all columns."""
        return sum(self.counts.values())


#: Kind and, of a delegation, its direction → the column in which it counts.
COLUMN_OF: Final = {
    (model.KIND, narrower.get("direction")): name for name, (_label, model, narrower) in COLUMNS.items()
}


def _count(group: Any) -> list[tuple[Any, str, int]]:
    """Return values of `group`, each with a column and how many public records fall under both."""
    records = Record.objects.public().order_by().annotate(group=group)
    rows = records.values_list("group", "kind", "delegation__direction").annotate(count=Count("pk", distinct=True))
    return [(value, COLUMN_OF[kind, direction], count) for value, kind, direction, count in rows]


def _people(group: Any) -> dict[Any, int]:
    """Return how many people went in the public delegations under each value of `group`, where that is known."""
    known = Delegation.objects.public().order_by().filter(head_count__isnull=False).annotate(group=group)
    people: Counter[Any] = Counter()
    # A delegation with two cities of one country is one row here.
    for _pk, key, count in known.values_list("pk", "group", "head_count").distinct():
        people[key] += count
    return people


def _rows(labels: dict[Any, tuple[str, dict[str, str]]], group: Any) -> list[Row]:
    rows = {key: Row(label, parameters) for key, (label, parameters) in labels.items()}
    for key, name, count in _count(group):
        if key in rows:
            rows[key].counts[name] = count
    for key, people in _people(group).items():
        if key in rows:
            rows[key].people = people
    return [row for row in rows.values() if row.total()]


def by_year() -> list[Row]:
    """Return a row for each year in which something began, the latest first, and one for the undated."""
    records = Record.objects.public().dated().annotate(year=YearOf("start")).order_by("-year")
    years = records.values_list("year", flat=True).distinct()
    labels: dict[Any, tuple[str, dict[str, str]]] = {year: (str(year), {"began": str(year)}) for year in years}
    labels[None] = (str(_("Undated")), {"began": UNDATED})
    return _rows(labels, YearOf("start"))


def by_country() -> list[Row]:
    """Return a row for each country with a public city, in alphabetical order."""
    countries = memo.current().countries_with_cities()
    labels = {country.pk: (country.name, {"country": str(country.pk)}) for country in countries}
    return _rows(labels, F("cities__country"))


def by_theme() -> list[Row]:
    """Return a row for each field of cooperation, in the department's order."""
    labels = {theme.pk: (theme.name, {"theme": slug}) for slug, theme in memo.current().themes.items()}
    return _rows(labels, F("themes"))


PEOPLE: Final = "people"
HEADINGS: Final[dict[str, Any]] = {
    **{name: label for name, (label, _model, _narrower) in COLUMNS.items()},
    PEOPLE: _("People in delegations"),
}


def ordered(rows: list[Row], column: str) -> list[Row]:
    """Return `rows` with the largest number of `column` first, or as they are without one."""
    return sorted(rows, key=lambda row: row.value(column), reverse=True) if column in HEADINGS else rows


#: Names of the three tables, as in the address of their data.
TABLES: Final = {"year": by_year, "country": by_country, "theme": by_theme}


def table(name: str) -> list[Row]:
    """Return the rows of one of TABLES, counted once for each state of the register."""
    return memo.current().keep(("statistics", name), TABLES[name])
