"""All that the page of a record is made of, read for many records in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Prefetch

from partnerships.history.snapshots import row_relations
from partnerships.models import Agreement, LinkPlace, PartnerRequest, Record, RegisterModel
from partnerships.models.base import Published
from partnerships.models.occurrence import Moved
from partnerships.models.record import models_by_kind
from partnerships.models.succession import PREDECESSORS
from partnerships.models.visibility import is_for_the_office


@dataclass
class Content:
    """A record, its rows by relation with their numbers in the form, what it names, its links that do not open."""

    record: Any
    rows: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    named: dict[str, list[Any]] = field(default_factory=dict)
    dead: list[Any] = field(default_factory=list)


def form_model_of(record: object) -> Any:
    """Return the model whose form `record` has: the spine of a record has that of its kind."""
    return models_by_kind()[record.kind] if type(record) is Record else type(record)


@cache
def row_names(model: type[RegisterModel]) -> tuple[str, ...]:
    """Return the relations whose rows the page of `model` shows."""
    relations = row_relations(model).items()
    return tuple(name for name, rows in relations if name != "former_addresses" and not is_for_the_office(rows.model))


@cache
def one_named(model: Any) -> tuple[str, ...]:
    """Return the fields by which a record of `model` names one other thing of the register."""
    return tuple(
        item.name
        for item in model._meta.concrete_fields
        if item.is_relation and not item.remote_field.parent_link and item.name not in STAFF
    )


@cache
def many_named(model: Any) -> tuple[str, ...]:
    """Return the fields by which a record of `model` names several."""
    return tuple(item.name for item in model._meta.many_to_many if item.remote_field.through._meta.auto_created)


#: Keys that lead to people of the office, whom no page names.
STAFF = frozenset({"responsible", "sent_by", "returned_by"})


def contents(records: Iterable[Any]) -> Iterator[Content]:
    """Yield the content of each of `records`, kind by kind, as the database holds it now."""
    found: dict[object, list[int]] = {}
    for record in records:
        found.setdefault(form_model_of(record), []).append(record.pk)
    for model, keys in found.items():
        yield from _of_kind(model, keys)


def _of_kind(model: Any, keys: list[int]) -> Iterator[Content]:
    rows = [_with_names(model, name) for name in row_names(model)]
    base = model.objects.with_standing() if issubclass(model, Moved) else model._base_manager
    read = base.select_related(*one_named(model)).prefetch_related(*rows, *many_named(model), *_beyond(model))
    found = read.in_bulk(keys)
    dead = _dead_links(model, keys)
    for key in keys:
        if key in found:
            record = found[key]
            yield Content(
                record,
                {name: list(enumerate(getattr(record, name).all())) for name in row_names(model)},
                _named(record),
                dead.get(key, []),
            )


def _beyond(model: Any) -> tuple[str, ...]:
    """Return what is read of the records that a record of `model` names: the cities of an earlier agreement."""
    return tuple(f"{name}__cities" for name in PREDECESSORS) if issubclass(model, Agreement) else ()


def _with_names(model: type[RegisterModel], name: str) -> Prefetch:
    """Return the rows of one relation in the order of the form, bodies with what they are called."""
    rows = row_relations(model)[name].model._default_manager.all()
    return Prefetch(name, rows.select_related("organization") if name in ("involvements", "participants") else rows)


def _named(record: RegisterModel) -> dict[str, list[object]]:
    model: type[RegisterModel] = type(record)
    ones = {name: [found] for name in one_named(model) if (found := getattr(record, name)) is not None}
    return ones | {name: list(getattr(record, name).all()) for name in many_named(model)}


def _dead_links(model: type[RegisterModel], keys: list[int]) -> dict[int, list[object]]:
    if not issubclass(model, Published) or model is PartnerRequest:  # the links of a request are not asked for
        return {}
    owner = "record" if issubclass(model, Record) else str(model._meta.model_name)
    found: dict[int, list[object]] = {}
    for place in LinkPlace.objects.dead().filter(**{f"{owner}__in": keys}).order_by("pk"):
        found.setdefault(getattr(place, f"{owner}_id"), []).append(place)
    return found
