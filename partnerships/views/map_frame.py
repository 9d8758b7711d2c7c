"""The flat earth of the drawn map: the frame that opens on the partners, the whole world, and where a place falls."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: Steps to a degree in the vendored drawings of the land (deploy/make_land.py).
NEAR_STEPS: Final = 40
WORLD_STEPS: Final = 10
#: The share of the partners, the nearest ones, that the map opens on.
OPENING: Final = 0.6
#: The least that a frame shows, in degrees of the equator, and what it leaves free around the marks.
LEAST: Final = 5.0
MARGIN: Final = 1.25
#: The latitudes of the world that is drawn: where people live.
NORTH: Final = 74.0
SOUTH: Final = -57.0

type FlatPoint = tuple[float, float]


def flat(longitude: float, latitude: float) -> FlatPoint:
    """Return the place on Mercator's map, whose degree of the equator is 1 and whose y grows southwards."""
    bounded = min(max(latitude, -80.0), 83.7)
    return longitude, -math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))


def near_side(place: FlatPoint, centre: float) -> FlatPoint:
    """Return `place` on the side of the date line that lies nearer to the longitude `centre`."""
    return (place[0] - centre + 180) % 360 - 180 + centre, place[1]


@dataclass(frozen=True)
class Frame:
    """A window on the flat earth, drawn `width` by `height` units large."""

    left: float
    top: float
    scale: float  # units to a degree
    width: int
    height: int
    steps: int

    def at(self, place: FlatPoint) -> FlatPoint:
        """Return where `place` falls in the drawing."""
        return round((place[0] - self.left) * self.scale, 1), round((place[1] - self.top) * self.scale, 1)

    def holds(self, place: FlatPoint) -> bool:
        """Whether `place` falls inside the drawing."""
        x, y = self.at(place)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def part(self, other: "Frame") -> tuple[float, ...]:
        """Return left, top, width and height of what `other` shows, in this drawing."""
        share = self.scale / other.scale
        return *self.at((other.left, other.top)), round(other.width * share, 1), round(other.height * share, 1)

    @property
    def lands(self) -> list[str]:
        """How the drawing of the land is moved into the frame: once for each turn of the globe that reaches into it."""
        right = self.left + self.width / self.scale
        turns = [turn for turn in (-360, 0, 360) if turn - 190 < right and turn + 190 > self.left]
        up = -self.top * self.scale
        return [
            f"translate({(turn - self.left) * self.scale:.1f} {up:.1f}) scale({self.scale / self.steps:.5g})"
            for turn in turns
        ]


def opening(places: Iterable[FlatPoint], home: FlatPoint, *, width: int = 800, height: int = 500) -> Frame:
    """Return the frame of the home city and of the nearest partners, most of them, with air around."""
    nearest = sorted(places, key=lambda place: math.dist(place, home))
    shown = [home, *nearest[: max(3, math.ceil(len(nearest) * OPENING))]]
    left, right = min(x for x, _y in shown), max(x for x, _y in shown)
    top, bottom = min(y for _x, y in shown), max(y for _x, y in shown)
    across = max((right - left) * MARGIN, (bottom - top) * MARGIN * width / height, LEAST)
    across = min(across, 360.0)
    scale = width / across
    middle = (top + bottom) / 2
    return Frame((left + right - across) / 2, middle - height / scale / 2, scale, width, height, NEAR_STEPS)


def world(home: FlatPoint, *, width: int = 400) -> Frame:
    """Return the frame of the whole world with the home city in its middle."""
    scale = width / 360
    top, bottom = flat(0, NORTH)[1], flat(0, SOUTH)[1]
    return Frame(home[0] - 180, top, scale, width, round((bottom - top) * scale), WORLD_STEPS)
