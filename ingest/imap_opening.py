"""Opening a connection to an IMAP server so that another thread can end it before the server has greeted."""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Callable

from imapclient import SocketTimeout
from imapclient.tls import wrap_socket

from ingest.imap_fetching import FetchingClient

Opened = Callable[[socket.socket], object]


class OpeningClient(FetchingClient):
    """An IMAPClient that tells `opened` of its socket before a byte is heard on it: by its own, the greeting is waited for first.

    What is told is a duplicate, for encryption takes the socket itself away; whoever is told closes it."""

    def __init__(
        self, opened: Opened, host: str, port: int, context: ssl.SSLContext | None, timeout: SocketTimeout
    ) -> None:
        self._opened = opened
        super().__init__(host, port=port, ssl=context is not None, ssl_context=context, timeout=timeout)
        # imapclient has every answer put into words for a log, megabytes of mail too: half of the time that fetching takes.
        self._imap.debug = 0

    def _create_IMAP4(self) -> imaplib.IMAP4:
        return _Imap(self._opened, self.host, self.port, self.ssl_context if self.ssl else None, self._timeout.connect)


class _Imap(imaplib.IMAP4):
    """imaplib's client over such a socket."""

    def __init__(
        self, opened: Opened, host: str, port: int, context: ssl.SSLContext | None, timeout: float | None
    ) -> None:
        self._opened = opened
        self._context = context
        super().__init__(host, port, timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = socket.create_connection((self.host, self.port), timeout)
        self._opened(plain.dup())
        return plain if self._context is None else wrap_socket(plain, self._context, self.host)
