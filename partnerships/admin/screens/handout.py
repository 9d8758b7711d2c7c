"""The page “for another site” of a record: what to copy, one button each, and the pictures in a zip."""

import copy
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from partnerships.models import City
from partnerships.models.base import Entry
from partnerships.opendata import handout
from partnerships.text.translated import text_column
from partnerships.views.preview import show


def _handouts(request: HttpRequest, entry: Any) -> list[handout.Handout]:
    """Return what the public page of `entry` says, in each language that it has a title in."""
    asked = copy.copy(request)
    asked.COOKIES = {}  # the page as everybody sees it, whatever look this reader has chosen
    origin = f"{request.scheme}://{request.get_host()}"
    name = "name" if isinstance(entry, City) else "title"
    codes = [(code, str(said)) for code, said in settings.LANGUAGES if getattr(entry, text_column(name, code))]
    pages = {code: show(asked, entry, code, lambda _code: "").content.decode() for code, _said in codes}
    return [handout.of_page(entry, code, said, pages[code], origin) for code, said in codes]


class HandoutAdmin[E: Entry](admin.ModelAdmin[E]):
    """Adds the page to the screens of cities and records."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page and the zip."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/handout/", view(self.handout_view), name=f"{name}_handout"),
            path("<int:pk>/handout/photos.zip", view(self.pictures_view), name=f"{name}_pictures"),
            *super().get_urls(),
        ]

    def _entry(self, request: HttpRequest, pk: int) -> Any:
        entry: Any = self.get_object(request, str(pk))
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        return entry

    def handout_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the texts to copy."""
        entry = self._entry(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("For another site"),
            "entry": entry,
            "handouts": _handouts(request, entry),
            "photos": len(handout.photos_of(entry)),
        }
        return TemplateResponse(request, "admin/partnerships/screens/handout.html", context)

    def pictures_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Return the pictures and captions as a zip, streamed."""
        entry = self._entry(request, pk)
        answer = StreamingHttpResponse(
            handout.pictures(entry, _handouts(request, entry)), content_type="application/zip"
        )
        name = content_disposition_header(as_attachment=True, filename=f"{entry.slug}.zip")
        answer.headers["Content-Disposition"] = name or ""
        answer.headers["Cache-Control"] = "private, no-store"
        return answer
