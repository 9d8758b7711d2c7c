"""What the history keeps of a record: its columns, its relations and its rows, as django-reversion reads them.

Versions are written here, many at a time: the library's own way copies all that a revision holds so far for each
of them, and asks for each relation of each record on its own, which an import of 10,000 rows cannot afford.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import batched
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.core.serializers import python
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, models
from django.utils import timezone
from reversion.models import Revision, Version

from partnerships.models import (
    Agreement,
    AgreementAction,
    Award,
    City,
    CityOccasion,
    Country,
    CountryGroup,
    Delegation,
    Document,
    Event,
    Exhibition,
    Figure,
    FormerAddress,
    HomeCity,
    Involvement,
    Organization,
    Participant,
    PartnerRequest,
    Photo,
    ProgrammeItem,
    Record,
    RegisterModel,
    Theme,
    TieStep,
    User,
)

#: How many records are read and written at a time.
BATCH: Final = 200

ROWS = ("involvements", "participants", "figures", "awards", "photos", "documents", "former_addresses")

#: Every kept model, with the rows that belong to its version.
FOLLOWED: dict[type[RegisterModel], tuple[str, ...]] = {
    HomeCity: ("photos",),
    CountryGroup: (),
    Country: (),
    Theme: (),
    Organization: (),
    City: ("tie_steps", "photos", "occasions", "former_addresses"),
    CityOccasion: (),
    TieStep: (),
    Record: ROWS,
    Agreement: ("actions",),
    AgreementAction: (),
    Delegation: ("programme_items",),
    Event: (),
    Exhibition: (),
    Involvement: (),
    Participant: (),
    Figure: (),
    Award: (),
    Photo: (),
    Document: (),
    ProgrammeItem: (),
    FormerAddress: (),
    PartnerRequest: (),
}

#: Rows that are called by the name of something else, which is read along.
NAMED_BY: Final = {"involvements": "involvements__organization"}

type Key = tuple[type[models.Model], str]


class _Serializer(python.Serializer):
    """Django's own, but a relation that has been read already is not asked for again."""

    def handle_m2m_field(self, obj: Any, field: Any) -> None:
        if field.remote_field.through._meta.auto_created:
            self._current[field.name] = [row.pk for row in getattr(obj, field.name).all()]  # type: ignore[attr-defined]


@cache
def rows_of_records() -> frozenset[type[models.Model]]:
    """Return the models whose rows belong to the version of a record."""
    relations: list[Any] = [model._meta.get_field(name) for model, names in FOLLOWED.items() for name in names]
    return frozenset(relation.related_model for relation in relations)


def of_records(model: type[RegisterModel], keys: Iterable[Any]) -> Iterator[tuple[Key, Version]]:
    """Yield the versions of the records of `model` with `keys` that exist, in that order, and of their rows."""
    for part in batched(keys, BATCH, strict=False):
        records = _whole(model, part)
        for key in part:
            if key in records:
                yield (model, str(key)), _version(records[key])
                for name in FOLLOWED[model]:
                    for row in getattr(records[key], name).all():
                        yield (type(row), str(row.pk)), _version(row)


def _whole(model: type[RegisterModel], keys: Iterable[Any]) -> dict[Any, Any]:
    """Return the records with `keys` and with all that their versions hold beside their own columns.

    What none of them has is said to be empty for all at once: prefetching looks at each record for each relation.
    """
    names = [*FOLLOWED[model], *(field.name for field in model._meta.local_many_to_many)]
    empty = {name: rows for name in names if (rows := _if_empty(model._meta.get_field(name), keys)) is not None}
    read = model._base_manager.prefetch_related(*(NAMED_BY.get(name, name) for name in names if name not in empty))
    records: dict[Any, Any] = read.in_bulk(keys)
    for record in records.values():
        record._prefetched_objects_cache = {**getattr(record, "_prefetched_objects_cache", {}), **empty}
    return records


def _if_empty(relation: Any, keys: Iterable[Any]) -> models.QuerySet[Any] | None:
    """Return no rows if none of the records with `keys` has any by `relation`."""
    if relation.many_to_many:
        through = relation.remote_field.through
        link = through._meta.get_field(relation.m2m_field_name())
    else:
        link = relation.field
    found = link.model._base_manager.filter(**{f"{link.name}__in": keys}).exists()
    return None if found else relation.related_model._base_manager.none()


def _version(row: models.Model) -> Version:
    content = json.dumps(_Serializer().serialize([row]), cls=DjangoJSONEncoder, ensure_ascii=False)
    return Version(
        content_type=ContentType.objects.get_for_model(type(row)),
        object_id=str(row.pk),
        db=DEFAULT_DB_ALIAS,
        format="json",
        serialized_data=content,
        object_repr=str(row),
    )


def store(versions: Iterable[Version], *, by: User | None, reason: str) -> None:
    """Write `versions` as one revision; without any there is none."""
    kept = list(versions)
    if kept:
        revision = Revision.objects.create(date_created=timezone.now(), user=by, comment=reason)
        for version in kept:
            version.revision = revision
        Version.objects.bulk_create(kept, batch_size=BATCH)
