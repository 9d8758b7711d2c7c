"""The tokens of a search row, all its parts in one column: compressed on SQLite, as PostgreSQL does by itself."""

import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

#: The parts of a row, the weightier first; what only the department finds comes last.
PARTS: Final = ("name", "summary", "body", "around", "internal")
#: What stands between two parts, and before the internal one. Spaces are around each word, so that a phrase can be
#: looked for as it is.
BETWEEN, BEFORE_INTERNAL = "\x1f", "\x1e"


def joined(parts: Mapping[str, str]) -> str:
    """Return the `parts` as one text."""
    shown = f" {BETWEEN} ".join(parts.get(name, "") for name in PARTS[:-1])
    return f" {shown} {BEFORE_INTERNAL} {parts.get(PARTS[-1], '')} "


def parted(text: str) -> dict[str, str]:
    """Return the parts of a text that `joined` made."""
    shown, _before, internal = text.partition(BEFORE_INTERNAL)
    found = (part.strip() for part in (*shown.split(BETWEEN), internal))
    return dict(zip(PARTS, found, strict=True))


def part_of_packed(packed: bytes, name: str) -> str:
    """Return the part `name` of what a TokenText holds on SQLite; a function of the database."""
    return _unpacked(packed)[name]


@lru_cache(maxsize=8)  # the index asks for one part of a row after the other
def _unpacked(packed: bytes) -> dict[str, str]:
    return parted(zlib.decompress(packed).decode())


class TokenText(models.TextField):
    """A long text that nobody but the search reads."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Return the type of the column."""
        return "blob" if connection.vendor == "sqlite" else super().db_type(connection)

    def get_db_prep_value(self, value: str, connection: BaseDatabaseWrapper, prepared: bool = False) -> object:
        """Return what the database keeps of the text."""
        return zlib.compress(value.encode()) if connection.vendor == "sqlite" else value

    def from_db_value(self, value: object, expression: object, connection: BaseDatabaseWrapper) -> object:
        """Return the text of what the database keeps."""
        return zlib.decompress(value).decode() if isinstance(value, bytes) else value
