"""Error pages in the visitor's language; they ask no database, so they also work without one."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _

from partnerships.api.problems import details, problem
from partnerships.delivery import low_vision


def _page(request: HttpRequest, status: int) -> HttpResponse:
    is_office = request.path.startswith(reverse("admin:index"))
    spoken = (get_language() if is_office else None) or get_language_from_request(request, check_path=True)
    with override(spoken):
        if request.path.startswith("/api/"):
            return problem(status, details()[status])
        words = {
            400: (_("The address is not right"), _("Something in the address cannot be read. Check it.")),
            403: (_("No access"), _("This page is not for everyone. Sign in, or go back and try again.")),
            404: (_("There is no such page"), _("It may have moved, or the address has a mistake.")),
            500: (_("Something went wrong with us"), _("The error is written down. Try again in a minute.")),
        }
        if is_office and status == 403:
            words[403] = (_("No access"), _("Your role does not let you do this. Ask whoever gives the roles."))
        title, text = words[status]
        look = low_vision.Look.parse(request.COOKIES.get(low_vision.COOKIE, ""))
        context = {"status": status, "title": title, "text": text, "look": look, "is_office": is_office}
        return HttpResponse(render_to_string("error.html", context), status=status)


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
    """Answer when the code failed."""
    return _page(request, 500)
