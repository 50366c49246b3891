"""Doom: every commit, every word on the network and every reading has a name, and a process dies at the one it is given.

All of it is put around the program from outside: SQLAlchemy's commit, the sockets' methods, the reading and its worker."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

WHOSE = {
    "ingest.intake._keep": "a batch",
    "ingest.intake.keep_new": "the comparison",
    "ingest.graph_moving._some": "a move by Graph",
    "ingest.moving._some": "a move",
    "ingest.pipeline._claim": "a message's claim",
    "ingest.pipeline._read": "a reading",
    "ingest.pipeline._place": "a place and its answer",
    "ingest.pipeline._shunt": "a shunting",
    "ingest.pipeline._give_back": "a message given back",
    "notify.calendar.sweep": "what fell due",
    "notify.courier.send_round": "the round's beginning",
    "notify.courier._claim": "a mail's claim",
    "notify.courier._settle": "a mail's outcome",
    "notify.courier._drop": "a mail dropped",
    "verbale.wiring.opened": "the migration",
}
"""What a function of the program commits; one that is not here goes by its own name."""
_ROOMS = ("ingest.", "notify.", "store.", "verbale.")
_DOORS = ("store.database",)
_FETCHED = {
    b"BODY.PEEK[HEADER.FIELDS": "traits",
    b"RFC822.SIZE": "sizes",
    b"BODY.PEEK[HEADER]": "a header",
    b"BODY.PEEK[]<": "a piece",
    b"BODY.PEEK[]": "mails",
}
_ASKED = (
    (b"/sendMail ", "sendMail"),
    (b"/move ", "a move"),
    (b"/$value ", "a message"),
    (b"delta?$select", "a list"),
    (b"/delta?", "the changes"),
    (b"parentFolderId", "where a message lies"),
    (b"receivedDateTime", "when a message came"),
    (b"$filter=", "a folder's name"),
    (b"/mailFolders/", "a folder"),
    (b"openid-configuration", "the tenant"),
    (b"/token ", "a token"),
)
"""What an HTTP request is about, by its first line; the first that fits."""
_HTTP = frozenset({"graph", "token", "sign-in"})
_SMTP = (b"EHLO", b"HELO", b"STARTTLS", b"AUTH", b"MAIL", b"RCPT", b"DATA", b"QUIT", b"RSET", b"NOOP")


class Doom:
    """Counts each point by its name, and kills this process when `fatal` ("NAME, NUMBER") is reached; None is never."""

    def __init__(self, fatal: str | None = None) -> None:
        self._fatal = fatal
        self._counts: Counter[str] = Counter()
        self._guard = threading.Lock()
        self.reached: list[str] = []
        """Every point so far, in order."""

    def reach(self, name: str) -> None:
        """One point further, or dead."""
        with self._guard:
            self._counts[name] += 1
            point = f"{name}, {self._counts[name]}"
            self.reached.append(point)
        if point == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, ports: Mapping[int, str]) -> None:
        """From now on this process's commits, readings and conversations with these ports (by their protocol) are points."""
        self._watch_commits()
        self._watch_readings()
        _Line(self, ports).watch()

    def _watch_commits(self) -> None:
        from sqlalchemy.engine.default import DefaultDialect  # not at the top: every reader of a life loads this module

        commit = DefaultDialect.do_commit

        def committed(dialect: DefaultDialect, connection: Any) -> None:
            what = _whose()
            self.reach(f"commit: before {what}")
            commit(dialect, connection)
            self.reach(f"commit: after {what}")

        DefaultDialect.do_commit = committed  # type: ignore[method-assign]

    def _watch_readings(self) -> None:
        from parsers.worker import Workers

        Workers.read = self.around(Workers.read)  # type: ignore[method-assign]

    def around(self, read: Callable[..., Any]) -> Callable[..., Any]:
        """The same reading, with a point before and after."""

        def watched(*arguments: Any, **named: Any) -> Any:
            self.reach("reading: before a message")
            reading = read(*arguments, **named)
            self.reach("reading: after a message")
            return reading

        return watched


