"""Both sites under gunicorn, two workers each, as they are run: what a start costs, and what memory comes to."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tests.bench.stored import ROOT, ask, cpu_of, server

#: Enough answers that both workers have given some.
FIRST: Final = 12
MIB: Final = 2**20


@dataclass
class Served:
    """One site under gunicorn."""

    application: str
    port: int
    environ: dict[str, str]
    #: Where gunicorn looks for `gunicorn.conf.py`.
    folder: Path = ROOT
    leader: int = 0

    @contextmanager
    def running(self) -> Iterator[float]:
        """Run it and yield the CPU seconds from its start to its first answers."""
        environ = {**self.environ, "PYTHONPATH": str(ROOT)}
        with server(self.port, self.application, environ, self.folder) as self.leader:
            self.read(["/ru/cities/"], FIRST)
            yield cpu_of(self.leader)

    def read(self, paths: list[str], rounds: int) -> None:
        """Ask for pages that are made anew."""
        for _ in range(rounds):
            for path in paths:
                ask(self.port, quote(path, safe="/?=&"), {"Cookie": "sessionid=none"})

    def private(self) -> float:
        """Return the memory in MiB that a worker has for itself, the middle of its workers."""
        return statistics.median(self._memory(worker, "Private_Clean", "Private_Dirty") for worker in self._workers())

    def whole(self) -> float:
        """Return the memory in MiB of all its processes, what they share counted once."""
        return sum(self._memory(pid, "Pss") for pid in (str(self.leader), *self._workers()))

    def _workers(self) -> list[str]:
        return Path(f"/proc/{self.leader}/task/{self.leader}/children").read_text().split()

    @staticmethod
    def _memory(pid: str, *names: str) -> float:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.split(":")[0] in names) * 1024 / MIB
