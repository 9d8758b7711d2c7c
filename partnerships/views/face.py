"""The face of a city without an emblem: a seal with letters of its name, its rings computed from where it lies."""

from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from math import tau
from typing import Final

from partnerships.models import City

#: Radius of each ring, and how many strokes it may have.
RINGS: Final = ((21.0, range(9, 41)), (16.2, range(6, 37)))
DENSITIES: Final = range(25, 73, 4)  # per cent of a stroke and its gap that is drawn
HUES: Final = 12
WEIGHTS: Final = 4


def initials_of(name: str) -> str:
    """Return two letters for `name`: the initials of its first two words, or how its only word begins."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    return (words[0][0] + words[1][0] if len(words) > 1 else name[:2]).strip()


def place_of(city: City) -> int:
    """Return the number of the tenth of a degree in which `city` lies; without coordinates one made of its slug."""
    if city.latitude is None or city.longitude is None:
        return int.from_bytes(blake2b(city.slug.encode(), digest_size=6).digest())
    return round((city.latitude + 90) * 10) * 3601 + round((city.longitude + 180) * 10)


@dataclass(frozen=True)
class SealRing:
    """A ring of strokes, `drawn` long every `step`."""

    radius: float
    step: float
    drawn: float


def rings_of(place: int) -> tuple[int, int, list[SealRing]]:
    """Return hue, weight and rings of the seal of a place: two places are never drawn alike."""
    left, hue = divmod(place, HUES)
    left, weight = divmod(left, WEIGHTS)
    rings = []
    for radius, counts in RINGS:
        left, density = divmod(left, len(DENSITIES))
        left, count = divmod(left, len(counts))
        step = tau * radius / counts[count]
        rings.append(SealRing(radius, step, step * DENSITIES[density] / 100))
    return hue, weight, rings


def seal_of(city: City, name: str) -> str:
    """Return the seal with letters of `name` as inline SVG."""
    hue, weight, rings = rings_of(place_of(city))
    circles = (
        f'<circle r="{ring.radius:g}" stroke-dasharray="{ring.drawn:.2f} {ring.step - ring.drawn:.2f}"/>'
        for ring in rings
    )
    return (
        f'<svg class="face h{hue} r{weight}" viewBox="-24 -24 48 48" aria-hidden="true">'
        f'{"".join(circles)}<text y="5">{escape(initials_of(name))}</text></svg>'
    )
