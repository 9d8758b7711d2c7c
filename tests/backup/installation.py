"""Installations of their own for one test: a folder, a database of either kind, and their manage.py."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).parent.parent.parent
SERVER = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


@dataclass
class Installation:
    """One register with its folder and the address of its database."""

    folder: Path
    address: str

    @property
    def media(self) -> Path:
        """Where its files are."""
        return self.folder / "media"

    def manage(self, *words: object, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run manage.py here."""
        environ = {**os.environ, "DATA_DIR": str(self.folder), "DATABASE_URL": self.address, **variables}
        command = [sys.executable, "manage.py", *map(str, words)]
        return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)  # noqa: S603

    def succeed(self, *words: object, **variables: str) -> str:
        """Run manage.py here and return what it says; the test fails where it does."""
        done = self.manage(*words, **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, question: str) -> str:
        """Return the one value that the database answers."""
        return self.succeed("shell", "-v", "0", "-c", f"from partnerships.models import *; print({question})").strip()


@contextmanager
def installation(kind: str, folder: Path) -> Iterator[Installation]:
    """Yield an installation whose database of `kind` has no table yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        yield Installation(folder, f"sqlite:///{folder / 'db.sqlite3'}")
        return
    name = f"backup_{uuid4().hex[:12]}"
    try:
        server = psycopg.connect(SERVER, autocommit=True)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL here: name one in TEST_DATABASE_URL")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield Installation(folder, urlsplit(SERVER)._replace(path=f"/{name}").geturl())
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
