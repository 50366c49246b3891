"""A bad line: a TCP proxy in front of a real server that breaks connections where the test says so."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

How = Literal["reset", "close", "stall"]
When = Callable[[int, int, bytes], bool]
"""(number of the connection from 1, bytes that the server has sent on it before, its next bytes) -> break it now?"""


@dataclass
class BadLine:
    """The proxy's port, and how many connections it has seen and broken."""

    port: int = 0
    connections: int = 0
    broken: int = 0
    over: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def bad_line(target: int, when: When, how: How = "reset") -> Iterator[BadLine]:
    """A line to 127.0.0.1:`target` that breaks a connection, with the bytes that made it break unsent, where `when` says so."""
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
            server = socket.create_connection(("127.0.0.1", target))
            for run, arguments in (
                (_up, (client, server)),
                (_down, (client, server, line, line.connections, when, how)),
            ):
                thread = threading.Thread(target=run, args=arguments, daemon=True)
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
            thread.join(5)
        listener.close()


def _up(client: socket.socket, server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := client.recv(65536):
            server.sendall(data)
    _shut(server)


def _down(client: socket.socket, server: socket.socket, line: BadLine, number: int, when: When, how: How) -> None:
    sent = 0
    with contextlib.suppress(OSError):
        while data := server.recv(16384):
            if when(number, sent, data):
                line.broken += 1
                if how == "stall":
                    line.over.wait()
                elif how == "reset":
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    client.shutdown(socket.SHUT_RD)  # wakes the other thread, which holds the socket open
                    client.close()
                break
            client.sendall(data)
            sent += len(data)
    _shut(client)
    _shut(server)


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
