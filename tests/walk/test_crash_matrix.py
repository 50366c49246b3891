"""Killed at any commit, any reading and any word on the network, and started again: nothing is lost, nothing said twice.

`make torture` kills at every point four times and on both databases; here it is once at each, on SQLite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders.deaths import FOLDER, wrong
from tests.torture.office import Office, open_office
from tests.torture.points import names


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with open_office(few=True) as office:
        yield office


def test_killed_at_any_point(office: Office) -> None:
    points = names(office.reached("sqlite", FOLDER))
    assert len(points) >= 40
    assert {name.partition(":")[0] for name in points} == {"commit", "imap", "reading", "smtp"}
    assert wrong(office, points) == []


def test_the_service_is_killed(office: Office) -> None:
    """`verbale run`, in threads, begun as it is begun."""
    count, died = office.round("sqlite", FOLDER, "commit: after a mail's claim, 2", service=True, cold=True)
    assert (count.clean, died) == (True, True)
