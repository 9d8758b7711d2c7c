"""Stored pages: a thin WSGI layer that answers a page it has finished before, ahead of Django's handler.

A page is kept under release, register version, address with its known parameters, and display mode. Nothing
is ever purged: a change of the register moves the version, and the old entries fall out unread. One indexed
read of the version is the only query of a hit.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.core.cache import cache as shared
from django.db import connection

from config import metrics
from partnerships.delivery import low_vision, memo
from partnerships.delivery.measuring import measured_as, measured_view
from partnerships.delivery.memo import read_version
from partnerships.delivery.page_store import Shelf, StoredPage, wanted_encoding
from partnerships.delivery.readership import Application
from partnerships.kinds import KINDS
from partnerships.text.languages import asked_language
from partnerships.text.translated import CODES

log = logging.getLogger(__name__)

SITEMAP, API, OUTSIDE = "sitemap.xml", "api", "/"
LISTS: Final = frozenset(
    {"year", "city", "kind", "theme", "country", "direction", "began", "standing", "people", "order", "page", "on"}
)
CITIES: Final = frozenset({"tie", "theme", "group", "country", "letter", "name", "standing", "on"})
#: The parameters that each section (the address after its language) knows; others are dropped.
PARAMETERS: Final[dict[str, frozenset[str]]] = {
    "cities": frozenset(
        {"order", "page", "tie", "theme", "group", "country", "letter", "name", "standing", "sort", "on"}
    ),
    **dict.fromkeys(("chronology", *(kind.section for kind in KINDS.values())), LISTS),
    "map": CITIES,
    "statistics": frozenset({"sort", "on"}),
    "search": frozenset({"q", "year", "city", "kind", "theme", "order", "page"}),
    SITEMAP: frozenset({"p"}),
    API: frozenset({"lang", "limit", *LISTS, "group", "tie"}) - {"page"},
}
#: Sections that are never stored: they depend on more than the address, or anyone can make endless many.
NEVER: Final = frozenset({"display", "search", "take-part", "news-by-mail", OUTSIDE})
#: Parameters whose values have no end, days and what is typed: they would push what people read off the shelf.
ENDLESS: Final = ("on=", "name=")
#: Suffixes of the downloads: each is read once, and a large one would push the pages of a day off the shelf.
DOWNLOADS: Final = frozenset({"xlsx", "csv", "json", "geojson", "ics", "jsonld"})
VARY: Final = ("Vary", "Accept-Encoding, Cookie")
VARY_API: Final = ("Vary", "Accept-Encoding, Accept-Language")
#: Headers of the whole answer that stand on a 304 as well.
REPEATED: Final = frozenset(
    {"Cache-Control", "Vary", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Language"}
)
#: Seconds: a page is served while the database is away if the version was read no longer before that.
KNOWN_LATELY: Final = 60
#: Seconds for which a shared memory that did not answer is not asked again.
AWAY: Final = 10
FRESH: Final = ("Cache-Control", "no-cache")  # kept by the browser, asked about each time


class StoredPages:
    """The WSGI application around Django's own."""

    def __init__(self, application: Application, *, capacity: int | None = None) -> None:
        self.application = application
        self.shelf = Shelf(settings.PAGES_MB * 2**20 if capacity is None else capacity)
        self.release = release()
        self.version = ""  # the last one that the database named
        self.read_at = self.away_since = 0.0  # when that was, and when it first did not answer

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = storable_address(environ)
        if address is None:
            return self.application(environ, start_response)
        version = known_version()
        if version is None:
            kept = self._kept_in_outage(f"{address} {display_mode(environ)}")
            if kept is None:
                return self.application(environ, start_response)
            metrics.pages.labels("finished").inc()
            measured_as(environ, kept.view)
            return answer(kept, environ, start_response)
        self.version, self.read_at, self.away_since = version, time.monotonic(), 0.0
        environ["QUERY_STRING"] = address.partition("?")[2]
        key = f"{self.release} {version} {address} {display_mode(environ)}"
        page = self.shelf.find(key)
        found = "finished" if page else "made"
        if page is None:
            with self.shelf.alone(key):
                page = self.shelf.find(key) or self._shared(key)
                if page is not None:
                    found = "finished"
                else:
                    made = self._make(environ, key)
                    if not isinstance(made, StoredPage):
                        metrics.pages.labels("not kept").inc()
                        start_response(*made[0])
                        return [made[1]]
                    page = made
        metrics.pages.labels(found).inc()
        measured_as(environ, page.view)
        return answer(page, environ, start_response)

    def _kept_in_outage(self, key: str) -> StoredPage | None:
        """Return a page that was right a moment before the database was away: since then nothing was withdrawn.

        A process that nobody had asked for a while does not know what was withdrawn before that.
        """
        self.away_since = self.away_since or time.monotonic()
        if self.away_since - self.read_at > KNOWN_LATELY:
            return None
        return self.shelf.find(f"{self.release} {self.version} {key}")

    def _shared(self, key: str) -> StoredPage | None:
        page: StoredPage | None = _in_shared(lambda: shared.get(_digest(key)))
        if page is not None:
            self.shelf.put(key, page)
        return page

    def _make(self, environ: WSGIEnvironment, key: str) -> StoredPage | tuple[tuple[Any, ...], bytes]:
        """Return the finished page, kept; or start and body of an answer that is not for keeping."""
        expires = memo.current().expires  # read first: what falls due while the page is made outdates it
        started: list[Any] = []

        def note(*start: object) -> Any:
            started.append(start)

        result = self.application({**environ, "REQUEST_METHOD": "GET"}, note)
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        status, headers = started[-1][:2]
        names = {name.lower() for name, _value in headers}
        if not status.startswith("200") or names & {"set-cookie", "cache-control", "content-encoding"}:
            return started[-1], b"" if environ["REQUEST_METHOD"] == "HEAD" else body
        kept = [(name, value) for name, value in headers if name.lower() not in {"content-length", "vary", "etag"}]
        page = StoredPage(
            headers=[*kept, VARY_API if "access-control-allow-origin" in names else VARY, FRESH],
            body=body,
            expires=expires,
            view=measured_view(environ),
        )
        self.shelf.put(key, page)
        _in_shared(lambda: shared.set(_digest(key), page, max(1, int(expires - time.time()))))
        return page


