"""One server for all tests of a session; a test that needs an empty or a broken one starts its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.dovecot import Dovecot, running_dovecot
from tests.builders.graph import GraphServer, running_graph
from tests.builders.mailboxes import Box, FolderBox, GraphBox, ImapBox, MaildirBox
from tests.builders.tokens import Issuer


@pytest.fixture(scope="session")
def shared_dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def dovecot(shared_dovecot: Dovecot) -> Dovecot:
    """The server with an empty INBOX."""
    with shared_dovecot.client() as client:
        client.delete_messages(client.search("ALL"))
        client.expunge()
    return shared_dovecot


@pytest.fixture
def imap_box(dovecot: Dovecot) -> ImapBox:
    return ImapBox(dovecot)


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def graph(issuer: Issuer) -> Iterator[GraphServer]:
    """Microsoft Graph with an empty mailbox."""
    with running_graph(issuer) as server:
        yield server


@pytest.fixture
def graph_box(graph: GraphServer) -> GraphBox:
    return GraphBox(graph)


@pytest.fixture(params=["imap", "graph", "maildir", "folder"])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Box:
    """An empty mailbox of each kind in turn."""
    if request.param == "imap":
        return ImapBox(request.getfixturevalue("dovecot"))
    if request.param == "graph":
        return GraphBox(request.getfixturevalue("graph"))
    return MaildirBox(tmp_path / "Maildir") if request.param == "maildir" else FolderBox(tmp_path / "mails")
