"""Killed as in the crash matrix, where mail comes and goes by Microsoft Graph, or tokens sign in to the servers."""

from __future__ import annotations

from tests.builders.deaths import FOLDER, wrong
from tests.torture.office import open_office
from tests.torture.points import USED, names


def test_killed_at_any_word_to_graph() -> None:
    """Mail fetched, moved and sent by Microsoft Graph alone."""
    with open_office(few=True, road="graph") as office:
        reached = names(office.reached("sqlite", FOLDER))
        points = [name for name in reached if name.startswith(("graph", "token")) or "Graph" in name]
        assert {
            "graph: the answer to sendMail",
            "graph: the answer to a move",
            "token: the answer to a token",
        } <= {*points}
        assert wrong(office, points) == []


def test_killed_while_it_signs_in_by_tokens() -> None:
    """By one of an application, and by one for a refresh token that changes whenever it is used."""
    with open_office(few=True, road="tokens") as office:
        points = [name for name in names(office.reached("sqlite", FOLDER)) if name.startswith("sign-in")]
        assert {"sign-in: the answer to the tenant", "sign-in: the answer to a token"} <= {*points}
        assert wrong(office, [*points, USED]) == []
