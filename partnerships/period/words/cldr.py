"""Dates in a language that nobody has written down: its months and weekdays from CLDR, signs for the rest."""

import re
from dataclasses import replace
from typing import Any, Final

import icu

from partnerships.period.words.everyday import EVERYDAY, PRINTED
from partnerships.period.words.table import PeriodWords

_CONTEXTS: Final = (icu.DateFormatSymbols.STANDALONE, icu.DateFormatSymbols.FORMAT)
_NOTHING: Final = ("", "", "", "")
#: The order of a long date as here, with a full stop after the day or a word before the month and the year.
_LONG: Final = re.compile(r"d(?P<stop>\.?)(?: '(?P<month>\w+)')? MMMM(?: '(?P<year>\w+)')? y.*")

#: What is said in signs, or not at all, as CLDR has no words for it.
_IN_SIGNS: Final[dict[str, Any]] = {
    "numerals": ("Q1", "Q2", "Q3", "Q4"),
    "half_numerals": ("H1", "H2"),
    "quarter": _NOTHING,
    "half": _NOTHING,
    "of_year": " {}",
    "has_cases": False,
    "conjunction": ", ",
    "about": "≈ {}",
    "since": "{} – …",
    "until": "… – {}",
    "about_since": "≈ {} – …",
    "about_until": "≈ … – {}",
    "before": "< {}",
    "after": "> {}",
    "again": (),
    "ordinals": (),
    "number_ends": (".",),
    "year_ends": (".",),
    "quarter_spellings": (),
    "half_spellings": (),
    "day_word": (),
    "day_beside": (),
    "parts_of_day": (),
}
_OPERATORS: Final = {
    ">": ("… –",),
    "before": ("<",),
    "after": (">",),
    "about": ("≈", "~"),
    "&": ("&",),
    "now": ("…",),
}


def words_from_cldr(code: str, plain: PeriodWords) -> PeriodWords:
    """Return the words of the language `code`; what CLDR does not have is said in signs, or as `plain` says it.

    A language that numbers its months is written in `plain` throughout.
    """
    locale = icu.Locale(code)
    symbols = icu.DateFormatSymbols(locale)
    alone, beside_day = (_months(symbols, context) for context in _CONTEXTS)
    if any(sign.isdigit() for name in (*alone, *beside_day) for sign in name):
        return plain
    long = _LONG.fullmatch(icu.DateFormat.createDateInstance(icu.DateFormat.LONG, locale).toPattern())
    short = icu.DateFormat.createDateInstance(icu.DateFormat.SHORT, locale).toPattern()
    joining = [word for word in (long.groups()[1:] if long else ()) if word]
    tongue = code.partition("-")[0]
    everyday = {**EVERYDAY.get(tongue, {})}
    everyday["from_or_of"] = (*(word.lower() for word in joining), *everyday.get("from_or_of", ()))
    return replace(
        plain,
        **_IN_SIGNS | PRINTED.get(tongue, {}),
        months=alone,
        months_of=beside_day,
        day="{}" + (long["stop"] if long else ""),
        sound=tuple(_joined({*alone, *beside_day}, long)) if long else (),
        month_spellings={
            name.lower().strip("."): at
            for width in (icu.DateFormatSymbols.ABBREVIATED, icu.DateFormatSymbols.WIDE)
            for context in _CONTEXTS
            for at, name in enumerate(_months(symbols, context, width), 1)
        },
        weekdays=tuple(zip(*(_weekdays(symbols, context) for context in _CONTEXTS), strict=True)),
        operators={sign: (*_OPERATORS.get(sign, ()), *everyday.get(sign, ())) for sign in {**_OPERATORS, **everyday}},
        slashes=short.lower().startswith("d") and "/" in short,
    )


def _joined(months: set[str], long: re.Match[str]) -> list[tuple[str, str]]:
    """Return the patterns that set the words of a long date around its month: 30 de julho de 2019."""
    month = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    before = [(rf"(?<=\d)(\.?) (?={month})", rf"\1 {long['month']} ")] if long["month"] else []
    return [*before, *([(rf"({month}) (?=\d{{4}})", rf"\1 {long['year']} ")] if long["year"] else [])]


def _months(symbols: icu.DateFormatSymbols, context: int, width: int = icu.DateFormatSymbols.WIDE) -> tuple[str, ...]:
    return tuple(symbols.getMonths(context, width)[:12])


def _weekdays(symbols: icu.DateFormatSymbols, context: int) -> tuple[str, ...]:
    """Return the days of the week from Monday on."""
    _none, sunday, *others = symbols.getWeekdays(context, icu.DateFormatSymbols.WIDE)
    return tuple(name.lower() for name in (*others, sunday))
