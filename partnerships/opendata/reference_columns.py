"""Columns that point at rows of other tables: by slug or key in a flat format, with name and page in the API."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from pydantic import BaseModel

from partnerships.models.base import Entry
from partnerships.opendata.columns import (
    Asked,
    Column,
    Head,
    Words,
    labelled,
    page_address,
    translations_asked,
    translations_of,
)
from partnerships.text.label import Label
from partnerships.text.translated import CODES, text_column
from partnerships.workbook.writer import CellValue


class Reference(BaseModel):
    """Something that has a key and a name of its own."""

    id: int
    slug: str | None = None
    name: Words
    page: Words | None = None


def reference(row: models.Model, asked: Asked, title: str = "name") -> dict[str, object]:
    """Return what points at `row`, with its page where it has one."""
    page = {code: page_address(row, code, asked.origin) for code in CODES} if isinstance(row, Entry) else None
    return {
        "id": row.pk,
        "slug": getattr(row, "slug", None),
        "name": translations_asked(translations_of(row, title), asked),
        "page": page and translations_asked(page, asked),
    }


class References(Column):
    """Several rows of another table: their slugs in a flat format."""

    annotation = list[Reference]

    def __init__(self, name: str, label: Label, read: Callable[[Any], Iterable[Any]], **options: Any) -> None:
        super().__init__(name, label, read, type="list", **options)

    def cells(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the slugs."""
        return [[other.slug for other in self.read(row)]]

    def shown(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the names, in the reader's language."""
        return [[str(other) for other in self.read(row)]]

    def nested(self, row: object, asked: Asked) -> list[dict[str, object]]:
        """Return each with its name and page."""
        return [reference(other, asked) for other in self.read(row)]


class Names(References):
    """Several rows of another table that have no page of their own: their names, in each language."""

    def __init__(self, name: str, label: Label, read: Callable[[Any], Iterable[object]]) -> None:
        super().__init__(name, label, read, fields=[])

    def heads(self) -> list[Head]:
        """Return a head for each language."""
        return [Head(text_column(self.name, code), labelled(self.label, code), self.type) for code in CODES]

    def cells(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the names in each language; where one is missing, as it is called in the other."""
        found = [translations_of(other, "name") for other in self.read(row)]
        return [[texts[code] or next(filter(None, texts.values()), "") for texts in found] for code in CODES]

    def shown(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the names in each language."""
        return self.cells(row, asked)


class Refers(Column):
    """One row of another table: its key in a flat format."""

    annotation = Reference | None

    def __init__(
        self, name: str, label: Label, read: Callable[[Any], Any] | None = None, *, title: str = "title", **options: Any
    ) -> None:
        super().__init__(name, label, read, type="integer", **options)
        self.title = title

    def cells(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the key."""
        other = self.read(row)
        return [other.pk if other else None]

    def shown(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the name, in the reader's language."""
        other = self.read(row)
        return [str(other) if other else None]

    def nested(self, row: object, asked: Asked) -> dict[str, object] | None:
        """Return it with its name and page."""
        other = self.read(row)
        return reference(other, asked, self.title) if other else None
