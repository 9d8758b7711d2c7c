"""Puts a backup in the place of what an installation holds: all of it, or none of it.

Order: everything is compared, unpacked and loaded beside the live data; then the new files are added, the databases
change places in one transaction, and what only the old one needed is laid aside. Killed at any moment, the live rows
have all their files.
"""

import fcntl
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from partnerships.backup import manifest as manifests
from partnerships.backup import staging
from partnerships.backup.archive import opened_archive
from partnerships.backup.checking import read_manifest, unpack
from partnerships.backup.ended import note_running
from partnerships.backup.making import Progress
from partnerships.backup.manifest import Manifest
from partnerships.backup.refusal import BackupRefused, RestoreUnfinished
from partnerships.backup.snapshot import YOUNG, linked, media_files
from partnerships.models import RegisterVersion, User

FOLDER: Final = ".restoring"


@contextmanager
def work_folder() -> Iterator[Path]:
    """Yield an empty folder on the disk of the files, for one restore at a time."""
    root = Path(settings.MEDIA_ROOT).parent
    root.mkdir(parents=True, exist_ok=True)
    with (root / f"{FOLDER}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupRefused("another restore is going on") from error
        folder = root / FOLDER
        shutil.rmtree(folder, ignore_errors=True)  # of a restore that was killed
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def checked(path: Path, passphrase: str, folder: Path, progress: Progress | None = None) -> Manifest:
    """Unpack the backup `path` below `folder`, with everything compared; BackupRefused for what is not whole."""
    with opened_archive(path, passphrase, folder) as archive:
        made = read_manifest(archive)
        unpack(archive, made, folder, progress)
    (folder / manifests.NAME).write_bytes(made.as_json())
    return made


def replace_data(made: Manifest, folder: Path) -> str:
    """Put what lies unpacked in `folder` in the place of the live data; return where that is kept, or "".

    BackupRefused or the error of a database or disk, when everything is as it was; RestoreUnfinished otherwise.
    """
    try:
        was_empty = holds_nothing()
        _load(folder)
        kept = Path(settings.MEDIA_ROOT).parent / f"before-restore-{timezone.localtime():%Y%m%d-%H%M%S}"
        files = Files(folder / manifests.FILES, kept / "media")
        with ExitStack() as stack:
            try:
                files.add(made.files)
                # Whoever stopped the exchange at its last moment would undo what is done.
                stack.enter_context(_unbroken())
                place = staging.take_place(folder, kept)
            except BaseException:
                with _unbroken():
                    _undo(files)
                raise
            return _tidied(files, made, place, kept if was_empty else None)
    finally:
        with suppress(DatabaseError):
            staging.drop()


@contextmanager
def _unbroken() -> Iterator[None]:
    """Let no Ctrl-C stop what has to come to its end."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _undo(files: "Files") -> None:
    try:
        files.take_back()
    except OSError as error:
        raise RestoreUnfinished(
            f"The rows are as they were, but old files could not be put back ({error}): they are in {files.kept}."
        ) from error


def _tidied(files: "Files", made: Manifest, place: str, empty: Path | None) -> str:
    """Lay aside what only the old database needed; return where it is, "" where `empty` held nothing but itself."""
    try:
        files.lay_aside(set(made.files))
        if empty:
            staging.drop_kept(empty)
    except (OSError, DatabaseError) as error:
        raise RestoreUnfinished(
            f"The backup is restored, but what it replaced could not all be laid aside ({error}). "
            f"What was here before is kept: {place}, its files in {files.kept} and among the live ones."
        ) from error
    if files.kept.exists():
        return f"its files in {files.kept}" if empty else f"{place}, its files in {files.kept}"
    return "" if empty else place


def _load(folder: Path) -> None:
    try:
        above = max(RegisterVersion.objects.values_list("number", flat=True), default=0)
    except DatabaseError:
        above = 0  # an installation without tables, or a broken one
    note_running(folder)
    command = [sys.executable, "-m", "partnerships.backup.loading", str(folder), str(above)]
    variables = staging.environment_of(folder)
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=variables, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        fault = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BackupRefused(f"the rows cannot be loaded: {fault}")


@dataclass
class Files:
    """The files of a backup on their way to the media folder; what they replace goes to `kept`."""

    source: Path
    kept: Path
    added: list[Path] = field(default_factory=list)
    replaced: list[tuple[Path, Path]] = field(default_factory=list)
    root: Path = field(default_factory=lambda: Path(settings.MEDIA_ROOT))

    def add(self, names: dict[str, manifests.ArchivePart]) -> None:
        """Put each file in its place; one with other bytes under its name is kept."""
        for name, part in names.items():
            target = self.root / name
            if target.exists():
                if manifests.file_sha256(target) == part.sha256:
                    continue
                self._keep(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            self.added.append(target)  # first: half of it may be there when the disk is full
            shutil.move(self.source / name, target)  # the media may be a disk of their own
            target.chmod(settings.FILE_UPLOAD_PERMISSIONS)

    def take_back(self) -> None:
        """Leave the media folder as it was."""
        for target in self.added:
            target.unlink(missing_ok=True)
        for aside, target in self.replaced:
            shutil.move(aside, target)
        shutil.rmtree(self.kept, ignore_errors=True)  # empty folders
        with suppress(OSError):
            self.kept.parent.rmdir()

    def lay_aside(self, names: set[str]) -> None:
        """Keep, outside the media folder, the files that are not among `names`.

        A young one stays as well: it may belong to a save that comes after the exchange.
        """
        old = time.time() - YOUNG
        for name in list(media_files(self.root)):
            with suppress(FileNotFoundError):  # removed since it was listed
                if name not in names:
                    self._keep(name, moved=(self.root / name).stat().st_mtime < old)

    def _keep(self, name: str, *, moved: bool = True) -> None:
        aside, target = self.kept / name, self.root / name
        aside.parent.mkdir(parents=True, exist_ok=True)
        if moved:
            shutil.move(target, aside)
            self.replaced.append((aside, target))
        else:
            linked(target, aside)


def holds_nothing() -> bool:
    """Say whether nothing would be replaced: no file, and no tables or neither a change ever made nor an account."""
    if any(media_files(Path(settings.MEDIA_ROOT))):
        return False  # of a database that was lost
    try:
        if "partnerships_user" not in connection.introspection.table_names():
            return True
        return not User.objects.exists() and not RegisterVersion.objects.filter(number__gt=0).exists()
    except DatabaseError:
        return False  # something is there, if broken
