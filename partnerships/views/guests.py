"""The guests' page: one delegation's programme on their phones, by a secret address, with a network or without."""

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import get_language_info, override
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from partnerships.delivery import memo
from partnerships.models import GuestLink
from partnerships.preparation.programme import programme_days
from partnerships.text.translated import CODES

#: Nothing from outside, no form, no frame; the worker fetches what it keeps.
POLICY = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
#: What the page is made of beside itself.
PARTS = ("css/guests.css", "js/guests.js", "img/mark.svg")


def _by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever holds an open link; for anybody else there is no such page, whatever the reason."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, token: str, **options: str) -> HttpResponse:
        link = GuestLink.objects.find(token)
        if link is None or options.get("language", CODES[0]) not in CODES:
            raise Http404
        response = csp_override(POLICY)(view)(request, token, link, **options)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return shown


@_by_link
def guests_page(
    request: HttpRequest, token: str, link: GuestLink, language: str = settings.LANGUAGE_CODE
) -> HttpResponse:
    """Show what guests are to know of their stay, in `language`."""
    visit, home = link.delegation, memo.home_city()
    with override(language):
        context = {
            "visit": visit,
            "home": home,
            "cities": [city.name for city in visit.cities.all()],
            "days": programme_days(visit, for_guests=True),
            "today": timezone.localdate(),
            "contact": visit.guest_contact or home.department,
            "phone": visit.guest_phone or home.phone,
            "last_day": link.last_day,
            "languages": [
                {
                    "code": code,
                    "name": get_language_info(code)["name_local"],
                    "url": reverse("guests-language", args=[token, code]),
                }
                for code in CODES
            ],
            "worker": reverse("guests-worker", args=[token]),
        }
        return render(request, "partnerships/guests/page.html", context)


@_by_link
def guests_worker(request: HttpRequest, token: str, link: GuestLink) -> HttpResponse:
    """Return the script that keeps the page on the phone: of this address alone, and no longer than the link lasts."""
    pages = [reverse("guests", args=[token]), *(reverse("guests-language", args=[token, code]) for code in CODES)]
    last = link.last_day or timezone.localdate()
    ends = datetime.combine(last + timedelta(days=1), time.min, timezone.get_current_timezone())
    told = {
        "kept": [*pages, *map(static, PARTS)],
        "until": int(ends.timestamp() * 1000),
    }
    response = render(
        request, "partnerships/guests/worker.js", {"told": json.dumps(told)}, content_type="text/javascript"
    )
    response.headers["Service-Worker-Allowed"] = pages[0]
    return response
