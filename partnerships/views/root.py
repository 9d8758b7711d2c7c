"""The address without a language: it leads a reader on, or lets them choose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from partnerships.text.languages import asked_language
from partnerships.text.translated import CODES


def _choice(code: str) -> dict[str, str]:
    with override(code):
        return {
            "code": code,
            "title": _("Register of partner cities"),
            "ask": _("Choose a language"),
            "name": get_language_info(code)["name_local"],
            "url": reverse("home"),
        }


@require_safe
@vary_on_headers("Accept-Language")
def root(request: HttpRequest) -> HttpResponse:
    """Redirect to the language the browser asks for, or to the only one; else show which there are."""
    language = CODES[0] if len(CODES) == 1 else asked_language(request.headers.get("Accept-Language", ""))
    if language:
        with override(language):
            return HttpResponse(status=302, headers={"Location": reverse("home")})
    return render(request, "root.html", {"choices": [_choice(code) for code in CODES]})
