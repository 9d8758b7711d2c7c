"""The file of a backup: a zip, or, with a passphrase, a zip of two age files that any age program opens as well.

`key.age` is the key of this one backup under the passphrase, `backup.zip.age` the zip under that key.
"""

import errno
import fcntl
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

import pyrage

from partnerships.backup.refusal import BackupRefused

PARTIAL: Final = ".partial"
KEY, CONTENT = "key.age", "backup.zip.age"
OWNER_ONLY: Final = 0o600


@contextmanager
def new_archive(path: Path, passphrase: str) -> Iterator[zipfile.ZipFile]:
    """Yield the zip to be written; `path` stands only once it is whole, and only its owner may read it.

    Raises OSError where the file cannot be written, FileExistsError where there is one.
    """
    if path.exists():
        raise FileExistsError(path)
    _remove_leftovers(path.parent)
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    file = os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb")
    try:
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            with _encrypted(file, passphrase) if passphrase else _plain(file) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def _remove_leftovers(folder: Path) -> None:
    """Remove what backups left that were killed: whoever still writes holds the lock of his file."""
    for partial in folder.glob(f".*.[0-9]*{PARTIAL}"):
        with suppress(OSError), partial.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            partial.unlink()


@contextmanager
def _plain(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        yield archive


@contextmanager
def _encrypted(file: IO[bytes], passphrase: str) -> Iterator[zipfile.ZipFile]:
    """Yield a zip that is encrypted while it is written: nothing of it lies open on the disk."""
    key = pyrage.x25519.Identity.generate()
    failures: list[BaseException] = []
    reading, writing = os.pipe()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as outer:
        outer.writestr(KEY, pyrage.passphrase.encrypt(str(key).encode(), passphrase))
        with outer.open(CONTENT, "w", force_zip64=True) as sealed, os.fdopen(reading, "rb") as source:
            work = threading.Thread(target=_encrypt, args=(source, sealed, key, failures))
            work.start()
            try:
                with os.fdopen(writing, "wb") as target, _plain(target) as archive:
                    yield archive
            finally:
                work.join()
                if failures:  # here: the one who writes has met but a broken pipe
                    raise failures[0]


def _encrypt(source: IO[bytes], target: IO[bytes], key: Any, failures: list[BaseException]) -> None:
    """Encrypt all of `source`; a failure is kept for the thread that writes, which learns of it by a broken pipe."""
    disk = _Disk(target)
    try:
        pyrage.encrypt_io(source, disk, [key.to_public()])
    except BaseException as error:  # noqa: BLE001 - handed to the other thread
        failures.append(disk.fault or error)
        source.close()


class _Disk:
    """A file to be written that keeps its failure: age passes on the words, not the error."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.fault: OSError | None = None

    def write(self, content: bytes) -> int:
        """Write `content`; raises OSError, as a file does."""
        try:
            return self.file.write(content)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        """Leave it to the file: it is closed in a moment."""


@contextmanager
def opened_archive(path: Path, passphrase: str, folder: Path) -> Iterator[zipfile.ZipFile]:
    """Yield the zip of the backup `path`, decrypted into `folder` where it is encrypted.

    Raises BackupRefused for what is no whole backup or has another passphrase.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if CONTENT not in archive.namelist():
                yield archive
                return
            decrypted = folder / "decrypted.zip"
            _decrypt(archive, passphrase, decrypted)
        try:
            with zipfile.ZipFile(decrypted) as archive:
                yield archive
        finally:
            with suppress(OSError):
                decrypted.unlink()
    except zipfile.BadZipFile as error:
        raise BackupRefused("this is no backup, or it is damaged or cut short") from error
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise BackupRefused(f"{error.filename or path}: {error.strerror}") from error


def _decrypt(archive: zipfile.ZipFile, passphrase: str, target: Path) -> None:
    if not passphrase:
        raise BackupRefused("the backup is encrypted: set BACKUP_PASSPHRASE or BACKUP_PASSPHRASE_FILE")
    try:
        key = pyrage.passphrase.decrypt(archive.read(KEY), passphrase).decode()
    except pyrage.DecryptError as error:
        raise BackupRefused("this is not the passphrase of the backup") from error
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, OWNER_ONLY), "wb") as out:
        disk = _Disk(out)
        try:
            with archive.open(CONTENT) as sealed:
                pyrage.decrypt_io(sealed, disk, [pyrage.x25519.Identity.from_str(key)])
        except (pyrage.DecryptError, KeyError, ValueError, OSError) as error:
            if disk.fault or is_of_disk(error):
                raise disk.fault or error from error
            raise BackupRefused("the backup is damaged or cut short") from error


def is_of_disk(error: Exception) -> bool:
    """Say whether `error` is of the disk, such as a full one, and not of what the file holds."""
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)  # EINVAL: a place before the file
