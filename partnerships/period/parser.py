"""Reads what a clerk types, in any language; what could mean two things is refused, never guessed."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError

from partnerships.period import refusals
from partnerships.period.edtf import read_edtf
from partnerships.period.formatter import format_period
from partnerships.period.refusals import Unclear
from partnerships.period.settling import (
    lead_of_two_kinds,
    with_days_of_month,
    with_one_meaning,
    without_joints,
    without_weekdays,
)
from partnerships.period.spans import read_spans, read_unit
from partnerships.period.tokens import SITE_TOKENS, Token, Tokenizer
from partnerships.period.units import Unit, first_day, step
from partnerships.period.value import Period, Sense
from partnerships.period.words import plain_tokens

LONGEST: Final = 400
#: A year before this one is a slip of the hand, unless the reader is told that a date may be that old.
EARLIEST: Final = 1000

_EDTF: Final = re.compile(r"[\dXT:.\-/~{}\[\],]*")
_TWO_WAYS: Final = re.compile(r"(\d\d)(\d\d)-(2[1-4]|3[3-6]|4[01])")


class Reading(NamedTuple):
    """What a text says: when, and how often, as the adverb of each language."""

    period: Period
    remark: dict[str, str]


def parse(text: str, *, early: bool = False) -> Period:
    """Return the period that `text` says in words, digits or EDTF; empty text is undated.

    Raises ValidationError, with an example, for whatever is ambiguous, impossible or unknown. `early` lets years
    before 1000 through, as of the founding of a city.
    """
    reading = read_period(text, early=early)
    if reading.remark:
        raise refusals.no_remark_here()
    return reading.period


def typed(text: str, *, early: bool = False, remark: bool = True, reader: Tokenizer = SITE_TOKENS) -> Reading:
    """Return what a person typed: as `read_period`, but a code of EDTF that could be two years is refused."""
    match = _TWO_WAYS.fullmatch(text.strip())
    if match and match[3] > match[2]:
        as_code = format_period(read_edtf(text.strip()))
        raise refusals.two_ways(text.strip(), f"{match[1]}{match[2]}–{match[1]}{match[3]}", as_code)
    return read_period(text, early=early, remark=remark, reader=reader)


def read_period(text: str, *, early: bool = False, remark: bool = True, reader: Tokenizer = SITE_TOKENS) -> Reading:
    """Return the period of `text`, and the remark in it: “ежегодно с 2014”.

    `remark` says that there is a place for other words, to which a refusal sends them; `reader` knows the languages.
    """
    try:
        reading = _reading(text, reader, early=early)
        if reading.remark and not remark:
            raise refusals.no_remark_here()
    except ValidationError as error:
        raise (refusals.with_place(error) if remark else error) from None
    return reading


def _reading(text: str, reader: Tokenizer, *, early: bool) -> Reading:
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
    tokens = [_early(token) if early else token for token in reader.tokens_of(plain_tokens(text))]
    try:
        reading = _read(tokens, reader, early=early)
        _check_lead(text, lead_of_two_kinds(tokens), reading.period)
        return reading
    except Unclear:
        raise refusals.unclear(tokens) from None


def remarks_to_fill(reading: Reading, said: Mapping[str, str | None]) -> dict[str, str]:
    """Return what the words typed with a date put into the remarks that are empty; refuse where others stand there."""
    for code, word in reading.remark.items():
        if said.get(code) and word not in plain_tokens(said[code] or ""):
            raise refusals.remark_taken(word)
    return {code: word for code, word in reading.remark.items() if not said.get(code)}


def _early(token: Token) -> Token:
    """Return a number of three digits as the year that it is where dates may be that old."""
    return Token("y", (int(token.text),)) if token.kind == "number" and len(token.text) == 3 else token


def _in_range(period: Period, *, early: bool) -> Period:
    if early or not period:
        return period
    year = period.edge()[0] if period.sense == Sense.ONCE else period.standing()[0].year
    if year < EARLIEST:
        raise refusals.out_of_range()
    return period


def _read(tokens: list[Token], reader: Tokenizer, *, early: bool) -> Reading:
    remarks = [token.numbers[0] for token in tokens if token.kind == "R"]
    weekdays = [token.numbers[0] for token in tokens if token.kind == "W"]
    if any(first.kind == "O" and then.kind == "W" for first, then in pairwise(tokens)):
        raise Unclear  # the second Saturday of May
    body = without_joints(with_one_meaning(without_weekdays([token for token in tokens if token.kind != "R"])))
    if len(remarks) > 1:
        raise Unclear
    if remarks and not body:
        raise refusals.only_remark()
    period = _period(with_days_of_month(body))
    _check_weekdays(period, weekdays)
    return Reading(_in_range(period, early=early), reader.words.words_of_again(remarks[0]) if remarks else {})


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
        return _once(lead, read_unit(tokens[1:]))
    period = _open(tokens, kinds) or read_spans(tokens[1:] if lead == "<" else tokens)
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
        return Period.since(read_unit(tokens[1 if kinds[0] == "<" else 0 : -1]))
    if kinds[-1:] in (["now"], ["endless"]) and kinds[-2:-1] in ([">"], ["-"]):
        return Period.since(read_unit(tokens[1 if kinds[0] == "<" else 0 : -2]))
    if kinds[-1:] == ["endless"] and kinds[0] == "<":
        return Period.since(read_unit([token for token in tokens[1:-1] if token.kind != ","]))
    if kinds[:1] == [">"]:
        return Period.until(read_unit(tokens[1:]))
    if kinds[:1] == ["<"] and ">" not in kinds and not ("-" in kinds and "T" in kinds):
        return Period.since(read_unit(tokens[1:]))
    return None


def _check_lead(text: str, lead: str, period: Period) -> None:
    """Refuse a lone “von 1990”, which is of that year or since then; of a day it is no question: vom 8. Mai 2019."""
    unit = period.first or period.last
    is_span = period.named or (period.first and period.last and period.first != period.last)
    if not lead or unit is None or is_span or (lead == "<" and len(unit) in {3, 5}):
        return
    if period.sense == Sense.ONCE:
        raise Unclear
    since, until = (unit, None) if lead == "<" else (None, unit)
    alone, with_open_end = Period(unit, unit, period.sense), Period(since, until, period.sense)
    raise refusals.two_ways(text, format_period(alone), format_period(with_open_end))


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


__all__ = ["LONGEST", "Reading", "parse", "read_period", "remarks_to_fill", "typed"]
