"""Takes a typed date apart into numbers and words of any language; what they mean together is the parser's matter.

A letter is the kind of a token: y year, n number of one or two digits, M month, S season, Q quarter, H half,
K ten days of a month, O ordinal, X decade, D whole date in digits, d day and month in digits, Z two years of a winter,
T hour, W weekday, R adverb of what comes again, Y the word “year”; signs of the grammar stand for themselves.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from partnerships.period.words import SITE, Vocabulary, any_of

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: Months as museums number them, the X in either alphabet.
_ROMAN_MONTHS: Final = {
    numeral.replace("x", sign): at
    for sign in ("x", "\u0445")
    for at, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)
}
_END: Final = r"(?!\w)"
_CLEAR: Final = ("morning", "evening", "night")
#: An hour whose word stands behind another one; the letter is put before the names of its groups.
_CLOCK: Final = r"(?P<{0}h>[01]?\d|2[0-3])(?:[.:](?P<{0}m>[0-5]\d))?"
_SIGNS: Final = {"–": "-", ";": ",", "/": "slash", "~": "about", "≈": "about", "+": "plus"}


class Token(NamedTuple):
    """A piece of a date; `numbers` are what it says in numbers."""

    kind: str
    numbers: tuple[int, ...] = ()
    text: str = ""  # of what nobody knows


def _patterns(words: Vocabulary) -> dict[str, str]:
    """Return group → pattern, to be tried in this order."""
    return {
        **_date_patterns(any_of(words.months)),
        **_hour_patterns(words),
        **_figure_patterns(words),
        **_word_patterns(words),
    }


def _date_patterns(month: str) -> dict[str, str]:
    """Return the patterns of whole dates and months with their year."""
    return {
        "iso": r"(?P<iy>\d{4})-(?P<im>0[1-9]|1[0-2])(?:-(?P<id>\d\d))?(?![\d-])(?:t(?=\d\d:))?",
        "short_iso": r"(?P<uy>\d{4})-(?P<um>\d\d?)-(?P<ud>\d\d?)(?![\d-])",
        "ymd": r"(?P<dy>\d{4})(?P<ds>[./])(?P<dm>\d\d?)(?P=ds)(?P<dd>\d\d?)(?![\d./])",
        "ym": r"(?P<ey>\d{4})\.(?P<em>0[1-9]|1[0-2])(?![\d.])",
        "my": r"(?<![\d./])(?P<fm>0?[1-9]|1[0-2])/(?P<fy>\d{4})(?![\d/])",
        "roman_month": r"(?P<od>\d\d?)[./ -]\s?"
        rf"(?P<om>{any_of(_ROMAN_MONTHS)})[./ -]\s?(?P<oy>\d{{4}})(?!\d)",
        "joined": rf"(?<!\w)(?:(?P<jd>\d\d?)[-–.]?)?(?P<jm>{month})\.?[-–]?(?P<jy>\d{{4}})(?!\d)",
        "spaced": r"(?P<wd>\d\d?)\. ?(?P<wm>\d\d?)\. (?P<wy>\d{4})(?!\d)",
        "dmy": r"(?:(?P<nd>\d\d?)\. ?)?(?P<nm>\d\d?)\.(?P<ny>\d{4})(?!\d)",
    }


def _hour_patterns(words: Vocabulary) -> dict[str, str]:
    """Return the patterns of hours that a sign or a word tells."""
    half, clear_half = words.spelled("morning", "evening", "afternoon", "night"), words.spelled(*_CLEAR)
    hours, minutes = (rf"(?:{words.spelled(name)}\.?)" for name in ("hour_spellings", "minute_spellings"))
    return {
        "clock": rf"(?P<ch>[01]?\d|2[0-3]):(?P<cm>[0-5]\d)(?::[0-5]\d)?(?:\s*(?P<half>{half}))?(?![\w:])",
        "at": rf"{words.operator('at', 'about_or_at')}\s+"
        rf"(?P<ah>[01]?\d|2[0-3])[.-](?P<am>[0-5]\d)(?![\d.])(?:\s*{hours}{_END})?",
        "signed": rf"(?P<gh>[01]?\d|2[0-3])\s?{words.spelled('hour_signs')}\.?\s?(?P<gm>[0-5]\d)(?!\w|[./-]\d)"
        rf"(?!\.?\s*{any_of(words.months)}|\s*{minutes}{_END})",
        "shared": rf"{_CLOCK.format('r')}(?=\s*(?:[-–]|{words.operator('>', 'to_or_at')})\s*"
        rf"{_CLOCK.format('x')}\s*"
        rf"(?:{words.spelled('shared_hours')}{_END}(?:\s*(?P<s1>{half}){_END})?|(?P<s2>{clear_half}){_END}))",
        "hours": rf"(?P<hh>[01]?\d|2[0-3])(?:[.:](?P<hm>[0-5]\d))?\s*"
        rf"(?:{hours}(?:\s*(?P<hn>[0-5]?\d)\s*{minutes})?(?:\s*(?P<h1>{half}))?"
        rf"|(?P<h2>{clear_half})){_END}",
    }


def _figure_patterns(words: Vocabulary) -> dict[str, str]:
    """Return the patterns of figures with points, slashes and hyphens, which may be dates or hours."""
    return {
        "slashed": r"(?P<ld>\d\d?)/(?P<lm>\d\d?)/(?P<ly>\d{4})(?!\d)" if words.slashes else "(?!)",
        "dotted": r"(?<![\d.])(?P<th>[01]?\d|2[0-3])[.](?P<tm>00|1[3-9]|[2-5]\d)(?![\d.])",
        "hyphened": r"(?<![\d-])(?P<y1>[01]?\d|2[0-3])-(?P<y2>[0-5]\d)\s?–\s?"
        r"(?P<y3>[01]?\d|2[0-3])-(?P<y4>[0-5]\d)(?![\d-])",
        "sharp": r"(?<![\d-])(?P<zh>[01]?\d|2[0-3])-(?P<zm>00)(?![\d-])",
        "short": r"\d\d?\.\d\d?\.\d\d?(?!\d)",
        "dm": r"(?P<sd>\d\d?)\.(?P<sm>\d\d?)\.?(?![\d.])",
    }


def _word_patterns(words: Vocabulary) -> dict[str, str]:
    """Return the patterns of years, single numbers, words and signs."""
    ordinals = "|".join(
        f"(?:{any_of([stem for stems in table.ordinals for stem in stems])}{table.ordinal_ends})"
        for table in words.tables.values()
    )
    return {
        "pair": r"(?P<p1>\d{4})\s?/\s?(?P<p2>\d{4}|\d\d)(?![\d/])",
        "decade": rf"(?P<decade>\d{{3}}0)-?{any_of(words.decade_ends)}{_END}",
        "headed": rf"{words.spelled('decade_heads')}\s+(?P<headed>\d{{3}}0){_END}",
        "old": rf"(?:\d0-?{any_of(words.decade_ends)}|{words.spelled('decade_heads')}\s+\d0){_END}",
        "ended": rf"(?P<ended>\d\d?)-?{_ends(words.number_ends)}",
        "ended_year": rf"(?P<ended_year>\d{{4}})-?{_ends(words.year_ends)}",
        "coded": rf"(?P<code>{any_of(words.codes)})(?P<coded>[1-4]){_END}",
        "year": r"(?P<year>\d{4})(?!\d)",
        "number": r"(?P<number>\d\d?)(?!\d)",
        "other_number": r"\d+",
        "roman": rf"(?P<roman>i{{1,3}}|iv)(?:-?{any_of(words.number_ends)})?"
        rf"(?:{_END}|(?={words.spelled('quarter_spellings', 'half_spellings')}{_END}))",
        "word": rf"(?P<word>{any_of(words.spellings)})(?:(?<=\.)|{_END})\.?",
        "roman_month_alone": rf"(?P<vm>{any_of(name for name, at in _ROMAN_MONTHS.items() if at > len(_ROMAN))})"
        r"(?:[./ -]\s?|\. )(?P<vy>\d{4})(?!\d)",
        "ordinal": rf"(?P<ordinal>{ordinals}){_END}",
        "listed": r"(?<=\d\.)/(?=\d\d?\.)" if "." in words.number_ends else r"(?<=\d)\./(?=\d\d?\.)",
        "stop": r"(?<=\d)\.(?=\s?[-–]\s?\d)",  # of a day that shares its month: 12.–14.05.2019
        "arrow": r"→|[-–=]>",
        "dots": r"…|\.\.\.",
        "sign": r"[-–,;&()/~≈+]",
        "unknown": r"\w+|\S",
    }


def _ends(ends: tuple[str, ...]) -> str:
    """Return a pattern of what may end a number; a full stop may have its month close by: 30.Juli."""
    letters = any_of(end for end in ends if end != ".") + _END
    return rf"(?:{letters}|\.(?!\d))" if "." in ends else letters


class Tokenizer:
    """Takes texts apart by the words of some languages."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.patterns = _patterns(words)
        self.pattern = re.compile("|".join(f"(?P<k_{name}>{pattern})" for name, pattern in self.patterns.items()))
        #: What makes an hour one after noon, and the night, which is on either side.
        self.late = re.compile(words.spelled("evening", "afternoon"))
        self.night = re.compile(words.spelled("night"))
        self.readers: dict[str, Callable[[re.Match[str]], Iterator[Token]]] = {
            **_READERS,
            "clock": lambda match: self._hour(match["ch"], match["cm"], match["half"]),
            "at": lambda match: self._hour(match["ah"], match["am"], None),
            "dotted": lambda match: self._hour(match["th"], match["tm"], None),
            "sharp": lambda match: self._hour(match["zh"], match["zm"], None),
            "signed": lambda match: self._hour(match["gh"], match["gm"], None),
            "shared": lambda match: self._hour(match["rh"], match["rm"], match["s1"] or match["s2"]),
            "hours": lambda match: self._hour(match["hh"], match["hm"] or match["hn"], match["h1"] or match["h2"]),
            "joined": self._joined,
            "coded": self._coded,
            "word": self._word,
            "ordinal": self._ordinal,
        }

    def tokens_of(self, text: str) -> list[Token]:
        """Return the tokens of a `plain_tokens` text; words that carry no meaning are left out."""
        return [token for match in self.pattern.finditer(text) for token in self._tokens(match)]

    def _tokens(self, match: re.Match[str]) -> Iterator[Token]:
        group = next(name for name in self.patterns if match[f"k_{name}"] is not None)
        if group in self.readers:
            yield from self.readers[group](match)
        else:
            yield Token({"other_number": "number", "unknown": "?"}.get(group, group), text=match[0])

    def _hour(self, hour: str, minute: str | None, half: str | None) -> Iterator[Token]:
        hours = int(hour)
        if half:
            late = self.late.fullmatch(half) or (self.night.fullmatch(half) and hours % 12 > 6)
            hours = hours % 12 + (12 if late else 0)
        yield Token("T", (hours, int(minute or 0)))

    def _joined(self, match: re.Match[str]) -> Iterator[Token]:
        parts = (int(match["jy"]), self.words.months[match["jm"]], int(match["jd"] or 0))
        yield Token("D", parts if match["jd"] else parts[:2])

    def _coded(self, match: re.Match[str]) -> Iterator[Token]:
        yield from (Token("O", (int(match["coded"]),)), Token(self.words.codes[match["code"]]))

    def _word(self, match: re.Match[str]) -> Iterator[Token]:
        spelled, known = match["word"], self.words.spellings
        meaning = known[spelled if spelled in known else " ".join(re.split(r"[\s.]+", spelled))]
        if re.fullmatch(r"[MSWR]\d+", meaning):
            yield Token(meaning[0], (int(meaning[1:]),))
        elif meaning:
            yield Token("Y" if meaning == "year" else meaning)

    def _ordinal(self, match: re.Match[str]) -> Iterator[Token]:
        tables = self.words.tables.values()
        stems = ((at, stem) for words in tables for at, names in enumerate(words.ordinals, 1) for stem in names)
        yield Token("O", (next(at for at, stem in stems if match["ordinal"].startswith(stem)),))


