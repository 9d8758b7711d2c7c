"""Counts for the public statistics: tables by year, country and field; each number opens the list it counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from django.db.models.expressions import Combinable
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from partnerships.browsing import counting
from partnerships.browsing.narrowing import UNDATED
from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.kinds.kind import Counted, Kind
from partnerships.models import Agreement, Delegation
from partnerships.models.record import models_by_kind
from partnerships.standing.choices import HELD


class CountedColumn(NamedTuple):
    """A column of the statistics and the kind of record that it counts."""

    kind: Kind
    counted: Counted


#: What took place comes first, what was signed last.
COLUMNS: Final[dict[str, CountedColumn]] = {
    counted.name: CountedColumn(KINDS[kind], counted)
    for kind, _model in sorted(models_by_kind().items(), key=lambda named: named[1] is Agreement)
    for counted in KINDS[kind].counted
}


@dataclass
class CountedRow:
    """One year, country or theme with its count in each column."""

    label: str
    parameters: dict[str, str]
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    people: int | None = None

    def query(self, column: str) -> str:
        """Return what the list of a number is asked for, "" where nothing was counted."""
        if not self.value(column) or (column == PEOPLE and self.people is None):
            return ""
        narrower = {"people": "known"} if column == PEOPLE else COLUMNS[column].counted.narrower
        return urlencode({**self.parameters, "standing": HELD, **narrower})

    def cells(self, columns: Iterable[str]) -> list[dict[str, Any]]:
        """Return the number in each of `columns` with the list it opens."""
        return [
            {
                "count": self.value(name) if name != PEOPLE else self.people,
                "kind": Delegation.KIND if name == PEOPLE else COLUMNS[name].kind.name,
                "query": self.query(name),
                "is_people": name == PEOPLE,
            }
            for name in columns
        ]

    def value(self, column: str) -> int:
        """Return the number in `column`, by which a table can be sorted; nobody knows is less than none."""
        return self.counts.get(column, -1 if self.people is None else self.people)

    def total(self) -> int:
        """Return the sum of all columns."""
        return sum(self.counts.values())


#: Kind and, of a delegation, its direction → the column in which it counts.
COLUMN_OF: Final = {(kind.name, counted.narrower.get("direction")): name for name, (kind, counted) in COLUMNS.items()}


def _rows(labels: dict[Any, tuple[str, dict[str, str]]], group: Combinable, day: date | None) -> list[CountedRow]:
    then = {"on": day.isoformat()} if day else {}
    rows = {key: CountedRow(label, {**parameters, **then}) for key, (label, parameters) in labels.items()}
    for key, kind, direction, count in counting.groups(group, day):
        if key in rows:
            rows[key].counts[COLUMN_OF[kind, direction]] = count
    for key, people in counting.people(group, day).items():
        if key in rows:
            rows[key].people = people
    return [row for row in rows.values() if row.total()]


def by_year(day: date | None = None) -> list[CountedRow]:
    """Return a row for each year in which something began, the latest first, and one for the undated."""
    records = counting.counted(day).dated().annotate(year=counting.year_counted())
    years = records.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    labels: dict[int | None, tuple[str, dict[str, str]]] = {year: (str(year), {"began": str(year)}) for year in years}
    labels[None] = (str(_("Undated")), {"began": UNDATED})
    return _rows(labels, counting.year_counted(), day)


def by_country(day: date | None = None) -> list[CountedRow]:
    """Return a row for each country with a public city, in alphabetical order."""
    countries = memo.current().countries_with_cities()
    labels = {country.pk: (country.name, {"country": str(country.pk)}) for country in countries}
    return _rows(labels, counting.country_counted(), day)


def by_theme(day: date | None = None) -> list[CountedRow]:
    """Return a row for each field of cooperation, in the department's order."""
    labels = {theme.pk: (theme.name, {"theme": slug}) for slug, theme in memo.current().themes.items()}
    return _rows(labels, counting.theme_counted(), day)


PEOPLE: Final = "people"
HEADINGS: Final[dict[str, object]] = {
    **{name: column.counted.heading for name, column in COLUMNS.items()},
    PEOPLE: _("People in delegations"),
}


def latest_years(rows: Iterable[CountedRow], most: int) -> list[CountedRow]:
    """Return the latest years in order; one in which nothing was counted has its place among them."""
    known = {int(row.label): row for row in rows if row.parameters["began"] != UNDATED}
    if not known:
        return []
    years = range(max(min(known), max(known) - most + 1), max(known) + 1)
    return [known.get(year) or CountedRow(str(year), {"began": str(year)}) for year in years]


def filled_columns(rows: Iterable[CountedRow]) -> dict[str, object]:
    """Return the headings of the columns in which any of `rows` has something."""
    known = list(rows)
    return {
        name: label
        for name, label in HEADINGS.items()
        if any(row.people is not None if name == PEOPLE else row.counts[name] for row in known)
    }


def ordered(rows: list[CountedRow], column: str) -> list[CountedRow]:
    """Return `rows` with the largest number of `column` first, or as they are without one."""
    return sorted(rows, key=lambda row: row.value(column), reverse=True) if column in HEADINGS else rows


#: Names of the three tables, as in the address of their data.
TABLES: Final = {"year": by_year, "country": by_country, "theme": by_theme}


def table(name: str, day: date | None = None) -> list[CountedRow]:
    """Return the rows of one of TABLES, counted once for each state of the register; as at a day, anew."""
    if day:
        return TABLES[name](day)
    return memo.current().keep(("statistics", name), TABLES[name])
