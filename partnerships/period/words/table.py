"""What a language has to say about dates: one table a language, and nothing of a language anywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: One thing and several of them, each alone and after a preposition: квартал, квартала, кварталы, кварталов.
type Noun = tuple[str, str, str, str]


@dataclass(frozen=True, kw_only=True)
class PeriodWords:
    """How a language prints a period, and how people spell one in it; spellings are folded (`fold_spelling`)."""

    months: tuple[str, ...]  # alone: июль 2019
    months_of: tuple[str, ...]  # beside a day and after a preposition: 30 июля, с июля
    seasons: tuple[str, ...]  # from spring to winter
    seasons_of: tuple[str, ...]
    numerals: tuple[str, ...]  # of quarters and half-years
    half_numerals: tuple[str, ...] = ()  # where half-years have their own
    quarter: Noun
    half: Noun
    of_year: str  # after a quarter or half-year: “ 2020”, “ of 2020”
    has_cases: bool = True  # whether the words of `about` and the others put a month into its other form
    decade: tuple[str, str]  # alone and after a preposition
    day: str
    first_day: str = ""  # of a month, where it is written in its own way: 1er
    conjunction: str
    #: Phrases around a date in the form that follows a preposition.
    about: str
    since: str
    until: str
    about_since: str
    about_until: str
    before: str
    after: str
    #: Sound of neighbours: pattern → what stands instead, as “со 2 июля”.
    sound: tuple[tuple[str, str], ...]
    #: Adverbs of what comes again; in each language in the same order, so that one gives the other.
    again: tuple[tuple[str, ...], ...]

    #: Spelling by spelling: month, season and so on → its number.
    month_spellings: Mapping[str, int]
    season_spellings: Mapping[str, int]
    weekdays: tuple[tuple[str, ...], ...]  # from Monday on
    ordinals: tuple[tuple[str, ...], ...]  # first, second …, without the ends that `ordinal_ends` allows
    ordinal_ends: str
    number_ends: tuple[str, ...]  # 30-го, 1st
    decade_ends: tuple[str, ...]  # 1990-е, 1990s
    decade_heads: tuple[str, ...] = ()  # années 1990
    year_ends: tuple[str, ...] = ()  # 2019-го; of the languages that put one behind a year
    #: Letters beside the number of a quarter or half-year, which EDTF and English write Q and H: T1, S2.
    codes: Mapping[str, str] = field(default_factory=lambda: {"q": "Q", "h": "H"})
    quarter_spellings: tuple[str, ...]
    half_spellings: tuple[str, ...]
    #: Operators of the grammar (`tokens`) → their words.
    operators: Mapping[str, tuple[str, ...]]
    hour_spellings: tuple[str, ...]  # 10 часов, 10 h
    hour_signs: tuple[str, ...] = ()  # those after which minutes need no word: 10 h 30
    shared_hours: tuple[str, ...] = ()  # those that stand once for both ends: 10–12 Uhr
    minute_spellings: tuple[str, ...]
    #: Whether 30/07/2022 is the day, the month and the year to everybody who writes the language.
    slashes: bool = False
    #: Words beside an hour that tell its half of the day: before noon, after it (the second ones stand only where an
    #: hour is named, as “3 часа дня”), at night (either).
    morning: tuple[str, ...]
    evening: tuple[str, ...]
    afternoon: tuple[str, ...]
    night: tuple[str, ...]
    #: Of a programme: “day two”, “day of departure”, “in the morning”, what may stand before a time.
    day_word: tuple[str, ...]
    day_beside: tuple[str, ...]
    parts_of_day: tuple[str, ...]
