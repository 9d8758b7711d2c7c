"""Dates found within running text: the period room reads them, here they are cut out."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError

from partnerships.period import Period
from partnerships.period.parser import read_period
from partnerships.period.words import any_of
from partnerships.prose.words import LANGUAGES, ProseWords

_JOINING: Final = ("<", ">", "&", "", "at", "year", "about")
#: Pieces of a date; more of them in a row are a list, and read in parts.
_LONGEST: Final = 14
_DAY_OR_MONTH: Final = frozenset({"number", "month"})
_BETWEEN: Final = re.compile(r"(?:between|zwischen(?: dem)?|между)\s$")
#: Letters before a date that say what it is of.
_REACH: Final = 40
_YEAR_LONG: Final = 4  # signs of the shortest piece that may hold a year
_YEARS: Final = range(1000, 2101)


class DateMention(NamedTuple):
    """A date at a place of the text; `is_partial` when its year is that of the text around it."""

    start: int
    end: int
    period: Period
    is_partial: bool = False
    is_told: bool = True  # whether something of the register may have happened then: not so for wars and foundings


class _Piece(NamedTuple):
    start: int
    end: int
    kind: str  # number, month, season, joining or sign


def small_letters(text: str) -> str:
    """Return `text` in small letters, ё as е, each letter at its place."""
    return "".join(small if len(small := char.lower()) == 1 else char for char in text).replace("ё", "е")


@lru_cache
def _pieces_of(code: str) -> re.Pattern[str]:
    period = LANGUAGES[code].period
    joining = any_of(word for sign in _JOINING for word in period.operators.get(sign, ()) if word[0].isalpha())
    ends = "|".join(re.escape(end) for end in sorted(period.number_ends, key=len, reverse=True) if end != ".")
    seasons = any_of([*period.season_spellings, *period.quarter_spellings, *period.half_spellings])
    months = any_of(period.month_spellings)
    point = r"|\.(?=[\s/–—-])" if "." in period.number_ends else ""
    return re.compile(
        rf"(?P<number>(?<!\w)\d{{4}}-\d\d-\d\d(?!\d)|(?<![\w.,])\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}(?!\d)"
        rf"|(?<![\w.,])[0-3]?\d\.[01]\d\.?(?=\s?[–—-]\s?\d{{1,2}}\.\d{{1,2}}\.)"
        rf"|(?<![\w.,])(?!\d{{3,4}}(?:st|nd|rd|th))\d{{1,4}}(?![\d%])(?:-?(?:{ends}){point})?"
        rf"(?![^\W\d_])(?!-(?!{months})[^\W\d_]))"
        rf"|(?P<month>(?<!\w){months}(?!\w)\.?)"
        rf"|(?P<season>(?<!\w){seasons}(?!\w))"
        rf"|(?P<joining>(?<!\w){joining}(?!\w)\.?)|(?P<sign>[-–—,/])"
    )


def find_dates(text: str, words: ProseWords, year: int | None = None) -> list[DateMention]:
    """Return the dates of a sentence; a month without a year is of `year`, if there is one."""
    years = [int(one) for one in re.findall(r"(?<![\d.])(?:19|20)\d\d(?!\d)", text)]
    year = years[0] if len(set(years)) == 1 else year  # that of the sentence rather than one told before it
    found: list[DateMention] = []
    for run in _runs(small_letters(text), words):
        if words.months_need_capitals:
            run = [piece for piece in run if piece.kind != "month" or text[piece.start].isupper()]
        found += _read_run(text, run, words, year)
    plain = small_letters(text)
    return [one._replace(is_told=one.is_told and not _is_of_founding(plain, one, words)) for one in _precise(found)]


def _is_of_founding(plain: str, date: DateMention, words: ProseWords) -> bool:
    """Say whether a date is that of a war, of an older document or of a town's founding; ties are of the register."""
    before = plain[max(0, date.start - _REACH) : date.start + 3]
    if words.pattern("of_document").search(before) and words.pattern("renewed").search(plain):
        return True  # “die Urkunde von 1976 erneuerten”
    founded = words.pattern("founding").search(before)
    return bool(founded) and not words.pattern("ties").search(before)


def _precise(found: list[DateMention]) -> list[DateMention]:
    """Return `found`, the years of dates that are told more precisely as told of nothing: “в июле 2018-го, года”."""
    return [
        one._replace(is_told=False)
        if any(other.is_partial and other is not one and _is_in(other.period, one.period) for other in found)
        else one
        for one in found
    ]


def _is_in(inner: Period, outer: Period) -> bool:
    if not (inner.start and inner.end and outer.start and outer.end):
        return False
    return outer.precision == "year" and outer.start <= inner.start and inner.end <= outer.end


def _runs(plain: str, words: ProseWords) -> Iterator[list[_Piece]]:
    """Yield pieces of dates that follow one another with nothing between."""
    run: list[_Piece] = []
    for match in _pieces_of(words.code).finditer(plain):
        if run and plain[run[-1].end : match.start()].strip():
            yield run
            run = []
        run.append(_Piece(match.start(), match.end(), str(match.lastgroup)))
    if run:
        yield run


