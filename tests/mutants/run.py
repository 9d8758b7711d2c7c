"""Changes the code one small thing at a time and asks the nearest tests: make mutants ROOM=gate MUTANTS=40.

Works in a copy of what is committed, so an interrupted run leaves nothing changed. Prints what survived.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cosmic_ray.commands import init
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkerOutcome, WorkItem, WorkResult

from tests.mutants.rooms import ROOMS, Room

ROOT: Final = Path(__file__).parent.parent.parent
#: Seconds for the tests of one change.
LONGEST: Final = 300
#: Changes of types, of the marks of Django's own classes, and of what only speed would show.
MEANINGLESS: Final = ("BitOr", "RemoveDecorator", "ReplaceBinaryOperator_BitAnd", "ExceptionReplacer")


def main() -> int:
    """Run the rooms that are asked for; return 1 where fewer changes are noticed than the floor says."""
    wanted = os.environ.get("ROOM") or None
    most = int(os.environ.get("MUTANTS") or 1000)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        subprocess.run(["git", "worktree", "add", "-q", "--detach", copy], cwd=ROOT, check=True)
        os.environ["DATA_DIR"] = folder
        subprocess.run([sys.executable, "-m", "partnerships.management.catalogue"], cwd=copy, check=True)
        try:
            asked = {name: room for name, room in ROOMS.items() if wanted in (None, name)}
            low = [name for name, room in asked.items() if not _holds(name, room, copy, most)]
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", copy], cwd=ROOT, check=True)
    return int(bool(low))


def _holds(name: str, room: Room, copy: Path, most: int) -> bool:
    os.chdir(copy)
    with use_db(str(copy.parent / f"{name}.sqlite")) as work:
        init([Path(module) for module in room.modules], work, {})
        _leave_out(work, most)
        config = copy.parent / f"{name}.toml"
        config.write_text(_settings(room), encoding="utf-8")
        subprocess.run([_tool("cosmic-ray"), "exec", config, copy.parent / f"{name}.sqlite"], check=True)
        done = [(item, result) for item, result in work.completed_work_items if result.worker_outcome != "skipped"]
    survived = [(item, result) for item, result in done if not result.is_killed]
    share = 1 - len(survived) / (len(done) or 1)
    print(f"{name}: {len(done) - len(survived)} of {len(done)} noticed ({share:.0%}, floor {room.floor:.0%})")
    for item, result in survived:
        print("\n".join(_told(item, result)))
    return share >= room.floor


def _leave_out(work: WorkDB, most: int) -> None:
    """Skip what means nothing, and of the rest all but `most`, taken evenly over the room."""
    ordered = sorted(work.work_items, key=_place)
    real = [item for item in ordered if not any(word in item.mutations[0].operator_name for word in MEANINGLESS)]
    step = max(1, -(-len(real) // most))
    kept = {item.job_id for item in real[::step]}
    skipped = WorkResult(worker_outcome=WorkerOutcome.SKIPPED)
    work.set_multiple_results([item.job_id for item in ordered if item.job_id not in kept], skipped)


def _place(item: WorkItem) -> tuple[str, tuple[int, int], str]:
    change = item.mutations[0]
    return str(change.module_path), change.start_pos, f"{change.operator_name} {change.occurrence}"


def _settings(room: Room) -> str:
    command = f"{sys.executable} -m pytest -q -x -n 0 -p no:cacheprovider {' '.join(room.tests)}"
    return f"""[cosmic-ray]
module-path = "."
timeout = {LONGEST}.0
excluded-modules = []
test-command = "{command}"

[cosmic-ray.distributor]
name = "local"
"""


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _told(item: WorkItem, result: WorkResult) -> Iterator[str]:
    change = item.mutations[0]
    yield f"  {change.module_path}:{change.start_pos[0]} {change.operator_name.removeprefix('core/')}"
    lines = (result.diff or "").splitlines()
    yield from (f"      {line}" for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))


if __name__ == "__main__":
    sys.exit(main())
