"""Writes all search rows anew."""

from django.core.management.base import BaseCommand

from partnerships.management.progress import Bar
from partnerships.search import rows


class Command(BaseCommand):
    help = "Writes all search rows anew, in one transaction: readers find the old ones until it is done."

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        """Rebuild with a bar on a terminal, with one line elsewhere."""
        total = rows.rebuild(Bar(self.stderr, verbosity).show)
        if verbosity > 0:
            self.stdout.write(f"Search rows written for {total} entries.")
