"""The value: a span of whole days, months or years, or nothing."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1000, 2999


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


#: From the most to the least precise; a plain tuple, because Django's `values` is made anew at each use.
PRECISIONS = tuple(Precision.values)


def first_day(year: int, month: int = 1, day: int = 1) -> date:
    """Return the first day of the unit that the given parts name."""
    return date(year, month, day)


def last_day(year: int, month: int | None = None, day: int | None = None) -> date:
    """Return the last day of the unit that the given parts name."""
    if month is None:
        return date(year, 12, 31)
    return date(year, month, day or calendar.monthrange(year, month)[1])


@dataclass(frozen=True)
class Period:
    """An inclusive span exactly as precise as it is known; `Period()` is undated and false.

    Raises ValueError for a half-given or reversed span, and for one that is not made of whole units.
    """

    start: date | None = None
    end: date | None = None
    precision: str = ""

    def __post_init__(self) -> None:
        if not (self.start or self.end or self.precision):
            return
        if self.start is None or self.end is None or self.precision not in PRECISIONS:
            raise ValueError("a period has a start, an end and a precision, or none of them")
        if self.start > self.end:
            raise ValueError("a period starts before it ends")
        if not (self.start.year >= FIRST_YEAR and self.end.year <= LAST_YEAR):
            raise ValueError("the year is out of range")
        if self != self.of(self._parts(self.start), self._parts(self.end)):
            raise ValueError("a period is made of whole units of its precision")

    def __bool__(self) -> bool:
        return self.start is not None

    @classmethod
    def of(cls, first: tuple[int, ...], last: tuple[int, ...] | None = None) -> Self:
        """Return the span from `first` to `last`, each (year), (year, month) or (year, month, day)."""
        last = last or first
        period = object.__new__(cls)
        object.__setattr__(period, "start", first_day(*first))
        object.__setattr__(period, "end", last_day(*last))
        object.__setattr__(period, "precision", PRECISIONS[3 - len(first)])
        if first > last or len(first) != len(last) or not FIRST_YEAR <= first[0] <= last[0] <= LAST_YEAR:
            raise ValueError("a period runs forward between units of one precision")
        return period

    def _parts(self, day: date) -> tuple[int, ...]:
        return (day.year, day.month, day.day)[: 3 - PRECISIONS.index(self.precision)]

    def ends(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return both ends as (year[, month[, day]]); only for a dated period."""
        if self.start is None or self.end is None:
            raise ValueError("an undated period has no ends")
        return self._parts(self.start), self._parts(self.end)

    def years(self) -> range:
        """Return the calendar years that the span touches."""
        if self.start is None or self.end is None:
            return range(0)
        return range(self.start.year, self.end.year + 1)

    def holds(self, day: date) -> bool:
        """Say whether `day` may lie in the span; one without dates leaves every day open."""
        return self.start is None or self.end is None or self.start <= day <= self.end

    def edtf(self) -> str:
        """Return the period in EDTF level 0: "2019-07", "2014/2019", or "" when undated."""
        if not self:
            return ""
        texts = ["-".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(end)) for end in self.ends()]
        return texts[0] if texts[0] == texts[1] else "/".join(texts)
