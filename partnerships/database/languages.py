"""Migrations that were written for two languages, carried out for those of the installation."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, connections
from django.db.migrations.operations import AddField, AlterField, CreateModel, RemoveField
from django.db.migrations.operations.base import Operation
from django.db.models import Field, Model
from modeltranslation.translator import NotRegistered, translator

from partnerships.text.translated import CODES, text_column


def in_each_language(operations: Iterable[Operation]) -> list[Operation]:
    """Return `operations` with each text in every language of the settings; they are written in Russian and English."""
    return [carried_out for operation in operations for carried_out in _of(operation)]


def _of(operation: Operation) -> Iterator[Operation]:
    if isinstance(operation, CreateModel):
        operation.fields = [pair for name, field in operation.fields for pair in _columns(name, field)]
        yield operation
    elif isinstance(operation, AddField | AlterField):
        for name, field in _columns(operation.name, operation.field):
            yield type(operation)(operation.model_name, name, field, operation.preserve_default)
    elif isinstance(operation, RemoveField):
        for name, _field in _columns(operation.name, Field()):
            yield RemoveField(operation.model_name, name)
    else:
        yield operation


def _columns(name: str, field: Field) -> Iterator[tuple[str, Field]]:
    """Yield the column of `name` in each language where it is the Russian one, and none where it is the English."""
    text, _underscore, code = name.rpartition("_")
    if code == "ru":
        yield from ((text_column(text, each), field.clone()) for each in CODES)
    elif code != "en":
        yield name, field


def kept_languages(using: str) -> set[str]:
    """Return the endings of the columns of each language that the database holds; none before the first migration."""
    connection, table = connections[using], "partnerships_country"
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        columns = connection.introspection.get_table_description(cursor, table)
    return {column.name.removeprefix("name") for column in columns if column.name.startswith("name_")}


def check_languages(plan: list[object], using: str, **_kwargs: object) -> None:
    """Stop an upgrade that would lose or miss a column: SQLite makes tables anew with the languages of the settings."""
    kept = kept_languages(using)
    if not plan or not kept:
        return
    wanted = {text_column("", code) for code in CODES}
    if wanted - kept:
        names = ", ".join(sorted(code.lstrip("_") for code in wanted - kept))
        raise CommandError(f"LANGUAGES: upgrade first, then add {names}: migrate without it, then languages --add.")
    if kept - wanted and connections[using].vendor == "sqlite":
        names = ", ".join(sorted(code.lstrip("_") for code in kept - wanted))
        raise CommandError(f"LANGUAGES: the database also holds texts in {names}; name it too while you migrate.")


def hidden_codes() -> list[str]:
    """Return the languages whose columns the database holds and `LANGUAGES` does not name."""
    return sorted(map(_code_of, kept_languages(connection.alias) - {text_column("", code) for code in CODES}))


def _code_of(ending: str) -> str:
    return {"_ind": "id"}.get(ending, ending[1:].replace("_", "-"))  # django-modeltranslation spares names on “_id”


def columns_in_table(model: type[Model]) -> set[str]:
    """Return the columns that the table of `model` has, whether the model knows them or not."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)} LIMIT 0")  # noqa: S608 - a table of ours
        return {column.name if hasattr(column, "name") else column[0] for column in cursor.description}


def hidden_columns(model: type[Model], codes: Iterable[str]) -> dict[str, Field]:
    """Return the columns of `model` in the languages `codes`, which the site does not speak, and what each holds."""
    try:
        names = translator.get_options_for_model(model).local_fields if codes else ()
    except NotRegistered:
        return {}
    wanted: dict[str, Any] = {text_column(name, code): model._meta.get_field(name) for name in names for code in codes}
    there = columns_in_table(model) if wanted else set()
    return {column: field for column, field in wanted.items() if column in there}
