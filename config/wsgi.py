"""The WSGI entry point that gunicorn serves."""

import os
import sys
from typing import Final

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

from partnerships.delivery.pages import StoredPages  # noqa: E402 - it needs the settings that the line above loads
from partnerships.delivery.readership import CountedReaders  # noqa: E402

application = CountedReaders(StoredPages(django))
