"""What every reader promises, and what it says when it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from domain.submission import Finding, Severity
from parsers.document import Document
from parsers.limits import Limits

if TYPE_CHECKING:
    from parsers.engines import Engines


class Unreadable(Exception):
    """The attachment cannot be read; `code` and the sentence become the finding that the officer sees."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence

    def finding(self) -> Finding:
        """An error finding with the reason."""
        return Finding(code=self.code, severity=Severity.ERROR, message=self.sentence)


class Reader(Protocol):
    """One format."""

    def bid(self, head: bytes, declared: str) -> int:
        """How surely the first bytes are of this format: 0 not at all, 100 beyond doubt; `declared` is the sender's media type."""
        ...

    def read(self, path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
        """The document, its evidence named `path`; raises Unreadable with a reason an officer understands."""
        ...


def name_of(path: str) -> str:
    """The last name of a nested path, as an officer knows the attachment."""
    return path.rsplit("!", 1)[-1]
