"""One thing that the public will not see or will see wrongly, and where in the form it is put right."""

from dataclasses import dataclass
from typing import Final

#: So many places of a line are named.
FEW: Final = 5


@dataclass(frozen=True)
class Place:
    """A field of the form, or a part of it, by the id of its element; `name` says what stands there.

    What is put right on a form of its own has the address of that one.
    """

    name: str
    anchor: str
    address: str = ""


@dataclass(frozen=True)
class Gap:
    """A line of the list: what it is in words, and every place it is found at."""

    slug: str
    text: str
    places: tuple[Place, ...]
    #: Whether it keeps something from the public; otherwise the public sees something wrongly.
    hides: bool = False
    #: Whether the line says nothing without the names of its places.
    names: bool = False

    def __str__(self) -> str:
        return f"{self.text}: {', '.join(place.name for place in self.places)}" if self.names else self.text

    @property
    def anchor(self) -> str:
        """Where the line leads: its first place."""
        return self.places[0].anchor

    @property
    def few(self) -> tuple[Place, ...]:
        """The places to name beside the line: all where it needs them, else the first."""
        named = tuple(place for place in self.places if place.name)
        return named if self.names else named[:FEW]

    @property
    def more(self) -> int:
        """How many places are left unnamed."""
        return len(self.places) - len(self.few) if self.few else 0
