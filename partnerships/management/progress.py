"""The bar of a command that takes long."""

import sys
from typing import Final

from django.core.management.base import OutputWrapper

WIDTH: Final = 30


class Bar:
    """Draws on a terminal how far a command is, and nothing elsewhere."""

    def __init__(self, out: OutputWrapper, verbosity: int) -> None:
        self.out, self.is_shown = out, verbosity > 0 and sys.stderr.isatty()

    def show(self, done: int, total: int) -> None:
        """Draw the bar, and end its line when all is done."""
        if self.is_shown:
            full = WIDTH * done // max(total, 1)
            ending = "\n" if done >= total else ""
            self.out.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done} / {total}", ending=ending)
