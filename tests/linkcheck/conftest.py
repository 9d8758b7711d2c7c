"""Lends the made-up world to the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.linkcheck.network import World, listening


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World()
    with listening(made, monkeypatch):
        yield made
