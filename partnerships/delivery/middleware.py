"""What happens around every request."""

from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.urls import resolve, reverse
from django.utils import timezone, translation

from partnerships.delivery import memo


class HomeClockMiddleware:
    """Lets days begin and hours be read, on the site and in the back office, by the clock of the home city."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path not in (reverse("healthz"), reverse("readyz")):  # these answer without a database
            timezone.activate(memo.home_city().clock)  # until the next request: a download is written after this one
        return self.get_response(request)


class SlashMiddleware(CommonMiddleware):
    """Leads from an address without its last slash to where the page is now, in one step even if it has moved."""

    def get_full_path_with_slash(self, request: HttpRequest) -> str:
        """Return the address with the slash, or the one to which that leads for good."""
        path = super().get_full_path_with_slash(request)
        match = resolve(urlsplit(path).path)
        if "slug" not in match.kwargs or request.method not in ("GET", "HEAD"):
            return path
        with suppress(Http404):
            answer = match.func(request, *match.args, **match.kwargs)
            if isinstance(answer, HttpResponsePermanentRedirect):
                return answer.url
        return path


class StaffLanguageMiddleware:
    """Shows the back office in the language its user has chosen, whatever the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        language = getattr(request.user, "spoken_language", settings.LANGUAGE_CODE)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers["Content-Language"] = language
            # Templates of the admin are rendered late: the language must still be ours then.
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            return response
