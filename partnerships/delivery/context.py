"""What every public page shows around its content."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from partnerships.delivery import low_vision, memo
from partnerships.delivery.pages import canonical_query, section_of
from partnerships.text.translated import CODES

#: Parameters that change how a page is looked at, not what it is about.
LOOKS: Final = frozenset({"order", "sort", "on"})


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the reader's look, the home city, asked for only when shown, and the page's own addresses.

    `filtered` is a view of a list: a program that follows every link would find ever more of them there.
    """
    known = SimpleLazyObject(memo.current)
    return {
        "look": low_vision.Look.parse(request.COOKIES.get(low_vision.COOKIE, "")),
        "known": known,
        "home": SimpleLazyObject(lambda: known.home),
        "section": section_of(request.path),
        "origin": f"{request.scheme}://{request.get_host()}",
        "canonical": SimpleLazyObject(lambda: canonical(request)),
        "offers_news": bool(settings.NEWS_MAIL_FROM),
        "filtered": bool(request.GET.keys() - {"page"}),
        "languages": SimpleLazyObject(lambda: languages(request)),
    }


def canonical(request: HttpRequest) -> str:
    """Return the page's one address, without the host: order and day are ways to look at the same thing."""
    query = canonical_query(request.META.get("QUERY_STRING", ""), request.path)
    kept = "&".join(part for part in query.split("&") if part and part.partition("=")[0] not in LOOKS)
    return f"{request.path}?{kept}" if kept else request.path


def languages(request: HttpRequest) -> list[dict[str, str]]:
    """Return the same page in every language: the addresses differ in their first part alone."""
    prefix, full, here = f"/{get_language()}/", request.get_full_path(), canonical(request)
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": full.replace(prefix, f"/{code}/", 1),
            "canonical": here.replace(prefix, f"/{code}/", 1),
        }
        for code in CODES
    ]
