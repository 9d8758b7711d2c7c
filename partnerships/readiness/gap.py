"""One thing that the public will not see or will see wrongly, and where in the form it is put right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A field of the form, or a part of it, by the id of its element; `name` says what stands there."""

    name: str
    anchor: str


@dataclass(frozen=True)
class Gap:
    """A line of the list: what it is in words, and every place it is found at."""

    slug: str
    text: str
    places: tuple[Place, ...]
    #: Whether it keeps something from the public; otherwise the public sees something wrongly.
    hides: bool = False

    @property
    def anchor(self) -> str:
        """Where the line leads: its first place."""
        return self.places[0].anchor
