"""Sentences that belong together: whose city, date and visit a sentence goes on about; what is told twice is one."""

import re
from dataclasses import dataclass, field
from typing import Final

from partnerships.period import Period
from partnerships.prose.activities import Cue, cues
from partnerships.prose.dates import year_of
from partnerships.prose.found import AGREEMENT, DELEGATION, EXHIBITION, Find, Ground
from partnerships.prose.places import NamedCity
from partnerships.prose.scene import Scene
from partnerships.prose.sentences import Sentence
from partnerships.prose.words import ProseWords
from partnerships.text.quotes import quoting

#: Cities of a sentence; more of them are a list, and what follows is not about all of it.
_FEW: Final = 2
_UNDATED: Final = Period()
#: So many finds are looked at for one told before: the last ones, and the last ones of the same cities.
_LOOKED_AT: Final = 40
#: Letters within which a sentence begins.
_OPENING: Final = 4
#: Events that “the celebration” may go back to.
_CELEBRATED: Final = frozenset({"city_day", "anniversary", "territory_day"})


@dataclass
class Telling:
    """What has been told so far, for the sentences that go on about it."""

    words: ProseWords
    finds: list[Find] = field(default_factory=list)
    topic: tuple[NamedCity, ...] = ()
    topic_at: Sentence | None = None
    section: tuple[NamedCity, ...] = ()  # the cities that a heading names
    period: Period = _UNDATED
    period_at: Sentence | None = None
    heading_period: Period = _UNDATED
    year: int | None = None
    last: dict[int, Sentence] = field(default_factory=dict)  # where the text spoke last of the find of a number
    episode: int = 0
    told_before: int = 0  # the episode before the sentence
    number: int = 0  # of the sentence
    opens: bool = False  # whether it begins by going on: such a one goes on from the block before
    period_number: int = -2  # of the sentence with the period
    touched: list[Find] = field(default_factory=list)  # by the sentence told last
    by_cities: dict[tuple[str, frozenset[NamedCity]], list[int]] = field(default_factory=dict)
    by_title: dict[tuple[str, str], int] = field(default_factory=dict)

    def tell(self, number: int, scene: Scene) -> None:
        """Take what the sentence `number` tells."""
        self.touched, self.number, self.told_before = [], number, self.episode
        if self._is_heading(scene):
            return
        match = self.words.pattern("goes_on").search(scene.masked)
        goes_on, self.opens = bool(match), bool(match and match.start() < _OPENING)
        found = cues(scene, self.words)
        for cue in found:
            self._take(number, scene, cue, goes_on=goes_on)
        self._remember(scene, found, goes_on=goes_on)

    def _is_heading(self, scene: Scene) -> bool:
        """Take a heading for what it says of the text below it: its year, its city."""
        self.year = year_of(scene.dates) or self.year
        sentence = scene.sentence
        rest = re.sub(r"⟨\w+⟩", "", scene.masked)
        if sentence.is_heading and scene.dates and not re.search(r"[^\W\d_]{5,}", rest):
            self.heading_period, self.section = scene.dates[0].period, ()
            self.topic, self.period = (), _UNDATED
            return True
        if not sentence.is_heading or cues(scene, self.words):
            return False
        self.section = tuple(scene.partners) if len(scene.partners) <= _FEW else ()
        self.topic, self.topic_at = self.section, sentence
        self.period = _UNDATED
        return True

    def _take(self, number: int, scene: Scene, cue: Cue, *, goes_on: bool) -> None:
        cities, why = self._cities(scene, cue, goes_on=goes_on)
        period, when = self._period(scene, cue, goes_on=goes_on)
        if cue.kind in {DELEGATION, AGREEMENT} and not cities:
            return
        heard = quoting("%(what)s: “%(words)s”", what=f"{cue.kind} {cue.form}".strip(), words=cue.words.strip())
        reasons = [Ground(2, heard), why, when]
        reasons += [Ground(1, "title in quotation marks")] if cue.title else []
        several = cue.kind == DELEGATION and bool(self.words.pattern("several").search(scene.masked))
        find = Find(cue.kind, cue.form, cities, period, [number], reasons, cue.title, several, self.episode)
        known = self._known(find, scene.sentence, goes_on=goes_on)
        if known is None:
            self.episode += cue.kind == DELEGATION
            find.episode = self.episode
            known = len(self.finds)
            self.finds.append(find)
        else:
            self.finds[known].take(find)
        self.last[known] = scene.sentence
        told = self.finds[known]
        self.touched.append(told)
        bucket = self.by_cities.setdefault((told.kind, frozenset(told.cities)), [])
        if bucket[-1:] != [known]:
            bucket.append(known)
        if told.title:
            self.by_title[told.kind, told.title] = known

    def _cities(self, scene: Scene, cue: Cue, *, goes_on: bool) -> tuple[tuple[NamedCity, ...], Ground]:
        if scene.partners:
            return tuple(scene.partners), Ground(2, "city named in the sentence")
        if cue.kind == EXHIBITION and scene.titled:
            named = tuple(one.place for one in scene.titled if not one.place.is_home)
            return named, Ground(1, "city named in the title")
        points_back = self.opens or bool(self.words.pattern("partner_city").search(scene.masked))
        if self.topic and self.topic_at and _near(self.topic_at, scene.sentence, across=points_back):
            return self.topic, Ground(1, "city of the sentences before")
        if self.section:
            return self.section, Ground(1, "city of the heading")
        return (), Ground(0, "no city named")

    def _period(self, scene: Scene, cue: Cue, *, goes_on: bool) -> tuple[Period, Ground]:
        if cue.is_dated and (date := scene.date_near(cue.at)):
            period = date.period
            if cue.kind != DELEGATION and period.first and period.last is None:
                period = Period.of(period.first)  # a partner since 2003, when the agreement was signed
            return period, Ground(
                2, "date of the sentence" + (" with the year of the text before" if date.is_partial else "")
            )
        several = cue.kind == DELEGATION and self.words.pattern("several").search(scene.masked)
        if not cue.is_dated or (several and not goes_on):
            return _UNDATED, Ground(0, "no date told")
        if self.period and self.period_at and self._is_same_story(scene, cue, goes_on=goes_on):
            return self.period, Ground(1, "date of the sentences before")
        return self.heading_period, Ground(1 if self.heading_period else 0, "date of the heading")

    def _is_same_story(self, scene: Scene, cue: Cue, *, goes_on: bool) -> bool:
        others = [place for place in scene.partners if place not in self.topic]
        if self.period_at is None:
            return False
        if self.number - self.period_number == 1 and self.period_at.block == scene.sentence.block and not others:
            return True
        if not _near(self.period_at, scene.sentence, across=self.opens, within_block=goes_on):
            return False
        return goes_on or (not (others and self.topic) and (cue.kind != DELEGATION or not cue.is_new))

    def _known(self, find: Find, sentence: Sentence, *, goes_on: bool) -> int | None:
        """Return the number of the find that `find` tells of once more."""
        for number in self._candidates(find):
            known = self.finds[number]
            at = self.last[number]
            close = (
                at.paragraph == sentence.paragraph
                or (goes_on and sentence.block == at.block)
                or (self.opens and sentence.block - at.block == 1)
            )
            if _is_same(known, find, is_close=close and known.episode in {self.episode, self.told_before, 0}):
                return number
        return None

    def _candidates(self, find: Find) -> list[int]:
        """Return the numbers of the finds that may be the same, the last one first."""
        recent = range(max(0, len(self.finds) - _LOOKED_AT), len(self.finds))
        same_cities = self.by_cities.get((find.kind, frozenset(find.cities)), [])[-_LOOKED_AT:]
        titled = [self.by_title[find.kind, find.title]] if (find.kind, find.title) in self.by_title else []
        found = {number for number in (*recent, *same_cities, *titled) if self.finds[number].kind == find.kind}
        return sorted(found, reverse=True)

    def _remember(self, scene: Scene, found: list[Cue], *, goes_on: bool) -> None:
        partners = scene.partners
        if 0 < len(partners) <= _FEW:
            if (
                self.topic != tuple(partners)
                and not scene.dates
                and not goes_on
                and scene.sentence.paragraph != getattr(self.period_at, "paragraph", -1)
            ):
                self.period = _UNDATED
            self.topic, self.topic_at = tuple(partners), scene.sentence
        elif self.topic_at and _near(self.topic_at, scene.sentence, across=self.opens):
            self.topic_at = scene.sentence
        if scene.dates and found:
            self.period, self.period_at, self.period_number = scene.dates[0].period, scene.sentence, self.number
        elif any(one.kind == DELEGATION and not one.period for one in self.touched) and not goes_on:
            self.period, self.period_at = _UNDATED, None  # another visit, of which no date is told
        elif self.period_at and _near(self.period_at, scene.sentence, across=self.opens, within_block=goes_on):
            self.period_at, self.period_number = scene.sentence, self.number