def _read_run(text: str, run: list[_Piece], words: ProseWords, year: int | None) -> Iterator[DateMention]:
    at = (
        0
        if any(piece.kind in {"month", "season"} or piece.end - piece.start >= _YEAR_LONG for piece in run)
        else len(run)
    )
    while at < len(run):
        found, used = _longest(text, run[at : at + _LONGEST], words, year)
        if found:
            yield found
        at += used or 1


def _longest(text: str, run: list[_Piece], words: ProseWords, year: int | None) -> tuple[DateMention | None, int]:
    """Return the longest date that begins with the first piece of `run`, and how many pieces it took."""
    if run[0].kind == "sign" or (run[0].kind == "joining" and not _opens(text, run[0], words)):
        return None, 1
    for count in range(len(run), 0, -1):
        if not _may_end(text, run[count - 1], words) or not any(
            piece.kind in {"number", "month", "season"} for piece in run[:count]
        ):
            continue
        pieces = run[:count]
        said = text[pieces[0].start : pieces[-1].end]
        whole = _has_year(text, pieces)
        if not whole and (year is None or not _is_day_or_month(text, pieces, words)):
            continue
        period = _period(said if whole else f"{said} {year}", words)
        if period and not whole and not _DAY_OR_MONTH & {piece.kind for piece in pieces}:
            period = period if re.fullmatch(r"\d{4}-2[1-4]", period.edtf()) else None  # no half-marathon
        if period and period.named and _BETWEEN.search(small_letters(text[: pieces[0].start])):
            period = Period.of(period.named[0], period.named[-1])  # “between 10 and 17 October” is all of it
        if period and not (whole and _is_bare_number(text, pieces, words)):
            return DateMention(pieces[0].start, pieces[-1].end, period, not whole), count
    return None, 1


def _may_end(text: str, piece: _Piece, words: ProseWords) -> bool:
    """Say whether a date can end so: not with a dash or “of the”, but with “года”."""
    if piece.kind != "joining":
        return piece.kind != "sign"
    return small_letters(text[piece.start : piece.end]).rstrip(".") in words.period.operators["year"]


def _opens(text: str, piece: _Piece, words: ProseWords) -> bool:
    """Say whether a joining word says where the date begins: “from”, “с”, “seit”."""
    word = small_letters(text[piece.start : piece.end]).rstrip(".")
    return any(word in words.period.operators.get(sign, ()) for sign in ("<", "", "about"))


def _has_year(text: str, pieces: list[_Piece]) -> bool:
    numbers = (text[piece.start : piece.end] for piece in pieces if piece.kind == "number")
    return any(
        int(year[0]) in _YEARS for number in numbers if (year := re.search(r"(?<!\d)\d{4}(?!\d)", number))
    ) or any(re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2}", text[piece.start : piece.end]) for piece in pieces)


def _is_day_or_month(text: str, pieces: list[_Piece], words: ProseWords) -> bool:
    """Say whether it is a day with its month, or a month after “in”; a month of nothing else may be any word."""
    kinds = [piece.kind for piece in pieces]
    if not {"month", "season"} & set(kinds):
        return False
    before = small_letters(text[max(0, pieces[0].start - 12) : pieces[0].start])
    opened = (
        kinds[0] == "joining"
        or bool(words.pattern("month_preposition").search(before))
        or not before.strip(" \t-–—•*·▪")
    )
    if "season" in kinds:
        return opened or bool(words.pattern("season_preposition").search(before))
    return "number" in kinds or opened


def _is_bare_number(text: str, pieces: list[_Piece], words: ProseWords) -> bool:
    """Say whether a lone number of four digits counts something rather than naming a year."""
    if len(pieces) > 1 or len(text[pieces[0].start : pieces[0].end]) != 4:
        return False
    before, after = text[: pieces[0].start].rstrip(), text[pieces[0].end :]
    preposition = re.search(
        r"(?:\b(?:in|of|since|by|until|for|в|во|с|за|до|im|seit|von|und|and|и)|[(,–—:-])$", before, re.I
    )
    if int(text[pieces[0].start : pieces[0].end]) % 100 == 0 and not preposition:
        return True
    return not (words.bare_years or preposition or not before or re.match(r"\s*(?:[)–—:.,;-]|$)", after)) or bool(
        re.match(rf"\s+(?:{words.counted})", after, re.I)
    )


@lru_cache(maxsize=20_000)
def _read(said: str, code: str) -> Period | None:
    for text in (said, re.sub(r"^\w+ ", "", said)):
        try:
            return read_period(text, reader=LANGUAGES[code].reader).period
        except ValidationError:
            continue
    return None


def _period(said: str, words: ProseWords) -> Period | None:
    return _read(" ".join(said.split()).replace("—", "–"), words.code)


def year_of(dates: Iterable[DateMention]) -> int | None:
    """Return the year that the last of `dates` names, to read a month by; a span of years is of plans and terms."""
    years = [one.period.years()[0] for one in dates if len(set(one.period.years())) == 1 and not _is_open(one.period)]
    return years[-1] if years else None


def _is_open(period: Period) -> bool:
    """Say whether it only began or ended then: a partner since 1989."""
    return (period.first is None) != (period.last is None)
