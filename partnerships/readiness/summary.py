"""Keeps `translation` of a record true to all that its page shows: its own texts, and its rows that the public sees."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import batched
from typing import Any, Final

from django.db import models

from partnerships.history import revisions, versions
from partnerships.history.snapshots import row_relations
from partnerships.models import City, HomeCity, Record, RegisterModel
from partnerships.models.record import models_by_kind
from partnerships.models.translated import Translation, states, worst
from partnerships.readiness.content import Content, form_model_of
from partnerships.readiness.row_texts import MISSING, stale_texts, untranslated_texts
from partnerships.text.translated import CODES, text_column

#: The keys of rows to what they belong to.
OWNERS: Final[dict[str, object]] = {
    "record": Record,
    "delegation": Record,
    "agreement": Record,
    "plan": Record,
    "city": City,
    "home": HomeCity,
}


def connect() -> None:
    """Follow every revision, once, at start."""
    revisions.FOLLOWERS.append(follow)


def follow(touched: Iterable[RegisterModel]) -> None:
    """Sum up anew what `touched` belongs to, inside its revision."""
    found: dict[Any, set[int]] = {}
    for row in touched:
        own = _owner(row)
        owners = (
            [(own, row.pk)] if own else [(model, getattr(row, f"{name}_id", None)) for name, model in OWNERS.items()]
        )
        for model, key in owners:
            if key:
                found.setdefault(model, set()).add(key)
    for model, keys in found.items():
        for part in batched(sorted(keys), versions.BATCH, strict=False):
            _sum_up(model, _whole(model, part))


def _whole(model: type[models.Model], keys: Iterable[int]) -> Iterator[object]:
    """Yield the records of `model` with `keys`, each as its own kind: only that has all its texts."""
    rows = model._base_manager.filter(pk__in=keys)
    if model is not Record:
        yield from rows
        return
    for kind in sorted(set(rows.values_list("kind", flat=True))):
        yield from models_by_kind()[kind]._base_manager.filter(pk__in=keys)


def _sum_up(model: type[RegisterModel], records: Iterable[object]) -> None:
    wrong: dict[str, list[int]] = {}
    for content in with_rows(records):
        kept = content.record
        found = {
            text_column(name, code): state for code, texts in states(kept).items() for name, state in texts.items()
        }
        texts = [(row, code) for rows in content.rows.values() for _at, row in rows for code in CODES]
        for need, told in ((Translation.STALE, stale_texts), (Translation.MISSING, untranslated_texts)):
            if any(told(row, code) for row, code in texts):
                found[f"rows-{need}"] = need
        if worst(found) != kept.translation:
            wrong.setdefault(worst(found), []).append(kept.pk)
    for state, keys in wrong.items():
        # Past the revision on purpose: nobody wrote it, it follows from what was written.
        models.QuerySet(model).filter(pk__in=keys).update(translation=state)


@cache
def _relations() -> dict[tuple[str, Any], dict[str, Any]]:
    """Return the relations whose rows have texts, with their model: the keys of the rows to the model they point at."""
    found: dict[tuple[str, object], dict[str, object]] = {}
    for owner in dict.fromkeys((*OWNERS.values(), *Record.__subclasses__())):
        for name, key in row_relations(owner).items():
            if name in MISSING:
                found.setdefault((name, key.model), {})[key.name] = key.related_model
    return found


def with_rows(records: Iterable[Any]) -> Iterator[Content]:
    """Yield each of `records` with those of its rows that have texts; how many queries follows from their kinds."""
    contents = {(own, row.pk): Content(row) for row in records for own in (_owner(row) or type(row),)}
    for (name, model), keys in _relations().items():
        rule = models.Q()
        for key, target in keys.items():
            if owned := [pk for (_own, pk), row in contents.items() if issubclass(form_model_of(row.record), target)]:
                rule |= models.Q(**{f"{key}__in": owned})
        for row in model._default_manager.filter(rule) if rule else ():  # of these kinds nothing has such rows
            of = next((OWNERS[key], pk) for key in keys if (pk := getattr(row, f"{key}_id")))
            rows = contents[of].rows.setdefault(name, [])
            rows.append((len(rows), row))
    yield from contents.values()


def _owner(row: object) -> object:
    return next((model for model in (Record, City, HomeCity) if isinstance(row, model)), None)
