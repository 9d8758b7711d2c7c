"""Files that are dropped on an open form: each goes up on its own and waits, closed, for the save of its record."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.writing import kept_files
from partnerships.files.intake import accept_document
from partnerships.models import KeptFile


def take_sent_file(request: HttpRequest, accept: Callable[[Any], Any], permission: str) -> KeptFile | JsonResponse:
    """Return the file that was sent, kept after the intake; or the answer that says why it was not taken."""
    if request.method != "POST" or not request.user.has_perm(permission):
        raise PermissionDenied
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"error": _("The file did not arrive. Send it once more.")}, status=400)
    try:
        accepted = accept(upload)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    accepted.name = upload.name
    return kept_files.keep_file(accepted, user=acting(request))


def upload_document(_site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Keep a document until the record of its form is saved."""
    answer = take_sent_file(request, accept_document, "partnerships.add_document")
    if isinstance(answer, JsonResponse):
        return answer
    return JsonResponse({"ticket": str(answer.key), "name": answer.name, "size": answer.size})


office_pages: Final = (("document/upload/", "document-upload", upload_document),)
