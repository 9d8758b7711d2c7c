"""Is a backup whole, and can this installation take it? Asked in full before anything live is touched."""

import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from django.db.migrations.loader import MigrationLoader

from partnerships.backup import manifest as manifests
from partnerships.backup import staging
from partnerships.backup.archive import is_of_disk
from partnerships.backup.making import Progress
from partnerships.backup.manifest import ArchivePart, Manifest
from partnerships.backup.refusal import BackupRefused
from partnerships.text.translated import CODES

DAMAGED = "the backup is damaged or cut short"


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Return what the archive says of itself, once it can be of use here; BackupRefused otherwise."""
    try:
        made = Manifest.read(archive.read(manifests.NAME))
    except KeyError as error:
        raise BackupRefused("this is no backup of a register: it has no manifest") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        if is_of_disk(error):
            raise
        raise BackupRefused(DAMAGED) from error
    if {*made.parts, manifests.NAME} != set(archive.namelist()) or not all(map(_is_inside, made.parts)):
        raise BackupRefused("what the backup holds is not what its manifest says")
    for entry in archive.infolist():
        if entry.filename in made.parts and entry.file_size != made.parts[entry.filename].size:
            raise BackupRefused(f"{DAMAGED}: {entry.filename}")
    _check_release(made)
    unknown = [code for code in made.languages if code not in CODES]
    if unknown:
        wanted = ",".join([*CODES, *unknown])
        raise BackupRefused(f"LANGUAGES: the backup also holds texts in {', '.join(unknown)}; set LANGUAGES={wanted}")
    return made


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and str(path) == name


def _check_release(made: Manifest) -> None:
    known = MigrationLoader(None).disk_migrations  # of the code alone: the database here may be damaged
    newer = [f"{app} {name}" for app, name in map(tuple, made.migrations) if (app, name) not in known]
    if newer:
        raise BackupRefused(
            f"the backup is of the newer release {made.release} ({newer[0]} is not known here): "
            "install that one or a later one first"
        )


def unpack(archive: zipfile.ZipFile, made: Manifest, folder: Path, progress: Progress | None = None) -> None:
    """Write every part below `folder`, each compared with size, SHA-256 and count of rows in the manifest."""
    unpacked = sum(part.size for part in made.parts.values())
    needed = unpacked * 12 // 10 + staging.room_needed(sum(part.size for part in made.tables.values()))
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BackupRefused(f"{folder}: {free // 2**20} MB are free and {needed // 2**20 + 1} MB are needed")
    for done, (name, part) in enumerate(made.parts.items(), 1):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(name) as source, target.open("wb") as out:
                found = manifests.copied(source, out, ArchivePart(rows=None if part.rows is None else 0))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise BackupRefused(f"{DAMAGED}: {name}") from error
        if found != part:
            raise BackupRefused(f"{DAMAGED}: {name}")
        if progress:
            progress(done, len(made.parts))
