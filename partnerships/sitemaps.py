"""The sitemap: every public page in every language with the moment of its last change."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from partnerships.models import Agreement, City, Delegation, Event, Exhibition, Record, RegisterVersion
from partnerships.models.base import Entry


class EntrySitemap(Sitemap):
    """The pages of one kind of entry."""

    i18n = alternates = x_default = True
    limit = 2000

    def __init__(self, model: type[Entry]) -> None:
        self.model = model

    def items(self) -> Any:
        """Return the public entries in a stable order."""
        kind = ["kind"] if issubclass(self.model, Record) else []
        return self.model.objects.public().only("slug", "updated_at", *kind).order_by("pk")

    def lastmod(self, entry: Entry) -> datetime:
        """Return the moment of the last change."""
        return entry.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        """Return the latest change of all."""
        return self.model.objects.public().aggregate(last=Max("updated_at"))["last"]


class SectionSitemap(Sitemap):
    """The lists and the pages of service."""

    i18n = alternates = x_default = True
    names = (
        *("home", "city-list", "map", "agreement-list", "delegation-list", "event-list", "exhibition-list"),
        *(
            "chronology",
            "statistics",
            "partners-wanted",
            "open-data",
            "api-docs",
            "about",
            "accessibility",
            "privacy",
            "site-map",
        ),
    )

    def items(self) -> Any:
        """Return the names of the addresses."""
        return self.names

    def location(self, name: str) -> str:
        """Return the address of the page."""
        return reverse(name)

    def lastmod(self, name: str) -> datetime | None:
        """Return the last change of the register: every list shows it."""
        return self.get_latest_lastmod()

    def get_latest_lastmod(self) -> datetime | None:
        """Return the last change of the register."""
        return RegisterVersion.objects.values_list("changed_at", flat=True).first()


SITEMAPS: dict[str, Sitemap] = {
    "sections": SectionSitemap(),
    **{model.__name__.lower(): EntrySitemap(model) for model in (City, Agreement, Delegation, Event, Exhibition)},
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemap is and what is not for them."""
    files = [f"Disallow: /*.{suffix}" for suffix in ("xlsx", "csv", "geojson")]  # big, and the same rows as the pages
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/display/", *files, f"Sitemap: {_whole(request)}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _whole(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sitemap"))
