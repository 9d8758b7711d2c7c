"""The message catalogues without system gettext: built, collected and checked with Babel.

`python -m partnerships.management.catalogue` builds the .mo files; `manage.py messages` collects and checks.
"""

import io
import os
from hashlib import sha256
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale

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
            _write_mo(target, read_catalogue(path))


def _write_mo(target: Path, catalog: Catalog) -> None:
    # Beside it first: a process that starts meanwhile must not read half a catalogue.
    unfinished = target.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, catalog)
    unfinished.replace(target)


def stand_in(code: str, folder: Path) -> None:
    """Write into `folder` a catalogue for the language `code`, unless it has its own: German for de-at, else English.

    Without it Django shows what it cannot translate in the language of the home city. Its own texts stay its own.
    """
    target = folder / to_locale(code) / "LC_MESSAGES" / "django.mo"
    general = LOCALE / code.partition("-")[0]
    source = (general if general.exists() else LOCALE / "ru") / "LC_MESSAGES" / "django.po"
    if code == "en" or (LOCALE / to_locale(code)).exists():
        return
    # By content, as the folder outlives a release, whose files may be older than what was made of the one before.
    made_of = sha256(source.read_bytes() + django.get_version().encode()).hexdigest()
    note = target.with_suffix(".made-of")
    if target.exists() and note.exists() and note.read_text(encoding="ascii") == made_of:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    _write_mo(target, read_catalogue(source) if general.exists() else _in_english(source, code))
    note.write_text(made_of, encoding="ascii")


def _in_english(source: Path, code: str) -> Catalog:
    """Return the texts of the catalogue at `source` as they are, but for those that Django has in `code`."""
    known = {str(message.id) for path in _of_django(code) for message in read_mo(io.BytesIO(path.read_bytes()))}
    catalog = Catalog(locale="en", domain="django", charset="utf-8")
    for message in read_catalogue(source):
        if message.id and str(message.id) not in known:
            catalog.add(message.id, message.id, context=message.context)
    return catalog


def _of_django(code: str) -> list[Path]:
    return list(Path(django.__file__).parent.glob(f"**/locale/{to_locale(code)}/LC_MESSAGES/django.mo"))


if __name__ == "__main__":
    build()
