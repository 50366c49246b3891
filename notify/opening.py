"""Opening a conversation with a mail server so that it ends in time, also where the server drips: time-outs are for silence."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Opened = Callable[[socket.socket], object]


@contextmanager
def unless_done_in(seconds: float, act: Callable[[], object]) -> Iterator[None]:
    """Where this block lasts longer than so many seconds, `act` is called in a thread of its own."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def ending_after(seconds: float) -> Iterator[Opened]:
    """Within this block whoever waits for one of the lines that were `opened` waits for so many seconds at most, counted from its
    beginning; then it is as if the lines had been cut."""
    lines: list[socket.socket] = []
    over = threading.Event()

    def cut() -> None:
        over.set()
        for line in tuple(lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def opened(line: socket.socket) -> None:
        lines.append(line.dup())  # encryption takes the socket itself away
        if over.is_set():
            cut()

    try:
        with unless_done_in(seconds, cut):
            yield opened
    finally:
        for line in lines:
            line.close()


class Plain(smtplib.SMTP):
    """smtplib's client, which tells `opened` of its socket before a byte is heard on it."""

    def __init__(self, opened: Opened, host: str, port: int, helo: str | None, timeout: float) -> None:
        self._opened = opened
        super().__init__(host, port, helo, timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._opened(line)
        return line


class Encrypted(smtplib.SMTP_SSL, Plain):
    """The same with encryption from the first byte; its socket is told of before that is agreed on."""

    def __init__(
        self, opened: Opened, host: str, port: int, helo: str | None, timeout: float, context: ssl.SSLContext
    ) -> None:
        self._opened = opened
        smtplib.SMTP_SSL.__init__(self, host, port, helo, timeout=timeout, context=context)
