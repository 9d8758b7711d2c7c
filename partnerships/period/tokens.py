"""Takes a typed date apart into numbers and words of any language; what they mean together is the parser's matter.

A letter is the kind of a token: y year, n number of one or two digits, M month, S season, Q quarter, H half-year,
O ordinal, X decade, D whole date in digits, d day and month in digits, Z two years of a winter, T hour, W weekday,
R adverb of what comes again, Y the word “year”; signs of the grammar stand for themselves.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from partnerships.period.words import (
    DECADE_ENDS,
    NUMBER_ENDS,
    SPELLINGS,
    TABLES,
    any_of,
    fold_spelling,
    operator,
    spelled,
)

_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_DASHES: Final = dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015\u2212"), "–")
_DROPPED: Final = dict.fromkeys(map(ord, "«»“”„\"'`\u00ad\u200b\ufeff"), " ")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Token(NamedTuple):
    """A piece of a date; `numbers` are what it says in numbers."""

    kind: str
    numbers: tuple[int, ...] = ()
    text: str = ""  # of what nobody knows


AT: Final = operator("at")
#: Patterns of the words that make an hour one after noon, and of those of the night, which is on either side.
LATE: Final = re.compile(spelled("evening", "afternoon"))
NIGHT: Final = re.compile(spelled("night"))
_HALF: Final = spelled("morning", "evening", "afternoon", "night")
_CLEAR_HALF: Final = spelled("morning", "evening", "night")
_HOURS: Final = rf"(?:{spelled('hour_spellings')}\.?)"
_MINUTES: Final = rf"(?:{spelled('minute_spellings')}\.?)"
_END: Final = r"(?!\w)"
_ORDINAL_WORDS: Final = "|".join(
    f"(?:{any_of([stem for stems in words.ordinals for stem in stems])}{words.ordinal_ends})"
    for words in TABLES.values()
)

#: Group → pattern, tried in this order.
_PATTERNS: Final = {
    "iso": r"(?P<iy>\d{4})-(?P<im>0[1-9]|1[0-2])(?:-(?P<id>\d\d))?(?![\d-])(?:t(?=\d\d:))?",
    "ymd": r"(?P<dy>\d{4})\.(?P<dm>\d\d)\.(?P<dd>\d\d)(?![\d.])",
    "dmy": r"(?:(?P<nd>\d\d?)\.)?(?P<nm>\d\d?)\.(?P<ny>\d{4})(?!\d)",
    "clock": rf"(?P<ch>[01]?\d|2[0-3]):(?P<cm>[0-5]\d)(?::[0-5]\d)?(?:\s*(?P<half>{_HALF}))?(?![\w:])",
    "at": rf"{AT}\s+(?P<ah>[01]?\d|2[0-3])[.-](?P<am>[0-5]\d)(?![\d.])(?:\s*{_HOURS}{_END})?",
    "hours": rf"(?P<hh>[01]?\d|2[0-3])(?:[.:](?P<hm>[0-5]\d))?\s*"
    rf"(?:{_HOURS}(?:\s*(?P<hn>[0-5]?\d)\s*{_MINUTES})?(?:\s*(?P<h1>{_HALF}))?"
    rf"|(?P<h2>{_CLEAR_HALF})){_END}",
    "short": r"\d\d?\.\d\d?\.\d\d?(?!\d)",
    "dm": r"(?P<sd>\d\d?)\.(?P<sm>\d\d?)\.?(?![\d.])",
    "pair": r"(?P<p1>\d{4})\s?/\s?(?P<p2>\d{4}|\d\d)(?![\d/])",
    "decade": rf"(?P<decade>\d{{3}}0)-?{any_of(DECADE_ENDS)}{_END}",
    "old": rf"\d0-?{any_of(DECADE_ENDS)}{_END}",
    "ended": rf"(?P<ended>\d{{4}}|\d\d?)-?{any_of(NUMBER_ENDS)}{_END}",
    "coded": rf"(?P<code>[qh])(?P<coded>[1-4]){_END}",
    "year": r"(?P<year>\d{4})(?!\d)",
    "number": r"(?P<number>\d\d?)(?!\d)",
    "other_number": r"\d+",
    "roman": rf"(?P<roman>i{{1,3}}|iv)(?:-?{any_of(NUMBER_ENDS)})?{_END}",
    "word": rf"(?P<word>{any_of(SPELLINGS)}){_END}\.?",
    "ordinal": rf"(?P<ordinal>{_ORDINAL_WORDS}){_END}",
    "sign": r"[-–,;&()/]",
    "unknown": r"\w+|\S",
}
_TOKEN: Final = re.compile("|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_SIGNS: Final = {"–": "-", ";": ",", "/": "slash"}


def plain_tokens(text: str) -> str:
    """Return `text` as its words and numbers are looked for: folded, one kind of dash, no quotes."""
    text = text.translate(_HYPHENS).translate(_DASHES).replace("’", "'")
    ends = re.sub(r"(?<=\d)'(?=s\b)", "", text)
    return " ".join(fold_spelling(ends).translate(_DROPPED).replace("і", "i").split())


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a `plain_tokens` text; words that carry no meaning are left out."""
    return [token for match in _TOKEN.finditer(text) for token in _tokens(match)]


