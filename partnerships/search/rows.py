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
from partnerships.history import revisions
from partnerships.models import City, Country, Organization, PartnerRequest, Record, RegisterModel, Theme
from partnerships.models.base import Entry
from partnerships.models.search import PublicSearchRow, SearchRow, StaffSearchRow
from partnerships.search import spelling
from partnerships.search.sources import SOURCES, fresh, kind_of, shown_from, shown_until
from partnerships.search.texts import IndexedText
from partnerships.search.words import tokens

BATCH: Final = 500
INDEXES: Final[tuple[type[SearchRow], ...]] = (PublicSearchRow, StaffSearchRow)
#: The key of a row is its day, its kind and its object in one number, so the newest are read first without sorting.
DAY, KIND = 10**10, 10**8
CITY_DAY: Final = 9_999_999  # cities before everything dated

type Keys = dict[str, set[int]]


def connect() -> None:
    """Follow every revision and every deletion, from the start of the program."""
    revisions.FOLLOWERS.append(refresh)
    for source in SOURCES.values():
        post_delete.connect(_forget, sender=source.model, dispatch_uid=f"search {source.number}")


def row_id(kind: str, row: Any) -> int:
    """Return the key of the search rows of `row`."""
    start: date | None = getattr(row, "start", None)
    day = CITY_DAY if isinstance(row, City) else start.toordinal() if start else 0
    return day * DAY + SOURCES[kind].number * KIND + row.pk


def _forget(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    for index in INDEXES:
        index._default_manager.filter(kind=kind_of(instance), object_id=instance.pk).delete()


def refresh(touched: Iterable[RegisterModel]) -> None:
    """Bring the rows of everything `touched` up to date, and of what is found by its names."""
    todo: Keys = defaultdict(set)
    for row in touched:
        kind, key = _found_as(row)
        if key is not None:
            todo[kind].add(key)
    for some in batched(sorted(todo.pop("record", ())), BATCH, strict=False):
        for key, kind in Record._base_manager.filter(pk__in=some).values_list("pk", "kind"):
            todo[kind].add(key)
    renamed = write_rows(todo)
    while renamed:
        renamed = write_rows(_named_after(renamed))


def _found_as(row: Any) -> tuple[str, int | None]:
    """Return what is found by the text of `row`, by kind and key: itself, or the city or record it belongs to."""
    if kind := kind_of(row):
        return kind, row.pk
    owners = ((name, getattr(row, f"{name}_id", None)) for name in ("record", "delegation", "agreement", "city"))
    return next(((name, key) for name, key in owners if key is not None), ("", None))


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
            for index in INDEXES:
                index._default_manager.filter(kind=kind, object_id__in=some).delete()
            after = add(kind, fresh(kind, some))
            renamed[kind] |= {pk for pk, names in before.items() if pk in after and after[pk] != names}
    return {kind: pks for kind, pks in renamed.items() if pks}


def _names(kind: str, pks: Iterable[int]) -> dict[int, tuple[Any, ...]]:
    """Return under which names each object is found now, for kinds by whose names others are found."""
    if SOURCES[kind].model not in (City, Organization, Theme, Country):
        return {}
    rows = StaffSearchRow.objects.filter(kind=kind, object_id__in=pks)
    return {pk: tuple(names) for pk, *names in rows.values_list("object_id", "name", "summary", "publish_at")}


def add(kind: str, found: Iterable[Any]) -> dict[int, tuple[Any, ...]]:
    """Insert the rows of the objects in `found`; return the names of each."""
    source, after = SOURCES[kind], {}
    made: dict[type[SearchRow], list[SearchRow]] = {index: [] for index in INDEXES}
    for row in found:
        public, staff = source.texts(row)
        if public is not None and shown_from(row) is not None:
            made[PublicSearchRow].append(_row(PublicSearchRow, kind, row, public))
        kept = _row(StaffSearchRow, kind, row, staff)
        after[row.pk] = (kept.name, kept.summary, kept.publish_at)
        made[StaffSearchRow].append(kept)
    for index, rows in made.items():
        # In the order of keys: FTS5 writes out what it gathered whenever a key is smaller than the one before.
        index._default_manager.bulk_create(sorted(rows, key=attrgetter("pk")), batch_size=BATCH)
    spelling.learn(made[PublicSearchRow], made[StaffSearchRow])
    return after


def _row(index: type[SearchRow], kind: str, row: Any, text: IndexedText) -> SearchRow:
    named = isinstance(row, Entry | Organization)
    return index(
        id=row_id(kind, row),
        kind=kind,
        object_id=row.pk,
        publish_at=shown_from(row),
        until=shown_until(row),
        name=tokens(text.name, spelled=named),
        summary=tokens(text.summary),
        body=tokens(text.body),
        around=tokens(text.around, spelled=True),
    )


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Write every row anew in one transaction; tell `progress` how far it is; return how many objects there are."""
    total = sum(source.model._base_manager.count() for source in SOURCES.values())
    done = 0
    with transaction.atomic():
        for index in INDEXES:
            index._default_manager.all().delete()
        spelling.empty_vocabularies()
        for kind in SOURCES:
            for pks in _batches(kind):
                add(kind, fresh(kind, pks))
                done += len(pks)
                if progress:
                    progress(done, total)
        analyze.measure_tables()
    return total


def fill(**kwargs: Any) -> None:
    """Write the rows of a register that has none, once the database is in step with the code: after an upgrade."""
    wanted = {Record._meta.db_table, StaffSearchRow._meta.db_table}
    if not wanted <= set(connection.introspection.table_names()):
        return
    if StaffSearchRow.objects.exists() or not Record._base_manager.exists():
        return
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        rebuild()


def _batches(kind: str) -> Iterator[tuple[int, ...]]:
    pks = SOURCES[kind].model._base_manager.order_by("pk").values_list("pk", flat=True)
    return batched(pks, BATCH, strict=False)
