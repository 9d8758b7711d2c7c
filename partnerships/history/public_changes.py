"""Notes at the end of each revision whether the public sees anything else than before, and of which entries.

An internal note, a new person in charge, a step of the approval: none of these moves a date that readers are told.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from hashlib import blake2b
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from reversion.models import Version

from partnerships.history import snapshots, versions
from partnerships.history.neighbours import ToldOfOthers, changed_since
from partnerships.models import City, FormerAddress, PublicChange, Record
from partnerships.models.base import Entry
from partnerships.models.publication import Publication, State
from partnerships.models.visibility import is_internal, is_personal

#: Said of every row that is not for everybody, by the column that says so.
OPEN: Final = {"is_public": True, "access": "public"}
HIDDEN: Final = "hidden"
#: Changed by every save.
COUNTERS: Final = frozenset({"updated_at"})

KINDS: Final[dict[str, type[Entry]]] = {"record": Record, "city": City}

type Parts = list[tuple[type[models.Model], dict[str, object]]]


@cache
def _shown(model: type[models.Model], column: str) -> bool:
    return column not in COUNTERS and not is_personal(model, column) and not is_internal(model, column)


def _fields(version: Version) -> dict[str, object]:
    return json.loads(version.serialized_data)[0]["fields"]


def _is_open(fields: dict[str, object]) -> bool:
    return all(fields.get(column, value) == value for column, value in OPEN.items())


def _mark(parts: Parts) -> str:
    """Return a sum of what the public sees of an entry whose tables and rows are `parts`."""
    state = next((fields["state"] for _model, fields in parts if "state" in fields), None)
    if state != State.PUBLISHED:
        return HIDDEN
    seen = [
        (model.__name__, sorted((name, value) for name, value in fields.items() if _shown(model, name)))
        for model, fields in parts
        if model is not FormerAddress and _is_open(fields) and any(_shown(model, name) for name in fields)
    ]
    text = json.dumps(sorted(seen, key=json.dumps), ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _entry_of(model: type[models.Model], version: Version, fields: dict[str, Any]) -> tuple[str, int] | None:
    """Return the entry that a kept version is part of: a record or a city, with its key."""
    if issubclass(model, Record):
        return "record", int(version.object_id)
    if model is City:
        return "city", int(version.object_id)
    for column in ("record", "delegation", "agreement", "plan", "city"):
        if fields.get(column) and model in versions.rows_of_records():
            return ("city" if column == "city" else "record"), int(fields[column])
    return None


def note_gone(doomed: Iterable[models.Model]) -> bool:
    """Say whether the public loses anything with the rows that are about to be deleted."""
    return any(row.is_public() if isinstance(row, Publication) else _is_open(vars(row)) for row in doomed)


def note_public_changes(kept: dict[versions.Key, Version], told: ToldOfOthers) -> bool:
    """Note the public changes of the revision that keeps `kept`, before which pages said `told` of other records.

    Say whether there were any.
    """
    entries: dict[tuple[str, int], Parts] = defaultdict(list)
    others: list[tuple[type[models.Model], Version, dict[str, object]]] = []
    for (model, _key), version in kept.items():
        fields = _fields(version)
        entry = _entry_of(model, version, fields)
        if entry:
            entries[entry].append((model, fields))
        else:
            others.append((model, version, fields))
    changed = [
        _note_entries(kind, {key: parts for (of, key), parts in entries.items() if of == kind}, told) for kind in KINDS
    ]
    return any([*changed, *(_is_new(*other) for other in others)])


def _note_entries(kind: str, found: dict[int, Parts], told: ToldOfOthers) -> bool:
    rows = PublicChange.objects.filter(**{f"{kind}__in": found})
    known = {getattr(row, f"{kind}_id"): row for row in rows}
    moments = dict(KINDS[kind]._base_manager.filter(pk__in=found).values_list("pk", "publish_at"))
    new: list[PublicChange] = []
    moved: list[PublicChange] = []
    now = timezone.now()
    for key in found.keys() & moments.keys():  # what is going is in `doomed`
        row, mark = known.get(key), _mark(found[key])
        before = (row.mark or _mark_before(kind, key)) if row else HIDDEN
        if mark == before and row and not row.mark:
            row.mark = mark
            row.save(update_fields=["mark"])
        if mark == before:
            continue
        row = row or PublicChange(**{f"{kind}_id": key})
        (moved if row.pk else new).append(row)
        row.mark, row.number = mark, row.number + bool(row.pk)
        row.changed_at = max(now, moments[key] or now)
    PublicChange.objects.bulk_create(new, batch_size=versions.BATCH)
    if kind == "record":
        moved += _beside_others(told, {row.record_id for row in (*new, *moved) if row.record_id})
    PublicChange.objects.bulk_update(moved, ["mark", "number", "changed_at"], batch_size=versions.BATCH)
    return bool(new or moved)


def _beside_others(told: ToldOfOthers, known: Collection[int]) -> list[PublicChange]:
    """Return the changes, moved on, of the records whose pages tell otherwise of others than `told`."""
    others = changed_since(told).difference(known)
    rows = list(PublicChange.objects.filter(record__in=others).exclude(mark=HIDDEN)) if others else []
    for row in rows:
        row.number += 1
        row.changed_at = max(timezone.now(), row.changed_at)
    return rows


def _mark_before(kind: str, key: int) -> str:
    """Return the sum of the last kept state of an entry, of a time before such sums were kept."""
    model: Any = KINDS[kind]
    if kind == "record":
        model = model._meta.get_field(model._base_manager.values_list("kind", flat=True).get(pk=key)).related_model
    last = Version.objects.get_for_object_reference(model, key).first()
    return _mark([(versions.model_of(part), _fields(part)) for part in snapshots.own_parts(last)]) if last else HIDDEN


def _is_new(model: type[models.Model], version: Version, fields: dict[str, object]) -> bool:
    """Say whether a city's country, an organisation, the home city or a request reads otherwise than before."""
    kind = ContentType.objects.get_for_model(model)
    last = Version.objects.filter(content_type=kind, object_id=version.object_id, db=version.db).order_by("-pk").first()
    return last is None or _mark_of_other(model, _fields(last)) != _mark_of_other(model, fields)


def _mark_of_other(model: type[models.Model], fields: dict[str, object]) -> str:
    return _mark([(model, {"state": State.PUBLISHED, **fields})])
