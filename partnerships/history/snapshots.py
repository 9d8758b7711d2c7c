"""The state of a record with its rows at one moment: as it is now, or as the history kept it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models
from reversion.models import Version

from partnerships.history import versions
from partnerships.models import RegisterModel

#: The keys of rows to the record they belong to.
OWNERS: Final = ("record", "city", "home", "delegation", "agreement", "plan", "report")


@dataclass
class Snapshot:
    """One state: the record, the keys of its many-to-many relations, its rows by relation and key.

    And the columns of record and rows, by model and key, of which the history says nothing, as they are younger.
    """

    record: RegisterModel
    relations: dict[str, set[object]] = field(default_factory=dict)
    rows: dict[tuple[str, str], RegisterModel] = field(default_factory=dict)
    unsaid: dict[versions.Key, set[str]] = field(default_factory=dict)


@cache
def row_relations(model: type[models.Model]) -> dict[str, Any]:
    """Return the relations whose rows belong to a record of `model`: name → the row's key to its record."""
    owners: list[Any] = [model, *model._meta.get_parent_list()]
    names = [name for owner in owners for name in versions.FOLLOWED.get(owner, ())]
    relations: dict[str, Any] = {name: model._meta.get_field(name) for name in names}
    return {name: relation.field for name, relation in relations.items()}


def many_to_many(model: type[models.Model]) -> list[Any]:
    """Return the relations kept with a record itself: those whose joining table holds nothing else."""
    relations: list[Any] = list(model._meta.many_to_many)
    return [item for item in relations if item.remote_field.through._meta.auto_created]


def of_record(record: RegisterModel) -> Snapshot:
    """Return the state that the database holds now."""
    found = type(record)._base_manager.get(pk=record.pk)
    relations = {
        item.name: set(getattr(found, item.name).values_list("pk", flat=True)) for item in many_to_many(type(found))
    }
    rows = {(name, str(row.pk)): row for name in row_relations(type(found)) for row in getattr(found, name).all()}
    return Snapshot(found, relations, rows)


def of_version(version: Version) -> Snapshot:
    """Return the state that the history kept; texts and rows are as they were, whatever became of them."""
    parts = {_key(part): part for part in own_parts(version)}
    top = parts.pop(_key(version))
    record, relations = _loaded(top)
    unsaid: dict[versions.Key, set[str]] = {(type(record), version.object_id): _unsaid(top)}
    for parent in type(record)._meta.get_parent_list():
        spine = parts.pop((ContentType.objects.get_for_model(parent).pk, version.object_id), None)
        if spine is not None:
            above, more = _loaded(spine)
            unsaid[type(record), version.object_id] |= _unsaid(spine)
            relations |= more
            for column in parent._meta.concrete_fields:
                if not column.generated:
                    setattr(record, column.attname, getattr(above, column.attname))
    names = {key.model: name for name, key in row_relations(type(record)).items()}
    loaded = [_loaded(part)[0] for part in parts.values()]
    unsaid |= {(versions.model_of(part), part.object_id): _unsaid(part) for part in parts.values()}
    return Snapshot(record, relations, {(names[type(row)], str(row.pk)): row for row in loaded}, unsaid)


def own_parts(version: Version) -> Iterator[Version]:
    """Yield the versions that make up the record of `version`: itself, its spine, its rows, and no other record.

    A revision may hold many records, as when fifty were published at once.
    """
    model = versions.model_of(version)
    parents = {ContentType.objects.get_for_model(parent).pk for parent in model._meta.get_parent_list()}
    keys = {ContentType.objects.get_for_model(key.model).pk: key.name for key in row_relations(model).values()}
    yield version
    same = Version.objects.filter(revision=version.revision_id).exclude(pk=version.pk)
    for part in same.filter(content_type__in=parents, object_id=version.object_id):
        yield part
    for part in same.filter(content_type__in=keys).order_by("pk"):
        owner = json.loads(part.serialized_data)[0]["fields"].get(keys[part.content_type_id])
        if str(owner) == version.object_id:
            yield part


def _key(version: Version) -> tuple[int, str]:
    return version.content_type_id, version.object_id


def _unsaid(version: Version) -> set[str]:
    """Return the columns of the table of `version` that it does not keep."""
    (content,) = json.loads(version.serialized_data)
    columns = versions.model_of(version)._meta.local_concrete_fields
    return {
        column.attname
        for column in columns
        if not column.generated and not column.primary_key and column.name not in content["fields"]
    }


def _loaded(version: Version) -> tuple[RegisterModel, dict[str, set[object]]]:
    """Return the row of `version` and its relations, without touching the database."""
    kept = versions.loaded(version)
    record: Any = kept.object
    return record, {name: {int(pk) for pk in pks} for name, pks in (kept.m2m_data or {}).items()}
