"""Fills a database without tables from an unpacked backup; run as a program of its own, beside the live database.

The tables are made as they were when the backup was made, filled, and brought forward as in any upgrade: what a later
migration does to rows it does to these. The backup's parts have been compared with its manifest before.
"""

import os
import sys
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from partnerships.backup import manifest as manifests
from partnerships.backup.manifest import Manifest
from partnerships.backup.refusal import BackupRefused
from partnerships.backup.staging import STAGED


def load_backup(folder: Path, above: int) -> None:
    """Fill the database of the settings from `folder`; the number of the register ends up higher than `above`.

    BackupRefused where this is not the empty place beside the live database.
    """
    _check_place()
    made = Manifest.read((folder / manifests.NAME).read_bytes())
    targets = [(app, name) for app, name in made.migrations]
    executor = MigrationExecutor(connection)
    # Not the command: it would also make roles and search rows, by the code of today on the tables of then.
    executor.migrate(targets)
    registry: object = executor.loader.project_state(targets).apps
    _load(folder, made, registry)
    call_command("migrate", interactive=False, verbosity=0)
    _end(made, above)
    from partnerships.backup.ended import end_again  # it asks for models: django.setup() comes first

    end_again(folder)


def _check_place() -> None:
    """Refuse the live database itself: a pooler, for instance, does not pass on which schema is meant."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            (schema,) = cursor.fetchone()
        if schema != STAGED:
            raise BackupRefused(
                f"the schema {STAGED} is not reached but {schema}: name the server itself in DATABASE_URL, no pooler"
            )
    if connection.introspection.table_names():
        raise BackupRefused("the database beside the live one is not empty")


def _load(folder: Path, made: Manifest, registry: Any) -> None:
    from partnerships.backup.tables import kept_models, load_lines  # they ask for models: django.setup() comes first

    models = kept_models(registry)
    strange = made.tables.keys() - {model._meta.db_table for model in registry.get_models(include_auto_created=True)}
    if strange:
        raise BackupRefused(f"there is no table {min(strange)} at the migrations that the backup names")
    with transaction.atomic(), connection.cursor() as cursor:
        for table in reversed(models):  # what migrations have put in
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table of ours
        for table, part in made.tables.items():
            if table not in models:  # left out since that backup was made
                continue
            with (folder / manifests.table_part(table)).open("rb") as rows:
                if load_lines(models[table], rows) != part.rows:
                    raise BackupRefused(f"{table}: the backup names another number of rows")
        for line in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(line)
        connection.check_constraints()


def _end(made: Manifest, above: int) -> None:
    """Mark the texts of languages that are new here, and let no page be taken for one of before."""
    from partnerships.backup.keys import reserve_keys  # the same
    from partnerships.models import RegisterVersion  # they ask for settings: django.setup() comes first
    from partnerships.models.translated import mark_untranslated  # the same
    from partnerships.text.translated import CODES  # the same

    if set(CODES) - set(made.languages):
        mark_untranslated()
    for version in RegisterVersion.objects.all():
        version.number = max(version.number, above) + 1
        version.public_changed_at = timezone.now()
        version.save()
    reserve_keys(made.last_keys)
    connection.check_constraints()


def load_from_command_line() -> None:
    """Fill the database that the environment names; the last line of the error says what went wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        load_backup(Path(sys.argv[1]), int(sys.argv[2]))
    except (BackupRefused, CommandError, DatabaseError) as error:
        sys.stderr.write(f"{str(error).strip().splitlines()[0]}\n")
        sys.exit(1)


if __name__ == "__main__":
    load_from_command_line()
