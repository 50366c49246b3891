"""Killed at any commit, any reading and any word on the network, and started again: nothing is lost, nothing said twice.

`make torture` kills at every point, four times and on both databases; here it is once each, on SQLite, where the state differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from tests.torture.office import Count, Office, open_office
from tests.torture.points import USED, names, numbered, telling

FOLDER = "Order-0"


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with open_office(few=True) as office:
        yield office


@pytest.fixture(scope="module")
def graph_office() -> Iterator[Office]:
    with open_office(few=True, road="graph") as office:
        yield office


def wrong(office: Office, points: Sequence[str]) -> list[tuple[str, Count]]:
    """What came of the points at which all was not well."""
    found = []
    reached = office.reached("sqlite", FOLDER)
    for turn, name in enumerate(points):
        count, died = office.round("sqlite", FOLDER, numbered(name, reached, turn % 3), afterwards=1 + turn % 2)
        if not (count.clean and died and count.uncertain <= 1):
            found.append((name, count))
    return found


def test_killed_at_any_point(office: Office) -> None:
    reached = office.reached("sqlite", FOLDER)
    points = telling(names(reached))
    assert len(points) >= 40
    assert {name.partition(":")[0] for name in points} == {"commit", "imap", "reading", "smtp"}
    assert wrong(office, points) == []


def test_killed_at_any_word_to_graph(graph_office: Office) -> None:
    """Mail fetched, moved and sent by Microsoft Graph alone."""
    reached = graph_office.reached("sqlite", FOLDER)
    points = [name for name in telling(names(reached)) if name.startswith(("graph", "token")) or "Graph" in name]
    assert {"graph: the answer to sendMail", "graph: the answer to a move", "token: the answer to a token"} <= {*points}
    assert wrong(graph_office, points) == []


def test_killed_while_it_signs_in_by_tokens() -> None:
    """By one of an application, and by one for a refresh token that changes whenever it is used."""
    with open_office(few=True, road="tokens") as office:
        points = [name for name in telling(names(office.reached("sqlite", FOLDER))) if name.startswith("sign-in")]
        assert {"sign-in: the answer to the tenant", "sign-in: the answer to a token"} <= {*points}
        assert wrong(office, [*points, USED]) == []


def test_the_service_is_killed(office: Office) -> None:
    """`verbale run`, in threads, begun as it is begun."""
    count, died = office.round("sqlite", FOLDER, "commit: after a mail's claim, 2", service=True, cold=True)
    assert (count.clean, died) == (True, True)
