"""What the history keeps of a record: its columns, its relations and its rows, as django-reversion reads them.

Versions are written here, many at a time: the library's own way copies all that a revision holds so far for each
of them, and asks for each relation of each record on its own, which an import of 10,000 rows cannot afford.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import batched
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.core.serializers import deserialize, python
from django.core.serializers.base import DeserializedObject
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, models
from django.utils import timezone
from reversion.models import Revision, Version

from partnerships.history.revision_steps import RevisionStep, write_steps
from partnerships.kinds import KINDS
from partnerships.models import (
    AgreementAction,
    AnnualReport,
    Award,
    Birthday,
    ChecklistItem,
    ChecklistStep,
    City,
    CityOccasion,
    Commitment,
    Country,
    CountryGroup,
    Document,
    EstimateLine,
    EstimateNorm,
    Figure,
    FormerAddress,
    Gift,
    Greeting,
    HomeCity,
    Involvement,
    Letter,
    NationalDay,
    Organization,
    PaperTemplate,
    Participant,
    PartnerRequest,
    Photo,
    PlanItem,
    ProgrammeItem,
    Record,
    RegisterModel,
    ReportSection,
    ReportTarget,
    ReportText,
    Service,
    Theme,
    TieStep,
    User,
    VocabularyTerm,
)
from partnerships.models.record import models_by_kind

#: How many records are read and written at a time.
BATCH: Final = 200

ROWS = ("involvements", "participants", "figures", "awards", "photos", "documents", "commitments", "former_addresses")

#: Every kept model, with the rows that belong to its version.
FOLLOWED: dict[type[RegisterModel], tuple[str, ...]] = {
    HomeCity: ("photos",),
    VocabularyTerm: (),
    CountryGroup: (),
    Country: (),
    Theme: (),
    Organization: (),
    City: ("tie_steps", "photos", "occasions", "former_addresses"),
    CityOccasion: (),
    TieStep: (),
    Record: ROWS,
    **{model: KINDS[kind].rows for kind, model in models_by_kind().items()},
    AgreementAction: (),
    Involvement: (),
    Participant: (),
    Figure: (),
    Award: (),
    Photo: (),
    Document: (),
    ProgrammeItem: (),
    ChecklistStep: (),
    ChecklistItem: (),
    Commitment: (),
    EstimateNorm: (),
    EstimateLine: (),
    Gift: (),
    Service: (),
    PlanItem: (),
    FormerAddress: (),
    PartnerRequest: (),
    PaperTemplate: (),
    ReportSection: (),
    AnnualReport: ("texts", "targets"),
    ReportText: (),
    ReportTarget: (),
    NationalDay: (),
    Birthday: (),
    Greeting: (),
    Letter: (),
}

#: Rows that are called by the name of something else, which is read along.
NAMED_BY: Final = {"involvements": "organization"}

type Key = tuple[type[models.Model], str]


@cache
def rows_of_records() -> frozenset[type[models.Model]]:
    """Return the models whose rows belong to the version of a record."""
    relations: list[Any] = [model._meta.get_field(name) for model, names in FOLLOWED.items() for name in names]
    return frozenset(relation.related_model for relation in relations)


def of_records(model: type[RegisterModel], keys: Iterable[Any]) -> Iterator[tuple[Key, Version]]:
    """Yield the versions of the records of `model` with `keys` that exist, in that order, and of their rows."""
    for part in batched(keys, BATCH, strict=False):
        records = model._base_manager.in_bulk(part)
        links = {field.name: _links(field, part) for field in model._meta.local_many_to_many if _is_kept(field)}
        rows = [_rows(model, name, part) for name in FOLLOWED[model]]
        for key in part:
            if key in records:
                own = {name: found.get(key, []) for name, found in links.items()}
                yield (model, str(key)), _version(records[key], own)
                for found in rows:
                    for row in found.get(key, ()):
                        yield (type(row), str(row.pk)), _version(row, {})


def _is_kept(field: Any) -> bool:
    return bool(field.remote_field.through._meta.auto_created)


def _links(field: Any, keys: Iterable[Any]) -> dict[object, list[Any]]:
    """Return the keys of what the records with `keys` are linked to by `field`, in its own order."""
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    found = defaultdict(list)
    pairs = field.remote_field.through._base_manager.filter(**{f"{source}__in": keys}).order_by(target)
    for key, other in pairs.values_list(source, target):
        found[key].append(other)
    return found


def _rows(model: type[RegisterModel], name: str, keys: Iterable[Any]) -> dict[Any, list[Any]]:
    """Return the rows of one relation of the records with `keys`, by the key of their record."""
    relation: Any = model._meta.get_field(name)
    found: dict[object, list[object]] = defaultdict(list)
    rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
    for row in rows.select_related(NAMED_BY[name]) if name in NAMED_BY else rows:
        found[getattr(row, relation.field.attname)].append(row)
    return found


def _version(row: models.Model, links: dict[str, list[Any]]) -> Version:
    """Return the version of one row; what its relations lead to, `links`, has been read for many rows together."""
    model = type(row)
    columns = [field.name for field in model._meta.local_fields]
    (content,) = python.Serializer().serialize([row], fields=columns)
    content["fields"] |= links
    return Version(
        content_type=ContentType.objects.get_for_model(model),
        object_id=str(row.pk),
        db=DEFAULT_DB_ALIAS,
        format="json",
        serialized_data=json.dumps([content], cls=DjangoJSONEncoder, ensure_ascii=False),
        object_repr=str(row),
    )


def model_of(version: Version) -> type[RegisterModel]:
    """Return the model whose row `version` keeps."""
    model: Any = ContentType.objects.get_for_id(version.content_type_id).model_class()
    return model


def loaded(version: Version) -> DeserializedObject:
    """Return the row that `version` keeps and its relations, without touching the database."""
    return next(iter(deserialize(version.format, version.serialized_data, ignorenonexistent=True)))


def store(versions: Iterable[Version], *, by: User | None, steps: list[RevisionStep]) -> None:
    """Write `versions` as one revision; without any there is none."""
    kept = list(versions)
    if kept:
        revision = Revision.objects.create(date_created=timezone.now(), user=by, comment=write_steps(steps))
        for version in kept:
            version.revision = revision
        Version.objects.bulk_create(kept, batch_size=BATCH)
