"""Where finished pages stand in one process: bounded, the least recently read leave first."""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import brotli

LARGEST: Final = 1_000_000  # bytes: a sitemap of thousands must not push out the pages that people read
LONGEST_WAIT: Final = 10  # seconds that a request waits for another one to finish the same page


@dataclass
class StoredPage:
    """A finished page: headers, bytes in each form asked for, and the timestamp at which it goes out of date."""

    headers: list[tuple[str, str]]
    body: bytes
    expires: float
    forms: dict[str, bytes] = field(default_factory=dict)
    mark: str = ""
    view: str = "none"  # which view made it, for the metrics

    def __post_init__(self) -> None:
        self.mark = self.mark or hashlib.blake2b(self.body, digest_size=12).hexdigest()

    def form(self, encoding: str) -> bytes:
        """Return the bytes in `encoding`: "br", "gzip", or "" for plain; compressed once."""
        if not encoding:
            return self.body
        if encoding not in self.forms:
            self.forms[encoding] = (
                brotli.compress(self.body, quality=5) if encoding == "br" else gzip.compress(self.body, 6, mtime=0)
            )
        return self.forms[encoding]

    def size(self) -> int:
        """Return about how many bytes of memory the page takes, compressed forms included."""
        return 2 * len(self.body) + 2000


class Shelf:
    """At most `capacity` bytes of pages."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.taken = 0
        self.pages: OrderedDict[str, StoredPage] = OrderedDict()
        self.lock = threading.Lock()
        self.making: dict[str, threading.Lock] = {}

    def find(self, key: str) -> StoredPage | None:
        """Return the page under `key` unless it is out of date."""
        with self.lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
        return page if page is not None and page.expires > time.time() else None

    def put(self, key: str, page: StoredPage) -> None:
        """Keep `page` unless it is a huge one, and let go of what no longer fits."""
        if len(page.body) > LARGEST:
            return
        with self.lock:
            old = self.pages.pop(key, None)
            self.taken += page.size() - (old.size() if old else 0)
            self.pages[key] = page
            while self.taken > self.capacity and self.pages:
                self.taken -= self.pages.popitem(last=False)[1].size()

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Let one request make the page of `key` while the others wait for it."""
        with self.lock:
            turn = self.making.setdefault(key, threading.Lock())
        mine = turn.acquire(timeout=LONGEST_WAIT)
        try:
            yield
        finally:
            if mine:
                turn.release()
            with self.lock:
                if self.making.get(key) is turn and not turn.locked():
                    del self.making[key]


@lru_cache(maxsize=256)
def wanted_encoding(accepted: str) -> str:
    """Return "br", "gzip" or "" by what an Accept-Encoding header allows."""
    allowed = set()
    for item in accepted.lower().split(","):
        name, _semicolon, weight = item.partition(";")
        if weight.replace(" ", "").rstrip("0").rstrip(".") not in ("q=", "q=0"):
            allowed.add(name.strip())
    return next((name for name in ("br", "gzip") if name in allowed), "")
