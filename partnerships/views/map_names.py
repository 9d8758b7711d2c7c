"""Names beside the marks of the drawn map, each where it covers neither a mark nor another name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: The width of a letter as a part of its height, on the safe side.
LETTER: Final = 0.6

type Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class MapName:
    """A name with the place of its text: where it begins, ends or has its middle, by `anchor`."""

    text: str
    x: float
    y: float
    anchor: str


def _box(name: MapName, size: float) -> Box:
    across = len(name.text) * size * LETTER
    left = name.x - {"start": 0.0, "middle": across / 2, "end": across}[name.anchor]
    return left, name.y - size * 0.85, left + across, name.y + size * 0.3


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _ways(text: str, x: float, y: float, size: float, radius: float) -> Iterable[MapName]:
    """Return the places for a name around its mark, the best first."""
    aside, low = radius + size * 0.25, y + size * 0.35
    yield MapName(text, x + aside, low, "start")
    yield MapName(text, x - aside, low, "end")
    yield MapName(text, x, y + radius + size, "middle")
    yield MapName(text, x, y - radius - size * 0.4, "middle")
    for down in (radius + size * 0.6, -radius):
        yield MapName(text, x + radius * 0.6, y + down, "start")
        yield MapName(text, x - radius * 0.6, y + down, "end")


def place_names(
    marks: list[tuple[str, float, float]], *, size: float, radius: float, width: float, height: float
) -> list[MapName]:
    """Return the names of `marks` (text, x, y) that find a free place; the first of them have the first choice."""
    taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for _text, x, y in marks]
    found = []
    for text, x, y in marks:
        for way in _ways(text, x, y, size, radius):
            box = _box(way, size)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append(MapName(way.text, round(way.x, 1), round(way.y, 1), way.anchor))
                break
    return found
