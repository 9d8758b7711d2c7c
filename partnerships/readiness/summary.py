"""Keeps `translation` of a record true to all that its page shows: its own texts, and its rows that the public sees."""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, Final

from django.db import models

from partnerships.history import revisions, versions
from partnerships.history.snapshots import row_relations
from partnerships.models import City, HomeCity, Record, RegisterModel
from partnerships.models.translated import Translation, states, worst
from partnerships.readiness.content import Content, model_of
from partnerships.readiness.rows import LANGUAGES, MISSING, untranslated

#: The keys of rows to what they belong to.
OWNERS: Final[dict[str, Any]] = {"record": Record, "delegation": Record, "city": City, "home": HomeCity}


def connect() -> None:
    """Follow every revision, once, at start."""
    revisions.FOLLOWERS.append(follow)


def follow(touched: Iterable[RegisterModel]) -> None:
    """Sum up anew what `touched` belongs to, inside its revision."""
    found: dict[Any, set[int]] = {}
    for row in touched:
        own = next((model for model in (Record, City, HomeCity) if isinstance(row, model)), None)
        owners = (
            [(own, row.pk)] if own else [(model, getattr(row, f"{name}_id", None)) for name, model in OWNERS.items()]
        )
        for model, key in owners:
            if key:
                found.setdefault(model, set()).add(key)
    for model, keys in found.items():
        for part in batched(sorted(keys), versions.BATCH, strict=False):
            _sum_up(model, model._base_manager.in_bulk(part).values())


def _sum_up(model: Any, records: Iterable[Any]) -> None:
    wrong: dict[str, list[int]] = {}
    for content in with_rows(records):
        kept = content.record
        found = {f"{name}_{code}": state for code, texts in states(kept).items() for name, state in texts.items()}
        if any(untranslated(row, code) for rows in content.rows.values() for _at, row in rows for code in LANGUAGES):
            found[""] = Translation.MISSING
        if worst(found) != kept.translation:
            wrong.setdefault(worst(found), []).append(kept.pk)
    for state, keys in wrong.items():
        # Past the revision on purpose: nobody wrote it, it follows from what was written.
        models.QuerySet(model).filter(pk__in=keys).update(translation=state)


def with_rows(records: Iterable[Any]) -> Iterator[Content]:
    """Yield each of `records` as its own kind, with those of its rows that have texts, in few queries a kind."""
    kinds: dict[Any, list[int]] = {}
    for record in records:
        kinds.setdefault(model_of(record), []).append(record.pk)
    for model, keys in kinds.items():
        found = model._base_manager.in_bulk(keys)
        rows: dict[int, dict[str, list[tuple[int, Any]]]] = {key: {} for key in keys}
        relations = {name: key for name, key in row_relations(model).items() if name in MISSING}
        for name, key in relations.items():
            for row in key.model._default_manager.filter(**{f"{key.name}__in": keys}):
                own = rows[getattr(row, key.attname)].setdefault(name, [])
                own.append((len(own), row))
        yield from (Content(found[key], rows[key]) for key in keys if key in found)
