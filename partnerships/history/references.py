"""What uses a record: every relation that points at it from outside, found from the models themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.db import models
from django.db.models import Count

from partnerships.history.snapshots import OWNERS, row_relations
from partnerships.models import Record, RegisterModel, VocabularyName, VocabularyTerm
from partnerships.models.base import touch
from partnerships.models.vocabulary_term import term_fields


@dataclass(frozen=True)
class IncomingRelation:
    """A relation from rows of `model` by their field `name`."""

    model: type[RegisterModel]
    name: str
    many: bool
    #: Whether a record in use this way has to stay; a looser link is emptied when the record goes.
    keeps: bool

    @property
    def field(self) -> Any:
        """The pointing field, with the name that the form gives it."""
        return self.model._meta.get_field(self.name)

    def rows(self, target: RegisterModel) -> models.QuerySet[Any]:
        """Return the rows that point at `target`, in a stable order."""
        found = self.model._base_manager.filter(**{self.name: target.pk})
        owner = next((name for name in OWNERS if name in _names(self.model) and name != self.name), None)
        return (found.select_related(owner) if owner else found).order_by("-pk")

    def counts(self, keys: Iterable[Any]) -> dict[Any, int]:
        """Return how many rows point at each of the records with `keys`, of those that any points at."""
        rows = self.model._base_manager.filter(**{f"{self.name}__in": keys}).order_by()
        return dict(rows.values_list(self.name).annotate(Count("pk")))


@dataclass(frozen=True)
class HoldsCode(IncomingRelation):
    """The field of a row that holds the code of a term: the term has to stay as long as the row does."""

    def rows(self, target: RegisterModel) -> models.QuerySet[Any]:
        """Return the rows that hold the code of `target`."""
        term = cast("VocabularyTerm", target)
        rows = self.model._base_manager.order_by("-pk")
        return rows.filter(**{self.name: term.code}) if term.vocabulary == self.field.vocabulary else rows.none()

    def counts(self, keys: Iterable[Any]) -> dict[Any, int]:
        """Return how many rows hold the code of each of the terms with `keys`."""
        terms = VocabularyTerm._base_manager.filter(pk__in=keys, vocabulary=self.field.vocabulary)
        counts = {term.pk: self.rows(term).count() for term in terms}
        return {key: count for key, count in counts.items() if count}


def _codes() -> Iterator[HoldsCode]:
    for vocabulary in VocabularyName.values:
        yield from (HoldsCode(field.model, field.name, False, True) for field in term_fields(vocabulary))


@cache
def references(model: type[RegisterModel]) -> tuple[IncomingRelation, ...]:
    """Return the relations by which others use a record of `model`; its own rows are part of it and no use."""
    own = {(key.model, key.name) for key in row_relations(model).values()}
    found: list[IncomingRelation] = list(_codes()) if model is VocabularyTerm else []
    for relation in model._meta.get_fields(include_parents=True, include_hidden=True):
        field: Any = relation.remote_field
        if not relation.auto_created or relation.concrete or not issubclass(field.model, RegisterModel):
            continue
        if (field.model, field.name) not in own and not _is_table_of_a_relation(field):
            found.append(IncomingRelation(field.model, field.name, field.many_to_many, _keeps(field, model)))
    return tuple(found)


def own_rows(model: type[RegisterModel]) -> Iterator[IncomingRelation]:
    """Yield the relations of the rows that are part of a record of `model`; its old addresses are no rows to see."""
    for name, key in row_relations(model).items():
        if name != "former_addresses":
            yield IncomingRelation(key.model, key.name, False, True)


def _is_table_of_a_relation(field: Any) -> bool:
    if field.many_to_many:
        return not field.remote_field.through._meta.auto_created
    return bool(field.model._meta.auto_created or field.remote_field.parent_link)


def _keeps(field: Any, target: type[RegisterModel]) -> bool:
    """Say whether a use holds its target fast: a city of a record does, one record beside another does not."""
    if field.many_to_many:
        return not issubclass(target, Record)
    return field.remote_field.on_delete is not models.SET_NULL


def _names(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.fields}


def bearer(row: RegisterModel, but: str = "") -> RegisterModel:
    """Return the record that `row` belongs to, for a row without a screen of its own; else `row` itself."""
    names = _names(type(row))
    if type(row) in {
        key.model for owner in (Record, *Record.__subclasses__()) for key in row_relations(owner).values()
    }:
        owner = next((name for name in OWNERS if name in names and name != but and getattr(row, name)), None)
        return getattr(row, owner) if owner else row
    return row


def loosen(doomed: Iterable[RegisterModel]) -> None:
    """Empty every looser link to `doomed` inside the open revision, so that the history of both sides tells it."""
    gone: dict[type[RegisterModel], dict[RegisterModel, RegisterModel]] = {}
    for row in doomed:
        gone.setdefault(type(row), {})[row.pk] = row
    for model, targets in gone.items():
        for reference in references(model):
            for key in () if reference.keeps else reference.counts(targets):
                for row in reference.rows(targets[key]).exclude(pk__in=gone.get(reference.model, ())):
                    _unlink(row, reference, targets[key])


def _unlink(row: RegisterModel, reference: IncomingRelation, target: RegisterModel) -> None:
    row.off_page = True
    if reference.many:
        touch(row)
        getattr(row, reference.name).remove(target.pk)
    else:
        setattr(row, reference.name, None)
        row.save()


def uses(target: RegisterModel) -> Iterator[tuple[IncomingRelation, int]]:
    """Yield the relations by which `target` is used now, with how often."""
    for reference in references(type(target)):
        for count in reference.counts([target.pk]).values():
            yield reference, count
