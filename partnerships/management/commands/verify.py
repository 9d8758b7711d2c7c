"""Compares the database with the files and with itself."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from partnerships.backup import verifying


class Command(BaseCommand):
    help = (
        "Looks for missing and changed files, files that nothing names, broken references, search rows that are out of "
        "date and damage of the database: one line each, and an exit code."
    )

    requires_system_checks = ()  # they ask the database, which may be the damaged one

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to remove."""
        parser.add_argument("--remove-orphans", action="store_true", help="remove the files that nothing names")

    def handle(self, *args: object, remove_orphans: bool, **options: object) -> None:
        """Print each fault; CommandError when one stays."""
        count = 0
        for fault in verifying.inconsistencies():
            self.stdout.write(fault)
            count += 1
        if not count or remove_orphans is False:
            try:
                count += self._orphans(remove=remove_orphans)
            except DatabaseError as error:
                count += not count  # it has been told already
                self.stderr.write(f"Files that nothing names cannot be looked for: {str(error).splitlines()[0]}")
        if count:
            raise CommandError(f"Faults found: {count}.")
        self.stdout.write("Database and files are in order.")

    def _orphans(self, *, remove: bool) -> int:
        """Tell each file that nothing names; return how many stay."""
        orphans = verifying.orphans()
        for name in orphans:
            self.stdout.write(f"{'removed' if remove else 'file that nothing names'}: {name}")
        if not remove:
            return len(orphans)
        verifying.remove(orphans)
        return 0
