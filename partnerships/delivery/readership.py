"""Counts how often pages are opened and documents downloaded: an address and a number, nothing about the reader.

The numbers are gathered in memory and written once a minute by a thread of their own, so no reader waits for it.
What one process has gathered since is lost if it is killed, which a monthly figure bears.
"""

import atexit
import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.models import City, Document, Readership, Record
from partnerships.models.readership import this_month
from partnerships.text.translated import CODES

log = logging.getLogger(__name__)

EVERY: Final = 60.0  # seconds
_LANGUAGES: Final = "|".join(CODES)
#: The first part of the address of a record → its kind.
KIND_OF: Final = {kind.section: kind.name for kind in KINDS.values()}
_PAGE: Final = re.compile(rf"/(?:{_LANGUAGES})/(cities|{'|'.join(kind.section for kind in KINDS.values())})/([-\w]+)/")
_PAPER: Final = re.compile(r"/files/(documents)/(\d{1,18})/[^/]+")
#: Programs that read by themselves; one that hides is counted, and no harm is done.
_PROGRAM: Final = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|fetch|preview|monitor|curl|wget|python|java/|http", re.IGNORECASE
)

#: Section and slug, or "documents" and number.
type ReadPage = tuple[str, str]
type Application = WSGIApplication


class CountedReaders:
    """The WSGI application around the stored pages, which counts what people have opened."""

    def __init__(self, application: Application, *, every: float = EVERY) -> None:
        self.application = application
        self.every = every
        self.counts: Counter[ReadPage] = Counter()
        self.due = time.monotonic() + every
        self.lock = threading.Lock()
        self.clerk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readership")
        atexit.register(self.write)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = page_asked_for(environ)
        if address is None:
            return self.application(environ, start_response)

        def started(status: str, *more: Any) -> Any:
            if status[:3] in ("200", "304"):
                self.note(address)
            return start_response(status, *more)

        return self.application(environ, started)

    def note(self, address: ReadPage) -> None:
        """Count one reader of `address`; have the numbers written when a minute has passed."""
        now = time.monotonic()
        with self.lock:
            self.counts[address] += 1
            due = now >= self.due
            if due:
                self.due = now + self.every
        if due:
            with suppress(RuntimeError):  # the process is ending, and writes by itself
                self.clerk.submit(self._write_apart)

    def write(self) -> None:
        """Add what has been gathered to the months; what the database refuses is tried again with the next."""
        with self.lock:
            counts, self.counts = self.counts, Counter()
        if not counts:
            return
        try:
            keep_counts(counts)
        except Exception:  # whatever the database meets: nothing that was counted is lost
            log.exception("Readers of %d pages are not written yet", len(counts))
            with self.lock:
                self.counts.update(counts)

    def _write_apart(self) -> None:
        try:
            self.write()
        finally:
            connection.close()  # this thread has no request at whose end Django would do it


def page_asked_for(environ: WSGIEnvironment) -> ReadPage | None:
    """Return what a person asks to read; None for other addresses, for the staff, and for programs."""
    path = environ.get("PATH_INFO", "")
    found = _PAGE.fullmatch(path) or _PAPER.fullmatch(path)
    if found is None or environ["REQUEST_METHOD"] != "GET":
        return None
    reader = environ.get("HTTP_USER_AGENT", "")
    ahead = environ.get("HTTP_SEC_PURPOSE", "") or environ.get("HTTP_PURPOSE", "")
    staff = settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")
    return None if not reader or _PROGRAM.search(reader) or ahead or staff else (found[1], found[2])


def keep_counts(counts: Counter[ReadPage]) -> None:
    """Add `counts` to this month; an address that no longer leads anywhere is dropped."""
    with timezone.override(memo.home_city().clock):
        month = this_month()
    with transaction.atomic():
        for owner, column, number in _owners(counts):
            row, _made = Readership.objects.get_or_create(month=month, **owner)
            Readership.objects.filter(pk=row.pk).update(**{column: F(column) + number})


def _owners(counts: Counter[ReadPage]) -> Iterator[tuple[dict[str, Any], str, int]]:
    """Yield whose page or document each address is, the column that counts it, and how often."""
    sections: dict[str, list[str]] = {}
    for section, name in counts:
        sections.setdefault(section, []).append(name)
    for section, names in sorted(sections.items()):
        if section == "documents":
            for pk, record in Document.objects.public().filter(pk__in=names).values_list("pk", "record_id"):
                yield {"record_id": record}, "downloads", counts[section, str(pk)]
            continue
        is_city = section == "cities"
        rows = City.objects.all() if is_city else Record.objects.filter(kind=KIND_OF[section])
        for pk, slug in rows.public().filter(slug__in=names).values_list("pk", "slug"):
            yield {"city_id" if is_city else "record_id": pk}, "views", counts[section, slug]