def _date(match: re.Match[str], *names: str) -> Iterator[Token]:
    yield Token("D", tuple(int(match[name]) for name in names if match[name]))


def _number(text: str) -> Token:
    return Token("y" if len(text) == 4 else "n", (int(text),))


def _pair(match: re.Match[str]) -> Iterator[Token]:
    first, last = int(match["p1"]), int(match["p2"])
    if len(match["p2"]) == 2:  # the next year that ends so: 1999/00 is 1999 and 2000
        last = first + (last - first) % 100
    yield Token("Z", (first, last))


#: What is read alike in every language.
_READERS: Final[dict[str, Callable[[re.Match[str]], Iterator[Token]]]] = {
    "iso": lambda match: _date(match, "iy", "im", "id"),
    "short_iso": lambda match: _date(match, "uy", "um", "ud"),
    "ymd": lambda match: _date(match, "dy", "dm", "dd"),
    "dmy": lambda match: _date(match, "ny", "nm", "nd"),
    "ym": lambda match: _date(match, "ey", "em"),
    "my": lambda match: _date(match, "fy", "fm"),
    "roman_month": lambda match: iter([Token("D", (int(match["oy"]), _ROMAN_MONTHS[match["om"]], int(match["od"])))]),
    "roman_month_alone": lambda match: iter([Token("D", (int(match["vy"]), _ROMAN_MONTHS[match["vm"]]))]),
    "slashed": lambda match: _date(match, "ly", "lm", "ld"),
    "spaced": lambda match: _date(match, "wy", "wm", "wd"),
    "hyphened": lambda match: iter(
        [
            Token("T", (int(match["y1"]), int(match["y2"]))),
            Token("-"),
            Token("T", (int(match["y3"]), int(match["y4"]))),
        ]
    ),
    "stop": lambda _match: iter(()),
    "listed": lambda _match: iter([Token("&")]),
    "arrow": lambda _match: iter([Token("arrow")]),
    "dots": lambda _match: iter([Token("dots")]),
    "dm": lambda match: iter([Token("d", (int(match["sd"]), int(match["sm"])))]),
    "pair": _pair,
    "decade": lambda match: iter([Token("X", (int(match["decade"]),))]),
    "headed": lambda match: iter([Token("X", (int(match["headed"]),))]),
    "ended": lambda match: iter([_number(match["ended"])]),
    "ended_year": lambda match: iter([_number(match["ended_year"])]),
    "year": lambda match: iter([_number(match["year"])]),
    "number": lambda match: iter([_number(match["number"])]),
    "roman": lambda match: iter([Token("O", (_ROMAN[match["roman"]],))]),
    "sign": lambda match: iter([Token(_SIGNS.get(match[0], match[0]))]),
}
#: Reads the languages of the site.
SITE_TOKENS: Final = Tokenizer(SITE)
