"""Writes the search rows: at the end of each revision those it touched, and all of them on `reindex`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import batched
from operator import attrgetter
from typing import Any, Final

from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_delete

from partnerships.database import analyze
from partnerships.database.token_text import joined
from partnerships.history import revisions
from partnerships.models import (
    City,
    Country,
    Organization,
    PartnerRequest,
    Record,
    RegisterModel,
    Theme,
    VocabularyName,
    VocabularyTerm,
)
from partnerships.models.base import Entry
from partnerships.models.search import SearchRow
from partnerships.models.vocabulary_term import term_fields
from partnerships.search import spelling
from partnerships.search.sources import SOURCES, fresh, kind_of, shown_from, shown_until
from partnerships.search.words import tokens

BATCH: Final = 500
#: The key of a row is its day, its kind and its object in one number, so the newest are read first without sorting.
DAY, KIND = 10**10, 10**8
CITY_DAY: Final = 9_999_999  # cities before everything dated

#: Key of a row to what it belongs to → the kind under which that is found.
OWNERS: Final = {
    "record": "record",
    "delegation": "delegation",
    "agreement": "agreement",
    "plan": "actionplan",
    "city": "city",
}
#: Vocabularies by whose terms something is found.
FOUND_BY: Final = frozenset(
    {
        VocabularyName.TIE,
        VocabularyName.AGREEMENT_FORM,
        VocabularyName.EVENT_FORM,
        VocabularyName.ORGANIZATION_KIND,
        VocabularyName.AWARD,
    }
)

type Keys = dict[str, set[int]]


def connect() -> None:
    """Follow every revision and every deletion, from the start of the program."""
    revisions.FOLLOWERS.append(refresh)
    for source in SOURCES.values():
        post_delete.connect(_forget, sender=source.model, dispatch_uid=f"search {source.number}")


def row_id(kind: str, row: RegisterModel) -> int:
    """Return the key of the search rows of `row`."""
    start: date | None = getattr(row, "start", None)
    day = CITY_DAY if isinstance(row, City) else start.toordinal() if start else 0
    return day * DAY + SOURCES[kind].number * KIND + row.pk


def _forget(sender: type[models.Model], instance: RegisterModel, **kwargs: object) -> None:
    SearchRow.objects.filter(kind=kind_of(instance), object_id=instance.pk).delete()


def refresh(touched: Iterable[RegisterModel]) -> None:
    """Bring the rows of everything `touched` up to date, and of what is found by its names."""
    todo: Keys = defaultdict(set)
    for row in touched:
        for found in _named_by(row) if isinstance(row, VocabularyTerm) else [row]:
            kind, key = _found_as(found)
            if key is not None:
                todo[kind].add(key)
    for some in batched(sorted(todo.pop("record", ())), BATCH, strict=False):
        for key, kind in Record._base_manager.filter(pk__in=some).values_list("pk", "kind"):
            todo[kind].add(key)
    renamed = write_rows(todo)
    while renamed:
        renamed = write_rows(_named_after(renamed))


def _named_by(term: VocabularyTerm) -> Iterator[RegisterModel]:
    """Yield the rows that are found by the words of `term`, where those are other ones now."""
    is_changed = term.pk is None or term.loaded_words != term.words()
    if term.vocabulary in FOUND_BY and is_changed:
        for field in term_fields(term.vocabulary):
            yield from field.model._base_manager.filter(**{field.name: term.code}).iterator()
    term.loaded_words = term.words()


def _found_as(row: RegisterModel) -> tuple[str, int | None]:
    """Return what is found by the text of `row`, by kind and key: itself, or the city or record it belongs to."""
    if kind := kind_of(row):
        return kind, row.pk
    owners = ((kind, getattr(row, f"{name}_id", None)) for name, kind in OWNERS.items())
    return next(((kind, key) for kind, key in owners if key is not None), ("", None))


def _named_after(renamed: Keys) -> Keys:
    """Return what holds the names of the cities, organisations, themes and countries in `renamed`."""
    todo: Keys = defaultdict(set)
    records = Record.objects.order_by()
    paths: dict[str, tuple[models.QuerySet[Any], tuple[str, ...]]] = {
        "city": (records, ("cities",)),
        "organization": (records, ("involvements__organization", "participants__organization")),
        "theme": (records, ("themes",)),
        "country": (City.objects.order_by(), ("country",)),
    }
    for kind, (rows, columns) in paths.items():
        for column in columns:
            found = rows.filter(**{f"{column}__in": renamed.get(kind, ())})
            keys = (
                ((row.kind, row.pk) for row in found.only("kind"))
                if rows.model is Record
                else (("city", pk) for pk in found.values_list("pk", flat=True))
            )
            for name, pk in keys:
                todo[name].add(pk)
    for column in ("city", "organization"):
        todo["request"].update(
            PartnerRequest.objects.filter(**{f"{column}__in": renamed.get(column, ())}).values_list("pk", flat=True)
        )
    todo["city"].update(
        Organization.objects.filter(pk__in=renamed.get("organization", ())).values_list("city", flat=True)
    )
    todo["city"].discard(None)
    return {kind: pks for kind, pks in todo.items() if pks}


def write_rows(todo: Keys) -> Keys:
    """Write the rows of the objects in `todo` anew; return those that are now found under other names."""
    renamed: Keys = defaultdict(set)
    for kind, pks in todo.items():
        for some in batched(sorted(pks), BATCH, strict=False):
            before = _names(kind, some)
            SearchRow.objects.filter(kind=kind, object_id__in=some).delete()
            after = add(kind, fresh(kind, some))
            renamed[kind] |= {pk for pk, names in before.items() if pk in after and after[pk] != names}
    return {kind: pks for kind, pks in renamed.items() if pks}


def _names(kind: str, pks: Iterable[int]) -> dict[int, tuple[object, ...]]:
    """Return under which names each object is found now, for kinds by whose names others are found."""
    if SOURCES[kind].model not in (City, Organization, Theme, Country):
        return {}
    return {row.object_id: _called(row) for row in SearchRow.objects.filter(kind=kind, object_id__in=pks)}


def _called(row: SearchRow) -> tuple[object, ...]:
    return row.parts["name"], row.parts["summary"], row.publish_at


def add(kind: str, found: Iterable[RegisterModel]) -> dict[int, tuple[object, ...]]:
    """Insert the rows of the objects in `found`; return the names of each."""
    made = [_row(kind, row) for row in found]
    # In the order of keys: FTS5 writes out what it gathered whenever a key is smaller than the one before.
    SearchRow.objects.bulk_create(sorted(made, key=attrgetter("pk")), batch_size=BATCH)
    spelling.learn(made)
    return {row.object_id: _called(row) for row in made}


def wrong_rows() -> Iterator[str]:
    """Yield the objects whose rows are not what they ought to be, as “city 7”: missing, left over or out of date."""
    stored = {row.pk: row for row in SearchRow.objects.iterator()}
    for kind in SOURCES:
        for pks in _batches(kind):
            for row in (_row(kind, found) for found in fresh(kind, pks)):
                kept = stored.pop(row.pk, None)
                if kept is None or _found_by(kept) != _found_by(row):
                    yield str(row)
    yield from map(str, stored.values())


def _found_by(row: SearchRow) -> tuple[object, ...]:
    """Return all by which a row is found; its words in one order, for the rows of a record may come in any."""
    return row.publish_at, row.until, {part: sorted(text.split()) for part, text in row.parts.items()}


def _row(kind: str, row: RegisterModel) -> SearchRow:
    text = SOURCES[kind].texts(row)
    parts = {
        "name": tokens(text.name, spelled=isinstance(row, Entry | Organization)),
        "summary": tokens(text.summary),
        "body": tokens(text.body),
        "around": tokens(text.around, spelled=True),
        "internal": tokens(text.internal),
    }
    return SearchRow(
        id=row_id(kind, row),
        kind=kind,
        object_id=row.pk,
        publish_at=shown_from(row),
        until=shown_until(row),
        tokens=joined(parts),
    )


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Write every row anew in one transaction; tell `progress` how far it is; return how many objects there are."""
    total = sum(source.model._base_manager.count() for source in SOURCES.values())
    done = 0
    with transaction.atomic():
        SearchRow.objects.all().delete()
        spelling.empty_vocabularies()
        for kind in SOURCES:
            for pks in _batches(kind):
                add(kind, fresh(kind, pks))
                done += len(pks)
                if progress:
                    progress(done, total)
        analyze.measure_tables()
    return total


def fill(**kwargs: object) -> None:
    """Write the rows of a register that has none, once the database is in step with the code: after an upgrade."""
    wanted = {Record._meta.db_table, SearchRow._meta.db_table}
    if not wanted <= set(connection.introspection.table_names()):
        return
    if SearchRow.objects.exists() or not Record._base_manager.exists():
        return
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        rebuild()


def _batches(kind: str) -> Iterator[tuple[int, ...]]:
    pks = SOURCES[kind].model._base_manager.order_by("pk").values_list("pk", flat=True)
    return batched(pks, BATCH, strict=False)
