"""The WSGI entry point that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django = get_wsgi_application()

from partnerships.delivery.pages import StoredPages  # noqa: E402 - it needs the settings that the line above loads
from partnerships.delivery.readership import CountedReaders  # noqa: E402

application = CountedReaders(StoredPages(django))
