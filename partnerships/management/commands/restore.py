"""Puts a backup in the place of what the installation holds."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from partnerships.backup import ended, restoring
from partnerships.backup.manifest import Manifest
from partnerships.backup.refusal import BackupRefused, RestoreUnfinished
from partnerships.management.progress import Bar


class Command(BaseCommand):
    help = (
        "Puts a backup of this or an older release, from SQLite or PostgreSQL, in the place of what is there. "
        "Everything is compared first; the old data is kept. Restart the site afterwards."
    )

    requires_system_checks = ()  # they ask the database, which may be the damaged one

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether to ask."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--check", action="store_true", help="only say whether the backup is whole and fits")
        parser.add_argument("--no-input", action="store_false", dest="interactive", help="ask nothing")

    def handle(self, *args: object, file: Path, verbosity: int, **options: object) -> None:
        """Check, ask, restore, and say where the old data is."""
        try:
            with restoring.work_folder() as folder:
                bar = Bar(self.stderr, verbosity)
                made = restoring.checked(file.resolve(), settings.BACKUP_PASSPHRASE, folder, bar.show)
                self.stdout.write(_described(made))
                if options["check"]:
                    self.stdout.write("The backup is whole and fits this installation. Nothing was changed.")
                    return
                if options["interactive"] and not restoring.holds_nothing() and not self._agreed():
                    raise CommandError("Nothing was changed.")
                closed = ended.closed_accounts()
                kept = restoring.replace_data(made, folder)
        except BackupRefused as error:
            raise CommandError(f"Nothing was changed: {error}.") from error
        except RestoreUnfinished as error:
            raise CommandError(f"{error} Look with manage.py verify, and restart the site.") from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was changed: {str(error).splitlines()[0]}.") from error
        self.stdout.write("Restored. Everyone signs in anew; restart the site.")
        self.stdout.write("Secret links and links for guests are ended; whoever has left the news by mail stays out.")
        if opened := ended.opened_again(closed):
            self.stdout.write(f"Accounts that were closed here and are open again: {', '.join(opened)}")
        if kept:
            self.stdout.write(f"What was here before is kept until you remove it: {kept}")

    def _agreed(self) -> bool:
        if not sys.stdin.isatty():
            raise CommandError(
                "Nothing was changed: the installation is not empty; say --no-input to replace its data."
            )
        self.stdout.write("This replaces everything that the installation holds. Write yes to go on: ", ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip().lower() == "yes"


def _described(made: Manifest) -> str:
    rows = sum(part.rows or 0 for part in made.tables.values())
    return (
        f"Backup of {made.made_at}, release {made.release}, from {made.database}, "
        f"languages {','.join(made.languages)}: {rows} rows of {len(made.tables)} tables, {len(made.files)} files."
    )
