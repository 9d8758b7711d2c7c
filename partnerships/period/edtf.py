"""Reads EDTF (ISO 8601-2): the dates, intervals, seasons, decades, approximations and sets that a Period can hold."""

import re
from functools import lru_cache
from typing import Final

from partnerships.period.units import DECADE, Unit, precision_of, step
from partnerships.period.value import MOST_NAMED, Period, Sense

_DATE: Final = re.compile(
    r"(?P<decade>\d{3})X"
    r"|(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::00)?)?)?)?(?:-XX){0,2}"
)


class NotEdtf(ValueError):
    """The text is no EDTF, or says in EDTF what a Period cannot hold."""


def _unit(text: str) -> Unit:
    match = _DATE.fullmatch(text)
    if not match:
        raise NotEdtf(text)
    if match["decade"]:
        return (int(match["decade"]) * 10, DECADE)
    parts = (match[name] for name in ("year", "month", "day", "hour", "minute"))
    unit = tuple(int(part) for part in parts if part is not None)
    if "X" in text and len(unit) + text.count("XX") > 3:
        raise NotEdtf(text)
    return unit


def _named(text: str) -> Period:
    units: list[Unit] = []
    for part in text.split(","):
        first, dots, last = part.partition("..")
        units.append(_unit(first))
        while dots and units[-1] < _unit(last) and len(units) <= MOST_NAMED:
            units.append(step(units[-1], 1))
    if len(units) > MOST_NAMED or len({precision_of(unit) for unit in units}) > 1:
        raise NotEdtf(text)
    return Period.several(units)


@lru_cache(maxsize=4096)
def read_edtf(text: str) -> Period:
    """Return the period that `text` says in EDTF; "" is undated. Raises ValueError for anything else."""
    if not text:
        return Period()
    try:
        return _read(text)
    except (KeyError, StopIteration) as error:
        raise NotEdtf(text) from error


def _read(text: str) -> Period:
    if text[0] == "{" and text[-1] == "}":
        return _named(text[1:-1])
    if text[0] == "[" and text[-1] == "]":
        before, dots, after = text[1:-1].partition("..")
        if not dots or bool(before) == bool(after):
            raise NotEdtf(text)
        return Period(_unit(before) if before else None, _unit(after) if after else None, Sense.ONCE)
    ends = [None if end == ".." else end for end in text.split("/")]
    known = [end for end in ends if end is not None]
    if len(ends) > 2 or not known or len({end.endswith("~") for end in known}) > 1:
        raise NotEdtf(text)
    sense = Sense.ABOUT if known[0].endswith("~") else Sense.EXACT
    first, last = (_unit(end.removesuffix("~")) if end else None for end in (ends[0], ends[-1]))
    return Period(first, last, sense)
