"""Reads dates and their spans from tokens; what one of them leaves out it borrows from its neighbour."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from partnerships.period import refusals
from partnerships.period.formatter import format_period
from partnerships.period.refusals import Unclear
from partnerships.period.tokens import Token
from partnerships.period.units import DECADE, HALF, LAST_YEAR, QUARTER, WINTER, Unit, check_unit, precision_of, step
from partnerships.period.value import MOST_NAMED, Period, follow_on

_SHAPE: Final = re.compile(r"T?(?:D|dy?|[nO]My?|Mny?|My?|ny?|y(?:Mn?|nM|S)?|S[yZ]?|[On][QH]y?|y[On][QH]|O|X)?T?")
_PARTS: Final = {"y": "year", "M": "month", "n": "day", "S": "number", "O": "ordinal", "T": "clock"}


@dataclass
class DatePart:
    """A date as far as it is written out; the rest is borrowed from its neighbour."""

    year: int = 0
    month: int = 0
    day: int = 0
    number: int = 0  # of a season, quarter or half-year, as EDTF numbers it, or DECADE
    ordinal: int = 0
    kind: str = ""  # Q or H
    clock: tuple[int, ...] = ()
    month_first: bool = False
    borrowed: bool = False  # the year

    @property
    def is_clock(self) -> bool:
        """Whether nothing but an hour is written."""
        return bool(self.clock) and not (self.year or self.month or self.day or self.number or self.ordinal)

    def take_day(self, other: "DatePart") -> None:
        """Be on the day of `other`, as the other end of some hours is."""
        self.year, self.month, self.day = other.year, other.month, other.day

    def unit(self) -> Unit:
        """Return the unit it names; Unclear where something is missing."""
        if self.kind:
            self.number = {"Q": QUARTER, "H": HALF}[self.kind] + self.ordinal - 1
        if not self.year or (self.ordinal and not self.kind) or (self.day and not self.month):
            raise Unclear
        if self.clock and not self.day:
            raise Unclear
        rest = (self.number,) if self.number else tuple(part for part in (self.month, self.day) if part)
        return (self.year, *rest, *self.clock)


def read_spans(tokens: list[Token]) -> Period:
    """Return what `tokens` say between two known ends: a unit, a span, or several of them."""
    items = [_split(item, {"-", ">"}) for item in _split(_winters(tokens), {",", "&"})]
    parts = [[_part(side) for side in item] for item in items]
    _borrow([part for item in parts for part in item])
    units = [[_checked(part) for part in item] for item in parts]
    if any(len(item) > 2 and not (len(item[0]) > 1 and follow_on(item)) for item in units):
        raise Unclear  # October–November–December 2019 is one span; May–July–September is none, nor three years
    spans = [(item[0], item[-1]) for item in units]
    for span, item in zip(spans, parts, strict=True):
        _check_span(span, item)
    if len(spans) == 1:
        return Period.of(*spans[0])
    named: list[Unit] = []
    for first, last in spans:
        if len(first) == 5:
            raise refusals.several_with_more()
        named.append(first)
        while named[-1] < last:
            if len(named) > MOST_NAMED:
                raise refusals.too_many()
            named.append(step(named[-1], 1))
    if len({precision_of(unit) for unit in named}) > 1:
        raise refusals.unlike(hours=False)
    if len(set(named)) > MOST_NAMED:
        raise refusals.too_many()
    return Period.several(named)


def read_unit(tokens: list[Token]) -> Unit:
    """Return the single unit that `tokens` name."""
    period = read_spans(tokens)
    if period.named or period.first is None or period.first != period.last:
        raise Unclear
    return period.first


def _split(tokens: list[Token], kinds: set[str]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in kinds:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _winters(tokens: list[Token]) -> list[Token]:
    """Return `tokens` with the two years of a winter as one: зима 2020–2021."""
    found: list[Token] = []
    for token in tokens:
        ahead = [other.kind for other in found[-3:]]
        if token.kind in {"y", "n"} and ahead == ["S", "y", "-"] and found[-3].numbers[0] == WINTER:
            year, last = found[-2].numbers[0], token.numbers[0]
            if last in {year + 1, (year + 1) % 100}:
                found[-2:] = [Token("Z", (year, year + 1))]
                continue
        found.append(token)
    return found


def _part(tokens: list[Token]) -> DatePart:
    """Return what one end of a span says."""
    line = "".join(token.kind if len(token.kind) == 1 else "?" for token in tokens)
    if not line or not _SHAPE.fullmatch(line) or line.count("T") > 1:
        raise Unclear
    part = DatePart(month_first=line.lstrip("T").startswith("Mn"))
    for token in tokens:
        _note(part, token, line)
    if part.number == WINTER and "S" in line and "Z" not in line and part.year:
        raise refusals.winter(part.year)
    return part


def _note(part: DatePart, token: Token, line: str) -> None:
    numbers = token.numbers
    if token.kind == "D":
        part.year, part.month, part.day = (*numbers, 0)[:3]
    elif token.kind == "d":
        part.day, part.month = numbers
    elif token.kind == "X":
        part.year, part.number = numbers[0], DECADE
    elif token.kind == "Z":
        part.year = numbers[0]
        if part.number != WINTER or numbers[1] != numbers[0] + 1:
            raise Unclear
    elif token.kind == "O" and "OM" in line:
        part.day = numbers[0]
    elif token.kind == "n" and ("Q" in line or "H" in line):
        part.ordinal = numbers[0]
    elif token.kind in _PARTS:
        setattr(part, _PARTS[token.kind], numbers if token.kind == "T" else numbers[0])
    elif token.kind in {"Q", "H"}:
        part.kind = token.kind


def _borrow(parts: list[DatePart]) -> None:
    """Give each part what it leaves out and a neighbour says: 30–31 июля 2022, July 30–31, 2022, 10:00–12:00."""
    for before, part in pairwise(parts):
        if part.day and not part.month and before.month_first:
            part.month, part.month_first = before.month, True
        elif part.is_clock and not before.is_clock:
            part.take_day(before)
    for part, after in reversed(list(pairwise(parts))):
        _borrow_from_next(part, after)


def _borrow_from_next(part: DatePart, after: DatePart) -> None:
    if part.is_clock:
        part.take_day(after)
    if after.kind and not part.kind and not part.month and (part.day or part.ordinal):
        part.kind, part.ordinal, part.day = after.kind, part.ordinal or part.day, 0
    if part.day and not part.month:
        part.month = after.month if after.day else 0
    if after.number == DECADE and part.year % 10 == 0 and not part.month:
        part.number = DECADE  # 1980–1990-е годы
    if not part.year and after.year:
        part.year, part.borrowed = after.year, True
        if part.number == WINTER:
            raise refusals.winter(part.year)


def _checked(part: DatePart) -> Unit:
    unit = part.unit()
    try:
        return check_unit(unit)
    except ValueError:
        raise (refusals.out_of_range() if not 1 <= unit[0] <= LAST_YEAR else refusals.impossible()) from None


def _check_span(span: tuple[Unit, Unit], item: list[DatePart]) -> None:
    """Refuse a span whose ends are unlike or go backwards."""
    first, last = span
    if precision_of(first) != precision_of(last):
        raise refusals.unlike(hours={len(first), len(last)} == {3, 5})
    if first > last:
        meant = ""
        if item[0].borrowed and len(first) > 1 and first[0] > 1:
            try:
                meant = format_period(Period.of(check_unit((first[0] - 1, *first[1:])), last))
            except ValueError:
                meant = ""
        raise refusals.backwards(years=meant, hours=len(first) == 5 and first[:3] == last[:3])
