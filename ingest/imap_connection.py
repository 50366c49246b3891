"""A connection to one IMAP folder: verified, timed, opened when it is needed and closed on any trouble."""

from __future__ import annotations

import imaplib
import logging
import math
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal

from imapclient import IMAPClient, SocketTimeout

from domain.access import NoToken, SignedIn
from domain.reconciliation import Standing
from ingest.imap_opening import OpeningClient
from ingest.imap_trouble import (
    ConnectionDropped,
    Place,
    no_starttls,
    no_token,
    refused_folder,
    refused_login,
    unreachable,
)
from ingest.login import Login
from ingest.mailbox import lasting, passing
from ingest.watchdog import bounded

log = logging.getLogger(__name__)
logging.getLogger("imapclient").setLevel(logging.WARNING)  # its debug lines repeat addresses and whole messages

Security = Literal["tls", "starttls", "plain"]
PORTS: dict[Security, int] = {"tls": 993, "starttls": 143, "plain": 143}
_STANDING = (b"UIDVALIDITY", b"UIDNEXT", b"MESSAGES")
FAREWELL = 5.0
"""Seconds that we wait for an answer to LOGOUT: nothing depends on it any more."""
REFUSALS = (imaplib.IMAP4.error, ValueError)
"""How imapclient tells that the server said no, or something that is no IMAP."""


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """Where the mailbox is and how it is reached. `security` is plain only where somebody asked for it; timeouts in seconds."""

    host: str
    user: str
    login: Login
    folder: str = "INBOX"
    port: int | None = None
    security: Security = "tls"
    ca_file: str | None = None
    """PEM file of the authority that signed the server's certificate; None: those that the system trusts."""
    connect_timeout: float = 30.0
    read_timeout: float = 60.0

    @property
    def place(self) -> Place:
        """Host, port and folder, as sentences name them."""
        return Place(self.host, self.port or PORTS[self.security], self.folder)


