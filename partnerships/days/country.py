"""Public holidays and national days of countries, as the package `holidays` knows them.

Its names follow the language of the process unless one is named, and a language that it lacks falls back to the
country's own without a word: so the language is always named, and words are taken only where it is there.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from babel.core import get_global
from babel.numbers import get_territory_currencies

#: Between the names of two feasts of one day.
BETWEEN: Final = "; "
#: Its codes of languages, where they are not those of the web.
ITS_CODES: Final = {"en": "en_US", "pt-br": "pt_BR", "zh-hans": "zh_CN", "zh-hant": "zh_TW"}
#: The labels that the package gives to days off instead of a feast.
INSTEAD: Final = ("substituted_label", "observed_label", "observed_estimated_label")
#: Years in which a day has to fall alike to count as a fixed one.
LOOKED_AT: Final = 6


@dataclass(frozen=True)
class CountryDays:
    """Of one year: the public holidays, and the days of a weekend on which people work for a day taken off."""

    free: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True)
class KnownFeast:
    """A feast of a country: its name in the country's own language, its next day, and its month and day if fixed."""

    name: str
    next_on: date
    month: int | None
    day: int | None


def _library() -> Any:
    import holidays  # takes half a second, and most processes need none of it

    return holidays


def time_zone_of(code: str) -> str | None:
    """Return the time zone of the country `code` where it has one; else the one of TIME_ZONE, if it can be there."""
    zones = get_global("territory_zones").get(code, [])
    said = os.environ.get("TIME_ZONE", "").strip()
    return zones[0] if len(zones) == 1 else said if said and (said in zones or not code) else None


def currency_of(code: str) -> str:
    """Return the code of the currency of the country `code`, as EUR; "" of an unknown one."""
    return next(iter(get_territory_currencies(code)), "") if code else ""


@lru_cache(maxsize=256)
def is_known(code: str) -> bool:
    """Say whether the package knows the country with the ISO code `code`."""
    return bool(code) and code in _library().list_supported_countries(include_aliases=False)


@lru_cache(maxsize=64)
def working_country(code: str, year: int) -> CountryDays:
    """Return the days of the country `code` in `year` that are free and that are worked; none of an unknown one."""
    if not is_known(code):
        return CountryDays()
    # A day taken off at one end of a year may be worked for at the other end of the one before.
    found = _library().country_holidays(code, years=(year - 1, year, year + 1), expand=False)
    free = frozenset(day for day in found if day.year == year)
    return CountryDays(free, frozenset(day for day in found.weekend_workdays if day.year == year) - free)


@lru_cache(maxsize=256)
def _feasts(code: str, year: int, language: str) -> dict[date, tuple[str, ...]]:
    """Return the feasts of each day of `year`, without days off that stand for others and without marks of doubt.

    Asked without the days that stand for others, the package leaves a feast that never falls on a Sunday on one.
    """
    found = _library().country_holidays(code, years=year, language=language, expand=False)
    instead = [_affixes(found, label) for label in INSTEAD]
    before, after = _affixes(found, "estimated_label")
    days = {}
    for day in sorted(found):
        names = (name for name in found[day].split(BETWEEN) if not any(_has(name, *mark) for mark in instead))
        days[day] = tuple(name.removeprefix(before).removesuffix(after) for name in names)
    return days


def _affixes(found: Any, label: str) -> tuple[str, str]:
    """Return what a label of the package puts before and after a name in the language of `found`."""
    words = getattr(found, label, None)
    before, _name, after = found.tr(words).partition("%s") if words else ("", "", "")
    return before, after


def _has(name: str, before: str, after: str) -> bool:
    return bool(before or after) and name.startswith(before) and name.endswith(after)


@lru_cache(maxsize=256)
def _own_language(code: str) -> str:
    return str(_library().country_holidays(code).default_language or "en_US")


def _named(code: str, year: int) -> dict[str, list[date]]:
    """Return the days of each feast of `year` by its name in the country's own language."""
    named: dict[str, list[date]] = defaultdict(list)
    for day, names in _feasts(code, year, _own_language(code)).items():
        for name in names:
            named[name].append(day)
    return named


def feast_in(code: str, name: str, year: int) -> date | None:
    """Return the first day of the feast `name`, as the country's own language has it, in `year`; None without one."""
    return next(iter(_named(code, year).get(name, ())), None) if is_known(code) else None


def known_feasts(code: str, today: date) -> list[KnownFeast]:
    """Return the feasts of the country `code` from `today` on for a year, the next one first."""
    return sorted(_known(code, today), key=lambda feast: feast.next_on) if is_known(code) else []


def _known(code: str, today: date) -> Iterator[KnownFeast]:
    of_years = [_named(code, year) for year in range(today.year, today.year + LOOKED_AT)]
    for name in dict.fromkeys(name for named in of_years[:2] for name in named):
        days = [named[name][0] for named in of_years if name in named]
        alike = {(day.month, day.day) for day in days}
        month, number = alike.pop() if len(alike) == 1 and len(days) == LOOKED_AT else (None, None)
        coming = next((day for day in days if day >= today), None)
        if coming:
            yield KnownFeast(name, coming, month, number)


def feast_name(code: str, feast: KnownFeast, language: str) -> str:
    """Return the name of a feast of the country `code` in `language`, a code of the site; "" where there is none."""
    its = ITS_CODES.get(language, language)
    own = _own_language(code)
    if its != own and its not in (_library().country_holidays(code).supported_languages or ()):
        return ""
    year = feast.next_on.year
    names, theirs = (_feasts(code, year, words).get(feast.next_on, ()) for words in (own, its))
    return dict(zip(names, theirs, strict=False)).get(feast.name, "")
