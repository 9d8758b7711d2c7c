"""The year that a text speaks of, by which a month without one is read."""

import re
from dataclasses import dataclass
from typing import Final

from partnerships.prose.dates import year_of
from partnerships.prose.scene import Scene
from partnerships.prose.sentences import Sentence
from partnerships.prose.words import ProseWords

#: “Jena (1987)”: a year in brackets is of the word before them.
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_DATE: Final = re.compile(r"⟨d(\d+)⟩")
_MARK: Final = re.compile(r"⟨\w+⟩")
#: A heading of a date and no such word is of a time: “May 2018”, “2019 год”.
WORDS_OF_HEADING: Final = re.compile(r"[^\W\d_]{5,}")


@dataclass
class YearTold:
    """The year told last; that of a heading holds again with each new block."""

    words: ProseWords
    year: int | None = None
    block: int = -1  # in which the year was told
    heading: int | None = None
    kept: int | None = None  # the year before one told aside, which holds in its own block alone

    def at(self, sentence: Sentence) -> int | None:
        """Return the year by which a month of `sentence` is read."""
        if sentence.block != self.block and (self.heading or self.kept):
            self.year, self.block, self.kept = self.heading or self.kept, sentence.block, None
        return self.year

    def take(self, scene: Scene) -> None:
        """Take the year that a sentence tells, unless it looks back, or ahead to what has not taken place."""
        year = year_of(scene.dates) or self._reported(scene)
        if not year or (self.year and self._looks_back(year, scene)):
            return
        is_aside = self._is_not_held(scene) or (year < (self.year or 0) and self._is_of_agreement(scene))
        if self.year and is_aside and year != self.year:
            self.kept = self.kept or self.year
            self.year, self.block = year, scene.sentence.block
            return
        self.year, self.block = year, scene.sentence.block
        if scene.sentence.is_heading and (self._is_of_all(scene) or self._reported(scene)):
            self.heading = year
        elif self.heading and year > self.heading:
            self.heading = None  # the text goes on beyond what the heading names

    def _is_not_held(self, scene: Scene) -> bool:
        says = {name: self.words.pattern(name).search(scene.masked) for name in ("not_held", "made_up")}
        return bool(says["not_held"] and not says["made_up"])

    def _looks_back(self, year: int, scene: Scene) -> bool:
        if self.year is None or year >= self.year or scene.sentence.is_heading or self._is_not_held(scene):
            return False
        return scene.sentence.block == self.block or bool(self.words.pattern("looks_back").search(scene.masked))

    def _is_of_agreement(self, scene: Scene) -> bool:
        return all(self.words.pattern(name).search(scene.masked) for name in ("agreement", "signed"))

    def _reported(self, scene: Scene) -> int | None:
        """Return the year of a heading like “Report for 2018”; “for 2018” alone is of a plan."""
        is_report = scene.sentence.is_heading and self.words.pattern("report").search(scene.masked)
        return year_of(scene.other_dates) if is_report else None

    def _is_of_all(self, scene: Scene) -> bool:
        """Say whether the year of a heading is one of what stands below it: “Отчёт за 2018 год”, “May 2018”."""
        plain = _IN_BRACKETS.sub("", scene.masked)
        outside = [scene.dates[int(match[1])] for match in _DATE.finditer(plain)]
        return bool(year_of(outside)) and (
            outside[-1].period.precision == "year" or not WORDS_OF_HEADING.search(_MARK.sub("", plain))
        )
