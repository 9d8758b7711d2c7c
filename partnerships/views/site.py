"""The home page and the page about the register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.models import Agreement, City, Country, Delegation, Event, Exhibition, Record
from partnerships.views.city import cities_by_group

LATEST = 6


def totals() -> dict[str, int]:
    """Return how many of each the public can see."""
    return {
        "cities": City.objects.public().count(),
        "countries": Country.objects.filter(cities__in=City.objects.public()).distinct().count(),
        "agreements": Agreement.objects.public().in_force().count(),
        "delegations": Delegation.objects.public().count(),
        "events": Event.objects.public().count(),
        "exhibitions": Exhibition.objects.public().count(),
    }


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer first: what the department does, the totals, the cities, what happened last."""
    dated = Record.objects.public().told_once().dated()
    context = {
        "totals": totals(),
        "groups": cities_by_group(),
        "latest": dated.for_list().newest_first()[:LATEST],
    }
    return render(request, "partnerships/site/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say whose register this is, how it counts, and whom to write to."""
    return render(request, "partnerships/site/about.html", {"totals": totals()})