_shared_away_until = 0.0


def _in_shared(ask: Callable[[], object]) -> Any:
    """Return what the shared memory answers, or None: where it is away, pages are made without it, and it is left alone
    for a while.
    """
    global _shared_away_until
    if not settings.SHARED_CACHE or time.monotonic() < _shared_away_until:
        return None
    try:
        return ask()
    except Exception:  # whatever the driver meets: a page never fails for it
        _shared_away_until = time.monotonic() + AWAY
        log.warning("the shared memory of pages does not answer; asked again in %d seconds", AWAY, exc_info=True)
        return None


def answer(page: StoredPage, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Send `page` in the form the browser accepts, or 304 when it has exactly that."""
    encoding = wanted_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f'"{page.mark}{encoding}"'
    if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", [("ETag", tag), *(pair for pair in page.headers if pair[0] in REPEATED)])
        return []
    body = page.form(encoding)
    headers = [*page.headers, ("ETag", tag), ("Content-Length", str(len(body)))]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def storable_address(environ: WSGIEnvironment) -> str | None:
    """Return the whole address with its known parameters in order, or None when Django is to answer."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in environ.get(
        "HTTP_COOKIE", ""
    ):
        return None
    path, origin = environ.get("PATH_INFO", ""), named_origin(environ)
    if origin is None or section_of(path) in NEVER or is_download(path):
        return None
    query = environ.get("QUERY_STRING", "")
    if query or section_of(path) == API:
        query = canonical_query(query, path)
    if any(part.startswith(ENDLESS) for part in query.split("&")):
        return None
    if section_of(path) == API:
        # Whoever follows a cursor walks the whole register: that would push the pages people read off the shelf.
        if "cursor=" in environ.get("QUERY_STRING", ""):
            return None
        if "lang=" not in query:
            language = asked_language(environ.get("HTTP_ACCEPT_LANGUAGE", "")) or settings.LANGUAGE_CODE
            query = "&".join(part for part in (f"lang={language}", query) if part)
    return f"{origin} {path}?{query}"


