"""What holds for every test: none fails because the machine is busy or by chance, and none that is long is the last to begin."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

LONG = ("walk", "ingest", "notify", "desk", "verbale", "store")
"""The folders whose tests start programs and servers, those with the longest first."""

# The same examples in every run (`make fuzz` looks for new ones), in whatever time the machine takes for them.
settings.register_profile("busy", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker alone at the end of a run is a core that does nothing."""
    items.sort(key=lambda item: LONG.index(folder) if (folder := item.path.parent.name) in LONG else len(LONG))
