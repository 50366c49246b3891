"""A line that slows down to a drop: a proxy that from some moment on lets one byte through at a time, for ever."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Trickle:
    """The proxy's port; the first connection trickles from the answer that holds `mark`, the others are good."""

    mark: bytes
    seconds: float
    port: int = 0
    trickling: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def trickling_line(target: int, mark: bytes, seconds: float) -> Iterator[Trickle]:
    """A line to 127.0.0.1:`target` on whose first connection a byte passes every so many seconds, once `mark` was to pass."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    line = Trickle(mark, seconds, listener.getsockname()[1])

    def accept() -> None:
        first = True
        while not line.over.is_set():
            with contextlib.suppress(TimeoutError):
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", target))
                for source, sink, slows in ((client, server, False), (server, client, first)):
                    threading.Thread(target=_carry, args=(source, sink, line, slows), daemon=True).start()
                first = False

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield line
    finally:
        line.over.set()
        acceptor.join()
        listener.close()


def _carry(source: socket.socket, sink: socket.socket, line: Trickle, slows: bool) -> None:
    slow = False
    with contextlib.suppress(OSError):
        while data := source.recv(1 if slow else 16384):
            slow = slow or (slows and line.mark in data)
            if not slow:
                sink.sendall(data)
                continue
            line.trickling.set()
            for byte in data:
                if line.over.wait(line.seconds):
                    return
                sink.sendall(bytes([byte]))
    for connection in (source, sink):
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
