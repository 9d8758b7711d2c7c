"""Cards for the pages of other sites: a city, or the latest events, each a small page in a frame."""

from collections.abc import Callable, Collection
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from partnerships.delivery import memo
from partnerships.models import Agreement, City, Event, Record
from partnerships.standing import HAPPENED
from partnerships.standing.choices import COUNTED

LATEST = 5
POLICY = {"default-src": [CSP.NONE], "style-src": [CSP.SELF], "img-src": [CSP.SELF], "base-uri": [CSP.NONE]}

type View = Callable[..., HttpResponse]


def card(view: View) -> View:
    """Let the sites of EMBED_ANCESTORS, and only them, show the page in a frame; without any it does not exist."""

    @require_safe
    @xframe_options_exempt
    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.EMBED_ANCESTORS:
            raise Http404
        policy: dict[str, Collection[str]] = {**POLICY, "frame-ancestors": settings.EMBED_ANCESTORS}
        return csp_override(policy)(view)(request, *args, **kwargs)

    return shown


@card
def city_frame(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who the city is, the tie with it, and what happened last."""
    found = get_object_or_404(City.objects.public().with_place(), slug=slug)
    records = Record.objects.public().with_city(found).told_once(memo.current().told_by_wholes(["city"])).for_line()
    context = {
        "city": found,
        "agreement": Agreement.objects.public().with_city(found).in_force().for_line().newest_first().first(),
        "records": records.standing_in(*COUNTED).dated().newest_first()[:3],
    }
    return render(request, "partnerships/embed/city.html", context)


@card
def latest(request: HttpRequest) -> HttpResponse:
    """Show the latest events."""
    held = Event.objects.public().standing_in(*HAPPENED).told_once(memo.current().told_by_wholes()).dated()
    context = {"records": held.for_line().newest_first()[:LATEST]}
    return render(request, "partnerships/embed/latest.html", context)
