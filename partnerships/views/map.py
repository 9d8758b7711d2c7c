"""The map of partner cities: drawn by the server with links, made movable by a script where there is one."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partnerships.browsing.city_filter import CityFilter
from partnerships.delivery import memo
from partnerships.models import TIES, City, HomeCity
from partnerships.views.as_at import as_at_of
from partnerships.views.city import by_group
from partnerships.views.map_frame import FlatPoint, Frame, flat, near_side, opening, world
from partnerships.views.map_names import MapName, place_names

#: With more cities than this, those of one cell of the grid become one mark, and no names stand beside.
CROWDED: Final = 150
CELL: Final = 9.0  # degrees
#: How many of the cities outside the opening frame are named beside the world.
NAMED_FAR: Final = 12


@dataclass
class MapMark:
    """A city on the map, or the `count` cities of a crowded cell."""

    place: FlatPoint
    where: FlatPoint  # longitude and latitude, for the movable map
    name: str
    label: str
    url: str
    mark: str = ""
    over: str = ""
    count: int = 0
    city: City | None = None

    def data(self) -> dict[str, object]:
        """Return what the script draws the mark of."""
        told = {"x": self.where[0], "y": self.where[1], "name": self.name, "label": self.label, "url": self.url}
        return told | ({"count": self.count} if self.count else {"mark": self.mark, "over": self.over})


def _of_city(city: City, centre: float) -> MapMark:
    where = near_side((float(city.longitude or 0), float(city.latitude or 0)), centre)
    return MapMark(
        place=flat(*where),
        where=(round(where[0], 2), round(where[1], 2)),
        name=city.name,
        mark=city.mark,
        over="" if city.is_living or city.standing in city.UNSAID else " mark-over",
        label=", ".join(part for part in (city.name, city.get_tie_display(), city.standing_mark) if part),
        url=city.get_absolute_url(),
        city=city,
    )


def in_cells(points: list[MapMark]) -> list[MapMark]:
    """Return the marks of cities, or where they are many one for each cell of the grid."""
    if len(points) <= CROWDED:
        return points
    cells: dict[tuple[int, int], list[MapMark]] = defaultdict(list)
    for point in points:
        cells[round(point.where[0] / CELL), round(point.where[1] / CELL)].append(point)
    return [_cluster(rows) if len(rows) > 1 else rows[0] for rows in cells.values()]


def _cluster(rows: list[MapMark]) -> MapMark:
    names = ", ".join(row.name for row in rows[:3])
    where = (
        round(sum(row.where[0] for row in rows) / len(rows), 2),
        round(sum(row.where[1] for row in rows) / len(rows), 2),
    )
    return MapMark(flat(*where), where, names, f"{len(rows)}: {names}…", f"{reverse('map')}#cities", count=len(rows))


@dataclass
class MapPicture:
    """One drawing: its frame, the marks that are links in it, those that are dots, its home city and its names."""

    frame: Frame
    links: list[tuple[MapMark, FlatPoint]]
    dots: list[FlatPoint]
    home: FlatPoint | None
    names: list[MapName]
    opened: tuple[float, ...] = ()  # left, top, width and height of what another picture shows larger


def _picture(
    frame: Frame, home: tuple[str, FlatPoint] | None, links: list[MapMark], *, size: float, radius: float
) -> MapPicture:
    """Return the drawing of `links` in `frame`, with names of the height `size` where they find room."""
    placed = [(mark, frame.at(mark.place)) for mark in links]
    named = [] if any(mark.count for mark in links) else [(mark.name, *at) for mark, at in placed]
    if home:
        named.insert(0, (home[0], *frame.at(home[1])))
    names = place_names(named, size=size, radius=radius, width=frame.width, height=frame.height)
    return MapPicture(frame, placed, [], frame.at(home[1]) if home else None, names)


def _is_located(place: City | HomeCity) -> bool:
    return place.latitude is not None and place.longitude is not None


def drawing(cities: list[City], home: HomeCity, *, in_full: bool = False) -> dict[str, object]:
    """Return what the map's template draws: both pictures, the cities far away, the key, and the script's data.

    A home city whose place nobody has written down is not drawn. `in_full` gives the script every city, which it
    groups by itself as far as one has moved in.
    """
    located = [city for city in cities if _is_located(city)]
    ties = {city.tie for city in located}
    is_home_known = _is_located(home)
    where = (float(home.longitude or 0), float(home.latitude or 0)) if is_home_known else _middle(located)
    every = [_of_city(city, where[0]) for city in located]
    shown = in_cells(every)
    centre = flat(*where)
    frame = opening([mark.place for mark in shown], centre)
    near = [mark for mark in shown if frame.holds(mark.place)]
    far = [mark for mark in shown if not frame.holds(mark.place)]
    named = (home.name, centre) if is_home_known else None
    whole = _picture(world(centre), named, far, size=11, radius=5)
    whole.dots = [whole.frame.at(mark.place) for mark in near]
    whole.opened = whole.frame.part(frame)
    opened = [mark.where for mark in near] + ([where] if named or not near else [])
    return {
        "near": _picture(frame, named, near, size=15, radius=9),
        "world": whole,
        "far": [mark.city for mark in far[:NAMED_FAR] if mark.city],
        "more_far": max(len(far) - NAMED_FAR, 0),
        "home": home if is_home_known else None,
        "ties": [term for code, term in TIES.terms.items() if code in ties],
        "has_over": any(mark.over for mark in shown),
        "data": {
            "home": [where[1], where[0]] if is_home_known else None,
            "name": home.name,
            "near": [
                [min(y for _x, y in opened), min(x for x, _y in opened)],
                [max(y for _x, y in opened), max(x for x, _y in opened)],
            ],
            "marks": [mark.data() for mark in (every if in_full else shown)],
        },
    }


def _middle(cities: list[City]) -> FlatPoint:
    """Return the middle of `cities` by longitude and latitude."""
    if not cities:
        return 0.0, 0.0
    longitudes, latitudes = ([float(getattr(city, name) or 0) for city in cities] for name in ("longitude", "latitude"))
    return sum(longitudes) / len(cities), sum(latitudes) / len(cities)


@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """Show where the partner cities are, with the same cities as a list beside."""
    known = memo.current()
    form = CityFilter(request.GET, known=known)
    cities = form.cities()
    context = {
        "form": form,
        "cities": cities,
        "groups": by_group(cities) if len(cities) > CROWDED else [],
        "map": drawing(cities, known.home, in_full=True),
        **as_at_of(form),
    }
    return render(request, "partnerships/city/map.html", context, status=400 if form.errors else 200)