class Connection:
    """The folder, opened read-only unless `writing`. Every failure is MailboxFailed; a dropped connection is
    ConnectionDropped and closed."""

    def __init__(self, account: ImapAccount, *, writing: bool = False, farewell: float = FAREWELL) -> None:
        self._account = account
        self._writing = writing
        self._farewell = farewell
        self._client: IMAPClient | None = None
        self._opened = False
        """True while the folder is open on the connection."""
        self.uidvalidity = ""
        """Of the folder as it was last opened; empty before."""
        self.signed_in: SignedIn | None = None
        """How the connection was last signed in; None before."""
        self._opening: list[socket.socket] = []
        """What is being opened and has not greeted yet."""
        self.answers = 0
        """How many of the server's answers have come whole."""
        self.interrupted = False
        """True where the last connection was ended by ourselves."""

    def standing(self) -> Standing | None:
        """The folder's STATUS, None where the server gives none; a connection found dead is opened anew once."""
        self.end_in_time()
        if self._client is not None:
            try:
                return self._status(self._client)
            except ConnectionDropped:
                log.info("the connection to the mailbox had ended; opening it again")
        return self._status(self._connected())

    def examine(self) -> int:
        """Opens the folder and returns how many messages it holds; a connection found dead is opened anew once."""
        self.end_in_time()
        if self._client is not None:
            try:
                return self._selected(self._client)
            except ConnectionDropped:
                log.info("the connection to the mailbox had ended; opening it again")
        return self._selected(self._connected())

    def ask(self, command: str, *arguments: object) -> Any:
        """What imapclient's `command` returns on the open folder, which is opened again first where the connection had dropped."""
        if self._client is None or not self._opened:
            uidvalidity = self.uidvalidity
            self._selected(self._client or self._connected())
            if uidvalidity not in ("", self.uidvalidity):
                raise passing(f"{self._account.place} numbered its messages anew while they were fetched")
        with self._talking(f"answering {command}"):
            return getattr(self._client, command)(*arguments)

    @property
    def good_for(self) -> float:
        """Seconds until it is better to sign in anew, because the server may end the connection when our token runs out."""
        return self.signed_in.good_for if self.signed_in is not None else math.inf

    def end_in_time(self) -> None:
        """Closes a connection that is no longer good, so that the next command opens it anew."""
        if self.good_for <= 0 and self._client is not None:
            log.info("the token of this connection runs out; opening it again")
            self.close()

    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once, as if the line had been cut; it has to be closed there."""
        client, self.interrupted = self._client, True
        for line in [client.socket()] if client is not None else list(self._opening):
            with suppress(OSError):
                # Not SSLSocket's own, which would take the encryption away from under the other thread.
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def close(self) -> None:
        """Signs out where the connection still allows it, without waiting long, and closes it in any case."""
        client = self._client
        if client is None:
            return
        try:
            # Nobody watches over who signs out: a line that drips would hold him for ever.
            with suppress(Exception), bounded(self, self._farewell):
                client.logout()
        finally:
            self._client, self._opened = None, False
            with suppress(Exception):
                client.shutdown()

    def _status(self, client: IMAPClient) -> Standing | None:
        with self._talking("telling how the folder stands"):
            try:
                if self._opened:
                    client.close_folder()  # STATUS is not for the folder that is open (RFC 3501, 6.3.10); nothing is expunged
                    self._opened = False
                said = client.folder_status(self._account.folder, [name.decode() for name in _STANDING])
            except imaplib.IMAP4.abort:
                raise
            except REFUSALS:
                return None  # opening the folder will tell why
        if not all(isinstance(said.get(name), int) for name in _STANDING):
            return None
        return Standing(str(said[b"UIDVALIDITY"]), said[b"UIDNEXT"], said[b"MESSAGES"])

    def _selected(self, client: IMAPClient) -> int:
        place = self._account.place
        try:
            with self._talking("opening the folder"):
                answer = client.select_folder(self._account.folder, readonly=not self._writing)
        except imaplib.IMAP4.error as error:
            self.close()
            raise refused_folder(place, error) from None
        if b"UIDVALIDITY" not in answer:
            self.close()
            raise lasting(
                f"{place} has no UIDVALIDITY, so its messages have no lasting identity; choose another folder"
            )
        self._opened = True
        self.uidvalidity = str(answer[b"UIDVALIDITY"])
        return int(answer[b"EXISTS"])

    def _connected(self) -> IMAPClient:
        """A connection that is open and signed in; whatever goes wrong closes it and is one sentence."""
        account, self.interrupted = self._account, False
        try:
            context = ssl.create_default_context(cafile=account.ca_file)
        except (OSError, ssl.SSLError):
            raise lasting(f"The CA file {account.ca_file} cannot be read as PEM; give the right file") from None
        try:
            timeout = SocketTimeout(account.connect_timeout, account.read_timeout)
            encrypted = context if account.security == "tls" else None
            client = OpeningClient(self._opening.append, account.host, account.place.port, encrypted, timeout)
        except (OSError, *REFUSALS) as error:
            raise unreachable(account.place, error) from None
        finally:
            while self._opening:
                self._opening.pop().close()
        self._client = client
        client.normalise_times = False
        try:
            if account.security == "starttls":
                client.starttls(context)
        except (OSError, *REFUSALS) as error:
            self.close()
            ended = isinstance(error, OSError | imaplib.IMAP4.abort)
            raise (unreachable(account.place, error) if ended else no_starttls(account.place)) from None
        try:
            with self._talking("signing in"):
                self.signed_in = account.login(client)
        except NoToken as none:
            self.close()
            raise no_token(account.place, none) from None
        except imaplib.IMAP4.error as error:
            self.close()
            raise refused_login(account.place, account.user, error) from None
        except BaseException:  # whatever it is, nobody goes on with a connection that is not signed in
            self.close()
            raise
        return client

    @contextmanager
    def _talking(self, doing: str) -> Iterator[None]:
        """Turns a connection that ends under the server's answer into ConnectionDropped; the connection is then closed."""
        try:
            yield
            self.answers += 1
        except (imaplib.IMAP4.abort, OSError) as error:
            self.close()
            raise ConnectionDropped(self._account.place, doing, error) from None
