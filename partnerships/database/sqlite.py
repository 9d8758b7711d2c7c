"""Makes SQLite treat letters as PostgreSQL does: case-insensitive LIKE, LOWER, UPPER, the order of each language."""

import re
import sqlite3
from collections.abc import Callable
from functools import lru_cache

import icu
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from partnerships.database.token_text import part_of_packed
from partnerships.text.languages import collation
from partnerships.text.translated import CODES


@lru_cache(maxsize=500)
def _like_pattern(pattern: str, escape: str | None) -> re.Pattern[str]:
    parts, plain = [], False
    for char in pattern.lower():
        if char == escape and not plain:
            plain = True
            continue
        parts.append(re.escape(char) if plain or char not in "%_" else {"%": ".*", "_": "."}[char])
        plain = False
    return re.compile("".join(parts), re.DOTALL)


def _like(pattern: str | None, value: object, escape: str | None = None) -> bool | None:
    if pattern is None or value is None:
        return None
    return _like_pattern(str(pattern), escape).fullmatch(str(value).lower()) is not None


def _order_of(code: str) -> Callable[[str, str], int]:
    """Return the comparison of two texts in the language `code`; the raw text breaks ties, as PostgreSQL has it."""
    compare = icu.Collator.createInstance(icu.Locale(code)).compare
    return lambda left, right: compare(left, right) or (left > right) - (left < right)


def _register(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    if connection.vendor != "sqlite":
        return
    raw: sqlite3.Connection = connection.connection
    raw.create_function("like", 2, _like, deterministic=True)
    raw.create_function("like", 3, _like, deterministic=True)
    raw.create_function("lower", 1, lambda text: text if text is None else str(text).lower(), deterministic=True)
    raw.create_function("upper", 1, lambda text: text if text is None else str(text).upper(), deterministic=True)
    raw.create_function("token_part", 2, part_of_packed, deterministic=True)
    for code in CODES:
        raw.create_collation(collation(code), _order_of(code))


def connect() -> None:
    """Register the functions on every new SQLite connection."""
    connection_created.connect(_register, dispatch_uid="partnerships.database.sqlite")
