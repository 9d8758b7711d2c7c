"""The home page and the pages of service."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.models import (
    Agreement,
    City,
    CityOccasion,
    Country,
    CountryGroup,
    Delegation,
    Event,
    Exhibition,
    HomeCity,
    PartnerRequest,
    Record,
    RegisterVersion,
    Theme,
)
from partnerships.views.city import by_group
from partnerships.views.map import drawing

LATEST, COMING, ADDED = 4, 5, 4
AHEAD = timedelta(days=45)
#: More cities than this are not all named on the home page.
NAMED_CITIES = 60


def totals() -> dict[str, int]:
    """Return how many of each the public can see."""
    return {
        "cities": City.objects.public().count(),
        "countries": Country.objects.with_public_cities().count(),
        "agreements": Agreement.objects.public().in_force().count(),
        "delegations": Delegation.objects.public().count(),
        "events": Event.objects.public().count(),
        "exhibitions": Exhibition.objects.public().count(),
    }


def occasions_ahead() -> list[dict[str, Any]]:
    """Return the occasions of public cities in the next 45 days, the nearest first."""
    today = timezone.localdate()
    rows = CityOccasion.objects.of_public_cities()
    dated = [(row.next_date(today), row) for row in rows]
    near = [(day, row) for day, row in dated if day and day <= today + AHEAD]
    return [
        {"day": day, "occasion": row, "years": row.anniversary(day.year)}
        for day, row in sorted(near, key=lambda pair: pair[0])
    ]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer first: what the department does, the totals, where the cities are, what comes and what was added."""
    today = timezone.localdate()
    records = Record.objects.public().told_once()
    cities = list(City.objects.public().for_list())
    context = {
        "totals": totals(),
        "groups": by_group(cities) if len(cities) <= NAMED_CITIES else [],
        "all_groups": CountryGroup.objects.with_public_cities(),
        "map": drawing(cities, HomeCity.objects.current()),
        "latest": records.dated().for_list().newest_first()[:LATEST],
        "added": records.for_list().lately_published()[:ADDED],
        "coming": records.for_list().from_day(today)[:COMING],
        "occasions": occasions_ahead(),
        "on_this_day": records.for_list().on_day_of_year(today).newest_first()[:3],
    }
    return render(request, "partnerships/site/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say whose register this is, how it counts, and whom to write to."""
    return render(request, "partnerships/site/about.html", {"totals": totals()})


@require_safe
def partners_wanted(request: HttpRequest) -> HttpResponse:
    """Show what organisations look for now; a request leaves the page after its last day."""
    found = list(PartnerRequest.objects.public().current().for_list())
    return render(request, "partnerships/site/partners_wanted.html", {"requests": found})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Name every section, and every city as long as they are few."""
    cities = list(City.objects.public().for_list()[: NAMED_CITIES + 1])
    context = {
        "groups": by_group(cities) if len(cities) <= NAMED_CITIES else [],
        "themes": list(Theme.objects.for_list()),
    }
    return render(request, "partnerships/site/site_map.html", context)


@require_safe
def text_page(request: HttpRequest, template: str) -> HttpResponse:
    """Show a page that is only text: accessibility, personal data."""
    return render(request, f"partnerships/site/{template}.html", {"changed": RegisterVersion.objects.first()})
