"""Error pages in the visitor's language; they ask no database, so they also work without one."""

import sys
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, get_language_from_request, ngettext, override
from django.utils.translation import gettext as _

from partnerships.api.problems import details, problem
from partnerships.delivery import low_vision, tracing

#: Seconds after which a reader may come back when the database was away.
PAUSE: Final = 30


def _page(request: HttpRequest, status: int, seconds: int = 0) -> HttpResponse:
    is_office = request.path.startswith(reverse("admin:index"))
    spoken = (get_language() if is_office else None) or get_language_from_request(request, check_path=True)
    with override(spoken):
        if request.path.startswith("/api/"):
            return problem(status, details()[status])
        words = {
            400: (_("The address is not right"), _("Something in the address cannot be read. Check it.")),
            403: (_("No access"), _("This page is not for everyone. Sign in, or go back and try again.")),
            404: (_("There is no such page"), _("It may have moved, or the address has a mistake.")),
            429: (_("Too many attempts"), _pause(seconds)),
            500: (_("Something went wrong with us"), _("The error is written down. Try again in a minute.")),
            503: (
                _("The register cannot be reached just now"),
                _("It comes back by itself. Try again in a minute; nothing that was saved is lost."),
            ),
        }
        if is_office and status == 403:
            words[403] = (_("No access"), _("Your role does not let you do this. Ask whoever gives the roles."))
        title, text = words[status]
        look = low_vision.Look.parse(request.COOKIES.get(low_vision.COOKIE, ""))
        context = {"status": status, "title": title, "text": text, "look": look, "is_office": is_office}
        # Only where we failed: a page that is hidden and one that never was must not differ by a letter.
        context["request_number"] = tracing.request_number() if status >= 500 else ""
        return HttpResponse(render_to_string("error.html", context), status=status)


def _pause(seconds: int) -> str:
    minutes = max(1, -(-seconds // 60))
    text = ngettext(
        "Try again in %(count)d minute. Until then even the right answer is not taken.",
        "Try again in %(count)d minutes. Until then even the right answer is not taken.",
        minutes,
    )
    return text % {"count": minutes}


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer whoever has tried too often; it is their turn again in `seconds`."""
    response = _page(request, 429, seconds)
    response.headers["Retry-After"] = str(seconds)
    patch_cache_control(response, no_store=True, private=True)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read."""
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is not allowed."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for what does not exist and, word for word the same, for what is hidden."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the code failed, or the database is away: then it is worth coming back."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return _page(request, 500)
    response = _page(request, 503)
    response.headers["Retry-After"] = str(PAUSE)
    patch_cache_control(response, no_store=True, private=True)
    return response
