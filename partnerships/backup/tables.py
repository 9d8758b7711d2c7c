"""Rows as lines of JSON that every database can take: a column's name and its value in plain words.

A model of today or of an earlier migration will do: only its own columns are asked for, no manager and no signal.
"""

import base64
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from itertools import batched
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import DatabaseError, connection, models
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from partnerships.backup.refusal import BackupRefused
from partnerships.database.languages import hidden_codes, hidden_columns

#: What is made from other rows; sessions and private addresses: whoever has signed out since stays out; and what is
#: counted for an hour.
LEFT_OUT: Final = frozenset(
    {
        "sessions.Session",
        "partnerships.StaffSession",
        "partnerships.CalendarLink",
        "partnerships.CountedRequest",
        "partnerships.ResetRequest",  # its name before
        "axes.AccessAttempt",
        "axes.AccessAttemptExpiration",
        "axes.AccessFailureLog",
        "axes.AccessLog",
        "partnerships.SearchRow",
        "partnerships.PublicSpelling",
        "partnerships.StaffSpelling",
    }
)
BATCH: Final = 500

type TableModel = type[Model]
type StoredColumn = models.Field[object, object]


def kept_models(registry: Any = apps) -> dict[str, TableModel]:
    """Return the models of `registry` by their table, the tables of many-to-many among them."""
    found = registry.get_models(include_auto_created=True)
    return {
        model._meta.db_table: model
        for model in found
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    }


def stored_columns(model: TableModel) -> list[StoredColumn]:
    """Return the fields of the model's own table that the database does not compute itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def lines(model: TableModel, hidden: Collection[str] = ()) -> Iterator[bytes]:
    """Yield each row of `model` as a line, in the order of keys, with its texts in the languages `hidden` as well."""
    fields, others = stored_columns(model), hidden_columns(model, hidden)
    columns = [*((str(field.column), field) for field in fields), *others.items()]
    everything: QuerySet[models.Model] = _with_columns(model, others)
    rows = everything.order_by("pk").values_list(*(field.attname for field in fields), *map(_alias, others))
    for row in rows.iterator(chunk_size=BATCH):
        values = {column: as_json_value(field, value) for (column, field), value in zip(columns, row, strict=True)}
        # Sorted, as PostgreSQL orders the keys of a JSON value by itself: the same rows are the same bytes everywhere.
        yield json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def hidden_languages() -> list[str]:
    """Return the languages that `LANGUAGES` does not name and in which a row has a text all the same."""
    return [code for code in hidden_codes() if any(_has_text(model, code) for model in kept_models().values())]


def _has_text(model: TableModel, code: str) -> bool:
    others = hidden_columns(model, [code])
    written = models.Q(*((f"{_alias(column)}__gt", "") for column in others), _connector=models.Q.OR)
    return bool(others) and _with_columns(model, others).filter(written).exists()


def _with_columns(model: TableModel, others: Mapping[str, StoredColumn]) -> QuerySet[models.Model]:
    """Return the rows of `model` with columns that are no fields of it."""
    quote = connection.ops.quote_name
    everything: QuerySet[models.Model] = QuerySet(model)
    table = quote(model._meta.db_table)
    read = {_alias(name): RawSQL(f"{table}.{quote(name)}", (), field) for name, field in others.items()}  # noqa: S611 - our own columns
    return everything.annotate(**read)


def _alias(column: str) -> str:
    return f"hidden_{column}"


def as_json_value(field: StoredColumn, value: object) -> object:
    """Return `value` as JSON has it."""
    value = field.get_prep_value(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def load_lines(model: TableModel, found: Iterable[bytes]) -> int:
    """Insert the rows of `found` into the empty table of `model`; return how many.

    Columns that a row does not have get their default: those of a language that is new here, for instance.
    """
    fields, quote, count = stored_columns(model), connection.ops.quote_name, 0
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 - our own columns
    with connection.cursor() as cursor:
        for some in batched(found, BATCH, strict=False):
            rows = [_values(fields, json.loads(line)) for line in some]
            try:
                cursor.executemany(insert, rows)
            except DatabaseError as error:
                fault = str(error).splitlines()[0]
                raise BackupRefused(f"{model._meta.db_table}, rows {count + 1}–{count + len(rows)}: {fault}") from error
            count += len(rows)
    return count


def _values(fields: list[StoredColumn], row: dict[str, Any]) -> list[Any]:
    strange = row.keys() - {field.column for field in fields}
    if strange:
        raise BackupRefused(f"the table has no column {min(strange)}")
    return [
        field.get_db_prep_save(
            field.to_python(row[field.column]) if field.column in row else field.get_default(), connection
        )
        for field in fields
    ]


def fields_of_files() -> Iterator[tuple[TableModel, models.FileField]]:
    """Yield each field that names files, with its model."""
    for model in kept_models().values():
        yield from ((model, field) for field in stored_columns(model) if isinstance(field, models.FileField))


def named_files() -> Iterator[tuple[str, str]]:
    """Yield the name of each file that a row has, and which row it is."""
    for model, field in fields_of_files():
        everything: QuerySet[models.Model] = QuerySet(model)
        named = everything.exclude(**{field.attname: ""}).exclude(**{f"{field.attname}__isnull": True})
        for key, name in named.order_by("pk").values_list("pk", field.attname).iterator():
            yield str(name), f"{model._meta.db_table} {key}"
