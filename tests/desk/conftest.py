"""An office of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A desk over an empty store, with one officer."""
    desk = Office(tmp_path)
    yield desk
    desk.close()
