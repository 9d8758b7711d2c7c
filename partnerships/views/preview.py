"""The true page of a record before it is published: for the staff, and for the holder of a secret link."""

import copy
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, override
from django.views.decorators.http import require_safe

from partnerships.delivery import low_vision
from partnerships.models import (
    City,
    Organization,
    PartnerRequest,
    PreviewLink,
)
from partnerships.models.city import next_dates
from partnerships.models.record import models_by_kind
from partnerships.text.translated import CODES
from partnerships.views.city import city_page
from partnerships.views.files import LINK_COOKIE
from partnerships.views.record import record_page
from partnerships.views.site import requests_page

type Addresses = Callable[[str], str]


def show(request: HttpRequest, entry: object, language: str, addresses: Addresses, **more: object) -> HttpResponse:
    """Return the page of `entry` exactly as the public will get it in `language`, kept by nobody.

    `addresses` names where the same preview is in a language, for the switch on the page.
    """
    if language not in CODES:
        raise Http404
    with override(language):
        more["here"] = addresses(language)
        more["languages"] = [_language(entry, code, addresses) for code in CODES]
        response = _page(_as_reader(request, entry), entry, more)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _page(request: HttpRequest, entry: Any, more: dict[str, Any]) -> HttpResponse:
    if isinstance(entry, PartnerRequest):
        return requests_page(request, [entry], **more)
    if isinstance(entry, City):
        # What every page shares is kept of public cities only: here it is read for this one.
        more["occasions"] = next_dates(list(entry.occasions.all()), timezone.localdate())
        more["organizations"] = Organization.objects.filter(city=entry)
        return city_page(request, entry, **more)
    read = type(entry).objects.for_page().get(pk=entry.pk)
    return record_page(request, read, **more)


def _as_reader(request: HttpRequest, entry: Any) -> HttpRequest:
    """Return `request` as if an anonymous reader had asked for the public address of `entry`."""
    asked = copy.copy(request)
    asked.method = "GET"
    asked.path = asked.path_info = entry.get_absolute_url().partition("#")[0]
    asked.META = {**request.META, "QUERY_STRING": "", "PATH_INFO": asked.path}
    asked.GET = asked.POST = QueryDict()
    asked.COOKIES = {name: value for name, value in request.COOKIES.items() if name == low_vision.COOKIE}
    asked.user = AnonymousUser()
    return asked


def _language(entry: Any, code: str, addresses: Addresses) -> dict[str, str]:
    with override(code):
        public = entry.get_absolute_url()
    return {"code": code, "name": get_language_info(code)["name_local"], "url": addresses(code), "canonical": public}


def _child(record: Any) -> Any:
    return models_by_kind()[record.kind].objects.get(pk=record.pk)


@require_safe
def shared(request: HttpRequest, token: str, language: str = settings.LANGUAGE_CODE) -> HttpResponse:
    """Show the one record of a secret link; without an open link there is no such page."""
    link = PreviewLink.objects.find(token)
    if link is None or language not in CODES:
        raise Http404
    entry = link.city or _child(link.record)
    if entry.is_public():
        with override(language):
            return HttpResponseRedirect(entry.get_absolute_url(), headers={"Referrer-Policy": "no-referrer"})

    def addresses(code: str) -> str:
        return reverse("preview-link-language", args=[token, code])

    response = show(request, entry, language, addresses, preview=link)
    left = int((link.expires_at - timezone.now()).total_seconds())
    response.set_cookie(
        LINK_COOKIE, token, max_age=left, path="/files/", httponly=True, secure=settings.HTTPS, samesite="Strict"
    )
    return response
