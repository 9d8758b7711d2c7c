"""Makes a backup: rows of one moment, the files they name, and what both are, with SHA-256."""

import fcntl
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config import environment
from partnerships.backup import manifest as manifests
from partnerships.backup.archive import new_archive
from partnerships.backup.keys import last_keys
from partnerships.backup.manifest import ArchivePart, Manifest
from partnerships.backup.refusal import BackupRefused
from partnerships.backup.snapshot import hold_files, one_moment
from partnerships.backup.tables import hidden_languages, kept_models, lines, named_files
from partnerships.text.translated import CODES

type Progress = Callable[[int, int], None]
HELD: Final = ".backup"
#: Kinds of files that are compressed already.
PACKED: Final = (".jpg", ".webp", ".avif")


def back_up(path: Path, passphrase: str, progress: Progress | None = None) -> Manifest:
    """Write the whole register to the new file `path`; return what it holds.

    Raises BackupRefused when the database is not in step with this release, OSError where files fail.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with new_archive(path, passphrase) as archive, _held_folder(root.parent) as held:
        with one_moment():
            made = _begin()
            # After the rows' moment: whatever they name has been written by then.
            names = hold_files(root, Path(held))
            models, hidden = kept_models(), [code for code in made.languages if code not in CODES]
            total, done = len(models) + len(names), 0
            for table, model in models.items():
                made.parts[manifests.table_part(table)] = _write_rows(archive, table, lines(model, hidden))
                done += 1
                if progress:
                    progress(done, total)
            made.missing = sorted({name for name, _row in named_files()} - set(names))
        for name in names:
            made.parts[manifests.FILES + name] = _write_file(archive, Path(held, name), manifests.FILES + name)
            done += 1
            if progress:
                progress(done, total)
        _write_settings(archive, made)
        archive.writestr(manifests.NAME, made.as_json())
    return made


@contextmanager
def _held_folder(beside: Path) -> Iterator[str]:
    """Yield an empty folder beside the media, so that files need no copy to be held; one backup at a time."""
    with (beside / f"{HELD}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupRefused("another backup is being made") from error
        for left in beside.glob(f"{HELD}-*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=beside, prefix=f"{HELD}-") as held:
            yield held


def _begin() -> Manifest:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(leaves):
        raise BackupRefused("the database is not in step with this release: run manage.py migrate first")
    return Manifest(
        release=settings.RELEASE,
        made_at=timezone.now().isoformat(timespec="seconds"),
        database=connection.vendor,
        languages=[*CODES, *hidden_languages()],
        migrations=sorted([list(leaf) for leaf in leaves]),
        last_keys=last_keys(),
    )


def _write_rows(archive: zipfile.ZipFile, table: str, found: Iterable[bytes]) -> ArchivePart:
    part, digest, count = ArchivePart(), hashlib.sha256(), 0
    with archive.open(_entry(manifests.table_part(table), zipfile.ZIP_DEFLATED), "w", force_zip64=True) as target:
        for line in found:
            target.write(line)
            digest.update(line)
            part.size += len(line)
            count += 1
    part.rows, part.sha256 = count, digest.hexdigest()
    return part


def _write_file(archive: zipfile.ZipFile, path: Path, name: str) -> ArchivePart:
    packing = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(_entry(name, packing), "w", force_zip64=True) as target:
        return manifests.copied(source, target, ArchivePart())


def _entry(name: str, packing: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type, entry.external_attr = packing, 0o600 << 16
    return entry


def _write_settings(archive: zipfile.ZipFile, made: Manifest) -> None:
    """Write the settings in the form of .env.example, to be looked up: secrets are not among them."""
    text = "".join(f"{name}={value}\n" for name, value in sorted(environment.given().items())).encode()
    archive.writestr(_entry(manifests.SETTINGS, zipfile.ZIP_DEFLATED), text)
    made.parts[manifests.SETTINGS] = ArchivePart(len(text), hashlib.sha256(text).hexdigest())
