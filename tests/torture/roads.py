"""The roads by which mail comes and goes: IMAP and SMTP on real servers, signed in to by passwords or by tokens, or Microsoft Graph
on a stand-in of our own."""

from __future__ import annotations

import contextlib
import secrets
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Literal

from tests.builders.dovecot import PASSWORD, USER, Dovecot, Trusted, running_dovecot
from tests.builders.graph import Folder, GraphServer, Stored, by_graph_alone, running_graph
from tests.builders.smtp import MailServer
from tests.builders.tls import certificate
from tests.builders.tokens import CLIENT, ISSUER, SECRET, TENANT, Issuer, TokenEndpoint, running_endpoint
from tests.torture.post import mixed_post
from tests.torture.quiet import hush
from verbale.tokens.refresh import TokenFile

RoadName = Literal["imap", "graph", "tokens"]
ROADS: tuple[RoadName, ...] = ("imap", "graph", "tokens")


class Road(ABC):
    """One mailbox with a folder for each order of the mail, and whoever carries ours."""

    post: dict[str, dict[str, bytes]]
    """Folder to UID to bytes; each round has a copy of its own, under the same UIDs."""
    ports: dict[int, str]
    """What is spoken at each of the servers' ports."""

    @abstractmethod
    def settings(self, mailbox: str) -> dict[str, object]:
        """What the program has to know of this road, with this copy for its mailbox."""

    @abstractmethod
    def mailbox(self, folder: str) -> contextlib.AbstractContextManager[str]:
        """A copy of the folder, which somebody may empty, and another one for what is processed; nothing was sent yet."""

    @abstractmethod
    def lying(self, mailbox: str) -> Counter[bytes]:
        """How often each message lies on the server, in either folder."""

    @abstractmethod
    def delivered(self) -> list[bytes]:
        """Every mail that was taken of us since the copy was made."""


class ByImap(Road):
    """Dovecot and a mail server; where it `moves`, what is processed goes to another folder."""

    def __init__(self, dovecot: Dovecot, server: MailServer, authority: Path, *, moves: bool) -> None:
        self._dovecot = dovecot
        self._server = server
        self._authority = authority
        self._moves = moves
        self._numbers = count()
        self.post = {}
        self.ports = {dovecot.tls_port: "imap", server.port: "smtp"}

    def fill(self, folder: str, mail: list[bytes]) -> None:
        """A new folder with this mail."""
        with self._dovecot.client(None) as client:
            client.create_folder(folder)
        self.post[folder] = {self._dovecot.append(raw, folder=folder): raw for raw in mail}

    def settings(self, mailbox: str) -> dict[str, object]:
        return {
            "MAILBOX_HOST": "localhost",
            "MAILBOX_PORT": self._dovecot.tls_port,
            "MAILBOX_LOGIN": USER,
            "MAILBOX_PASSWORD": PASSWORD,
            "MAILBOX_CA_FILE": self._dovecot.certificate,
            "MAILBOX_FOLDER": mailbox,
            "MAILBOX_MOVE_TO": _processed(mailbox) if self._moves else "",
            "SMTP_HOST": "localhost",
            "SMTP_PORT": self._server.port,
            "SMTP_CA_FILE": self._authority,
            "SMTP_LOGIN": "courier",
            "SMTP_PASSWORD": "secret of the courier",
            "SMTP_SENDER": "poc-directory@un.org",
        }

    @contextlib.contextmanager
    def mailbox(self, folder: str) -> Iterator[str]:
        mailbox = f"Round-{next(self._numbers)}"
        with self._dovecot.client(folder, readonly=True) as client:
            client.create_folder(mailbox)
            client.create_folder(_processed(mailbox))
            client.copy(client.search("ALL"), mailbox)
        self._server.deliveries.clear()
        yield mailbox
        with self._dovecot.client(None) as client:
            client.delete_folder(mailbox)
            client.delete_folder(_processed(mailbox))

    def lying(self, mailbox: str) -> Counter[bytes]:
        found: Counter[bytes] = Counter()
        for name in (mailbox, _processed(mailbox)):
            with self._dovecot.client(name, readonly=True) as client:
                items = client.fetch(client.search("ALL"), ["BODY.PEEK[]"]).values()
                found.update(item[b"BODY[]"] for item in items)
        return found

    def delivered(self) -> list[bytes]:
        return [one.data for one in self._server.deliveries]


