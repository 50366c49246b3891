"""What holds for every test: none fails because the machine is busy, and none that is long is the last to begin."""

from __future__ import annotations

import pytest
from hypothesis import settings

LONG = ("walk", "ingest", "notify", "desk", "verbale", "store")
"""The folders whose tests start programs and servers, those with the longest first."""

settings.register_profile("busy", deadline=None)
settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker alone at the end of a run is a core that does nothing."""
    items.sort(key=lambda item: LONG.index(folder) if (folder := item.path.parent.name) in LONG else len(LONG))
