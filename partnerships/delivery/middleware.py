"""What happens around every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
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


class StaffLanguageMiddleware:
    """Shows the back office in the language its user has chosen, whatever the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        language = getattr(request.user, "language", "") or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers["Content-Language"] = language
            # Templates of the admin are rendered late: the language must still be ours then.
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            return response
