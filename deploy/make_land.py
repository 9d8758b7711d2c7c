"""Makes static/vendor/natural-earth/ from the TopoJSON of the npm package world-atlas (docs/vendored.md).

python deploy/make_land.py path/to/land-110m.json
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "static" / "vendor" / "natural-earth"
DIGITS = 1  # a tenth of a degree is about 10 km: finer than a world map can show

type Ring = list[tuple[float, float]]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return every arc as longitude and latitude."""
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((round(x * scale_x + left, DIGITS), round(y * scale_y + low, DIGITS)))
        decoded.append(points)
    return decoded


def rings(topology: dict[str, Any]) -> list[Ring]:
    """Return the outlines of the land, without points that rounding made equal."""
    lines = arcs(topology)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for indexes in polygon:
                ring: Ring = []
                for index in indexes:
                    line = lines[index] if index >= 0 else lines[~index][::-1]
                    ring += [point for point in line if not ring or point != ring[-1]]
                if len(ring) > 3:
                    found.append(unrolled(ring))
    return found


def unrolled(ring: Ring) -> Ring:
    """Return `ring` without jumps over the date line: it may reach beyond 180 degrees instead.

    Antarctica, which goes around the pole, keeps its edge.
    """
    if min(y for _x, y in ring) < -85:
        return ring
    turn, points = 0, ring[:1]
    for (before, _y), (x, y) in pairwise(ring):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        points.append((x + turn, y))
    return points


def turns(ring: Ring) -> list[int]:
    """Return the turns of the globe by which `ring` has to be drawn once more to fill both edges."""
    return [
        turn for turn, over in ((-360, max(x for x, _y in ring) > 180), (360, min(x for x, _y in ring) < -180)) if over
    ]


def main() -> None:
    """Write the land as SVG for the drawn map and as GeoJSON for the movable one."""
    land = rings(json.loads(Path(sys.argv[1]).read_text()))
    beyond = [[(x + turn, y) for x, y in ring] for ring in land for turn in turns(ring)]
    paths = "".join("M" + "L".join(f"{x:g} {-y:g}" for x, y in ring[:-1]) + "z" for ring in land + beyond)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180" preserveAspectRatio="none">'
        f'<path fill="#b9c9c6" d="{paths}"/></svg>\n'
    )
    (OUT / "land.svg").write_text(svg)
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in land]}
    (OUT / "land.json").write_text(json.dumps(geometry, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
