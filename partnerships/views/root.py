"""The address without a language: it leads a reader on, or lets them choose."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers


def _asked_language(request: HttpRequest) -> str | None:
    """Return the first language the browser asks for that the site has, or None."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return None


def _choice(code: str) -> dict[str, str]:
    with override(code):
        return {
            "code": code,
            "title": _("Register of partner cities"),
            "name": get_language_info(code)["name_local"],
            "url": reverse("home"),
        }


@require_safe
@vary_on_headers("Accept-Language")
def root(request: HttpRequest) -> HttpResponse:
    """Redirect to the language the browser asks for; show the choice to whom asks for none of ours."""
    language = _asked_language(request)
    if language:
        with override(language):
            return HttpResponse(status=302, headers={"Location": reverse("home")})
    return render(request, "root.html", {"choices": [_choice(code) for code, _name in settings.LANGUAGES]})
