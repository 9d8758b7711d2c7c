"""The one view that hands out files: it asks the gate first, and a hidden file does not exist."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from partnerships.files.renditions import FORMATS, MEDIA_TYPES, WIDTHS, make, original_of
from partnerships.models import Document, KeptFile, Participant, Photo, PreviewLink
from partnerships.staff.rights import hidden_fields
from partnerships.staff.signed_in import is_at_work

# A withdrawn picture is gone within a minute from every cache between us and the reader.
PUBLIC, PRIVATE = "public, max-age=60", "private, no-store"
#: Holds the token of the secret link a reader came by; sent with files only.
LINK_COOKIE = "preview"


def _may_see_hidden(request: HttpRequest, model: type[Model]) -> bool:
    # Anonymous readers have no session cookie: asking for the user would make every file vary by it.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return is_at_work(request) and request.user.has_perm(f"partnerships.view_{model._meta.model_name}")


def _visible(request: HttpRequest, model: type[Photo] | type[Document]) -> tuple[QuerySet[Any], str]:
    """Return the rows whose files this reader may fetch now, and how caches may keep them."""
    if _may_see_hidden(request, model):
        rows: QuerySet[Any] = model.objects.all()
        if model is Document and hidden_fields(request.user, Participant):
            rows = rows.filter(consents=None)  # what is kept about a person is for those who work with it
        return rows, PRIVATE
    token = request.COOKIES.get(LINK_COOKIE)
    link = PreviewLink.objects.find(token) if token else None
    if link is not None:
        return model.objects.held_with(link.owner), PRIVATE
    return model.objects.public(), PUBLIC


@require_safe
def photo(request: HttpRequest, key: str, width: str, format: str) -> HttpResponseBase:
    """Return one rendition of the photo kept under `key`."""
    if int(width) not in WIDTHS or format not in FORMATS:
        raise Http404
    rows, caching = _visible(request, Photo)
    stored: Photo | KeptFile | None = rows.filter(file=original_of(key)).first()
    if stored is None:
        stored, caching = _of_preview(request, key), PRIVATE
    name = str(stored.file.name)
    return _answer(
        request,
        f'"{key}-{width}-{format}"',
        caching,
        lambda: FileResponse(default_storage.open(make(name, int(width), format)), content_type=MEDIA_TYPES[format]),
    )


def _of_preview(request: HttpRequest, key: str) -> KeptFile:
    """Return a picture that waits for its form to be saved, to whoever uploaded it and looks at the page to come."""
    if not _may_see_hidden(request, Photo):
        raise Http404
    return get_object_or_404(KeptFile, pk=UUID(key), user=request.user, media_type="")


@require_safe
def document(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Return a document as an attachment, bit for bit; `name` only makes the address readable."""
    rows, caching = _visible(request, Document)
    row = get_object_or_404(rows, pk=pk)
    return _answer(
        request,
        f'"{row.sha256}"',
        caching,
        lambda: FileResponse(row.file.open(), as_attachment=True, filename=row.name, content_type=row.media_type),
    )


def _answer(request: HttpRequest, etag: str, caching: str, respond: Callable[[], FileResponse]) -> HttpResponseBase:
    """Return 304 to a reader who has these bytes already, else the file; either way inert."""
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = respond()
        except FileNotFoundError as error:
            raise Http404 from error
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = caching
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
