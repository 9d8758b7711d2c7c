"""The same records as the register has, written the way Django writes many rows."""

import json
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from tests.bench.plain.models import City, Country, Group, Record, Theme

BATCH = 1000


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for key, parse in (("publish_at", parse_datetime), ("start", parse_date), ("end", parse_date)):
                if row.get(key):
                    row[key] = parse(row[key])
            yield row


def fill(folder: Path) -> None:
    """Write what `folder` holds, a file a table."""
    for name, model in (
        *(("groups", Group), ("countries", Country), ("themes", Theme), ("cities", City), ("records", Record)),
        *(("record_cities", Record.cities.through), ("record_themes", Record.themes.through)),
    ):
        for rows in batched(_rows(folder, name), BATCH, strict=False):
            model.objects.bulk_create([model(**row) for row in rows])
