"""A bare Django view: no middleware, as many bytes as the page it is compared with (BARE_BYTES)."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="b" * 50, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[])
BODY = b"x" * int(os.environ.get("BARE_BYTES", "20000"))


def page(request: HttpRequest) -> HttpResponse:
    """Return the same bytes to everyone."""
    return HttpResponse(BODY)


urlpatterns = [path("", page)]
django.setup()
application = WSGIHandler()
