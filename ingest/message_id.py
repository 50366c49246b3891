"""A message's own name for itself, peeked at in its bytes before anything is parsed."""

from __future__ import annotations

import re

from domain.delivery import Raw

HEADER_BLOCK = 256 * 1024
"""So many bytes of a message are looked at for its Message-ID."""
BLANK_LINE = re.compile(rb"\r\n\r\n|\n\n|\r\r")
MESSAGE_ID = re.compile(
    rb"^message-id[ \t]*:[ \t]*(?:\r\n[ \t]+|\n[ \t]+|\r[ \t]+)?(<[^<>\s\x00-\x1f]{1,998}>)", re.I | re.M
)


def message_id_of(raw: Raw) -> str | None:
    """The first Message-ID of the header block with its angle brackets, None where there is none; never raises."""
    head = raw[:HEADER_BLOCK]
    end = BLANK_LINE.search(head)
    found = MESSAGE_ID.search(head[: end.start() if end else None].replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return found[1].decode("utf-8", "replace") if found else None