def _tokens(match: re.Match[str]) -> Iterator[Token]:
    group = next(name for name in _PATTERNS if match[f"k_{name}"] is not None)
    if group in _READERS:
        yield from _READERS[group](match)
    else:
        yield Token({"other_number": "number", "unknown": "?"}.get(group, group), text=match[0])


def _date(match: re.Match[str], *names: str) -> Iterator[Token]:
    yield Token("D", tuple(int(match[name]) for name in names if match[name]))


def _hour(hour: str, minute: str | None, half: str | None) -> Iterator[Token]:
    hours = int(hour)
    if half:
        late = LATE.fullmatch(half) or (NIGHT.fullmatch(half) and hours % 12 > 6)
        hours = hours % 12 + (12 if late else 0)
    yield Token("T", (hours, int(minute or 0)))


def _number(text: str) -> Token:
    return Token("y" if len(text) == 4 else "n", (int(text),))


def _word(match: re.Match[str]) -> Iterator[Token]:
    spelled = match["word"]
    meaning = SPELLINGS[spelled if spelled in SPELLINGS else " ".join(re.split(r"[\s.]+", spelled))]
    if re.fullmatch(r"[MSWR]\d+", meaning):
        yield Token(meaning[0], (int(meaning[1:]),))
    elif meaning:
        yield Token("Y" if meaning == "year" else meaning)


def _ordinal(match: re.Match[str]) -> Iterator[Token]:
    stems = ((at, stem) for words in TABLES.values() for at, names in enumerate(words.ordinals, 1) for stem in names)
    yield Token("O", (next(at for at, stem in stems if match["ordinal"].startswith(stem)),))


def _pair(match: re.Match[str]) -> Iterator[Token]:
    first, last = int(match["p1"]), int(match["p2"])
    if len(match["p2"]) == 2:  # the next year that ends so: 1999/00 is 1999 and 2000
        last = first + (last - first) % 100
    yield Token("Z", (first, last))


def _coded(match: re.Match[str]) -> Iterator[Token]:
    yield from (Token("O", (int(match["coded"]),)), Token(match["code"].upper()))


_READERS: Final = {
    "iso": lambda match: _date(match, "iy", "im", "id"),
    "ymd": lambda match: _date(match, "dy", "dm", "dd"),
    "dmy": lambda match: _date(match, "ny", "nm", "nd"),
    "clock": lambda match: _hour(match["ch"], match["cm"], match["half"]),
    "at": lambda match: _hour(match["ah"], match["am"], None),
    "hours": lambda match: _hour(match["hh"], match["hm"] or match["hn"], match["h1"] or match["h2"]),
    "dm": lambda match: iter([Token("d", (int(match["sd"]), int(match["sm"])))]),
    "pair": _pair,
    "decade": lambda match: iter([Token("X", (int(match["decade"]),))]),
    "ended": lambda match: iter([_number(match["ended"])]),
    "coded": _coded,
    "year": lambda match: iter([_number(match["year"])]),
    "number": lambda match: iter([_number(match["number"])]),
    "roman": lambda match: iter([Token("O", (_ROMAN[match["roman"]],))]),
    "word": _word,
    "ordinal": _ordinal,
    "sign": lambda match: iter([Token(_SIGNS.get(match[0], match[0]))]),
}