def named_origin(environ: WSGIEnvironment) -> str | None:
    """Return scheme and host as the page will write them, or None unless the settings name that host.

    Django also answers under any port, in capitals and under the subdomains of a ".name": endless spellings, so
    those pages are not kept.
    """
    secure, believed = environ["wsgi.url_scheme"] == "https", settings.SECURE_PROXY_SSL_HEADER
    if believed and believed[0] in environ:
        secure = environ[believed[0]].partition(",")[0].strip() == believed[1]
    host = environ.get("HTTP_HOST", "")
    # Over a Unix socket there is no port, and gunicorn takes the one that the request claims.
    port = f":{environ['SERVER_PORT']}" if environ.get("REMOTE_ADDR") else ""
    origin = f"{'https' if secure else 'http'}://{host}"
    named = host.removesuffix(port) in settings.ALLOWED_HOSTS or origin in settings.CSRF_TRUSTED_ORIGINS
    return origin if named else None


def section_of(path: str) -> str:
    """Return the part of `path` after its language, SITEMAP for the sitemaps, and OUTSIDE for all else."""
    parts = [*path.split("/", 3), "", "", ""]
    if parts[1] in CODES:
        return parts[2]
    if parts[1] == API:
        return API
    return SITEMAP if parts[1].startswith("sitemap") else OUTSIDE


def is_download(path: str) -> bool:
    """Say whether `path` is a list or a table as a file."""
    name, dot, suffix = path.rpartition("/")[2].partition(".")
    return bool(dot) and suffix in DOWNLOADS and name != "calendar"


def canonical_query(query: str, path: str) -> str:
    """Return the parameters of `query` that `path` knows, the last value of each, in order."""
    known = PARAMETERS.get(section_of(path), frozenset())
    try:
        # The API tells what is wrong with an empty value; a form leaves its fields empty.
        pairs = dict(parse_qsl(query, max_num_fields=50, keep_blank_values=section_of(path) == API))
    except ValueError:
        return ""
    return urlencode(sorted((name, value) for name, value in pairs.items() if name in known))


def display_mode(environ: WSGIEnvironment) -> str:
    """Return the reader's display mode in its one spelling; "" is the usual look."""
    cookie = environ.get("HTTP_COOKIE", "")
    return low_vision.from_cookies(cookie).code() if low_vision.COOKIE in cookie else ""


def known_version() -> str | None:
    """Return number and moment of the latest change, or None when the database does not answer."""
    try:
        return read_version()
    except Exception:  # noqa: BLE001 - whatever the driver meets, Django's own handler reports it
        connection.close()
        return None


def release() -> str:
    """Return a mark of the running code, so that a new release never serves the pages of an old one."""
    mark = hashlib.blake2b(digest_size=8)
    for folder in ("config", "partnerships", "templates", "static/css", "static/js"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.*")):
            if path.suffix in {".py", ".html", ".po", ".css", ".js"}:
                mark.update(path.read_bytes())
    return mark.hexdigest()


def answer_tag(*parts: object) -> str:
    """Return an ETag of an answer that is made anew each time: it changes with the release, with what the public sees
    of the register, and with the clock.

    `parts` are what else the answer depends on: its address, its language.
    """
    key = " ".join(map(str, (_release(), memo.current().changed_at, memo.current().expires, *parts)))
    return f'W/"{hashlib.blake2b(key.encode(), digest_size=12).hexdigest()}"'


_release = cache(release)


def _digest(key: str) -> str:
    return "page-" + hashlib.blake2b(key.encode(), digest_size=20).hexdigest()
