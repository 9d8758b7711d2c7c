"""The value: one span of whole units, open at an end or not; several days of one thing; or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, Self

from partnerships.period.formatter import format_period
from partnerships.period.units import (
    FIRST_YEAR,
    LAST_YEAR,
    TO_THE_DAY,
    Precision,
    Sense,
    Unit,
    check_unit,
    clock_of,
    edtf_of,
    first_day,
    last_day,
    precision_of,
    step,
    unit_at,
)

#: Where an open end stands in the columns of the database.
OPEN_END: Final = date(9999, 12, 31)
#: The most units that a period may name one by one.
MOST_NAMED: Final = 31
#: Minutes of a day and one for its end; and more than the minutes up to OPEN_END.
DAY, SPAN = 1441, 5_300_000_000


@dataclass(frozen=True)
class Period:
    """A period exactly as precise as it is known; `Period()` is undated and false.

    `first` and `last` are both there, or one of them is open. `named` holds the units of several days of one thing.
    Raises ValueError for what is no period.
    """

    first: Unit | None = None
    last: Unit | None = None
    sense: Sense = Sense.EXACT
    named: tuple[Unit, ...] = ()

    def __post_init__(self) -> None:
        ends = [check_unit(unit) for unit in (self.first, self.last) if unit is not None]
        if not ends and (self.sense or self.named):
            raise ValueError("an undated period has no more to say")
        if len({precision_of(end) for end in ends}) > 1:
            raise ValueError("a period has one precision")
        if len(ends) == 2 and ends[0] > ends[1]:
            raise ValueError("a period starts before it ends")
        if self.sense == Sense.ONCE:
            if len(ends) != 1:
                raise ValueError("before and after are open at one end")
            self._edge()
        if self.named:
            self._check_named()

    def _check_named(self) -> None:
        units = [check_unit(unit) for unit in self.named]
        if self.sense or (units[0], units[-1]) != (self.first, self.last) or len(units) > MOST_NAMED:
            raise ValueError("several days are their first, their last and those between")
        if {precision_of(unit) for unit in units} - {precision_of(units[0])} or len(units[0]) == 5:
            raise ValueError("several days have one precision and no hours")
        if any(one >= other for one, other in pairwise(units)) or follow_on(units):
            raise ValueError("several days go in order and have a gap")

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    def __str__(self) -> str:
        return format_period(self)

    # --- ways to say it ---------------------------------------------------------------------------

    @classmethod
    def of(cls, first: Unit, last: Unit | None = None) -> Self:
        """Return the span from `first` to `last`, or `first` alone."""
        return cls(first, last or first)

    @classmethod
    def about(cls, first: Unit, last: Unit | None = None) -> Self:
        """Return the span, with ends known roughly."""
        return cls(first, last or first, Sense.ABOUT)

    @classmethod
    def since(cls, first: Unit) -> Self:
        """Return what began in `first` and has no known end."""
        return cls(first, None)

    @classmethod
    def until(cls, last: Unit) -> Self:
        """Return what ended in `last` and began nobody knows when."""
        return cls(None, last)

    @classmethod
    def before(cls, unit: Unit) -> Self:
        """Return what happened some time before `unit`."""
        return cls(None, step(unit, -1), Sense.ONCE)

    @classmethod
    def after(cls, unit: Unit) -> Self:
        """Return what happened some time after `unit`."""
        return cls(step(unit, 1), None, Sense.ONCE)

    @classmethod
    def several(cls, units: Iterable[Unit]) -> Self:
        """Return the given units; those that follow one another without a gap are one span."""
        found = sorted(set(units))
        return cls(found[0], found[-1], named=() if follow_on(found) else tuple(found))

    # --- what it says -----------------------------------------------------------------------------

    @property
    def precision(self) -> str:
        """How precise its ends are, "" when undated."""
        unit = self.first or self.last
        return precision_of(unit).value if unit else ""

    @property
    def start(self) -> date | None:
        """The first day that it may mean, None for an open beginning."""
        return first_day(self.first) if self.first else None

    @property
    def end(self) -> date | None:
        """The last day that it may mean, None for an open end."""
        return last_day(self.last) if self.last else None

    @property
    def starts_at(self) -> time | None:
        """The hour of its beginning, where one is known."""
        return clock_of(self.first) if self.first else None

    @property
    def ends_at(self) -> time | None:
        """The hour of its end, where one is known."""
        return clock_of(self.last) if self.last else None

    @property
    def is_plain(self) -> bool:
        """Whether it is one span with both ends and no doubt."""
        return self.first is not None and self.last is not None and not self.sense and not self.named

    @property
    def is_to_the_day(self) -> bool:
        """Whether its days are known, all of them and surely: a calendar can show it."""
        both = self.first is not None and self.last is not None
        return both and self.precision in TO_THE_DAY and self.sense == Sense.EXACT

    def as_beginning(self) -> "Period":
        """Return it as the beginning of something: "since May 2013"; what is not plain says enough by itself."""
        return Period.since(self.first) if self.is_plain and self.first else self

    def as_end(self) -> "Period":
        """Return it as the end of something: "until May 2018"; what is not plain says enough by itself."""
        return Period.until(self.last) if self.is_plain and self.last else self

    def ends(self) -> tuple[Unit, Unit]:
        """Return both ends; only for a period that has them."""
        if self.first is None or self.last is None:
            raise ValueError("a period without an end has no ends")
        return self.first, self.last

    def spans(self) -> list[tuple[Unit, Unit]]:
        """Return its unbroken spans: one, or several of a thing that went on with gaps."""
        if not self.named:
            return [self.ends()]
        found: list[tuple[Unit, Unit]] = []
        for unit in self.named:
            if found and step(found[-1][1], 1) == unit:
                found[-1] = (found[-1][0], unit)
            else:
                found.append((unit, unit))
        return found

    def edge(self) -> Unit:
        """Return the unit that “before” or “after” names."""
        if self.sense != Sense.ONCE:
            raise ValueError("only before and after have an edge")
        return self._edge()

    def _edge(self) -> Unit:
        if self.last is not None:
            return step(self.last, 1)
        return step(self.first, -1) if self.first else ()

    def years(self, now: int = 0) -> list[int]:
        """Return the calendar years it is known to touch; what goes on without an end does so until the year `now`."""
        if not self:
            return []
        if self.named:
            spans = [(first_day(first).year, last_day(last).year) for first, last in self.spans()]
        else:
            start, end = self.standing()
            spans = [(start.year, max(start.year, now) if end == OPEN_END else end.year)]
        return sorted({year for first, last in spans for year in range(first, last + 1)})

    def holds(self, day: date) -> bool:
        """Say whether `day` may lie in it; one without dates leaves every day open."""
        if self.named:
            return any(first_day(unit) <= day <= last_day(unit) for unit in self.named)
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def is_surely_before(self, other: "Period") -> bool:
        """Say whether all of it was over before `other` began: of ends that are open or rough nobody can say so."""
        is_rough = Sense.ABOUT in (self.sense, other.sense)
        return not is_rough and self.end is not None and other.start is not None and self.end < other.start

    def edtf(self) -> str:
        """Return the period in EDTF: "2019-07", "2014/2019", "2014/..", "[..2013]", "1985~", or "" when undated."""
        mark = "~" if self.sense == Sense.ABOUT else ""
        first, last = (edtf_of(unit) + mark if unit else ".." for unit in (self.first, self.last))
        if not self:
            return ""
        if self.named:
            return "{" + ",".join(edtf_of(unit) for unit in self.named) + "}"
        if self.sense == Sense.ONCE:
            return f"[{first}{last}]"
        return first if first == last else f"{first}/{last}"

    # --- its place in the database ----------------------------------------------------------------

    def standing(self) -> tuple[date, date]:
        """Return the days at which it stands in the order and in filters (docs/dates.md); only for a dated one."""
        if self.first is None and self.last is None:
            raise ValueError("an undated period stands nowhere")
        bound: Any = self.first or self.last
        if self.last is None and self.sense != Sense.ONCE:
            return first_day(bound), OPEN_END
        return first_day(bound), last_day(self.last or bound)

    def order(self) -> int | None:
        """Return the number that orders periods, the same that the database computes; None for the undated."""
        if not self:
            return None
        start, end = self.standing()
        clock, stop = self.starts_at or self.ends_at, self.ends_at or (None if end == OPEN_END else self.starts_at)
        first = (start.toordinal() - 1) * DAY + (clock.hour * 60 + clock.minute if clock else 0)
        last = (end.toordinal() - 1) * DAY + (stop.hour * 60 + stop.minute if stop else DAY - 1)
        return first * SPAN + last

    def columns(self) -> dict[str, Any]:
        """Return what the columns of a model hold; EDTF only for what the others do not tell."""
        if not self:
            return UNDATED.copy()
        start, end = self.standing()
        clock, stop = self.starts_at or self.ends_at, self.ends_at or (None if end == OPEN_END else self.starts_at)
        edtf = "" if self.is_plain else self.edtf()
        return {
            "start": start,
            "end": end,
            "precision": self.precision,
            "starts_at": clock,
            "ends_at": stop,
            "edtf": edtf,
        }


#: The columns of a period, and what they hold when it is undated.
UNDATED: Final[dict[str, object]] = {
    "start": None,
    "end": None,
    "precision": "",
    "starts_at": None,
    "ends_at": None,
    "edtf": "",
}


def follow_on(units: list[Unit]) -> bool:
    """Say whether each of `units` is the next one of that before it."""
    return all(step(one, 1) == other for one, other in pairwise(units))


@lru_cache(maxsize=4096)
def plain_span(
    start: date, end: date, precision: str, starts_at: time | None = None, ends_at: time | None = None
) -> Period:
    """Return the plain span that the columns hold; ValueError where they are no whole units of the precision."""
    if precision not in Precision.values:
        raise ValueError("a period has a known precision")
    first, last = unit_at(start, precision, starts_at), unit_at(end, precision, ends_at)
    if first_day(first) != start or last_day(last) != end:
        raise ValueError("a period is made of whole units of its precision")
    return Period.of(first, last)


__all__ = ["FIRST_YEAR", "LAST_YEAR", "MOST_NAMED", "OPEN_END", "Period", "Precision", "Sense", "plain_span"]
