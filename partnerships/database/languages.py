"""Migrations that were written for two languages, carried out for those of the installation."""

from collections.abc import Iterable, Iterator

from django.db.migrations.operations import AddField, AlterField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.models import Field

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
    else:
        yield operation


def _columns(name: str, field: Field) -> Iterator[tuple[str, Field]]:
    """Yield the column of `name` in each language where it is the Russian one, and none where it is the English."""
    text, _underscore, code = name.rpartition("_")
    if code == "ru":
        yield from ((text_column(text, each), field.clone()) for each in CODES)
    elif code != "en":
        yield name, field
