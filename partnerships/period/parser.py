"""Reads what a clerk types, in any language; what could mean two things is refused, never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from partnerships.period import refusals
from partnerships.period.edtf import read_edtf
from partnerships.period.formatter import format_period
from partnerships.period.refusals import Unclear
from partnerships.period.tokens import Token, plain, tokens_of
from partnerships.period.units import DECADE, HALF, LAST_YEAR, QUARTER, WINTER, Unit, check, first_day, precision_of, step
from partnerships.period.value import MOST_NAMED, Period, Sense
from partnerships.period.words import again

LONGEST: Final = 400
#: A year before this one is a slip of the hand, unless the reader is told that a date may be that old.
EARLIEST: Final = 1000

_EDTF: Final = re.compile(r"[\dXT:.\-/~{}\[\],]*")
_TWO_WAYS: Final = re.compile(r"(\d\d)(\d\d)-(2[1-4]|3[3-6]|4[01])")
_SHAPE: Final = re.compile(r"T?(?:D|dy?|nMy?|Mny?|My?|ny?|y|S[yZ]?|[On][QH]y?|y[On][QH]|O|X)?T?")


class Reading(NamedTuple):
    """What a text says: when, and how often, as the adverb of each language."""

    period: Period
    remark: dict[str, str]


@dataclass
class Part:
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


def parse(text: str, *, early: bool = False) -> Period:
    """Return the period that `text` says in words, digits or EDTF; empty text is undated.

    Raises ValidationError, with an example, for whatever is ambiguous, impossible or unknown. `early` lets years
    before 1000 through, as of the founding of a city.
    """
    reading = read(text, early=early)
    if reading.remark:
        raise refusals.no_remark_here() if reading.period else refusals.only_remark()
    return reading.period


def typed(text: str, *, early: bool = False) -> Reading:
    """Return what a person typed: as `read`, but a code of EDTF that could be two years is refused."""
    match = _TWO_WAYS.fullmatch(text.strip())
    if match and match[3] > match[2]:
        as_code = format_period(read_edtf(text.strip()))
        raise refusals.two_ways(text.strip(), as_code, f"{match[1]}{match[2]}–{match[1]}{match[3]}")
    return read(text, early=early)


def read(text: str, *, early: bool = False) -> Reading:
    """Return the period of `text`, and the remark in it: “ежегодно с 2014”."""
    if len(text) > LONGEST:
        raise refusals.too_long()
    text = " ".join(text.split())
    if not text:
        return Reading(Period(), {})
    if _EDTF.fullmatch(text):
        try:
            return Reading(_in_range(read_edtf(text), early=early), {})
        except ValueError:
            pass  # not EDTF: 30.07.2022, or what the words below refuse with a reason
    tokens = tokens_of(plain(text))
    try:
        return _read(tokens, early=early)
    except Unclear:
        raise refusals.unclear(tokens) from None


def _in_range(period: Period, *, early: bool) -> Period:
    if not early and period and period.standing()[0].year < EARLIEST:
        raise refusals.out_of_range()
    return period


def _read(tokens: list[Token], *, early: bool) -> Reading:
    remarks = [token.numbers[0] for token in tokens if token.kind == "R"]
    weekdays = [token.numbers[0] for token in tokens if token.kind == "W"]
    body = _tidy([token for token in tokens if token.kind not in {"R", "W"}], brackets=bool(remarks or weekdays))
    if len(remarks) > 1:
        raise Unclear
    if remarks and not body:
        raise refusals.only_remark()
    period = _period(body)
    _check_weekdays(period, weekdays)
    return Reading(_in_range(period, early=early), again(remarks[0]) if remarks else {})


def _tidy(tokens: list[Token], *, brackets: bool) -> list[Token]:
    """Return `tokens` without what only joins: “в”, “года”, commas beside a year, an hour or a lost neighbour."""
    dropped = {"at", "(", ")"} if brackets else {"at"}
    found: list[Token] = []
    rest = [token for token in tokens if token.kind not in dropped]
    for at, token in enumerate(rest):
        before = found[-1].kind if found else ""
        after = next((other.kind for other in rest[at + 1 :]), "")
        if token.kind == "Y" and (before in {"y", "X", "Z", "D"} or after in {"y", "X", "Z"} or before in {"Q", "H"}):
            continue
        if token.kind == "<" and before and after == "T":
            continue  # 30 июля 2022 с 10:00 до 12:00
        if token.kind == "," and (
            before in {"", ",", "-", ">"}
            or after in {"", ",", "&", "T", "<"}
            or (before in {"n", "M", "d", "S"} and after == "y")
            or (before == "T" and after in {"n", "D", "M"} and not _has_date(found))
        ):
            continue
        found.append(token)
    return found


def _has_date(tokens: Iterable[Token]) -> bool:
    return any(token.kind in {"n", "y", "D", "d", "M"} for token in tokens)


def _period(tokens: list[Token]) -> Period:
    kinds = [token.kind for token in tokens]
    about = "about" in kinds
    if about:
        at = kinds.index("about")
        if at > 1 or (at == 1 and kinds[0] not in {"<", ">"}) or kinds.count("about") > 1:
            raise refusals.two_senses() if {"before", "after"} & set(kinds) else Unclear
        tokens = [*tokens[:at], *tokens[at + 1 :]]
        kinds = [token.kind for token in tokens]
    lead = kinds[0] if kinds else ""
    if lead in {"before", "after", "not_before", "not_after"}:
        if about:
            raise refusals.two_senses()
        return _once(lead, _one(tokens[1:]))
    period = _open(tokens, kinds) or _body(tokens[1:] if lead == "<" else tokens)
    if not about:
        return period
    if period.named:
        raise refusals.several_with_more()
    return Period(period.first, period.last, Sense.ABOUT)


def _once(lead: str, unit: Unit) -> Period:
    try:
        if lead == "before":
            return Period.before(unit)
        if lead == "after":
            return Period.after(unit)
        return Period.after(step(unit, -1)) if lead == "not_before" else Period.before(step(unit, 1))
    except ValueError:
        raise refusals.out_of_range() from None


def _open(tokens: list[Token], kinds: list[str]) -> Period | None:
    """Return what has one open end, None for what has both."""
    if kinds[-1:] == ["onwards"]:
        return Period.since(_one(tokens[1 if kinds[0] == "<" else 0 : -1]))
    if kinds[-1:] == ["now"] and kinds[-2:-1] in ([">"], ["-"]):
        return Period.since(_one(tokens[1 if kinds[0] == "<" else 0 : -2]))
    if kinds[:1] == [">"]:
        return Period.until(_one(tokens[1:]))
    if kinds[:1] == ["<"] and ">" not in kinds and not ("-" in kinds and "T" in kinds):
        return Period.since(_one(tokens[1:]))
    return None


def _one(tokens: list[Token]) -> Unit:
    """Return the single unit that `tokens` name."""
    period = _body(tokens)
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


def _body(tokens: list[Token]) -> Period:
    """Return what has both ends: a unit, a span, or several of them."""
    items = [_split(item, {"-", ">"}) for item in _split(_winters(tokens), {",", "&"})]
    if any(len(item) > 2 for item in items):
        raise Unclear
    parts = [[_part(side) for side in item] for item in items]
    _borrow([part for item in parts for part in item])
    spans = [(_checked(item[0]), _checked(item[-1])) for item in parts]
    for span, item in zip(spans, parts, strict=True):
        _check_span(span, item)
    if len(spans) == 1:
        return Period.of(*spans[0])
    units: list[Unit] = []
    for first, last in spans:
        if len(first) == 5:
            raise refusals.several_with_more()
        units.append(first)
        while units[-1] < last:
            if len(units) > MOST_NAMED:
                raise refusals.too_many()
            units.append(step(units[-1], 1))
    if len({precision_of(unit) for unit in units}) > 1:
        raise refusals.unlike(hours=False)
    if len(set(units)) > MOST_NAMED:
        raise refusals.too_many()
    return Period.several(units)


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


def _part(tokens: list[Token]) -> Part:
    """Return what one end of a span says."""
    line = "".join(token.kind if len(token.kind) == 1 else "?" for token in tokens)
    if not line or not _SHAPE.fullmatch(line) or line.count("T") > 1:
        raise Unclear
    part = Part(month_first=line.lstrip("T").startswith("Mn"))
    for token in tokens:
        _note(part, token, line)
    if part.number == WINTER and "S" in line and "Z" not in line and part.year:
        raise refusals.winter(part.year)
    return part


def _note(part: Part, token: Token, line: str) -> None:
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
    elif token.kind == "n" and ("Q" in line or "H" in line):
        part.ordinal = numbers[0]
    elif token.kind in _PARTS:
        setattr(part, _PARTS[token.kind], numbers if token.kind == "T" else numbers[0])
    elif token.kind in {"Q", "H"}:
        part.kind = token.kind


_PARTS: Final = {"y": "year", "M": "month", "n": "day", "S": "number", "O": "ordinal", "T": "clock"}


def _borrow(parts: list[Part]) -> None:
    """Give each part what it leaves out and a neighbour says: 30–31 июля 2022, July 30–31, 2022, 10:00–12:00."""
    for before, part in zip(parts, parts[1:], strict=False):
        if part.day and not part.month and before.month_first:
            part.month, part.month_first = before.month, True
        elif part.is_clock and not before.is_clock:
            part.year, part.month, part.day = before.year, before.month, before.day
    for part, after in reversed(list(zip(parts, parts[1:], strict=False))):
        if part.is_clock:
            part.year, part.month, part.day = after.year, after.month, after.day
        if after.kind and not part.kind and not part.month and (part.day or part.ordinal):
            part.kind, part.ordinal, part.day = after.kind, part.ordinal or part.day, 0
        if part.day and not part.month:
            part.month = after.month if after.day else 0
        if after.number == DECADE and part.year and part.year % 10 == 0 and not part.month:
            part.number = DECADE  # 1980–1990-е годы
        if not part.year and after.year:
            part.year, part.borrowed = after.year, True
            if part.number == WINTER:
                raise refusals.winter(part.year)


def _checked(part: Part) -> Unit:
    unit = part.unit()
    try:
        return check(unit)
    except ValueError:
        raise (refusals.out_of_range() if not 1 <= unit[0] <= LAST_YEAR else refusals.impossible()) from None


def _check_span(span: tuple[Unit, Unit], item: list[Part]) -> None:
    """Refuse a span whose ends are unlike or go backwards."""
    first, last = span
    if precision_of(first) != precision_of(last):
        raise refusals.unlike(hours={len(first), len(last)} == {3, 5})
    if first > last:
        meant = ""
        if item[0].borrowed and len(first) > 1 and first[0] > 1:
            try:
                meant = format_period(Period.of(check((first[0] - 1, *first[1:])), last))
            except ValueError:
                meant = ""
        raise refusals.backwards(years=meant)


def _check_weekdays(period: Period, weekdays: list[int]) -> None:
    """Refuse a day of the week that is not that of the date."""
    if not weekdays:
        return
    days: list[date] = []
    for unit in dict.fromkeys(period.named or (period.first, period.last)):
        if unit is None or len(unit) not in {3, 5}:
            raise Unclear
        days.append(first_day(unit))
    days = list(dict.fromkeys(days))
    if len(weekdays) > len(days):
        raise Unclear
    if any(day.weekday() != weekday for day, weekday in zip(days, weekdays, strict=False)):
        raise refusals.wrong_weekday()


__all__ = ["LONGEST", "Reading", "parse", "read", "typed"]
