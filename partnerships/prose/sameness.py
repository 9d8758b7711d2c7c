"""What is told near enough to go on about, and what is told twice."""

from typing import Final

from partnerships.period import Period
from partnerships.prose.found import AGREEMENT, DELEGATION, EXHIBITION, Find
from partnerships.prose.sentences import Sentence

#: Events that “the celebration” may go back to.
_CELEBRATED: Final = frozenset({"city_day", "anniversary", "territory_day"})


def is_near(told: Sentence, now: Sentence, *, across: bool, within_block: bool = True) -> bool:
    """Say whether `now` can go on about what was told in `told`: in its paragraph, its block, or the one after."""
    if told.paragraph == now.paragraph:
        return True
    return (within_block and told.block == now.block) or (across and now.block - told.block <= 1)


def is_same(known: Find, find: Find, *, is_close: bool) -> bool:
    """Say whether two finds of a kind are one thing."""
    same_cities, same_period = set(known.cities) == set(find.cities), known.period == find.period
    half_dated = not (known.period and find.period)
    if known.title and find.title:
        return known.title == find.title and (same_period or half_dated)
    if known.kind == AGREEMENT:
        return bool(set(known.cities) & set(find.cities)) and (same_period or half_dated)
    overlap = same_period or (is_close and half_dated) or _holds(known, find)
    if known.kind == DELEGATION:
        same_way = known.form == find.form or "" in {known.form, find.form}
        told_together = is_close and known.form == "mutual" and find.is_several and not find.period
        return same_cities and ((same_way and overlap) or told_together)
    if known.form != find.form and not (is_close and find.form == "festive_event" and known.form in _CELEBRATED):
        return False
    open_cities = is_close and not (known.cities and find.cities)
    return (
        overlap
        and (same_cities or open_cities or (is_close and known.kind == EXHIBITION))
        and (is_close or bool(find.cities))
    )


def _holds(known: Find, find: Find) -> bool:
    """Say whether the date of one is a day or a month within that of the other."""
    one, other = known.period, find.period
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)


def until(known: Period, told: Period) -> Period | None:
    """Return the time that something took from `known` on, as it is told later: until, or from and until; or None."""
    if told.last is None or not known.start or not told.end or known.start > told.end:
        return None
    if told.first is not None and told.first != told.last:
        holds = told.start and known.end and known.start <= told.end and told.start <= known.end
        return told if holds else None
    if known.precision != told.precision or known.first is None or known.sense or known.named:
        return None
    return Period.of(known.first, told.last)
