"""What happens around every answer of the API: language, conditional requests, other sites' scripts, errors."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from partnerships.api.problems import MEDIA_TYPE, details, problem
from partnerships.delivery import pages
from partnerships.opendata.columns import Asked
from partnerships.text.languages import asked_language
from partnerships.text.translated import CODES

type View = Callable[..., HttpResponseBase]

ALLOWED: Final = "GET, HEAD, OPTIONS"
ALL: Final = "all"
OPEN: Final = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Content-Language"}


def language_asked(request: HttpRequest) -> str:
    """Return the language asked for by `lang`, else by the Accept-Language header; ALL for every one."""
    asked = request.GET.get("lang", "")
    if asked in (*CODES, ALL):
        return asked
    return asked_language(request.headers.get("Accept-Language", "")) or settings.LANGUAGE_CODE


def asked_of(request: HttpRequest) -> Asked:
    """Return the origin and the languages that the answer to `request` speaks."""
    language = language_asked(request)
    return Asked(f"{request.scheme}://{request.get_host()}", CODES if language == ALL else (language,))


def _preflight() -> HttpResponse:
    allowed = {"Access-Control-Allow-Methods": ALLOWED, "Access-Control-Allow-Headers": "*"}
    return HttpResponse(status=204, headers={**OPEN, **allowed, "Access-Control-Max-Age": "86400", "Allow": ALLOWED})


def door(view: View) -> View:
    """Return `view` with everything that its answers share."""

    @wraps(view)
    def through(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        language = language_asked(request)
        with translation.override(settings.LANGUAGE_CODE if language == ALL else language):
            if request.method == "OPTIONS":
                return _preflight()
            if request.method not in ("GET", "HEAD"):
                return problem(405, details()[405], Allow=ALLOWED)
            return _read(view, request, language, *args, **kwargs)

    cast("Any", through).csrf_exempt = True
    return through


def _read(view: View, request: HttpRequest, language: str, *args: object, **kwargs: object) -> HttpResponseBase:
    etag = pages.answer_tag(request.get_full_path(), language)
    # "*" asks whether there is anything at all: only the view knows.
    any_state = request.headers.get("If-None-Match") == "*"
    response: HttpResponseBase | None = None if any_state else get_conditional_response(request, etag=etag)
    if response is None:
        head = request.method == "HEAD"
        request.method = "GET"  # the framework knows no HEAD
        response = view(request, *args, **kwargs)
        if head and isinstance(response, HttpResponse):
            response.content = b""
    if response.status_code < 400:
        response.headers["ETag"] = etag
        response.headers["Content-Language"] = ", ".join(CODES) if language == ALL else language
    if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
        response = problem(response.status_code, details().get(response.status_code, details()[400]))
    if "cursor" in request.GET:
        response.headers["Cache-Control"] = "no-cache"
    for name, value in OPEN.items():
        response.headers[name] = value
    patch_vary_headers(response, ["Accept-Language"])
    return response
