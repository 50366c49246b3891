"""One round at each of some points, on SQLite, and what was wrong afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from tests.torture.office import Count, Office
from tests.torture.points import numbered

FOLDER = "Order-0"


def wrong(office: Office, points: Sequence[str]) -> list[tuple[str, Count]]:
    """What came of the points at which all was not well."""
    found = []
    reached = office.reached("sqlite", FOLDER)
    for turn, name in enumerate(points):
        count, died = office.round("sqlite", FOLDER, numbered(name, reached, turn % 3), afterwards=1 + turn % 2)
        if not (count.clean and died and count.uncertain <= 1):
            found.append((name, count))
    return found
