"""Prints a period exactly as precise as it is known, in any language that has its words."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language

from partnerships.period.units import HALF, QUARTER, SPRING, WINTER, Precision, Sense, Unit, precision_of
from partnerships.period.words import PeriodWords, words_of_language

if TYPE_CHECKING:
    from partnerships.period.value import Period

#: Units whose pieces are numbers, close to the dash of a span: 30–31 июля 2022, but май – июль 2019.
_IN_NUMBERS: Final = {Precision.DAY, Precision.QUARTER, Precision.HALF, Precision.YEAR, Precision.DECADE}


class Printer:
    """Prints units in one language, alone or after a preposition (`of`)."""

    def __init__(self, words: PeriodWords, *, of: bool) -> None:
        self.words, self.of = words, of

    def pieces(self, unit: Unit, *, many: bool = False) -> list[str]:
        """Return what makes up `unit`, from its own number to the year: 30, июля, 2022."""
        words, year = self.words, f" {unit[0]}"
        match precision_of(unit):
            case Precision.DAY | Precision.MINUTE:
                day = words.first_day if unit[2] == 1 and words.first_day else words.day.format(unit[2])
                return [day, f" {words.months_of[unit[1] - 1]}", year]
            case Precision.MONTH:
                return [(words.months_of if self.of else words.months)[unit[1] - 1], year]
            case Precision.SEASON:
                name = (words.seasons_of if self.of else words.seasons)[unit[1] - SPRING]
                return [name, f"{year}/{(unit[0] + 1) % 100:02}" if unit[1] == WINTER else year]
            case Precision.QUARTER | Precision.HALF as precision:
                first, noun, numerals = QUARTER, words.quarter, words.numerals
                if precision == Precision.HALF:
                    first, noun, numerals = HALF, words.half, words.half_numerals or words.numerals
                noun_of = noun[(2 if many else 0) + (1 if self.of else 0)]
                named = [f" {noun_of}"] if noun_of else []
                return [numerals[unit[1] - first], *named, words.of_year.format(unit[0])]
            case Precision.DECADE:
                return [words.decade[self.of].format(unit[0])]
        return [str(unit[0])]

    def unit(self, unit: Unit, *, without: int = 0, many: bool = False) -> str:
        """Return `unit` in words, leaving out the last pieces that its neighbour says as well."""
        pieces = self.pieces(unit, many=many)
        text = "".join(pieces[: len(pieces) - without])
        return f"{text}, {unit[3]:02}:{unit[4]:02}" if len(unit) == 5 else text

    def shared(self, first: Unit, last: Unit) -> int:
        """Return how many of the last pieces two different units have in common; the first piece never counts."""
        count = 0
        one, other = self.pieces(first), self.pieces(last)
        while count < min(len(one), len(other)) - 1 and one[-1 - count] == other[-1 - count]:
            count += 1
        return count

    def span(self, first: Unit, last: Unit, *, without: int = 0, many: bool = False) -> tuple[str, bool]:
        """Return the span in words, and whether its dash stands close, between numbers."""
        if first == last:
            return self.unit(first, without=without, many=many), True
        if len(first) == 5:
            if first[:3] == last[:3]:
                return f"{self.unit(first)}–{last[3]:02}:{last[4]:02}", True
            return f"{self.unit(first)} – {self.unit(last)}", False
        shared = self.shared(first, last)
        kept = self.pieces(first)[: len(self.pieces(first)) - shared]
        close = len(kept) == 1 and precision_of(first) in _IN_NUMBERS and kept[0].rstrip(".").isalnum()
        many = many or shared == 2
        if not close:  # “30 апреля – 2 мая и 5 мая”: what follows the dash keeps its month
            without = max(0, min(without, len(self.pieces(last)) - 2))
        left, right = self.unit(first, without=shared, many=many), self.unit(last, without=without, many=many)
        return (f"{left}–{right}" if close else f"{left} – {right}"), close

    def several(self, spans: list[tuple[Unit, Unit]]) -> str:
        """Return several spans as a list, each saying only what the next one does not."""
        texts = list(self._items(spans))
        return self.words.conjunction.join([", ".join(texts[:-1]), texts[-1]])

    def _items(self, spans: list[tuple[Unit, Unit]]) -> Iterator[str]:
        shared = [self.shared(one[1], other[0]) for one, other in pairwise(spans)]
        for at, (first, last) in enumerate(spans):
            many = 2 in shared[max(0, at - 1) : at + 1]
            yield self.span(first, last, without=shared[at] if at < len(shared) else 0, many=many)[0]


def period_in_words(period: "Period", words: PeriodWords) -> str:
    """Return a dated period as the language of `words` says it."""
    text = _unsounded(period, words)
    for pattern, sound in words.sound:
        text = re.sub(pattern, sound, text)
    return text


def _unsounded(period: "Period", words: PeriodWords) -> str:
    about, once = period.sense == Sense.ABOUT, period.sense == Sense.ONCE
    if period.named:
        return Printer(words, of=False).several(period.spans())
    printer = Printer(words, of=words.has_cases and not period.is_plain)
    if period.first is not None and period.last is not None:
        text = printer.span(period.first, period.last)[0]
        return words.about.format(text) if about else text
    unit = period.edge() if once else period.first or period.last
    text = printer.unit(unit) if unit else ""
    if period.last is None:
        return (words.after if once else words.about_since if about else words.since).format(text)
    return (words.before if once else words.about_until if about else words.until).format(text)


def format_period(period: "Period", remark: str = "", language: str | None = None) -> str:
    """Return the period in words: "июль 2019", "30–31 July 2022", "с 2014 (ежегодно)".

    `remark` stands alone when the period is undated; `language` is the active one unless given.
    """
    if not period:
        return remark
    text = period_in_words(period, words_of_language(language or get_language()))
    return f"{text} ({remark})" if remark else text
