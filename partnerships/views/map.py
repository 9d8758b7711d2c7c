"""The map of partner cities: drawn by the server with links, made movable by a script where there is one."""

from collections import defaultdict
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.browsing.city_filter import CityFilter
from partnerships.delivery import memo
from partnerships.models import TIES, City, HomeCity
from partnerships.views.as_at import as_at_of

#: Half the width and height in degrees of the second drawing, of the surroundings of the home city.
NEAR: Final = (22.0, 12.0)
#: With more cities than this, those of one cell of the grid become one mark.
CROWDED: Final = 150
CELL: Final = 9.0  # degrees


def _around(longitude: float, centre: float) -> float:
    """Return `longitude` on the side of the date line that lies nearer to `centre`."""
    return (longitude - centre + 180) % 360 - 180 + centre


def map_marks(cities: list[City], home: HomeCity) -> list[dict[str, object]]:
    """Return a mark for each of the located `cities`, or for each crowded cell of the grid."""
    centre = float(home.longitude or 0)
    points: list[dict[str, Any]] = [
        {
            "x": round(_around(float(city.longitude or 0), centre), 2),
            "y": round(-float(city.latitude or 0), 2),
            "name": city.name,
            "mark": city.mark,
            "over": "" if city.is_living or city.standing in city.UNSAID else " mark-over",
            "label": ", ".join(part for part in (city.name, city.get_tie_display(), city.standing_mark) if part),
            "url": city.get_absolute_url(),
        }
        for city in cities
    ]
    if len(points) <= CROWDED:
        return points
    cells: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for point in points:
        cells[round(point["x"] / CELL), round(point["y"] / CELL)].append(point)
    return [_cluster(rows) if len(rows) > 1 else rows[0] for rows in cells.values()]


def _cluster(rows: list[dict[str, Any]]) -> dict[str, object]:
    names = ", ".join(row["name"] for row in rows[:3])
    return {
        "x": round(sum(row["x"] for row in rows) / len(rows), 2),
        "y": round(sum(row["y"] for row in rows) / len(rows), 2),
        "count": len(rows),
        "label": f"{len(rows)}: {names}…",
        "url": "#cities",
    }


def drawing(cities: list[City], home: HomeCity) -> dict[str, object]:
    """Return what the map's template draws: marks, the home city, the frames of both views, and the script's data."""
    located = [city for city in cities if city.latitude is not None and city.longitude is not None]
    ties = {city.tie for city in located}
    shown = map_marks(located, home)
    centre = (float(home.longitude or 0), -float(home.latitude or 0))
    near = f"{centre[0] - NEAR[0]} {centre[1] - NEAR[1]} {2 * NEAR[0]} {2 * NEAR[1]}"
    return {
        "marks": shown,
        "home": {"x": centre[0], "y": centre[1], "name": home.name},
        "world": f"{centre[0] - 180} -75 360 132",
        "near": near,
        "copies": [-360, 0, 360],
        "ties": [term for code, term in TIES.terms.items() if code in ties],
        "has_over": any(mark.get("over") for mark in shown),
        "data": {"home": [-centre[1], centre[0]], "name": home.name, "marks": shown},
    }


@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """Show where the partner cities are, with the same cities as a list beside."""
    known = memo.current()
    form = CityFilter(request.GET, known=known)
    cities = form.cities()
    context = {"form": form, "cities": cities, "map": drawing(cities, known.home), **as_at_of(form)}
    return render(request, "partnerships/city/map.html", context, status=400 if form.errors else 200)
