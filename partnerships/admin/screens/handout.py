"""The page “for another site” of a record: what to copy, one button each, and the pictures in a zip."""

import copy
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.models import City
from partnerships.models.base import Entry
from partnerships.opendata import handout
from partnerships.text.translated import text_column
from partnerships.views.preview import show


def _handouts(request: HttpRequest, entry: Entry) -> list[handout.Handout]:
    """Return what the public page of `entry` says, in each language that it has a title in."""
    asked = copy.copy(request)
    asked.COOKIES = {}  # the page as everybody sees it, whatever look this reader has chosen
    origin = f"{request.scheme}://{request.get_host()}"
    name = "name" if isinstance(entry, City) else "title"
    codes = [(code, str(said)) for code, said in settings.LANGUAGES if getattr(entry, text_column(name, code))]
    pages = {code: show(asked, entry, code, lambda _code: "").content.decode() for code, _said in codes}
    return [handout.of_page(entry, code, said, pages[code], origin) for code, said in codes]


def handout_view(screen: Screen, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the texts to copy."""
    entry = record_of(screen, request, pk)
    context = {"entry": entry, "handouts": _handouts(request, entry), "photos": len(handout.photos_of(entry))}
    return screen_page(screen, request, "screens/handout", _("For another site"), context)


def pictures_view(screen: Screen, request: HttpRequest, pk: int) -> HttpResponseBase:
    """Return the pictures and captions as a zip, streamed."""
    entry = record_of(screen, request, pk)
    answer = StreamingHttpResponse(handout.pictures(entry, _handouts(request, entry)), content_type="application/zip")
    name = content_disposition_header(as_attachment=True, filename=f"{entry.slug}.zip")
    answer.headers["Content-Disposition"] = name or ""
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


pages: Final = (
    ("<int:pk>/handout/", "handout", handout_view),
    ("<int:pk>/handout/photos.zip", "pictures", pictures_view),
)
