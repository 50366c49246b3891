"""What is in flight is left alone between two tries, and counted all the while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.reconciliation import Difference, Ours, difference, due

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "seconds", "expected"),
    [
        (1, 0, True),
        (2, 119, False),
        (2, 120, True),
        (3, 239, False),
        (3, 240, True),
        (7, 3599, False),
        (7, 3600, True),
        (5000, 3600, True),
        (5000, -1, True),
    ],
)
def test_it_is_due_after_ever_longer_waits(tries: int, seconds: int, expected: bool) -> None:
    assert due(tries, NOON, NOON + timedelta(seconds=seconds)) is expected


def test_what_is_not_due_is_neither_fetched_nor_forgotten() -> None:
    ours = Ours(here=frozenset("1"), in_flight=frozenset("234"), not_due=frozenset("34"))
    assert difference(("1", "2", "3", "5"), ours) == Difference(("2", "5"), frozenset(), frozenset(), frozenset("4"))