class _Line:
    """The sockets' methods, watched where they go to one of our servers."""

    def __init__(self, doom: Doom, ports: Mapping[int, str]) -> None:
        self._doom = doom
        self._ports = ports
        # A thread has one conversation at a time, and the service several threads.
        self._last: dict[tuple[str | None, int], str] = {}
        self._unanswered: dict[tuple[str | None, int], str] = {}
        self._within = threading.local()

    def watch(self) -> None:
        """Both kinds of socket: what is encrypted is named before it is."""
        for kind in (socket.socket, ssl.SSLSocket):
            for name, hook in (
                ("sendall", self._sending),
                ("send", self._sending),
                ("recv_into", self._receiving),
                ("recv", self._receiving),
            ):
                setattr(kind, name, self._around(getattr(kind, name), hook))
        socket.socket.connect = self._around(socket.socket.connect, self._connecting)  # type: ignore[method-assign]

    def _around(self, method: Callable[..., Any], hook: Callable[..., Any]) -> Callable[..., Any]:
        def watched(connection: socket.socket, *arguments: Any, **named: Any) -> Any:
            if getattr(self._within, "busy", False):
                return method(connection, *arguments, **named)  # an encrypted socket calls its own plain one
            self._within.busy = True
            try:
                return hook(lambda: method(connection, *arguments, **named), connection, *arguments)
            finally:
                self._within.busy = False

        return watched

    def _connecting(self, go: Callable[[], Any], connection: socket.socket, address: Any, *_: Any) -> Any:
        protocol = self._ports.get(address[1]) if isinstance(address, tuple) else None
        if protocol is None:
            return go()
        self._doom.reach(f"{protocol}: before the connection")
        done = go()
        self._unanswered[protocol, threading.get_ident()] = "the connection"
        self._doom.reach(f"{protocol}: after the connection")
        return done

    def _sending(self, go: Callable[[], Any], connection: socket.socket, data: Any, *_: Any) -> Any:
        protocol = self._protocol(connection)
        if protocol is None:
            return go()
        said = self._named(protocol, bytes(data))
        self._doom.reach(f"{protocol}: before {said}")
        done = go()
        here = (protocol, threading.get_ident())
        self._last[here] = self._unanswered[here] = said.removeprefix("the body of ")
        self._doom.reach(f"{protocol}: after {said}")
        return done

    def _receiving(self, go: Callable[[], Any], connection: socket.socket, *_: Any) -> Any:
        protocol = self._protocol(connection)
        done = go()
        asked = self._unanswered.pop((protocol, threading.get_ident()), None)
        if asked is not None:
            self._doom.reach(f"{protocol}: the answer to {asked}")
        return done

    def _protocol(self, connection: socket.socket) -> str | None:
        try:
            peer = connection.getpeername()
        except OSError:
            return None
        return self._ports.get(peer[1]) if isinstance(peer, tuple) else None

    def _named(self, protocol: str, data: bytes) -> str:
        if protocol in _HTTP:
            asked = data.partition(b"\r\n")[0] if b" HTTP/1.1\r\n" in data else b""
            about = next((name for part, name in _ASKED if part in asked), asked.decode("ascii", "replace"))
            return about or f"the body of {self._last.get((protocol, threading.get_ident()), 'a request')}"
        words = data.split()
        if protocol == "imap":
            if not words:
                return self._last.get((protocol, threading.get_ident()), "a command")  # its end
            if data == b"DONE\r\n":
                return "DONE"
            if len(words) == 1:
                return "what signs in"
            command = b" ".join(words[1:3] if words[1:2] == [b"UID"] else words[1:2]).decode("ascii", "replace")
            fetched = next((name for part, name in _FETCHED.items() if part in data), None)
            return f"{command} of {fetched}" if fetched and command.endswith("FETCH") else command
        first = words[0].upper() if words else b""
        if data == b".\r\n":
            return "the final dot"
        last = self._last.get((protocol, threading.get_ident()), "a word")
        if last == "DATA":
            return "the mail's text"
        return first.decode() if first in _SMTP else last


def _whose() -> str:
    """The nearest function of the program below us that is no door to the database."""
    frame = sys._getframe(1)
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(_ROOMS) and not module.startswith(_DOORS):
            place = f"{module}.{frame.f_code.co_name}"
            return WHOSE.get(place, place)
        frame = frame.f_back  # type: ignore[assignment]
    return "something"
