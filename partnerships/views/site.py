"""The pages of service."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.browsing import counting
from partnerships.delivery import memo
from partnerships.models import PartnerRequest
from partnerships.views.city import by_group
from partnerships.views.home import NAMED_CITIES, totals


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say whose register this is, how it counts, and whom to write to."""
    return render(request, "partnerships/site/about.html", {"totals": totals(memo.current()), "rules": counting.RULES})


@require_safe
def partners_wanted(request: HttpRequest) -> HttpResponse:
    """Show what organisations look for now; a request leaves the page after its last day."""
    return requests_page(request, list(PartnerRequest.objects.public().current().for_list()))


def requests_page(request: HttpRequest, found: list[PartnerRequest], **more: object) -> HttpResponse:
    """Return the page with these requests, which have passed the gate or are shown as a preview."""
    return render(request, "partnerships/site/partners_wanted.html", {"requests": found, **more})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Name every section, and every city as long as they are few."""
    known = memo.current()
    cities = list(known.cities.values())
    context = {
        "groups": by_group(cities) if len(cities) <= NAMED_CITIES else [],
        "themes": known.themes.values(),
    }
    return render(request, "partnerships/site/site_map.html", context)


@require_safe
def text_page(request: HttpRequest, template: str) -> HttpResponse:
    """Show a page that is only text: personal data."""
    return render(request, f"partnerships/site/{template}.html", {"message_days": settings.MESSAGES_DAYS})
