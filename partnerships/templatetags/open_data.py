"""Links to the open data."""

from typing import Any, Final

from django import template
from django.utils.safestring import SafeString

from partnerships.opendata import dcat
from partnerships.opendata.downloads import formats_of
from partnerships.opendata.row_tables import TABLES
from partnerships.templatetags.register import data_block

register = template.Library()

#: How each format is called in a link.
NAMES: Final = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "geojson": "GeoJSON", "ics": "iCalendar"}


@register.simple_tag(takes_context=True)
def downloads(context: dict[str, Any]) -> list[dict[str, str]]:
    """Return the shown list in every format it is there in: the address with the filter's query, and the name."""
    form = context.get("form") or context["listing"].form
    path = context["request"].path.rstrip("/")
    query = form.query(page="")
    table = TABLES[path.rpartition("/")[2]]
    return [
        {"name": NAMES[suffix], "address": f"{path}.{suffix}{'?' if query else ''}{query}"}
        for suffix in formats_of(table)
    ]


@register.filter
def format_name(suffix: str) -> str:
    """Return how a format is called in a link."""
    return NAMES[suffix]


@register.simple_tag(takes_context=True)
def catalogue_data(context: dict[str, Any]) -> SafeString:
    """Return the description of the data set for machines, inside the page."""
    return data_block(dcat.dcat_catalogue(context["origin"]))
