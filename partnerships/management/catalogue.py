"""The message catalogue without system gettext: built, collected and checked with Babel.

`python -m partnerships.management.catalogue` builds the .mo files; `manage.py messages` collects and checks.
"""

import os
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def po_files() -> list[Path]:
    """Return the catalogues, one a language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue at `path`, empty if there is none yet."""
    language = path.parent.parent.name
    if not path.exists():
        return Catalog(locale=language, domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def write_catalogue(catalog: Catalog, path: Path) -> None:
    """Write `catalog` sorted and without line numbers, so that a diff shows words only."""
    with path.open("wb") as file:
        write_po(file, catalog, width=100, no_location=True, sort_output=True, omit_header=False)


def build() -> None:
    """Build every .mo file that is older than its .po."""
    for path in po_files():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            # Beside it first: a process that starts meanwhile must not read half a catalogue.
            unfinished = target.with_suffix(f".{os.getpid()}")
            with unfinished.open("wb") as file:
                write_mo(file, read_catalogue(path))
            unfinished.replace(target)


if __name__ == "__main__":
    build()
