"""A line that slows down to a drop: a proxy that from some moment on lets one byte through at a time, for ever."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Trickle:
    """The proxy's port; the first connection with an answer that holds `mark` trickles from it on (or `each` such connection), the
    others are good."""

    mark: bytes
    seconds: float
    each: bool = False
    port: int = 0
    trickling: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def begins(self, data: bytes) -> bool:
        """True where the line begins to trickle with these bytes."""
        with self._guard:
            if self.mark not in data or (self.trickling.is_set() and not self.each):
                return False
            self.trickling.set()
            return True


@contextlib.contextmanager
def trickling_line(target: int, mark: bytes, seconds: float, *, each: bool = False) -> Iterator[Trickle]:
    """A line to 127.0.0.1:`target` on which, on the first connection with `mark` or on each, a byte passes in so many seconds."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    line = Trickle(mark, seconds, each, listener.getsockname()[1])

    def accept() -> None:
        while not line.over.is_set():
            with contextlib.suppress(TimeoutError):
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", target))
                for source, sink, slows in ((client, server, False), (server, client, True)):
                    threading.Thread(target=_carry, args=(source, sink, line, slows), daemon=True).start()

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
            slow = slow or (slows and line.begins(data))
            if not slow:
                sink.sendall(data)
                continue
            for byte in data:
                if line.over.wait(line.seconds):
                    return
                sink.sendall(bytes([byte]))
    for connection in (source, sink):
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
