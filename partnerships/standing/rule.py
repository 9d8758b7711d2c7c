"""A rule as an ordered list of cases, asked of rows in a query and of an instance in the same words."""

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import BooleanField, Case, CharField, Q, TextChoices, Value, When
from django.db.models.constants import LOOKUP_SEP

from partnerships.period import OPEN_END, Period
from partnerships.period.units import LAST_YEAR
from partnerships.text.label import Label

#: As in SQL, nothing is before or after what is not known.
_COMPARED: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    "contains": operator.contains,
    "startswith": str.startswith,
}

#: The days of a period in one column, as text, and nothing where it has none.
_TRANSFORMED: Final[dict[str, Callable[[Period], str | None]]] = {
    "first": lambda period: period.standing()[0].isoformat() if period else None,
    "end": lambda period: (period.end or OPEN_END).isoformat() if period else None,
    "last": lambda period: period.standing()[1].isoformat() if period else None,
}

#: A day in the past and one to come: of some columns a rule asks only before today.
EARLY: Final = date(1000, 1, 1)
LATE: Final = date(LAST_YEAR, 1, 1)

type Cases = tuple[tuple[Q, str], ...]


def _parts(condition: Q) -> list[Any]:
    """Return the conditions inside `condition`, and its own pairs of a lookup and a value."""
    return list(condition.children)


def _fits(lookup: str, value: Any, row: object, told: Mapping[str, Any]) -> bool:
    name, *steps = lookup.split(LOOKUP_SEP)
    found = told[name] if name in told else getattr(row, name)
    how = steps.pop() if steps and steps[-1] in (*_COMPARED, "in") else ""
    for step in steps:
        found = _TRANSFORMED[step](found)
    if how in _COMPARED:
        return found is not None and _COMPARED[how](found, value)
    return found in value if how == "in" else bool(found == value)


def _holds(condition: Q, row: object, told: Mapping[str, Any]) -> bool:
    parts = (
        _holds(part, row, told) if isinstance(part, Q) else _fits(part[0], part[1], row, told)
        for part in _parts(condition)
    )
    found = all(parts) if condition.connector == Q.AND else any(parts)
    return not found if condition.negated else found


def _renamed(condition: Q, columns: Mapping[str, str]) -> Q:
    """Return `condition` with the columns of another model for those of the rule."""
    parts: list[object] = []
    for part in _parts(condition):
        if isinstance(part, Q):
            parts.append(_renamed(part, columns))
        else:
            name, separator, how = part[0].partition(LOOKUP_SEP)
            parts.append((columns.get(name, name) + separator + how, part[1]))
    return Q(*parts, _connector=condition.connector, _negated=condition.negated)


def _names(condition: Q) -> Iterator[str]:
    for part in _parts(condition):
        if isinstance(part, Q):
            yield from _names(part)
        else:
            yield part[0].partition(LOOKUP_SEP)[0]


@dataclass(frozen=True)
class Rule:
    """`cases` returns the conditions that hold on a day, each with what follows; `otherwise` when none fits."""

    cases: Callable[[date], Cases]
    otherwise: TextChoices

    @cached_property
    def asked(self) -> list[str]:
        """The names of the columns that the rule asks, of whatever day."""
        cases = (*self.cases(EARLY), *self.cases(LATE))
        return sorted({name for condition, _value in cases for name in _names(condition)})

    def expression(self, day: date, **columns: str) -> Case:
        """Return what follows on `day` for each row; `columns` name those that are called otherwise there."""
        whens = [When(_renamed(condition, columns), then=Value(value)) for condition, value in self.cases(day)]
        return Case(*whens, default=Value(self.otherwise), output_field=CharField())

    def condition(self, day: date, standings: Collection[str], **columns: str) -> Case:
        """Return for each row whether one of `standings` follows on `day`.

        The last cases are left out as far as they make no difference: of most questions those that look up more rows.
        """
        told = [(condition, value in standings) for condition, value in self.cases(day)]
        otherwise = self.otherwise in standings
        while told and told[-1][1] == otherwise:
            told.pop()
        whens = [When(_renamed(condition, columns), then=Value(is_one)) for condition, is_one in told]
        return Case(*whens, default=Value(otherwise), output_field=BooleanField())

    @property
    def choices(self) -> dict[str, Label]:
        """Every standing with its words."""
        return dict(type(self.otherwise).choices)

    def label(self, standing: str) -> str:
        """Return `standing` in words."""
        return str(type(self.otherwise)(standing).label)

    def of(self, row: object, day: date, told: Mapping[str, Any] | None = None) -> str:
        """Return what follows on `day` for `row`; `told` holds what is asked for and is no attribute of it."""
        known = told or {}
        return next((value for condition, value in self.cases(day) if _holds(condition, row, known)), self.otherwise)
