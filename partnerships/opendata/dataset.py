"""The register as a set of files that needs no server: tables, a map, linked data, and a description of all of it.

Written beside the old set and put in its place at the end, so a reader never finds half of it.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from partnerships.kinds import KINDS
from partnerships.models import Record
from partnerships.opendata import data_package, dcat, schema_org
from partnerships.opendata.changes import CHANGES, changes_between, changes_file, changes_resource
from partnerships.opendata.columns import Asked
from partnerships.opendata.downloads import CHUNK
from partnerships.opendata.formats import FORMATS, Pieces, array, dumped
from partnerships.opendata.row_tables import TABLES
from partnerships.opendata.tables import CHRONOLOGY, CITIES
from partnerships.text.translated import CODES

DESCRIPTION: Final = "datapackage.json"


@dataclass
class PublishedSet:
    """What a publication did; nothing when `is_same`: the set in place says it all already."""

    rows: dict[str, int]
    changes: Counter[str]
    since: str
    is_same: bool


class NotADataset(ValueError):
    """The folder holds something else, which is left alone."""


def publish_set(folder: Path, origin: str) -> PublishedSet:
    """Write the public register to `folder`, which may hold the set before it; its addresses begin with `origin`."""
    before = read_description(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        fresh = Path(name, "set")
        fresh.mkdir(mode=0o755)
        # One transaction, so every table tells the same moment.
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            published = _write(fresh, folder, Asked(origin), before)
        if not published.is_same:
            _put(fresh, folder, Path(name, "old"))
    return published


def read_description(folder: Path) -> dict[str, object]:
    """Return the description of the set in `folder`, {} for an empty or missing one."""
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    try:
        described: dict[str, object] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotADataset(str(folder)) from error
    if described.get("name") != data_package.NAME:
        raise NotADataset(str(folder))
    return described


def _write(fresh: Path, folder: Path, asked: Asked, before: dict[str, Any]) -> PublishedSet:
    resources, rows = [], {}
    for table in TABLES.values():
        for suffix in data_package.formats_in_set(table):
            counted = _Counted(table.public().iterator(chunk_size=CHUNK))
            known = _save(fresh / f"{table.name}.{suffix}", FORMATS[suffix][1](table, counted, asked))
            rows[table.name] = counted.count
            resources.append(data_package.resource(table, suffix, **known, rowcount=counted.count))
    resources += [_linked(fresh, code, asked) for code in CODES]
    is_same = bool(before) and _sums(resources) == _sums(before["resources"])
    changes = list(changes_between(folder, fresh)) if before else []
    resources.append(changes_resource(**_save(fresh / CHANGES, changes_file(changes))))
    created = timezone.now().replace(microsecond=0).isoformat()
    described = data_package.package(asked.origin, resources, created=created, counts=rows)
    since = before.get("created", "")
    counted_changes = Counter(change["change"] for change in changes)
    described["changes"] = {"since": since or None, **counted_changes}
    _save(fresh / DESCRIPTION, iter([json.dumps(described, ensure_ascii=False, indent=1).encode()]))
    _save(fresh / "dcat.jsonld", iter([dumped(dcat.dcat_catalogue(asked.origin)).encode()]))
    _save(fresh / "README.md", iter([data_package.readme(described).encode()]))
    return PublishedSet(rows, counted_changes, since, is_same)


class _Counted:
    """Hands rows on and knows how many there were."""

    def __init__(self, rows: Iterable[models.Model]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[models.Model]:
        for row in self.rows:
            self.count += 1
            yield row


def _save(path: Path, pieces: Pieces) -> dict[str, Any]:
    """Write `pieces` and return the size and the sum of the file."""
    size, digest = 0, sha256()
    with path.open("wb") as file:
        for piece in pieces:
            size += file.write(piece)
            digest.update(piece)
    return {"bytes": size, "hash": f"sha256:{digest.hexdigest()}"}


def _linked(fresh: Path, code: str, asked: Asked) -> dict[str, Any]:
    """Write cities and records in the words of schema.org, in the language `code`."""
    name = f"register.{code}.jsonld"
    with translation.override(code):
        cities = (schema_org.city(asked.origin, city) for city in CITIES.public().iterator(chunk_size=CHUNK))
        records = (schema_org.record(asked.origin, row) for row in _records().iterator(chunk_size=CHUNK))
        nodes = ({key: value for key, value in node.items() if key != "@context"} for node in chain(cities, records))
        known = _save(fresh / name, array(nodes, f'{{"@context":{dumped(schema_org.CONTEXT)},"@graph":[', "]}"))
    return {"name": f"register-{code}", "path": name, "format": "jsonld", "mediatype": "application/ld+json", **known}


def _records() -> QuerySet[Record]:
    """Return the public records of all kinds with what belongs to the kind of each."""
    return CHRONOLOGY.public().select_related(*KINDS)


def _sums(resources: list[dict[str, Any]]) -> dict[str, str]:
    return {one["name"]: one["hash"] for one in resources if one["path"] != CHANGES}


def _put(fresh: Path, folder: Path, old: Path) -> None:
    """Put `fresh` where `folder` is; the old set goes back if that fails."""
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
