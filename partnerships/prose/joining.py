"""Sentences that belong together: whose city, date and visit a sentence goes on about; what is told twice is one."""

import re
from dataclasses import dataclass, field
from typing import Final

from partnerships.period import Period
from partnerships.prose.activities import RETURN, cues, told_of
from partnerships.prose.collected import Collected
from partnerships.prose.found import AGREEMENT, DELEGATION, EVENT, EXHIBITION, Cue, Find, Ground
from partnerships.prose.places import NamedCity
from partnerships.prose.sameness import is_near, until
from partnerships.prose.scene import UNDATED, Scene
from partnerships.prose.sentences import Sentence
from partnerships.prose.words import ProseWords
from partnerships.prose.years import WORDS_OF_HEADING, YearTold
from partnerships.text.quotes import quoting

#: Cities of a sentence; more of them are a list, and what follows is not about all of it.
_FEW: Final = 2
#: Finds that a sentence may say the length of: the last so many.
_NEAR: Final = 3
#: Letters within which a sentence begins.
_OPENING: Final = 4
#: A date at the beginning of a paragraph is that of all of it: “15.02.2023. …”, “• May 2018 – …”, “Март: …”.
_LEAD: Final = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?⟨d(\d+)⟩\s*(?:[.:–—)|-]|$)")
#: “03.09.2018. An agreement is signed”: the date is a sentence of its own.
_DATE_ALONE: Final = re.compile(r"\W*⟨d\d+⟩\W*[.:]\W*")
#: “The exhibition ‘Rhine and Thames’ ran …” is another one than that told in the paragraph before.
_INTRODUCES: Final = re.compile(r"\W*(?:[\w-]+ ){1,3}⟨t")
#: So many cities “all our partner cities” may be.
_ALL: Final = range(2, 7)
_REVERSED: Final = {"incoming": "outgoing", "outgoing": "incoming"}


