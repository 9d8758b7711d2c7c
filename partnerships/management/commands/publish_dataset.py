"""Writes the public register as a set of open files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnerships.delivery import memo
from partnerships.management.site import add_site, origin_of
from partnerships.opendata.dataset import NotADataset, publish_set


class Command(BaseCommand):
    help = "Writes the public register as CSV, JSON, GeoJSON and JSON-LD with a description of every column."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder and the address of the site."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or the set published before")
        add_site(parser)

    def handle(self, *args: object, folder: Path, site: str, **options: object) -> None:
        """Write the set and say what is in it and what has changed."""
        try:
            with timezone.override(memo.home_city().clock):
                published = publish_set(folder.resolve(), origin_of(site))
        except NotADataset as error:
            raise CommandError(
                f"{folder} holds something else than a published set: choose an empty folder."
            ) from error
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror or error}") from error
        if published.is_same:
            self.stdout.write(f"Nothing has changed since {published.since}: {folder} is as it was.")
            return
        rows = ", ".join(f"{name} {count}" for name, count in published.rows.items() if count)
        self.stdout.write(f"Published to {folder}: {rows or 'no rows yet'}.")
        if published.since:
            changes = published.changes
            counts = ", ".join(f"{changes[name]} {name}" for name in ("added", "changed", "removed"))
            self.stdout.write(f"Since {published.since}: {counts}; each is in changes.csv.")
