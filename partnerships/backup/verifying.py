"""Is what the database and the disk hold in order? Each fault is one line."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, OuterRef, QuerySet
from reversion.models import Version

from partnerships.backup.manifest import file_sha256
from partnerships.backup.snapshot import PASSING, YOUNG, media_files
from partnerships.backup.tables import fields_of_files, named_files
from partnerships.models import Document, KeptFile
from partnerships.search.rows import wrong_rows

#: Models whose files are kept bit for bit, with their SHA-256 in the row.
EXACT: Final[tuple[type[models.Model], ...]] = (Document, KeptFile)


def inconsistencies() -> Iterator[str]:
    """Yield everything that is not as it should be, orphan files aside."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield from unreadable(error)
        return
    for migration, _backwards in plan:
        yield f"migration not applied: {migration.app_label} {migration.name}"
        return  # the models ask for columns that are not there
    checks: tuple[Callable[[], Iterator[str]], ...] = (_database, _references, _files, _search)
    for check in checks:
        try:
            yield from check()
        except DatabaseError as error:
            yield from unreadable(error)


def unreadable(error: DatabaseError) -> Iterator[str]:
    """Yield the line of a database that cannot be read."""
    yield f"the database does not answer: {str(error).splitlines()[0]}"


def _database() -> Iterator[str]:
    """Ask SQLite to read all of its pages, with its rules of rows; PostgreSQL watches over its own."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(20)")
        yield from (f"database: {text}" for (text,) in cursor.fetchall() if text != "ok")


def _references() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.ForeignKey):
                yield from _broken(model, field)


def _broken(model: type[models.Model], field: "models.ForeignKey") -> Iterator[str]:
    rows: QuerySet[models.Model] = QuerySet(model)
    others: QuerySet[models.Model] = QuerySet(field.remote_field.model)
    aimed = others.filter(**{field.target_field.attname: OuterRef(field.attname)})
    lost = rows.exclude(**{f"{field.attname}__isnull": True}).filter(~Exists(aimed))
    for key, value in lost.values_list("pk", field.attname):
        yield f"broken reference: {model._meta.db_table} {key}, {field.column} {value}"


def _files() -> Iterator[str]:
    root = Path(settings.MEDIA_ROOT)
    for name, row in named_files():
        if not (root / name).is_file():
            yield f"missing file: {name} of {row}"
    for model in EXACT:
        rows: QuerySet[models.Model] = QuerySet(model)
        for key, name, sha256 in rows.exclude(sha256="").values_list("pk", "file", "sha256"):
            path = root / name
            if path.is_file() and file_sha256(path) != sha256:
                yield f"changed file: {name} of {model._meta.db_table} {key}"


def _search() -> Iterator[str]:
    for name in sorted(set(wrong_rows())):
        yield f"search rows out of date: {name}; manage.py reindex writes them anew"


def orphans() -> list[str]:
    """Return the files that no row and no version of the history names, an hour old at least."""
    root = Path(settings.MEDIA_ROOT)
    needed = {PurePosixPath(name).parent for name, _row in named_files()}
    folders = {PurePosixPath(name).parent for name in media_files(root)} - needed
    # A deleted record comes back from the history with its files: the folder is a name that occurs nowhere else.
    named = "\0".join(_histories()) if folders else ""
    found = {folder for folder in folders if str(folder) not in named}
    old = time.time() - YOUNG
    return [
        name
        for name in media_files(root)
        if PurePosixPath(name).parent in found and (root / name).stat().st_mtime < old
    ]


def _histories() -> Iterator[str]:
    names = {model._meta.label_lower for model, _field in fields_of_files()}
    for text in Version.objects.values_list("serialized_data", flat=True).iterator():
        if any(name in text for name in names):
            yield text


def remove(names: list[str]) -> None:
    """Remove `names` from the media folder, and the folders that are empty then."""
    root = Path(settings.MEDIA_ROOT)
    for name in names:
        (root / name).unlink(missing_ok=True)
        folder = (root / name).parent
        if folder != root and folder.name not in PASSING and not any(folder.iterdir()):
            folder.rmdir()
