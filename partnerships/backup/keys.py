"""The keys that were given out: that of a deleted record is never given again, or a new one would meet its history."""

from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, Max
from django.db.models.functions import Cast
from reversion.models import Version

from partnerships.backup.tables import TableModel, kept_models

SEQUENCE: Final = "pg_get_serial_sequence(%s, %s)::regclass"


def last_keys() -> dict[str, int]:
    """Return the last key that the database has given out, by table; a table that never had a row is left out."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in _numbered().items():
            if connection.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            else:
                cursor.execute(f"SELECT pg_sequence_last_value({SEQUENCE})", [_quoted(table), column])
            row = cursor.fetchone()
            if row and row[0]:
                found[table] = int(row[0])
    return found


def reserve_keys(given: dict[str, int]) -> None:
    """Let no key be given out that `given` has or the history knows; of older backups, the history alone tells."""
    columns = _numbered()
    history, now = _in_history(), last_keys()
    with connection.cursor() as cursor:
        for table, column in columns.items():
            key = max(given.get(table, 0), history.get(table, 0))
            if key <= now.get(table, 0):
                continue
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT setval({SEQUENCE}, %s)", [_quoted(table), column, key])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)


def _numbered() -> dict[str, str]:
    """Return the column of the key of each table whose keys the database gives out."""
    fields = {table: model._meta.auto_field for table, model in kept_models().items()}
    return {table: str(field.column) for table, field in fields.items() if field}


def _in_history() -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in ContentType.objects.all():
        model: TableModel | None = kind.model_class()
        if model and model._meta.auto_field:
            versions = Version.objects.filter(content_type=kind, object_id__regex=r"^[0-9]{1,18}$")
            last = versions.aggregate(last=Max(Cast("object_id", BigIntegerField())))["last"]
            if last:
                found[model._meta.db_table] = int(last)
    return found
