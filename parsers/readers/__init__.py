"""One module a format: from the bytes of an attachment to a document."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, cast

from domain.submission import Finding, Severity
from parsers import sniff
from parsers.compound import MAGIC
from parsers.document import Document
from parsers.readers.detour import by_detour
from parsers.readers.reader import Reader, Unreadable, name_of

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits
    from parsers.mime import Part

READERS = ("pdf", "image", "docx", "odt", "xlsx", "doc", "rtf", "html", "csv", "text")
"""The readers' modules; of equal bids the first wins."""

_HEAD = 8192
_log = logging.getLogger(__name__)


def reader_of(data: bytes, declared: str = "") -> Reader | None:
    """The reader that bids highest on the first bytes (and on what the file's directory lists, where it is an archive)."""
    best, chosen = 0, None
    for name in READERS:
        reader = cast(Reader, import_module(f"parsers.readers.{name}"))
        offered = reader.bid(data if data.startswith(b"PK\x03\x04") else data[:_HEAD], declared)
        if offered > best:
            best, chosen = offered, reader
    return chosen


def read_part(part: Part, limits: Limits, engines: Engines) -> Document | Finding:
    """The part as a document, or the finding that says why it cannot be read."""
    # Of a compound file only its directory says what it holds; senders say octet-stream.
    compound = part.data.startswith(MAGIC)
    reader = reader_of(part.data, sniff.sniff(part.data) if compound else part.declared_type)
    if reader is None:
        if (document := by_detour(part, limits, engines)) is not None:
            return document
        sentence = f"{name_of(part.path)} is of a kind that cannot be read; open it by hand."
        return Finding(code="unsupported_format", severity=Severity.WARNING, message=sentence)
    try:
        return reader.read(part.path, part.data, limits, engines)
    except Unreadable as error:
        _log.info("unreadable attachment: %s", error.code)
        if (
            error.code in ("damaged", "unsupported_format")
            and (document := by_detour(part, limits, engines, error)) is not None
        ):
            return document
        return error.finding()
