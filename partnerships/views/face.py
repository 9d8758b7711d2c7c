"""The face of a city without an emblem: a seal with letters of its name, its rings computed from where it lies."""

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


def seal_of(city: City, name: str) -> str:
    """Return the seal with letters of `name` as inline SVG: two tenths of a degree are never drawn alike."""
    left, hue = divmod(place_of(city), HUES)
    left, weight = divmod(left, WEIGHTS)
    circles = []
    for radius, counts in RINGS:
        left, density = divmod(left, len(DENSITIES))
        left, count = divmod(left, len(counts))
        step = tau * radius / counts[count]
        drawn = step * DENSITIES[density] / 100
        circles.append(f'<circle r="{radius:g}" stroke-dasharray="{drawn:.2f} {step - drawn:.2f}"/>')
    return (
        f'<svg class="face h{hue} r{weight}" viewBox="-24 -24 48 48" aria-hidden="true">'
        f'{"".join(circles)}<text y="5">{escape(initials_of(name))}</text></svg>'
    )
