"""The demo register, read once and put back as rows: reading it takes seconds, and dozens of tests ask for it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction

from partnerships.demo import loading
from partnerships.history import revisions
from partnerships.models import RegisterVersion, User

type Rows = list[tuple[Any, ...]]


def written(model: type[models.Model]) -> list[Any]:
    """Return the columns of the table of `model` that the database does not compute itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def tables() -> Iterator[tuple[type[models.Model], str, list[str]]]:
    """Yield model, table and columns of what the demo fills."""
    quote = connection.ops.quote_name
    for label in ("partnerships", "reversion"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if model not in (RegisterVersion, User) and model._meta.managed:
                columns = [quote(field.column) for field in written(model)]
                yield model, quote(model._meta.db_table), columns


class Kept:
    """What the register holds after the demo was read: rows by model, files, and the types versions name by number."""

    def __init__(self, media: Path, folder: Path) -> None:
        loading.load()
        self.folder = shutil.copytree(media, folder, dirs_exist_ok=True)
        self.types = {kind.pk: kind.natural_key() for kind in ContentType.objects.all()}
        self.rows: dict[type[models.Model], Rows] = {}
        with connection.cursor() as cursor:
            for model, table, columns in tables():
                cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608
                self.rows[model] = cursor.fetchall()

    def put_back(self, media: Path) -> None:
        """Fill the empty register with the rows, and `media` with the files."""
        shutil.copytree(self.folder, media, dirs_exist_ok=True)
        with transaction.atomic(), connection.cursor() as cursor:
            for model, table, columns in tables():
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608
                places = f"({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
                cursor.executemany(f"INSERT INTO {table} {places}", list(self._today(model)))  # noqa: S608
            for line in connection.ops.sequence_reset_sql(no_style(), list(self.rows)):
                cursor.execute(line)
            revisions._bump()

    def _today(self, model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of `model` with the numbers that content types have now: emptying the tables changes them."""
        names = [field.attname for field in written(model)]
        at = names.index("content_type_id") if "content_type_id" in names else None
        for row in self.rows[model]:
            if at is None:
                yield row
            else:
                now = ContentType.objects.get_by_natural_key(*self.types[row[at]]).pk
                yield (*row[:at], now, *row[at + 1 :])
