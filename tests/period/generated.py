"""Periods of every kind, made up by hypothesis, or by chance alone where very many are asked for."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from partnerships.period import Period
from partnerships.period.tokens import Tokenizer
from partnerships.period.units import DECADE, Unit, step
from partnerships.period.words import Vocabulary, date_words

YEARS = st.integers(1000, 2998)
_FIRST: Final = date(1000, 1, 1)
_DAYS: Final = (date(2998, 12, 31) - _FIRST).days

#: Readers of sites in other languages; all but the first two have what CLDR knows and some everyday words.
READERS = {
    code: Tokenizer(Vocabulary({code: date_words(code)}))
    for code in ("de", "fr", "pl", "pt-br", "cs", "es", "it", "nl", "sv")
}

#: Returns a number from the first to the last one given.
type Number = Callable[[int, int], int]
type MadeUp = Callable[[Number], Unit]


def _day(number: Number) -> Unit:
    day = _FIRST + timedelta(days=number(0, _DAYS))
    return day.year, day.month, day.day


def _of_year(first: int, count: int, number: Number) -> Unit:
    return number(1000, 2998), number(first, first + count - 1)


KINDS: Final[tuple[MadeUp, ...]] = (
    _day,
    partial(_of_year, 1, 12),
    partial(_of_year, 21, 4),
    partial(_of_year, 33, 4),
    partial(_of_year, 40, 2),
    lambda number: (number(1000, 2998),),
    lambda number: (number(100, 298) * 10, DECADE),
    lambda number: (*_day(number), number(0, 23), number(0, 59)),
)


def _near(unit: Unit, number: Number) -> Unit:
    """Return a unit near `unit`, so that spans share their month and year as real ones do."""
    return step(unit, number(0, 40)) if unit[0] < 2500 else unit


def _span(number: Number) -> tuple[Unit, Unit]:
    kind = KINDS[number(0, len(KINDS) - 1)]
    unit = kind(number)
    far = sorted((unit, kind(number)))
    return ((far[0], far[1]), (unit, _near(unit, number)), (unit, unit))[number(0, 2)]


def _open(number: Number) -> Period:
    unit, at = _span(number)[0], number(0, 3)
    if (at == 2 and unit[0] <= 1010) or (at == 3 and unit[0] >= 2980):
        at -= 2
    return (Period.since, Period.until, Period.before, Period.after)[at](unit)


def _about(number: Number) -> Period:
    first, last = _span(number)
    whole, at = Period.about(first, last), number(0, 2)
    return whole if at == 0 else Period(first, None, whole.sense) if at == 1 else Period(None, last, whole.sense)


def _several(number: Number) -> Period:
    kind = KINDS[number(0, len(KINDS) - 2)]
    unit = kind(number)
    if number(0, 1):
        return Period.several(_near(unit, number) for _at in range(number(2, 12)))
    return Period.several([unit, *(kind(number) for _at in range(number(1, 5)))])


def made_up(number: Number) -> Period:
    """Return a period of some kind, decided by the numbers that `number` gives."""
    ways = (lambda given: Period.of(*_span(given)), _open, _about, _several)
    return ways[number(0, len(ways) - 1)](number)


def by_chance(count: int, seed: int) -> Iterator[Period]:
    """Yield `count` periods: a hundred times as fast as hypothesis, which would only be needed to make them smaller."""
    chance = Random(seed)
    return (made_up(chance.randint) for _at in range(count))


@st.composite
def _periods(draw: Any) -> Period:
    return made_up(lambda first, last: draw(st.integers(first, last)))


PERIODS = _periods()
