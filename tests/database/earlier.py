"""The database as it was after an earlier migration."""

from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


class EveryMigration(MigrationLoader):
    """A loader that leaves out what replaces others: the way that only databases of before have gone."""

    def load_disk(self) -> None:
        """Read the migrations, without those of ours that replace others."""
        super().load_disk()
        for key, migration in list(self.disk_migrations.items()):
            if key[0] == "partnerships" and migration.replaces:
                del self.disk_migrations[key]
        # As it was before one replaced it; see its `to_steps`.
        self.disk_migrations["partnerships", "0035_steps_of_revisions"].dependencies.append(("reversion", "__first__"))


def models_at(name: str) -> Any:
    """Return the models as they were after the migration `name`."""
    return EveryMigration(connection).project_state(("partnerships", name)).apps


def at(name: str) -> Any:
    """Bring the database to the migration `name` and return the models of then."""
    with patch("django.db.migrations.executor.MigrationLoader", EveryMigration):
        call_command("migrate", "partnerships", name, verbosity=0)
    return models_at(name)
