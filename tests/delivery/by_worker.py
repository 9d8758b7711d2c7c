"""The site as gunicorn serves it, with headers more: who loaded it, who answered, and was the page made anew."""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

from config.wsgi import django  # noqa: E402 - the storage above has to be chosen first
from partnerships.delivery.pages import StoredPages  # noqa: E402 - the same

made = threading.local()
LOADED_BY = str(os.getpid())


def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Pass to Django's own handler, and remember that it was needed."""
    made.anew = True
    return django(environ, start_response)


stored = StoredPages(counted)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the site does."""
    made.anew = False

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        own = [("X-Loaded-By", LOADED_BY), ("X-Worker", str(os.getpid())), ("X-Made", "anew" if made.anew else "")]
        return start_response(status, [*headers, *own], *more)

    return stored(environ, start)
