"""The page behind the address in a letter that stops letters of its kind."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partnerships.staff import unsubscribing


@csrf_exempt  # a mail server presses the button for its reader (RFC 8058); the token alone allows it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop, and stop only when the button is pressed: programs open every address of a letter."""
    found = unsubscribing.letters_meant(token)
    if found is None:
        raise Http404
    user, kind = found
    if request.method == "POST":
        unsubscribing.stop(user, kind)
    field: Any = user._meta.get_field(kind)
    with override(user.spoken_language):
        response = render(
            request, "unsubscribe.html", {"is_done": request.method == "POST", "label": str(field.verbose_name)}
        )
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
