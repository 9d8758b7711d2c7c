"""What became of the rows between two sets of files: added, changed, removed."""

import csv
import io
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from partnerships.opendata.formats import BOM, Pieces
from partnerships.opendata.row_tables import TABLES
from partnerships.opendata.tables import Table
from partnerships.text.translated import CODES, text_column, text_columns

CHANGES: Final = "changes.csv"
HEADS: Final = ("table", "id", "change", *text_columns("name"))

type ChangeRow = tuple[bytes, *tuple[str, ...]]  # sum of the row, its name in each language


def _rows(path: Path) -> dict[str, ChangeRow]:
    """Return the rows of a table by their key; {} where the set has no such table."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row.get("id", ""): _row(row) for row in csv.DictReader(file)}


def _row(row: dict[str, str]) -> ChangeRow:
    text = "\x1f".join(f"{name}={value}" for name, value in row.items())
    names = (row.get(text_column("name", code), row.get(text_column("title", code), "")) for code in CODES)
    return blake2b(text.encode(), digest_size=8).digest(), *names


def _has_key(table: Table) -> bool:
    return any(head.name == "id" for head in table.heads)


def changes_between(old: Path, new: Path) -> Iterator[dict[str, str]]:
    """Return what became of the rows that have a key of their own, table by table."""
    for table in filter(_has_key, TABLES.values()):
        before, after = _rows(old / f"{table.name}.csv"), _rows(new / f"{table.name}.csv")
        for key in sorted(before.keys() | after.keys(), key=int):
            change = "added" if key not in before else "removed" if key not in after else "changed"
            if before.get(key) != after.get(key):
                _sum, *names = after.get(key) or before[key]
                yield dict(zip(HEADS, (table.name, key, change, *names), strict=True))


def changes_file(changes: Iterable[dict[str, Any]]) -> Pieces:
    """Return the list as CSV."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.DictWriter(out, HEADS)
    writer.writeheader()
    writer.writerows(changes)
    yield out.getvalue().encode()


def changes_resource(**known: object) -> dict[str, Any]:
    """Return the description of the list as part of the set."""
    types = {"id": "integer"}
    fields = [{"name": name, "type": types.get(name, "string")} for name in HEADS]
    return {
        "name": "changes",
        "path": CHANGES,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "type": "table",
        "profile": "tabular-data-resource",
        "schema": {"fields": fields},
        **known,
    }