def _near(told: Sentence, now: Sentence, *, across: bool, within_block: bool = True) -> bool:
    """Say whether `now` can go on about what was told in `told`: in its paragraph, its block, or the one after."""
    if told.paragraph == now.paragraph:
        return True
    return (within_block and told.block == now.block) or (across and now.block - told.block <= 1)


def _is_same(known: Find, find: Find, *, is_close: bool) -> bool:
    """Say whether two finds of a kind are one thing."""
    same_cities, same_period = set(known.cities) == set(find.cities), known.period == find.period
    half_dated = not (known.period and find.period)
    if known.title and find.title:
        return known.title == find.title and (same_period or half_dated)
    if known.kind == AGREEMENT:
        return bool(set(known.cities) & set(find.cities)) and (same_period or half_dated)
    overlap = same_period or (is_close and half_dated) or _holds(known, find)
    if known.kind == DELEGATION:
        same_way = known.form == find.form or "" in {known.form, find.form}
        told_together = is_close and known.form == "mutual" and find.is_several and not find.period
        return same_cities and ((same_way and overlap) or told_together)
    if known.form != find.form and not (is_close and find.form == "festive_event" and known.form in _CELEBRATED):
        return False
    open_cities = is_close and not (known.cities and find.cities)
    return (
        overlap
        and (same_cities or open_cities or (is_close and known.kind == EXHIBITION))
        and (is_close or bool(find.cities))
    )


def _holds(known: Find, find: Find) -> bool:
    """Say whether the date of one is a day or a month within that of the other."""
    one, other = known.period, find.period
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
