"""What went wrong, as RFC 9457 has it: application/problem+json."""

import json
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel

MEDIA_TYPE: Final = "application/problem+json"


class FieldProblem(BaseModel):
    """What is wrong with one parameter."""

    field: str
    detail: str


class Problem(BaseModel):
    """What went wrong."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []


class Wrong(Exception):
    """The request cannot be answered with what it asks for."""

    def __init__(self, status: int, detail: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, errors or []


def problem(status: int, detail: str, errors: list[dict[str, str]] | None = None, **headers: str) -> HttpResponse:
    """Return the answer for a request that failed, open to programs of any site."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
    }
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Access-Control-Allow-Origin": "*", **headers},
    )


def details() -> dict[int, str]:
    """Return the words for each status that needs no words of its own."""
    return {
        400: _("The request cannot be read."),
        403: _("This is not for everyone."),
        404: _("There is nothing at this address."),
        412: _("It has changed since: read it anew without this condition."),
        405: _("This API is only read: use GET."),
        422: _("A parameter has a value that it cannot have."),
        500: _("The error is written down. Try again in a minute."),
        503: _("The register cannot be reached just now. Try again in a minute."),
    }


def not_found(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer for an address under the API that does not exist."""
    return problem(404, details()[404])
