"""The listing of everything that came with a message."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from domain.reading import Attachment
from parsers import mime
from parsers.containers import Opened
from parsers.document import Document
from parsers.pictures import page_count
from parsers.readers.reader import Unreadable
from parsers.showing import MOST, text_of

_MOST_SHOWN = 400_000
"""Characters of all attachments' texts together that are kept for people to look at."""


def attachments_of(opened: Opened, documents: Sequence[Document]) -> Iterator[Attachment]:
    """Everything that came with the message; what has no pages with its text, an enclosed message with its own."""
    read = {document.path: document for document in documents}
    room = _MOST_SHOWN
    for part in opened.listed:
        pages = _pages(part)
        document = read.get(part.path) or read.get(f"{part.path}!body")
        text = text_of(document, min(MOST, room)) if document is not None and pages is None and room > 0 else None
        room -= len(text or "")
        yield Attachment(
            path=part.path,
            media_type=part.media_type,
            size=len(part.data),
            sha256=hashlib.sha256(part.data).hexdigest(),
            pages=pages,
            text=text or None,
        )


def _pages(part: mime.Part) -> int | None:
    """How many pages the desk can show of it; None where it has none, or is damaged or locked (which a finding tells)."""
    try:
        return page_count(part.data, part.media_type)
    except Unreadable:
        return None
