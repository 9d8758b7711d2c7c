"""What happens around every request."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.urls import resolve, reverse
from django.utils import timezone, translation

from partnerships.delivery import memo, tracing
from partnerships.models import FormerAddress

#: The pages for the machine that watches the site: it asks without a database, and under whatever name it knows.
WATCHED: Final = ("healthz", "readyz")


def is_watched(request: HttpRequest) -> bool:
    """Say whether the machine that watches the site asks, not a reader."""
    return request.path in map(reverse, WATCHED)


class HomeClockMiddleware:
    """Lets days begin and hours be read, on the site and in the back office, by the clock of the home city."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_watched(request):
            timezone.activate(memo.home_city().clock)  # until the next request: a download is written after this one
        return self.get_response(request)


class SlashMiddleware(CommonMiddleware):
    """Leads from an address without its last slash to where the page is now, in one step even if it has moved."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        """Refuse a host that is not ours, unless the machine itself asks: it calls itself localhost."""
        return None if is_watched(request) else super().process_request(request)

    def get_full_path_with_slash(self, request: HttpRequest) -> str:
        """Return the address with the slash, or the one of the page that was there once."""
        path = super().get_full_path_with_slash(request)
        match = resolve(urlsplit(path).path)
        page, _dash, rest = (match.url_name or "").partition("-")
        moved = FormerAddress.objects.moved(page, match.kwargs["slug"]) if rest == "detail" else None
        return moved.get_absolute_url() if moved else path


class StaffLanguageMiddleware:
    """Shows the back office in the language its user has chosen, whatever the browser asks for.

    Whoever has not signed in yet is spoken to in the language of the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        language = getattr(request.user, "spoken_language", None) or translation.get_language_from_request(request)
        tracing.note_user(request.user.get_username())
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers["Content-Language"] = language
            # Templates of the admin are rendered late: the language must still be ours then.
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            return response
