"""Every kind of mailbox, each with a hand that puts mail in and an eye that sees whether anything was touched."""

from __future__ import annotations

import itertools
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from domain.access import AccessToken
from ingest.folder import FolderSource
from ingest.graph import GraphSource
from ingest.imap import ImapAccount, ImapSource
from ingest.login import PasswordLogin
from ingest.mailbox import Bounds, MailSource
from ingest.maildir import MaildirSource
from tests.builders.dovecot import PASSWORD, USER, Dovecot
from tests.builders.graph import MAILBOX, GraphServer
from verbale.graph import GraphAccount, GraphLine


def mail(subject: str = "Nomination", body: bytes = b"Excellency,\r\n", message_id: str | None = None) -> bytes:
    """A small message with CRLF line ends."""
    identity = f"Message-ID: {message_id}\r\n" if message_id else ""
    return f"From: mission@example.int\r\nSubject: {subject}\r\n{identity}\r\n".encode() + body


class Box(Protocol):
    """A mailbox as the tests handle it."""

    def put(self, raw: bytes) -> None:
        """One message arrives."""

    def take_away(self, raw: bytes) -> None:
        """Somebody deletes the message with these bytes."""

    def source(self, bounds: Bounds | None = None) -> MailSource:
        """The source under test."""

    def missing_source(self) -> MailSource:
        """A source for a mailbox that is not there."""

    def traces(self) -> Any:
        """Everything by which a reader could leave a trace."""


class ImapBox:
    """The INBOX of a real server."""

    def __init__(self, server: Dovecot) -> None:
        self.server = server

    def account(self, **changed: Any) -> ImapAccount:
        """The account with some of its facts changed."""
        facts: dict[str, Any] = {
            "host": "localhost",
            "user": USER,
            "login": PasswordLogin(USER, PASSWORD),
            "port": self.server.tls_port,
            "ca_file": str(self.server.certificate),
            "connect_timeout": 60.0,
            "read_timeout": 60.0,
        }
        return ImapAccount(**{**facts, **changed})

    def put(self, raw: bytes) -> None:
        self.server.append(raw)

    def take_away(self, raw: bytes) -> None:
        with self.server.client() as client:
            for uid, item in client.fetch(client.search("ALL"), ["BODY.PEEK[]"]).items():
                if item[b"BODY[]"] == raw:
                    client.delete_messages([uid])
                    client.expunge([uid])

    def source(self, bounds: Bounds | None = None) -> ImapSource:
        return ImapSource(self.account(), bounds)

    def missing_source(self) -> ImapSource:
        return ImapSource(self.account(folder="Nowhere"))

    def traces(self) -> Any:
        """UIDs, flags (\\Seen and \\Recent among them) and numbering, as another client sees them."""
        with self.server.client(readonly=True) as client:
            status = client.folder_status("INBOX", ["UIDVALIDITY", "UIDNEXT", "MESSAGES", "UNSEEN", "RECENT"])
            items = client.fetch(client.search("ALL"), ["FLAGS", "RFC822.SIZE"])
            return status, {uid: (item[b"FLAGS"], item[b"RFC822.SIZE"]) for uid, item in items.items()}


class FixedTokens:
    """Tokens that a test makes: the last of `texts`, and instead of a refused one what is `later`."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.later: list[str] = []

    def current(self) -> AccessToken:
        return AccessToken(self.texts[-1], 0.0, 3300.0, 3600.0)

    def instead_of(self, refused: AccessToken) -> AccessToken | None:
        if not self.later:
            return None
        self.texts.append(self.later.pop())
        return self.current()

    def left(self, token: AccessToken) -> float:
        return token.until


class GraphBox:
    """The inbox of a mailbox that is reached by Microsoft Graph; `now` is the clock of lines and sources, and `waits` is how long
    they would have waited."""

    def __init__(self, server: GraphServer) -> None:
        self.server = server
        self.tokens = FixedTokens(server.issuer.token("verbale-client"))
        self.now = 0.0
        self.waits: list[float] = []

    def line(self, patience: float = 30.0, **changed: Any) -> GraphLine:
        """A line to the server with some of the account's facts changed."""
        port = int(self.server.url.rpartition(":")[2])
        facts: dict[str, Any] = {"mailbox": MAILBOX, "host": "localhost", "port": port, "timeout": 60.0}
        plain = self.server.url.startswith("http://")
        account = GraphAccount(**{**facts, "plain": plain, **changed})
        return GraphLine(account, self.tokens, self.clock, lambda: self.now, patience, self._pause)

    def clock(self) -> datetime:
        """The time of day of that clock, which began at noon."""
        return datetime(2025, 3, 1, 12, 0, tzinfo=UTC) + timedelta(seconds=self.now)

    def _pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def put(self, raw: bytes) -> None:
        self.server.put(raw)

    def take_away(self, raw: bytes) -> None:
        for one in self.server.here():
            if one.raw == raw:
                self.server.take_away(one.id)

    def source(self, bounds: Bounds | None = None) -> GraphSource:
        return GraphSource(self.line(), MAILBOX, "INBOX", bounds, lambda: self.now)

    def missing_source(self) -> GraphSource:
        return GraphSource(self.line(), MAILBOX, "Nowhere", None, lambda: self.now)

    def traces(self) -> Any:
        """What is where and whether it was read, and that nothing but GET was asked."""
        posted = self.server.count("POST ")
        return posted, [(one.id, one.raw, one.folder, one.read) for one in self.server.messages.values()]


class MaildirBox:
    """A Maildir on this machine; every second message has been seen by its owner's mail program and lies in cur/."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._numbers = itertools.count(1)
        for name in ("new", "cur", "tmp"):
            (path / name).mkdir(parents=True)

    def put(self, raw: bytes) -> None:
        number = next(self._numbers)
        unique = f"17000000{number:02d}.M{number}P1.host"
        written = self.path / "tmp" / unique
        written.write_bytes(raw)
        written.rename(self.path / ("new" if number % 2 else "cur") / (unique if number % 2 else f"{unique}:2,S"))

    def take_away(self, raw: bytes) -> None:
        for file in [*(self.path / "new").iterdir(), *(self.path / "cur").iterdir()]:
            if file.read_bytes() == raw:
                file.unlink()

    def source(self, bounds: Bounds | None = None) -> MaildirSource:
        return MaildirSource(self.path, bounds)

    def missing_source(self) -> MaildirSource:
        return MaildirSource(self.path / "nowhere")

    def traces(self) -> Any:
        return traces_under(self.path)


class FolderBox:
    """A folder of .eml files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._numbers = itertools.count(1)
        path.mkdir(parents=True)

    def put(self, raw: bytes) -> None:
        written = self.path / "writing"
        written.write_bytes(raw)
        written.rename(self.path / f"{next(self._numbers):04d}.eml")

    def take_away(self, raw: bytes) -> None:
        for file in self.path.glob("*.eml"):
            if file.read_bytes() == raw:
                file.unlink()

    def source(self, bounds: Bounds | None = None) -> FolderSource:
        return FolderSource(self.path, bounds)

    def missing_source(self) -> FolderSource:
        return FolderSource(self.path / "nowhere")

    def traces(self) -> Any:
        return traces_under(self.path)


def traces_under(path: Path) -> Any:
    """Names, bytes, modes and times of change of all files; folders' times too, so that a file moved and moved back shows."""
    found = {}
    for file in sorted(path.rglob("*")):
        facts = os.stat(file)
        content = file.read_bytes() if file.is_file() else None
        found[str(file)] = (content, facts.st_mode, facts.st_mtime_ns, facts.st_ctime_ns)
    return found
