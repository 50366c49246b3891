"""Every test of the store runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database
from tests.builders.databases import KINDS, migrated_url


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    return str(request.param)


@pytest.fixture
def url(kind: str, tmp_path: Path) -> str:
    """A migrated database of the test's own."""
    return migrated_url(kind, tmp_path)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """The same, open."""
    database = Database(url)
    yield database
    database.close()
