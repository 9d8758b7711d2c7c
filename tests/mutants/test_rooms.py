"""The rooms that `make mutants` changes are there, and so are their tests."""

from pathlib import Path

import pytest

from tests.mutants.rooms import ROOMS, Room

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_a_room_names_what_there_is(room: Room) -> None:
    assert [name for name in (*room.modules, *room.tests) if not (ROOT / name).exists()] == []
    assert 0.9 <= room.floor <= 1
