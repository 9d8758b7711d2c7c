"""Writes all search rows anew."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from partnerships.search import rows

WIDTH = 30


class Command(BaseCommand):
    help = "Writes all search rows anew, in one transaction: readers find the old ones until it is done."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild with a bar on a terminal, with one line elsewhere."""
        self.bar = options["verbosity"] > 0 and sys.stderr.isatty()
        total = rows.rebuild(self.show)
        if self.bar:
            self.stderr.write("")
        if options["verbosity"] > 0:
            self.stdout.write(f"Search rows written for {total} entries.")

    def show(self, done: int, total: int) -> None:
        """Draw the bar."""
        if self.bar:
            full = WIDTH * done // max(total, 1)
            self.stderr.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done} / {total}", ending="")
