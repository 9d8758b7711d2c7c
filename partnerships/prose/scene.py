"""One sentence as the grammar sees it: in small letters, with marks in place of cities, dates and titles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from partnerships.period import Period
from partnerships.prose.dates import DateMention, small_letters
from partnerships.prose.places import Gazetteer, Mention, NamedCity
from partnerships.prose.relative import dates_of
from partnerships.prose.sentences import Sentence
from partnerships.prose.words import ProseWords

#: Quotation marks, and what closes each; an apostrophe opens nothing inside a word and closes nothing before one.
_QUOTED: Final = (
    ("«", "»"),
    ("»", "«"),
    ("“", "”"),
    ('"', '"'),
    ("„", '“”"'),
    ("‹", "›"),
    ("›", "‹"),
)
_SINGLE: Final = r"(?<!\w)['‘‚](?=[A-ZÀ-ÞА-ЯЁ])((?:[^'’‘\n]|['’](?=\w)){2,160})['’‘](?!\w)"
#: A title begins with a capital: “round table” in quotation marks is none.
_TITLE: Final = re.compile(
    "|".join([*(rf"{opening}([^{opening}{closing}\n]{{2,160}})[{closing}]" for opening, closing in _QUOTED), _SINGLE])
)
_SPACES: Final = re.compile(r"\s+")
UNDATED: Final = Period()
_CUT: Final = re.compile(r"[,;] ")
#: Letters that a comma counts as, where the nearest date is looked for.
_CLAUSE: Final = 20
_MARK: Final = re.compile(r"⟨([hcdt])(\d+)⟩")


@dataclass
class Scene:
    """A sentence and what is known in it; `masked` is what the patterns of a language read."""

    sentence: Sentence
    mentions: list[Mention]
    dates: list[DateMention]
    titles: list[str]
    masked: str
    titled: list[Mention] = field(default_factory=list)  # cities inside titles
    other_dates: list[DateMention] = field(default_factory=list)  # of wars and foundings
    marks: list[tuple[int, int, str]] = field(default_factory=list)  # where in the text, and what stands for it

    @property
    def partners(self) -> list[NamedCity]:
        """The other cities that it names, each once, in their order."""
        return list(dict.fromkeys(one.place for one in self.mentions if not one.place.is_home))

    @property
    def names_home(self) -> bool:
        """Whether it names the home city."""
        return any(one.place.is_home for one in self.mentions)

    def place_of(self, masked: str) -> NamedCity | None:
        """Return the city of the last mark in a piece of `masked`."""
        found = [match for match in _MARK.finditer(masked) if match[1] in "hc"]
        return self.mentions[int(found[-1][2])].place if found else None

    def clause(self, at: int) -> tuple[int, int]:
        """Return where the part of `masked` around a place begins and ends that has a city and a date of its own.

        “The treaty with A is of 1974, that with B was signed in 2012” has two such parts; most sentences have one.
        """
        begins, cuts = 0, [match.end() for match in _CUT.finditer(self.masked)]
        for cut in cuts:
            if _is_whole(self.masked[begins:cut]) and _is_whole(self.masked[cut:]):
                if at < cut:
                    return begins, cut
                begins = cut
        return begins, len(self.masked)

    def parts(self) -> Iterator["Scene"]:
        """Yield the parts of a sentence that have a city and a date of their own, where there are several."""
        begins = 0
        while self.clause(0) != (0, len(self.masked)) and begins < len(self.masked):
            first, last = self.clause(begins)
            yield replace(self, masked=self.masked[first:last].rjust(last).ljust(len(self.masked)))
            begins = last

    def partners_near(self, at: int) -> list[NamedCity]:
        """Return the other cities of the part around a place of `masked`."""
        begins, ends = self.clause(at)
        marks = (match for match in _MARK.finditer(self.masked, begins, ends) if match[1] == "c")
        return list(dict.fromkeys(self.mentions[int(match[2])].place for match in marks))

    def date_near(self, at: int) -> DateMention | None:
        """Return the date nearest to a place of `masked`, one before it rather than one behind."""
        begins, ends = self.clause(at)
        found = _MARK.finditer(self.masked, begins, ends)
        marks = [(match.start(), self.dates[int(match[2])]) for match in found if match[1] == "d"]
        # “(1987–2017)” says when something lasted, and the date outside when the thing told took place.
        told = [mark for mark in marks if not (mark[1].period.precision == "year" and self._is_in_brackets(mark[0]))]
        near = min(told or marks, key=lambda mark: self._distance(mark[0], at), default=None)
        return near[1] if near else None

    def _distance(self, mark: int, at: int) -> int:
        """Return how far a mark is; one in another clause is further than one in the clause itself."""
        between = self.masked[min(mark, at) : max(mark, at)]
        return abs(mark - at) + _CLAUSE * len(_CUT.findall(between))

    def _is_in_brackets(self, at: int) -> bool:
        return self.masked.rfind("(", 0, at) > self.masked.rfind(")", 0, at)

    def text_at(self, at: int) -> int:
        """Return where in the text a place of `masked` is."""
        for spaces in _SPACES.finditer(_with_marks(self.sentence.text, self.marks)):
            if spaces.start() >= at:
                break
            at += len(spaces[0]) - 1
        longer = 0
        for start, end, mark in sorted(self.marks):
            if at <= start + longer:
                break
            if at < start + longer + len(mark):
                return start
            longer += len(mark) - (end - start)
        return at - longer

    def title_after(self, at: int) -> str:
        """Return the title that stands close behind a place of `masked`."""
        match = re.compile(r"[^.;⟨]{0,60}⟨t(\d+)⟩").match(self.masked, at)
        return self.titles[int(match[1])] if match else ""


def scene_of(
    sentence: Sentence, gazetteer: Gazetteer, words: ProseWords, year: int | None, told: Period = UNDATED
) -> Scene:
    """Return `sentence` with its cities, dates and titles found; `told` is the date of the text before."""
    text = sentence.text
    titles = [
        match for match in _TITLE.finditer(text) if (next(filter(None, match.groups())).strip() or "x")[0].isupper()
    ]
    mentions, dates = gazetteer.find(text), dates_of(text, words, year, told)
    inside = [one for one in mentions if _within(one.start, titles)]
    mentions = [one for one in mentions if one not in inside and not any(d.start <= one.start < d.end for d in dates)]
    others = [one for one in dates if not one.is_told]
    dates = [one for one in dates if one.is_told and not _within(one.start, titles)]
    marks = [
        *((one.start, one.end, f"⟨{'h' if one.place.is_home else 'c'}{at}⟩") for at, one in enumerate(mentions)),
        *((one.start, one.end, f"⟨d{at}⟩") for at, one in enumerate(dates)),
        *((match.start(), match.end(), f"⟨t{at}⟩") for at, match in enumerate(titles)),
    ]
    names = [next(filter(None, match.groups())).strip() for match in titles]
    return Scene(sentence, mentions, dates, names, _masked(text, marks), inside, others, marks)


def _is_whole(part: str) -> bool:
    return {"c", "d"} <= {match[1] for match in _MARK.finditer(part)}


def _within(start: int, spans: Iterable[re.Match[str]]) -> bool:
    return any(span.start() <= start < span.end() for span in spans)


def _masked(text: str, marks: list[tuple[int, int, str]]) -> str:
    return _SPACES.sub(" ", _with_marks(text, marks))


def _with_marks(text: str, marks: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, mark in sorted(marks):
        pieces += [small_letters(text[at:start]), mark]
        at = end
    pieces.append(small_letters(text[at:]))
    return "".join(pieces)
