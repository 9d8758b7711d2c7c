"""Makes SQLite treat Cyrillic as PostgreSQL does: case-insensitive LIKE, LOWER, UPPER, alphabetical order."""

import re
import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

COLLATION = "und-x-icu"  # PostgreSQL's name for the root collation; migrations and queries use it on both


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


def _key(text: str) -> tuple[str, str]:
    """Letters decide first, with ё beside е; the raw text only breaks ties, so the order is total."""
    return text.lower().replace("ё", "е\uffff"), text


def _collate(left: str, right: str) -> int:
    a, b = _key(left), _key(right)
    return (a > b) - (a < b)


def _register(sender: object, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor != "sqlite":
        return
    raw: sqlite3.Connection = connection.connection
    raw.create_function("like", 2, _like, deterministic=True)
    raw.create_function("like", 3, _like, deterministic=True)
    raw.create_function("lower", 1, lambda text: text if text is None else str(text).lower(), deterministic=True)
    raw.create_function("upper", 1, lambda text: text if text is None else str(text).upper(), deterministic=True)
    raw.create_collation(COLLATION, _collate)


def connect() -> None:
    """Register the functions on every new SQLite connection."""
    connection_created.connect(_register, dispatch_uid="partnerships.database.sqlite")