@dataclass
class Telling:
    """What has been told so far, for the sentences that go on about it."""

    words: ProseWords
    collected: Collected = field(default_factory=Collected)
    topic: tuple[NamedCity, ...] = ()
    topic_at: Sentence | None = None
    section: tuple[NamedCity, ...] = ()  # the cities that a heading names
    period: Period = UNDATED
    period_at: Sentence | None = None
    heading_period: Period = UNDATED
    lead: Period = UNDATED  # the date with which the paragraph begins
    headed: Period = UNDATED  # the date with which a heading with words begins
    headed_block: int = -1
    put_off: list[Cue] = field(default_factory=list)  # what did not take place, or not then
    put_off_at: Sentence | None = None
    is_headed_alone: bool = False  # whether nothing else stands in its block so far
    paragraph: int = -1
    told: Period = UNDATED  # the last date, whatever it was of
    partners: dict[NamedCity, None] = field(default_factory=dict)  # all that were named so far
    only: tuple[NamedCity, ...] = ()  # the city that the whole text is about, if there is but one
    number: int = 0  # of the sentence
    opens: bool = False  # whether it begins by going on: such a one goes on from the block before
    introduces: bool = False  # whether it begins with something that has a name of its own
    period_number: int = -2  # of the sentence with the period

    def __post_init__(self) -> None:
        self.years = YearTold(self.words)

    def tell(self, number: int, scene: Scene) -> None:
        """Take what the sentence `number` tells."""
        self.number = number
        self.collected.begin_sentence()
        self.partners.update(dict.fromkeys(scene.partners))
        self._open_paragraph(scene)
        if self._is_heading(scene):
            return
        match = self.words.pattern("goes_on").search(scene.masked)
        goes_on, self.opens = bool(match), bool(match and match.start() < _OPENING)
        self.introduces = bool(_INTRODUCES.match(scene.masked))
        self.opens = self.opens and not self.introduces
        found = self._told_in(scene)
        may_last = all(cue.kind in {DELEGATION, EXHIBITION} and not cue.title for cue in found)
        if not (found and scene.partners):
            if may_last and self._told_how_long(number, scene):
                return
            if self.words.pattern("until").search(scene.masked) and self._told_how_long(number, scene):
                scene.dates[:] = [one._replace(period=self.period) for one in scene.dates]
        if not found:
            self._take_city(scene)
        for cue in found:
            self._take(number, scene, cue, goes_on=goes_on)
        self._remember(scene, goes_on=goes_on)

    def _told_in(self, scene: Scene) -> list[Cue]:
        """Return what the sentence tells of by itself, or of what was told before."""
        found = cues(scene, self.words)
        if not any(cue.kind == AGREEMENT for cue in found) and (renewed := self._renewal(scene)):
            return [*renewed, *(cue for cue in found if cue.form != "anniversary")]
        return found or self._made_up(scene)

    def _renewal(self, scene: Scene) -> list[Cue]:
        """Return that the agreement told before was signed anew: “Nach der Wende wurde er 1995 erneuert”."""
        match = self.words.pattern("renewed").search(scene.masked)
        known = next((one for one in self.collected.latest()[:_FEW] if one.kind == AGREEMENT), None)
        if (
            not match
            or not scene.dates
            or known is None
            or self.collected.sentence_of(known).block != scene.sentence.block
        ):
            return []
        return [Cue(AGREEMENT, "", match.start(), match[0]), Cue(EVENT, "signing", match.start(), match[0])]

    def _made_up(self, scene: Scene) -> list[Cue]:
        """Return what was put off a sentence or two before and took place then: “Sie wurde 2021 nachgeholt”."""
        if self.words.pattern("not_held").search(scene.masked):
            self.put_off, self.put_off_at = told_of(scene, self.words), scene.sentence
            self.topic = tuple(scene.partners) or self.topic
        match = self.words.pattern("made_up").search(scene.masked)
        if not match or self.put_off_at is None or self.put_off_at.paragraph != scene.sentence.paragraph:
            return []
        return [cue._replace(at=match.end() - 1) for cue in self.put_off] if scene.dates else []

    def _told_how_long(self, number: int, scene: Scene) -> bool:
        """Say whether a sentence only tells how long the last thing took, and take it: “it ran until 30 June”."""
        dates = _in_order(scene)
        if not self.words.pattern("lasted").search(scene.masked) or len(dates) != 1:
            return False
        last = next((one for one in self.collected.latest()[:_NEAR] if one.kind in {DELEGATION, EXHIBITION}), None)
        if last is None or self.collected.sentence_of(last).block != scene.sentence.block:
            return False
        told = until(last.period, dates[0])
        if not told:
            return False
        last.period = told
        last.sentences = [*last.sentences, number]
        self.collected.touched = [last]
        self.period = told
        return True

    def _take_city(self, scene: Scene) -> None:
        """Take the city of what the sentence before told without one: “It showed 60 prints lent by Düsseldorf”."""
        last = next(iter(self.collected.latest()), None)
        is_next = last and last.sentences[-1] == self.number - 1 and not last.cities and not scene.dates
        at = self.collected.sentence_of(last) if last and is_next else None
        if last and at and at.paragraph == scene.sentence.paragraph and 0 < len(scene.partners) <= _FEW:
            last.cities = tuple(scene.partners)
            last.sentences.append(self.number)
            last.reasons.append(Ground(1, "city of the sentence behind"))
            self.collected.touched = [last]

    def _open_paragraph(self, scene: Scene) -> None:
        """Take the date with which a paragraph begins: an entry of a list, which goes on about none before."""
        if scene.sentence.paragraph == self.paragraph:
            return
        self.paragraph = scene.sentence.paragraph
        begins = _LEAD.match(scene.masked)
        goes_for = self.headed_block in {scene.sentence.block, scene.sentence.block - self.is_headed_alone}
        self.lead = scene.dates[int(begins[1])].period if begins else self.headed if goes_for else UNDATED
        is_heading = scene.sentence.is_heading and WORDS_OF_HEADING.search(_unmarked(scene))
        self.is_headed_alone = bool(begins and (is_heading or _DATE_ALONE.fullmatch(scene.masked)))
        if self.is_headed_alone:  # “14 March 2019 – Guests from X”: the date of what is told below
            self.headed, self.headed_block = self.lead, scene.sentence.block
        if begins and not scene.dates[int(begins[1])].is_partial:
            self.topic = self.section

    def _is_heading(self, scene: Scene) -> bool:
        """Take a heading for what it says of the text below it: its year, its city."""
        self.years.take(scene)
        self.told = scene.dates[-1].period if scene.dates else self.told
        sentence = scene.sentence
        if sentence.is_heading and scene.dates and not WORDS_OF_HEADING.search(_unmarked(scene)):
            self.heading_period, self.section = scene.dates[0].period, ()
            self.topic, self.period = (), UNDATED
            return True
        if not sentence.is_heading or cues(scene, self.words):
            return False
        self.section = tuple(scene.partners) if len(scene.partners) <= _FEW else ()
        self.topic, self.topic_at = self.section, sentence
        self.period = UNDATED
        return True

    def _take(self, number: int, scene: Scene, cue: Cue, *, goes_on: bool) -> None:
        cities, why = self._cities(scene, cue)
        if cue.kind in {DELEGATION, AGREEMENT} and not cities:
            return
        period, when = self._period(scene, cue, goes_on=goes_on)
        form = self._way_back(cities) if cue.form == RETURN else cue.form
        heard = quoting("%(what)s: “%(words)s”", what=f"{cue.kind} {form}".strip(), words=cue.words.strip())
        reasons = [Ground(2, heard), why, when]
        reasons += [Ground(1, "title in quotation marks")] if cue.title else []
        several = cue.kind == DELEGATION and bool(self.words.pattern("several").search(scene.masked))
        for part in _parts(period):
            find = Find(cue.kind, form, cities, part, [number], list(reasons), cue.title, several)
            find.cue = cue.words.strip()
            self.collected.add(find, scene.sentence, goes_on=goes_on, opens=self.opens)

    def _way_back(self, cities: tuple[NamedCity, ...]) -> str:
        """Return the other way than that of the last visit of these cities."""
        before = (one.form for one in self.collected.latest() if set(one.cities) & set(cities))
        return next((_REVERSED[form] for form in before if form in _REVERSED), "incoming")

    def _cities(self, scene: Scene, cue: Cue) -> tuple[tuple[NamedCity, ...], Ground]:
        if scene.partners:
            return tuple(scene.partners_near(cue.at) or scene.partners), Ground(2, "city named in the sentence")
        if cue.kind == EXHIBITION and scene.titled:
            named = tuple(one.place for one in scene.titled if not one.place.is_home)
            return named, Ground(1, "city named in the title")
        if len(self.partners) in _ALL and self.words.pattern("all_partners").search(scene.masked):
            return tuple(self.partners), Ground(1, "all the cities told of")
        points_back = self.opens or bool(self.words.pattern("partner_city").search(scene.masked))
        if (
            self.topic
            and self.topic_at
            and is_near(self.topic_at, scene.sentence, across=points_back, within_block=not self.introduces)
        ):
            return self.topic, Ground(1, "city of the sentences before")
        if self.section:
            return self.section, Ground(1, "city of the heading")
        if self.only:
            return self.only, Ground(1, "the only city that the text is about")
        return (), Ground(0, "no city named")

    def _period(self, scene: Scene, cue: Cue, *, goes_on: bool) -> tuple[Period, Ground]:
        if not scene.dates and self.words.pattern("over_years").search(scene.masked):
            return UNDATED, Ground(0, "no date told")
        if cue.is_dated and (date := scene.date_near(cue.at)):
            period = date.period
            told = _in_order(scene)
            if cue.kind == EXHIBITION and len(told) == 2 and self.words.pattern("lasted").search(scene.masked):
                period = until(*told) or period
            if cue.kind != DELEGATION and period.first and period.last is None:
                period = Period.of(period.first)  # a partner since 2003, when the agreement was signed
            return period, Ground(
                2, "date of the sentence" + (" with the year of the text before" if date.is_partial else "")
            )
        if self.lead:
            return self.lead, Ground(2, "date at the beginning of the paragraph")
        several = cue.kind == DELEGATION and self.words.pattern("several").search(scene.masked)
        may_go_on = cue.is_dated and self.period and self.period_at and (goes_on or not several)
        if may_go_on and self._is_same_story(scene, cue, goes_on=goes_on):
            return self.period, Ground(1, "date of the sentences before")
        if cue.is_dated and self.heading_period:
            return self.heading_period, Ground(1, "date of the heading")
        return UNDATED, Ground(0, "no date told")

    def _is_same_story(self, scene: Scene, cue: Cue, *, goes_on: bool) -> bool:
        others = [place for place in scene.partners if place not in self.topic]
        if self.period_at is None:
            return False
        if self.number - self.period_number == 1 and self.period_at.block == scene.sentence.block and not others:
            return True
        if not is_near(self.period_at, scene.sentence, across=self.opens, within_block=goes_on):
            return False
        return goes_on or (not (others and self.topic) and (cue.kind != DELEGATION or not cue.is_new))

    def _remember(self, scene: Scene, *, goes_on: bool) -> None:
        partners = scene.partners
        if 0 < len(partners) <= _FEW:
            if (
                self.topic != tuple(partners)
                and not scene.dates
                and not goes_on
                and scene.sentence.paragraph != getattr(self.period_at, "paragraph", -1)
            ):
                self.period = UNDATED
            self.topic, self.topic_at = tuple(partners), scene.sentence
        elif self.topic_at and is_near(self.topic_at, scene.sentence, across=self.opens):
            self.topic_at = scene.sentence
        if scene.dates:
            self.period, self.period_at, self.period_number = scene.dates[0].period, scene.sentence, self.number
        elif any(one.kind == DELEGATION and not one.period for one in self.collected.touched) and not goes_on:
            self.period, self.period_at = UNDATED, None  # another visit, of which no date is told
        elif self.period_at and is_near(self.period_at, scene.sentence, across=self.opens, within_block=goes_on):
            self.period_at, self.period_number = scene.sentence, self.number


def _in_order(scene: Scene) -> list[Period]:
    """Return all dates of a sentence, those behind “until” as well, as they follow one another."""
    return [one.period for one in sorted((*scene.dates, *scene.other_dates), key=lambda one: one.start)]


def _unmarked(scene: Scene) -> str:
    """Return what a sentence says beside its cities, dates and titles."""
    return re.sub(r"⟨\w+⟩", "", scene.masked)


def _parts(period: Period) -> list[Period]:
    """Return the dates of what took place on each: “(18 марта, 9 ноября)” are two meetings."""
    return [Period.of(first, last) for first, last in period.spans()] if period.named else [period]
