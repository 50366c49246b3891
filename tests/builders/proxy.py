"""A bad line: a TCP proxy in front of a real server that breaks connections where the test says so."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

How = Literal["reset", "close", "stall", "truncate", "slow"]
"""A reset, an end, silence, an end in the midst of what was being said, or from there on a few bytes at a time."""
When = Callable[[int, int, bytes], bool]
"""(number of the connection from 1, bytes that came on it before from this side, its next bytes) -> break it now?"""
_FEW = 64


@dataclass
class BadLine:
    """The proxy's port, and how many connections it has seen and broken."""

    port: int = 0
    connections: int = 0
    broken: int = 0
    breaks: threading.Event = field(default_factory=threading.Event)
    """Set once one is broken."""
    over: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def bad_line(
    target: int,
    when: When,
    how: How = "reset",
    *,
    upwards: When | None = None,
    heard: Callable[[bytes], bytes] = bytes,
) -> Iterator[BadLine]:
    """A line to 127.0.0.1:`target` that breaks a connection, with the bytes that made it break unsent, where `when` says so of
    what the server sends, or `upwards` of what the client does; `heard` is what the server hears for what the client said."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    line = BadLine(listener.getsockname()[1])
    threads: list[threading.Thread] = []

    def accept() -> None:
        while not line.over.is_set():
            try:
                client, _ = listener.accept()
            except TimeoutError:
                continue
            line.connections += 1
            try:
                server = socket.create_connection(("127.0.0.1", target))
            except OSError:  # the server is down: so is the line
                client.close()
                continue
            number = line.connections
            for arguments in (
                (client, server, line, number, upwards or never, how, client, heard),
                (server, client, line, number, when, how, client, bytes),
            ):
                thread = threading.Thread(target=_carry, args=arguments, daemon=True)
                thread.start()
                threads.append(thread)

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield line
    finally:
        line.over.set()
        acceptor.join()
        for thread in threads:
            thread.join(30)
        listener.close()


def never(number: int, before: int, data: bytes) -> bool:
    """A line that does not break."""
    return False


def _carry(
    source: socket.socket,
    sink: socket.socket,
    line: BadLine,
    number: int,
    when: When,
    how: How,
    client: socket.socket,
    passed: Callable[[bytes], bytes],
) -> None:
    before = 0
    slow = False
    with contextlib.suppress(OSError):
        while data := source.recv(_FEW if slow else 16384):
            if not slow and when(number, before, data):
                line.broken += 1
                line.breaks.set()
                slow = how == "slow"
                if how == "stall":
                    line.over.wait()
                elif how == "truncate":
                    sink.sendall(data[: len(data) // 2])
                elif how == "reset":
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    client.shutdown(socket.SHUT_RD)  # wakes the other thread, which holds the socket open
                    client.close()
                if not slow:
                    break
            if slow:
                line.over.wait(0.001)
            sink.sendall(passed(data))
            before += len(data)
    _shut(source)
    _shut(sink)


class Weather:
    """Breaks each connection, but for one in five, after a random number of bytes below `most`; seeded, until it is fine."""

    def __init__(self, seed: int, most: int) -> None:
        self._random = random.Random(seed)
        self._most = most
        self._guard = threading.Lock()
        self._limits: dict[int, int] = {}
        self.fine = False

    def __call__(self, number: int, before: int, data: bytes) -> bool:
        with self._guard:
            if number not in self._limits:
                spared = self._random.randrange(5) == 0
                self._limits[number] = 1 << 60 if spared else self._random.randrange(self._most)
            return not self.fine and before + len(data) > self._limits[number]


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
