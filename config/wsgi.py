"""The WSGI entry point that gunicorn serves."""

import os
import sys
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

#: The exit by which a worker of gunicorn says that starting another one is of no use.
APP_LOAD_ERROR: Final = 4

try:
    django = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(APP_LOAD_ERROR)

from django.urls import get_resolver  # noqa: E402 - the settings are read
from django.utils import translation  # noqa: E402 - the same

from partnerships.delivery.measuring import MeasuredRequests  # noqa: E402 - the same
from partnerships.delivery.pages import StoredPages  # noqa: E402 - it needs the settings that the line above loads
from partnerships.delivery.readership import CountedReaders  # noqa: E402 - the same
from partnerships.delivery.slow_bodies import ReceivedBodies  # noqa: E402 - the same
from partnerships.delivery.tracing import TracedRequests  # noqa: E402 - the same

COOKIES: Final = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)

application: Any = TracedRequests(ReceivedBodies(CountedReaders(StoredPages(django)), COOKIES))
if settings.METRICS:
    application = MeasuredRequests(application)

# What the first answer needs is loaded here, so that all workers of gunicorn share it.
get_resolver().url_patterns  # noqa: B018 - asking loads every address, the office's screens with them
for code, _name in settings.LANGUAGES:
    translation.activate(code)  # reads its catalogue
translation.deactivate()
