"""A database beside the live one, and the moment in which it takes its place: one transaction, or nothing.

SQLite: a file of its own, whose pages are copied over those of the live file. PostgreSQL: a schema of its own, whose
tables change places with the live ones.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from django.apps import apps
from django.db import connection, transaction

from partnerships.backup.refusal import BackupRefused

STAGED: Final = "restoring"
DATABASE_FILE: Final = "db.sqlite3"
SUFFIXES: Final = ("", "-wal", "-shm")
#: So many seconds the exchange waits for those who are saving.
PATIENCE: Final = 60
#: And so many in one step of it.
BUSY_FOR: Final = 5


def environment_of(folder: Path) -> Mapping[str, str]:
    """Return the variables with which a program works on the database beside the live one, made empty here."""
    if connection.vendor == "sqlite":
        return {**os.environ, "DATABASE_URL": f"sqlite:///{folder / DATABASE_FILE}"}
    drop()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {STAGED}")
    live = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(live._replace(path=f"/{quote(str(connection.settings_dict['NAME']))}"))
    return {**os.environ, "DATABASE_URL": address, "PGOPTIONS": f"-c search_path={STAGED}"}


def drop() -> None:
    """Remove what is left beside the live database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {STAGED} CASCADE")


def drop_kept(kept: Path) -> None:
    """Remove the database that `take_place` kept: there was nothing in it. Files beside it stay."""
    _remove_copy(kept / DATABASE_FILE)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {connection.ops.quote_name(_schema(kept))} CASCADE")


def _schema(kept: Path) -> str:
    return kept.name.replace("-", "_")


def take_place(folder: Path, kept: Path) -> str:
    """Put the database beside the live one in its place; return where the old one is kept."""
    if connection.vendor == "sqlite":
        return _copy_pages(folder / DATABASE_FILE, kept / DATABASE_FILE)
    return _change_schemas(_schema(kept))


def _copy_pages(staged: Path, kept: Path) -> str:
    live = Path(connection.settings_dict["NAME"])
    connection.close()
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(live, timeout=BUSY_FOR)) as old, closing(sqlite3.connect(staged)) as new:
            old.execute("PRAGMA journal_mode = WAL").fetchall()  # whoever writes keeps no reader away
            # One transaction: a reader sees the old pages or the new ones. Page by page: it begins with the first.
            new.backup(old, pages=1, progress=_keeping(live, kept))
    except sqlite3.DatabaseError as error:
        _remove_copy(kept)
        if not is_damaged(error):
            raise BackupRefused(f"the database file cannot be written over: {error}") from error
        # The live file is no database any more. Its pages cannot be written over: the file itself goes.
        kept.parent.mkdir(parents=True, exist_ok=True)
        for suffix in SUFFIXES:
            old_file = live.with_name(live.name + suffix)
            if old_file.exists():
                shutil.move(old_file, kept.with_name(kept.name + suffix))
        shutil.move(staged, live)
    except BackupRefused:
        _remove_copy(kept)
        raise
    return str(kept)


def is_damaged(error: sqlite3.Error) -> bool:
    """Say whether `error` is of the file itself, not of a full disk or of somebody who is writing."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _keeping(live: Path, kept: Path) -> Callable[[int, int, int], None]:
    """Return what copies `live` to `kept` as soon as the exchange keeps writers away: nothing is saved after that.

    It is called after each step of the exchange.
    """
    is_kept, until = False, time.monotonic() + PATIENCE

    def keep(status: int, left: int, whole: int) -> None:
        nonlocal is_kept
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() > until:
                raise BackupRefused("people are saving all the time: stop the site and try again")
        elif not is_kept:
            with closing(sqlite3.connect(live)) as before, closing(sqlite3.connect(kept)) as copy:
                before.backup(copy)
            is_kept = True

    return keep


def _remove_copy(kept: Path) -> None:
    for suffix in SUFFIXES:
        kept.with_name(kept.name + suffix).unlink(missing_ok=True)
    with suppress(OSError):
        kept.parent.rmdir()  # files may lie beside it


def room_needed(rows: int) -> int:
    """Return about how many bytes the database of `rows` bytes of lines takes while it changes places, old one and all.

    Beside the live one, with its search rows, and once more in the journal of the live file; the server of PostgreSQL
    has a disk of its own.
    """
    if connection.vendor != "sqlite":
        return 0
    live = Path(connection.settings_dict["NAME"])
    return 2 * 2 * rows + (live.stat().st_size if live.exists() else 0)


def _change_schemas(kept: str) -> str:
    quoted = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '60s'")
        cursor.execute("SELECT current_schema()")
        (live,) = cursor.fetchone()
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [live])
        here = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [STAGED])
        new = {name for (name,) in cursor.fetchall()}
        if not new:
            raise BackupRefused("the database beside the live one is empty")
        ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | new
        if "django_migrations" in here:  # tables of a newer release, which this one does not know, are ours as well
            cursor.execute(f"SELECT DISTINCT app FROM {quoted(live)}.django_migrations")  # noqa: S608 - quoted
            labels = tuple(f"{app}_" for (app,) in cursor.fetchall())
            ours |= {name for name in here if name.startswith(labels)}
        cursor.execute(f"CREATE SCHEMA {quoted(kept)}")
        for name in sorted(here & ours):
            cursor.execute(f"ALTER TABLE {quoted(live)}.{quoted(name)} SET SCHEMA {quoted(kept)}")
        for name in sorted(new):
            cursor.execute(f"ALTER TABLE {STAGED}.{quoted(name)} SET SCHEMA {quoted(live)}")
        cursor.execute(f"DROP SCHEMA {STAGED}")
    return f"schema {kept}"
