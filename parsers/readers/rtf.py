"""RTF: paragraphs, tables and pictures of pages."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from domain.submission import Finding, Severity
from parsers.document import Block, Document, Page, Paragraph, Table
from parsers.readers.reader import Unreadable, name_of
from parsers.readers.rtf_walk import Walk

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits


def bid(head: bytes, declared: str) -> int:
    """The opening group."""
    return 100 if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf") else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """The text with its tables; pictures of pages in it are recognised, as pages of their own."""
    from parsers.readers.image import recognised_pictures

    walk = Walk(limits.text_chars)
    walk.read(data)
    if not walk.blocks and not walk.pictures:
        raise Unreadable("damaged", f"{name_of(path)} is empty or damaged.")
    scanned, findings = recognised_pictures(path, walk.pictures, limits, engines)
    if walk.hidden:
        sentence = f"{name_of(path)} holds text that is hidden from people; it was not read."
        findings.append(Finding(code="hidden_text", severity=Severity.WARNING, message=sentence))
    blocks = [
        *(b for b in walk.blocks if _is(b, "header")),
        *(b for b in walk.blocks if not _is(b, "header", "footer")),
    ]
    blocks.extend(b for b in walk.blocks if _is(b, "footer"))
    return Document(path, "rtf", (Page(tuple(blocks)), *scanned), bool(scanned), tuple(findings))


def text_of(data: bytes) -> str:
    """The words alone, line by line; never raises."""
    walk = Walk(len(data))
    with contextlib.suppress(Unreadable):
        walk.read(data)
    return Document("", "rtf", (Page(tuple(walk.blocks)),)).text


def _is(block: Block, *regions: str) -> bool:
    return isinstance(block, Paragraph | Table) and block.region in regions