class ByTokens(ByImap):
    """As by IMAP, signed in to the mailbox as an application of Microsoft, and to the mail server with a refresh token that changes
    at every use: the former one is good until the mail server has seen what came with the new one."""

    def __init__(
        self, dovecot: Dovecot, server: MailServer, endpoint: TokenEndpoint, pair: Path, folder: Path, *, moves: bool
    ) -> None:
        super().__init__(dovecot, server, pair, moves=moves)
        self._endpoint = endpoint
        self._file = TokenFile(folder / "refresh-token")
        self.ports |= {_port(endpoint.url): "sign-in"}
        sections = {
            "APPLICATION": {"TENANT": TENANT, "AUTHORITY": endpoint.url},
            "ACCOUNT": {
                "KIND": "other",
                "TOKEN_ENDPOINT": f"{endpoint.url}/token",
                "REFRESH_TOKEN_FILE": self._file.path,
            },
        }
        self._given = {
            f"OAUTH_{section}_{name}": value
            for section, own in sections.items()
            for name, value in {"CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "CA_FILE": pair, **own}.items()
        }

    def settings(self, mailbox: str) -> dict[str, object]:
        by_password = super().settings(mailbox)
        by_tokens = {"MAILBOX_OAUTH": "application", "SMTP_OAUTH": "account", "SMTP_LOGIN": USER, **self._given}
        return {name: value for name, value in by_password.items() if "PASSWORD" not in name} | by_tokens

    @contextlib.contextmanager
    def mailbox(self, folder: str) -> Iterator[str]:
        with super().mailbox(folder) as mailbox:
            token = secrets.token_urlsafe(24)
            self._file.write(token)
            self._endpoint.refresh_tokens = {token}
            yield mailbox


class ByGraph(Road):
    """Source, mover and courier in one mailbox of Microsoft Graph; what is processed always goes to another folder."""

    def __init__(self, server: GraphServer, endpoint: TokenEndpoint, authority: Path) -> None:
        self._server = server
        self._given = by_graph_alone(server, endpoint, authority)
        self._numbers = count()
        self.post = {}
        self.ports = {_port(server.url): "graph", _port(endpoint.url): "token"}

    def fill(self, folder: str, mail: list[bytes]) -> None:
        """This mail is what a copy of the folder will hold."""
        self.post[folder] = {f"AAkALg-{folder}-{number:03d}=": raw for number, raw in enumerate(mail)}

    def settings(self, mailbox: str) -> dict[str, object]:
        return {**self._given, "MAILBOX_FOLDER": mailbox, "MAILBOX_MOVE_TO": _processed(mailbox)}

    @contextlib.contextmanager
    def mailbox(self, folder: str) -> Iterator[str]:
        server, mailbox = self._server, f"Round-{next(self._numbers)}"
        with server.lock:
            server.forget_tokens()
            server.messages.clear()
            server.sent.clear()
            here, _ = server.make_folder(mailbox), server.make_folder(_processed(mailbox))
            for number, (uid, raw) in enumerate(self.post[folder].items()):
                server.messages[uid] = Stored(uid, raw, here, f"2024-03-12T12:00:{number:02d}Z")
        yield mailbox
        with server.lock:
            for one in self._folders(mailbox):
                del server.folders[one.id]

    def lying(self, mailbox: str) -> Counter[bytes]:
        with self._server.lock:
            return Counter(one.raw for folder in self._folders(mailbox) for one in self._server.here(folder.id))

    def delivered(self) -> list[bytes]:
        with self._server.lock:
            return list(self._server.sent)

    def _folders(self, mailbox: str) -> list[Folder]:
        return [one for one in self._server.folders.values() if one.name in (mailbox, _processed(mailbox))]


@contextlib.contextmanager
def open_road(name: RoadName, folder: Path, orders: int, *, few: bool, moves: bool) -> Iterator[Road]:
    """A road on which so many folders hold the same mail, each in an order of its own."""
    pair = certificate(folder / "tls")
    issuer = Issuer()
    road: ByImap | ByGraph
    with contextlib.ExitStack() as closing:
        if name == "graph":
            endpoint = closing.enter_context(running_endpoint(CLIENT, pair, issuer))
            road = ByGraph(closing.enter_context(running_graph(issuer, pair)), endpoint, pair[0])
        elif name == "tokens":
            hush()
            endpoint = closing.enter_context(running_endpoint(USER, pair, issuer, rotating=True, overlapping=True))
            dovecot = closing.enter_context(running_dovecot(trusted=Trusted(issuer.public, ISSUER)))
            server = closing.enter_context(MailServer(pair, user_of=endpoint.taken))
            road = ByTokens(dovecot, server, endpoint, pair[0], folder, moves=moves)
        else:
            hush()
            dovecot = closing.enter_context(running_dovecot())
            server = closing.enter_context(MailServer(pair, accounts={"courier": "secret of the courier"}))
            road = ByImap(dovecot, server, pair[0], moves=moves)
        for number in range(orders):
            road.fill(f"Order-{number}", mixed_post(number, few=few))
        yield road


def _processed(mailbox: str) -> str:
    return f"{mailbox}-processed"


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])
