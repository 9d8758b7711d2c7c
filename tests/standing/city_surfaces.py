"""How each surface is looked at: what it shows of every city of the grid."""

import re
from collections.abc import Callable
from typing import Any, Final

from partnerships.delivery import memo
from partnerships.views.map import drawing
from tests.standing.decisions import ABSENT, COUNTED, MARKED, PLAIN, UNCOUNTED
from tests.standing.surfaces import (
    Grid,
    in_pieces,
    marked,
    of_api,
    of_api_filter,
    of_csv,
    of_office_list,
    of_picture,
    of_search,
    of_table,
    status_of,
)


def city_in(address: str, piece: str) -> Callable[[Grid, Any], str]:
    def look(grid: Grid, row: Any) -> str:
        return in_pieces(grid.text(address), piece, row)

    return look


def city_page(grid: Grid, row: Any) -> str:
    return marked(re.search(r"<dt>Связь</dt><dd>(.*?)</dd>", grid.text(row.get_absolute_url()), re.DOTALL)[1], row)


def city_on_map(grid: Grid, row: Any) -> str:
    marks = grid.context("/ru/map/").context["map"]["data"]["marks"]
    label = next(mark["label"] for mark in marks if row.name in mark["label"])
    return MARKED if row.standing_in_words in label.removesuffix(row.get_tie_display()) else PLAIN


def city_in_map_list(grid: Grid, row: Any) -> str:
    text = grid.text("/ru/map/").partition("city-columns")[2]
    line = next(line for line in re.findall(r"<li>.*?</li>", text, re.DOTALL) if row.get_absolute_url() in line)
    return MARKED if row.standing_in_words in line else PLAIN


def city_in_key(grid: Grid, row: Any) -> str:
    return MARKED if drawing([row], memo.current().home)["has_over"] else PLAIN


def city_total(grid: Grid, row: Any) -> str:
    assert "/ru/cities/?standing=living" in grid.text("/ru/")
    page = grid.context("/ru/cities/?standing=living").context["page"]
    assert grid.context("/ru/").context["totals"]["cities"] == page.paginator.count
    return COUNTED if row.pk in {city.pk for city in page} else UNCOUNTED


def city_day(grid: Grid, row: Any) -> str:
    days = grid.context("/ru/").context["occasions"]
    return PLAIN if row.pk in {day["occasion"].city_id for day in days} else ABSENT


def city_office_day(grid: Grid, row: Any) -> str:
    return (
        PLAIN
        if f"{row.name}: День" in grid.text("/admin/", grid.office)
        or (f"День {row.slug}" in grid.text("/admin/", grid.office))
        else ABSENT
    )


def city_neighbour(grid: Grid, row: Any) -> str:
    text = grid.text(grid.neighbour.get_absolute_url()).partition('id="neighbours"')[2]
    return PLAIN if f'href="{row.get_absolute_url()}"' in text else ABSENT


def city_calendar(grid: Grid, row: Any) -> str:
    year = row.day.next_date(grid.today).year
    return status_of(grid.text("/ru/calendar.ics"), f"occasion-{row.day.pk}-{year}")


def city_embed(grid: Grid, row: Any) -> str:
    return marked(grid.text(f"/ru/embed/cities/{row.slug}/").partition("<h1>")[0], row)


CITIES: Final[dict[str, Callable[[Grid, Any], str]]] = {
    "list": city_in("/ru/cities/", r"<li>(?:(?!</li>).)*<h3>.*?</li>"),
    "table": city_in("/ru/cities/?sort=name", r"<tr>.*?</tr>"),
    "page": city_page,
    "map": city_on_map,
    "map list": city_in_map_list,
    "map key": city_in_key,
    "home": city_in("/ru/", r"<li><(?:svg|img).*?</li>"),
    "home total": city_total,
    "home days": city_day,
    "filter living": city_total,
    "filter of the api": of_api_filter,
    "neighbours": city_neighbour,
    "calendar": city_calendar,
    "search": of_search,
    "api": of_api,
    "list as table": of_table,
    "list as csv": of_csv,
    "embedded city": city_embed,
    "shared picture": of_picture,
    "office list": of_office_list,
    "office days": city_office_day,
}
