"""What is found in prose: activities with their figures, people and awards, and why each was taken for one."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from partnerships.period import Period
from partnerships.prose.places import NamedCity

AGREEMENT, DELEGATION, EVENT, EXHIBITION = "agreement", "delegation", "event", "exhibition"
#: From this weight on a find is sure enough to be taken without a look.
SURE: Final = 5


class Ground(NamedTuple):
    """Why something was taken for what it is; the weights of all reasons together say how sure it is."""

    weight: int
    words: str


#: Figures whose words hold the number, and which are one however often they are told.
ORDINALS: Final = frozenset({"anniversary", "edition"})


class Count(NamedTuple):
    """A number that counts something."""

    value: int
    what: str  # a code of the register's quantities
    words: str
    qualifier: str = "exactly"

    def __str__(self) -> str:
        return self.words if self.what in ORDINALS else f"{self.value} {self.words}".strip()


class Person(NamedTuple):
    """A person with the office that stands beside the name; the name is as the text has it, in any case."""

    name: str
    office: str = ""


class Cue(NamedTuple):
    """Words of a sentence that tell of an activity."""

    kind: str
    form: str
    at: int  # where in the masked sentence
    words: str
    title: str = ""
    is_dated: bool = True  # whether a date of the sentence is its own
    is_new: bool = True  # whether it is another visit than that of the sentences before


@dataclass
class Find:
    """An activity that the text tells of."""

    kind: str
    form: str  # the direction of a visit, the form of an event
    cities: tuple[NamedCity, ...]
    period: Period
    sentences: list[int]
    reasons: list[Ground]
    title: str = ""
    is_several: bool = False
    episode: int = 0  # of the visits told, the one within which it is told
    figures: list[Count] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    awards: list[str] = field(default_factory=list)
    cue: str = ""  # the words that told of it
    read_as: str = ""  # the kind that it was read as, where somebody has made it another

    @property
    def weight(self) -> int:
        """How sure it is."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def is_sure(self) -> bool:
        """Whether it may be accepted without a look."""
        return self.weight >= SURE

    def take(self, other: "Find") -> None:
        """Add what `other` tells of the same activity."""
        self.cities = tuple(dict.fromkeys((*self.cities, *other.cities)))
        self.period = self.period or other.period
        self.title = self.title or other.title
        self.sentences = sorted({*self.sentences, *other.sentences})
        self.reasons += [reason for reason in other.reasons if reason not in self.reasons]
