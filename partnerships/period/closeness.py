"""How a period lies to a day, and to another period."""

from datetime import date

from partnerships.period.units import first_day, last_day
from partnerships.period.value import Period


def may_meet(one: Period, other: Period) -> bool:
    """Say whether two dated periods may have days in common: an open end leaves every day beyond it open."""
    return not _is_before(one, other) and not _is_before(other, one)


def _is_before(one: Period, other: Period) -> bool:
    return one.end is not None and other.start is not None and one.end < other.start


def latest_day(period: Period, today: date) -> date:
    """Return the last day up to `today` of a dated period that has begun: of several days, the last that has come."""
    if period.named:
        return max((min(last_day(unit), today) for unit in period.named if first_day(unit) <= today), default=today)
    return min(period.standing()[1], today)
