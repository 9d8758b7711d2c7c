"""The finds of a text: what is told once more is added to what was told before, the rest is new."""

from dataclasses import dataclass, field
from typing import Final

from partnerships.prose.found import DELEGATION, Find
from partnerships.prose.places import NamedCity
from partnerships.prose.sameness import is_same
from partnerships.prose.sentences import Sentence

#: So many finds are looked at for one told before: the last ones, and the last ones of the same cities.
_LOOKED_AT: Final = 40


@dataclass
class Collected:
    """The finds so far, and how one told before is found again."""

    finds: list[Find] = field(default_factory=list)
    touched: list[Find] = field(default_factory=list)  # by the sentence told last
    last: dict[int, Sentence] = field(default_factory=dict)  # where the text spoke last of the find of a number
    episode: int = 0
    told_before: int = 0  # the episode before the sentence
    by_cities: dict[tuple[str, frozenset[NamedCity]], list[int]] = field(default_factory=dict)
    by_title: dict[tuple[str, str], int] = field(default_factory=dict)

    def begin_sentence(self) -> None:
        """Forget what the sentence before touched."""
        self.touched, self.told_before = [], self.episode

    def add(self, find: Find, sentence: Sentence, *, goes_on: bool, opens: bool) -> None:
        """Add what is found, or what it tells to the same thing told before."""
        find.episode = self.episode
        known = self._known(find, sentence, goes_on=goes_on, opens=opens)
        if known is None:
            self.episode += find.kind == DELEGATION
            find.episode = self.episode
            known = len(self.finds)
            self.finds.append(find)
        else:
            self.finds[known].take(find)
        self.last[known] = sentence
        told = self.finds[known]
        self.touched.append(told)
        bucket = self.by_cities.setdefault((told.kind, frozenset(told.cities)), [])
        if bucket[-1:] != [known]:
            bucket.append(known)
        if told.title:
            self.by_title[told.kind, told.title] = known

    def latest(self) -> list[Find]:
        """Return the last finds, the very last first."""
        return self.finds[: -_LOOKED_AT - 1 : -1]

    def sentence_of(self, find: Find) -> Sentence:
        """Return where the text spoke last of `find`."""
        return self.last[next(at for at in reversed(range(len(self.finds))) if self.finds[at] is find)]

    def _known(self, find: Find, sentence: Sentence, *, goes_on: bool, opens: bool) -> int | None:
        """Return the number of the find that `find` tells of once more."""
        for number in self._candidates(find):
            known = self.finds[number]
            at = self.last[number]
            close = (
                at.paragraph == sentence.paragraph
                or (goes_on and sentence.block == at.block)
                or (opens and sentence.block - at.block == 1)
                or (sentence.block == at.block and ((at.is_heading and not known.period) or not known.cities))
            )
            if is_same(known, find, is_close=close and known.episode in {self.episode, self.told_before, 0}):
                return number
        return None

    def _candidates(self, find: Find) -> list[int]:
        """Return the numbers of the finds that may be the same, the last one first."""
        recent = range(max(0, len(self.finds) - _LOOKED_AT), len(self.finds))
        same_cities = self.by_cities.get((find.kind, frozenset(find.cities)), [])[-_LOOKED_AT:]
        titled = [self.by_title[find.kind, find.title]] if (find.kind, find.title) in self.by_title else []
        found = {number for number in (*recent, *same_cities, *titled) if self.finds[number].kind == find.kind}
        return sorted(found, reverse=True)
