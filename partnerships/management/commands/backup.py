"""Writes the whole register to one file."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from partnerships.backup.making import back_up
from partnerships.backup.manifest import Manifest
from partnerships.backup.refusal import BackupRefused
from partnerships.management.progress import Bar
from partnerships.models import RegularTask


class Command(BaseCommand):
    help = (
        "Writes database, files and settings without secrets to one new file, of one moment, while people work. "
        "With BACKUP_PASSPHRASE it is encrypted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, metavar="FILE", help="a new file, or a folder that gets one by its day")

        parser.add_argument("--keep", type=int, metavar="N", help="of a folder: remove all but the last N afterwards")

    def handle(self, *args: object, file: Path, keep: int | None, verbosity: int, **options: object) -> None:
        """Write the file and say what is in it."""
        folder = path = file.resolve()
        if keep is not None:
            folder.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            path = folder / f"register-{timezone.localtime():%Y%m%d-%H%M%S}.zip"
        made = self._write(path, Bar(self.stderr, verbosity))
        if verbosity:
            rows = sum(part.rows or 0 for part in made.tables.values())
            sealed = ", encrypted" if settings.BACKUP_PASSPHRASE else ""
            self.stdout.write(
                f"{path}: {rows} rows of {len(made.tables)} tables, {len(made.files)} files, "
                f"{path.stat().st_size / 2**20:.1f} MB{sealed}."
            )
        if keep:
            for old in sorted(folder.glob("register-????????-??????.zip"))[:-keep]:
                old.unlink()
        for name in made.missing:
            self.stderr.write(f"A row names a file that is not there: {name}. See manage.py verify.")

    def _write(self, path: Path, bar: Bar) -> Manifest:
        """Return what was written; CommandError when nothing was."""
        try:
            with RegularTask.objects.noted("backup"):
                return back_up(path, settings.BACKUP_PASSPHRASE, bar.show)
        except FileExistsError as error:
            raise CommandError(f"{path} is there already: name a new file.") from error
        except BackupRefused as error:
            raise CommandError(f"No backup was made: {error}.") from error
        except OSError as error:
            raise CommandError(f"No backup was made: {error.filename or path}: {error.strerror or error}.") from error
        except DatabaseError as error:
            raise CommandError(f"No backup was made: {str(error).splitlines()[0]}.") from error
