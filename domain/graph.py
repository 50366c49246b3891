"""Microsoft Graph as its users know it: what may be asked, what is answered, and how it is told that nothing was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from domain.access import SignedIn
from domain.alarms import AlarmCode

HOST = "graph.microsoft.com"
"""Of the worldwide service; national clouds have others."""
WORD = re.compile(r"[A-Za-z0-9_.-]{1,80}")
"""What of a server's words may be repeated: its codes."""
THROTTLED = frozenset({429, 503, 504, 509})
"""Answers that mean: not now."""


class NotAsked(Exception):
    """The server has surely not heard this request, or not taken it: one sentence without its full stop. `lasting` where only a
    person can help."""

    def __init__(self, sentence: str, *, lasting: bool = False, alarm: AlarmCode | None = None) -> None:
        super().__init__(sentence)
        self.lasting = lasting
        self.alarm = alarm


class Broke(Exception):
    """The connection ended without a whole answer: how, in one word. `whole` where the server may have had the whole request;
    `cut` where we ended it ourselves."""

    def __init__(self, how: str, *, whole: bool = True, cut: bool = False) -> None:
        super().__init__(how)
        self.whole = whole
        self.cut = cut


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; `chunks` may raise Broke, and may be read once."""

    status: int
    code: str = ""
    """The word by which Graph says what is wrong; empty where all is well, or it gives none."""
    length: int | None = None
    """How many bytes will come, where that was told."""
    ends: bool = True
    """False where nothing but the end of the connection would show the end of the answer."""
    request: str = ""
    """The server's own number of this request, for those who run it."""
    chunks: Iterator[bytes] = field(default_factory=lambda: iter(()))

    @property
    def well(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status <= 299

    @property
    def told(self) -> str:
        """Status and code, as sentences repeat them."""
        return f"{self.status} {self.code}".strip()

    def object(self, most: int = 64 << 20) -> dict[str, Any]:
        """The JSON object that it holds; empty where it holds none, or more than `most` bytes."""
        raw = bytearray()
        for chunk in self.chunks:
            raw += chunk
            if len(raw) > most:
                return {}
        return json_object(bytes(raw))


class Line(Protocol):
    """A way to one server, signed in with a token; used by one thread at a time."""

    @property
    def host(self) -> str:
        """Its name, with the port where that is not the usual one."""
        ...

    @property
    def mailbox(self) -> str:
        """Where the mailbox stands in addresses: `/v1.0/users/…`."""
        ...

    @property
    def signed_in(self) -> SignedIn | None:
        """How we last signed in; None before."""
        ...

    @property
    def answers(self) -> int:
        """How many answers, or whole pieces of long ones, have come; it only grows."""
        ...

    def ask(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> AbstractContextManager[Answer]:
        """The answer to this request, `target` being a path or an address that the server gave. Raises NotAsked or Broke."""
        ...

    def interrupt(self) -> None:
        """What another thread waits for on this line ends at once, or what it asks for next."""
        ...

    def close(self) -> None:
        """Closes the connection; the next question opens another."""
        ...


def json_object(raw: bytes) -> dict[str, Any]:
    """The JSON object in these bytes; empty where there is none."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def code_in(raw: bytes) -> str:
    """The code of Graph's error in these bytes, the innermost one that it tells; empty where there is none."""
    error = json_object(raw).get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and WORD.fullmatch(code) else ""
