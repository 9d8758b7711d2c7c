"""The sitemap: every public page in every language with the moment of its last change."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.core.paginator import InvalidPage
from django.db.models import Max, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.models import City, Record
from partnerships.models.base import Entry
from partnerships.models.record import models_by_kind
from partnerships.text.translated import CODES

HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


class EntrySitemap(Sitemap):
    """The pages of one kind of entry: as rows, because a hundred thousand of them are written out."""

    limit = 2000

    def __init__(self, model: type[Entry]) -> None:
        self.model = model

    def items(self) -> Iterable[object]:
        """Return section, slug and last change of the public entries in a stable order."""
        section = "kind" if issubclass(self.model, Record) else Value(self.model.page)
        return (
            self.model.objects.public()
            .with_public_change()
            .order_by("pk")
            .values_list(section, "slug", "public_moment")
        )

    def rows(self, page: Any) -> Iterator[tuple[str, str, datetime | None]]:
        """Return the name of the list, what follows its address, and the last change of each entry."""
        return ((f"{section}-list", f"{slug}/", changed) for section, slug, changed in page.object_list)

    def get_latest_lastmod(self) -> datetime | None:
        """Return the latest change of all."""
        return self.model.objects.public().with_public_change().aggregate(last=Max("public_moment"))["last"]


class SectionSitemap(Sitemap):
    """The lists and the pages of service."""

    names = (
        *("home", "city-list", "map", *(f"{kind}-list" for kind in KINDS)),
        *(
            "chronology",
            "statistics",
            "partners-wanted",
            "take-part",
            "open-data",
            "api-docs",
            "about",
            "accessibility",
            "privacy",
            "site-map",
        ),
    )

    def items(self) -> Iterable[object]:
        """Return the names of the addresses."""
        return self.names

    def rows(self, page: Any) -> Iterator[tuple[str, str, datetime | None]]:
        """Return the name of each page, nothing after it, and the last change: every list shows it."""
        changed = self.get_latest_lastmod()
        return ((name, "", changed) for name in page.object_list)

    def get_latest_lastmod(self) -> datetime | None:
        """Return the last change of the register."""
        return memo.current().changed_at


_MODELS: tuple[type[Entry], ...] = (City, *models_by_kind().values())
SITEMAPS: dict[str, EntrySitemap | SectionSitemap] = {
    "sections": SectionSitemap(),
    **{model.__name__.lower(): EntrySitemap(model) for model in _MODELS},
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Name the sitemap of each section, with as many pages as it needs."""
    sections: dict[str, Any] = {**SITEMAPS}
    return index(request, sections, sitemap_url_name="sitemap-section")


@require_safe
def sitemap_page(request: HttpRequest, section: str) -> HttpResponse:
    """Write one page of a sitemap; Django's own takes a second and more for two thousand entries."""
    if section not in SITEMAPS:
        raise Http404
    try:
        page = SITEMAPS[section].paginator.page(request.GET.get("p", 1))
    except InvalidPage as error:
        raise Http404 from error
    addresses = _Addresses(request.build_absolute_uri("/").rstrip("/"))
    body = "".join(_entry(addresses[name], tail, changed) for name, tail, changed in SITEMAPS[section].rows(page))
    response = HttpResponse(f"{HEAD}{body}</urlset>\n", content_type="application/xml")
    response.headers["X-Robots-Tag"] = "noindex, noodp, noarchive"
    return response


class _Addresses(dict[str, dict[str, str]]):
    """Name of a page → its whole address in each language, resolved once."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def __missing__(self, name: str) -> dict[str, str]:
        self[name] = {}
        for code in CODES:
            with override(code):
                self[name][code] = self.origin + reverse(name)
        return self[name]


def _entry(starts: dict[str, str], tail: str, changed: datetime | None) -> str:
    """Return the entries of a page, one a language, each with its pair."""
    pairs = [*starts.items(), ("x-default", starts[settings.LANGUAGE_CODE])]
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{start}{tail}"/>' for code, start in pairs)
    moment = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return "".join(f"<url><loc>{start}{tail}</loc>{moment}{links}</url>\n" for start in starts.values())


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemap is and what is not for them."""
    files = [f"Disallow: /*.{suffix}" for suffix in ("xlsx", "csv", "geojson")]  # big, and the same rows as the pages
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/display/", *files, f"Sitemap: {_whole(request)}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _whole(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sitemap"))
