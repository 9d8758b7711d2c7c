"""Periods of every kind, made up by hypothesis."""

from hypothesis import strategies as st

from partnerships.period import Period
from partnerships.period.tokens import Tokenizer
from partnerships.period.units import DECADE, Unit, step
from partnerships.period.words import Vocabulary, date_words

YEARS = st.integers(1000, 2998)
_DAYS = st.dates().filter(lambda day: 1000 <= day.year < 2999)
_MINUTES = st.datetimes().filter(lambda moment: 1000 <= moment.year < 2999)

#: Readers of sites in other languages; the last three have only what CLDR knows.
READERS = {code: Tokenizer(Vocabulary({code: date_words(code)})) for code in ("de", "fr", "pl", "pt-br", "cs")}


def _of_year(first: int, count: int) -> st.SearchStrategy[Unit]:
    return st.tuples(YEARS, st.integers(first, first + count - 1))


KINDS: dict[str, st.SearchStrategy[Unit]] = {
    "minute": _MINUTES.map(lambda moment: (moment.year, moment.month, moment.day, moment.hour, moment.minute)),
    "day": _DAYS.map(lambda day: (day.year, day.month, day.day)),
    "month": _of_year(1, 12),
    "season": _of_year(21, 4),
    "quarter": _of_year(33, 4),
    "half": _of_year(40, 2),
    "year": st.tuples(YEARS),
    "decade": st.integers(100, 298).map(lambda decade: (decade * 10, DECADE)),
}
UNITS = st.one_of(*KINDS.values())


def _near(unit: Unit) -> st.SearchStrategy[Unit]:
    """Return units near `unit`, so that spans share their month and year as real ones do."""
    return st.integers(0, 40).map(lambda by: step(unit, by) if unit[0] < 2500 else unit)


def _spans(units: st.SearchStrategy[Unit]) -> st.SearchStrategy[tuple[Unit, Unit]]:
    far = st.tuples(units, units).map(lambda pair: (min(pair), max(pair)))
    near = units.flatmap(lambda unit: st.tuples(st.just(unit), _near(unit)))
    return st.one_of(far, near, units.map(lambda unit: (unit, unit)))


SPANS = st.one_of(*(_spans(units) for units in KINDS.values()))
OPEN = st.one_of(
    st.builds(Period.since, UNITS),
    st.builds(Period.until, UNITS),
    st.builds(Period.before, UNITS.filter(lambda unit: unit[0] > 1010)),
    st.builds(Period.after, UNITS.filter(lambda unit: unit[0] < 2980)),
)
ABOUT = st.one_of(
    SPANS.map(lambda span: Period.about(*span)),
    st.builds(lambda unit: Period(unit, None, Period.about(unit).sense), UNITS),
    st.builds(lambda unit: Period(None, unit, Period.about(unit).sense), UNITS),
)


def _several(units: st.SearchStrategy[Unit]) -> st.SearchStrategy[Period]:
    near = units.flatmap(lambda unit: st.lists(_near(unit), min_size=2, max_size=12))
    return st.one_of(near, st.lists(units, min_size=2, max_size=6)).map(Period.several)


SEVERAL = st.one_of(*(_several(units) for name, units in KINDS.items() if name != "minute"))
PLAIN = SPANS.map(lambda span: Period.of(*span))
PERIODS = st.one_of(PLAIN, OPEN, ABOUT, SEVERAL)
