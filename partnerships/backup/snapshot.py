"""One moment of the register, while people go on working in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import connection, transaction

#: Folders of the media that hold nothing of the register: tables on their way in, pictures made from texts.
PASSING: Final = ("exchange", "shared")
#: Seconds: a younger file may belong to a save that is going on.
YOUNG: Final = 3600


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything that is read inside be of one moment; nobody waits for it, and nothing can be written in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Not atomic(): that begins as a writer (IMMEDIATE), and every save would wait.
            cursor.execute("BEGIN DEFERRED")
            try:
                cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")  # the moment is that of the first reading
                yield
            finally:
                cursor.execute("ROLLBACK")
        else:
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT 1")
                yield


def media_files(root: Path) -> Iterator[str]:
    """Yield the name of each file of the register below `root`."""
    for folder, folders, names in os.walk(root):
        inside = Path(folder).relative_to(root)
        if inside == Path():
            folders[:] = [name for name in folders if name not in PASSING]
        folders.sort()
        yield from (str(inside / name) for name in sorted(names))


def hold_files(root: Path, folder: Path) -> list[str]:
    """Give every file of `root` a second name in `folder`, so that one removed meanwhile is still there.

    A moment's work: no bytes are copied, unless the disk knows no second names.
    """
    held = []
    for name in media_files(root):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            linked(root / name, target)
        except FileNotFoundError:
            continue  # removed since it was listed
        held.append(name)
    return held


def linked(path: Path, target: Path) -> None:
    """Give the file `path` the second name `target`, or a copy where the disk knows no second names."""
    try:
        os.link(path, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(path, target)
