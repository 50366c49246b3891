"""Outlook's own format for a saved mail (.msg, [MS-OXMSG]), read with python-oxmsg."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from parsers import charsets
from parsers.lzfu import decompressed
from parsers.saved_mail import CannotOpen, File, SavedMail, address, codec_of, field

if TYPE_CHECKING:
    from oxmsg.storage import Storage

_HEADER, _HEADER_WITHIN, _HEADER_OF_PART = 32, 24, 8
"""Bytes before the properties: of the outermost message, of one within, of an attachment."""
_BY_VALUE, _WITHIN, _OBJECT = 1, 5, 6
"""How an attachment is attached; the other ways only point to a file."""
_DAMAGE = (
    OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, OverflowError, struct.error,
    RecursionError,
)  # fmt: skip
"""What olefile and oxmsg raise on damaged files."""


def saved_mail(data: bytes, room: int, depth: int) -> SavedMail:
    """The mail in a .msg file of at most `room` bytes in all, with the mails within it, `depth` deep; raises CannotOpen."""
    from olefile import OleFileIO
    from olefile.olefile import STGTY_STREAM
    from oxmsg.storage import Storage

    try:
        with OleFileIO(io.BytesIO(data)) as file:
            # Streams may share their sectors, so that a small file claims to hold any number of bytes.
            if sum(entry.size for entry in file.direntries if entry and entry.entry_type == STGTY_STREAM) > room:
                raise CannotOpen("too_large")
            root = Storage.from_ole(file)
    except _DAMAGE as error:
        raise CannotOpen("damaged") from error
    return _mail(root, _HEADER, depth)


def _mail(storage: Storage, header: int, depth: int) -> SavedMail:
    facts = _Facts(storage, header)
    text, html = facts.text(0x1000, body=True), facts.html()
    rtf = decompressed(facts.binary(0x1009)) if not text.strip() and not html.strip() else b""
    files, whole = [], facts.whole
    for part in storage.iter_attachment_storages():
        file, sound = _file(part, depth)
        files.append(file)
        whole = whole and sound
    return SavedMail(_header(facts), text, html, rtf, tuple(files), whole)


def _header(facts: _Facts) -> str:
    """The header that it came with; of what was never sent, the little that is known."""
    saved = facts.text(0x007D)
    if "from:" in saved.lower():
        return saved
    boxes = [facts.text(number) for number in (0x5D01, 0x5D02, 0x0C1F, 0x0065)]
    mailbox = next((box for box in boxes if "@" in box and "/" not in box), "")
    sent = facts.time(0x0039) or facts.time(0x0E06)
    return (
        field("From", address(facts.text(0x0C1A) or facts.text(0x0042), mailbox))
        + field("Subject", facts.text(0x0037))
        + field("Date", format_datetime(sent) if sent else "")
        + field("Message-ID", facts.text(0x1035))
    )


def _file(storage: Storage, depth: int) -> tuple[File, bool]:
    """An attachment, and whether it is whole."""
    facts = _Facts(storage, _HEADER_OF_PART)
    name = facts.text(0x3707) or facts.text(0x3704) or facts.text(0x3001)
    how = facts.number(0x3705)
    within = next((inner for inner in storage.storages if inner.name == "__substg1.0_3701000D"), None)
    if within is not None and any(stream.name.startswith("__properties") for stream in within.streams):
        inner = _mail(within, _HEADER_WITHIN, depth - 1) if depth > 0 else SavedMail()
        title = name if name.lower().endswith((".msg", ".eml")) else f"{name or 'message'}.eml"
        return File(title, inner.as_mail(), "message/rfc822"), inner.whole
    data = facts.binary(0x3701)
    pointed = how is not None and how not in (0, _BY_VALUE, _WITHIN, _OBJECT)
    sound = facts.whole and (bool(data) or pointed or facts.named(0x3701, 0x0102))
    return File(name, data, facts.text(0x370E), facts.text(0x3712), elsewhere=pointed and not data), sound


class _Facts:
    """The properties of one message or attachment, each read by itself, so that a damaged one costs no other."""

    def __init__(self, storage: Storage, header: int) -> None:
        self._streams = {stream.name.lower(): stream.bytes_ for stream in storage.streams}
        fixed = self._streams.get("__properties_version1.0", b"")
        self.whole = len(fixed) >= header
        self._fixed: dict[int, bytes] = {}
        for at in range(header, len(fixed) - 15, 16):
            self._fixed.setdefault(int(struct.unpack_from("<H", fixed, at + 2)[0]), fixed[at + 8 : at + 16])
        self._codec = codec_of(self.number(0x3FFD))
        self._body_codec = codec_of(self.number(0x3FDE)) or self._codec

    def named(self, number: int, kind: int) -> bool:
        """True where there is such a stream, empty or not."""
        return f"__substg1.0_{number:04x}{kind:04x}" in self._streams

    def binary(self, number: int) -> bytes:
        """The bytes of a property."""
        return self._streams.get(f"__substg1.0_{number:04x}0102", b"")

    def text(self, number: int, *, body: bool = False) -> str:
        """A text, in Unicode or in the message's code page."""
        wide = self._streams.get(f"__substg1.0_{number:04x}001f")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._streams.get(f"__substg1.0_{number:04x}001e", b"")
        return charsets.decode(narrow, self._body_codec if body else self._codec).text.rstrip("\x00")

    def html(self) -> str:
        """The body as a page; most keep it as bytes, older ones as a text."""
        packed = self.binary(0x1013)
        return charsets.decode(packed, self._body_codec).text if packed else self.text(0x1013, body=True)

    def number(self, number: int) -> int | None:
        """A whole number."""
        packed = self._fixed.get(number)
        return int(struct.unpack("<L", packed[:4])[0]) if packed else None

    def time(self, number: int) -> datetime | None:
        """A moment; None where the file tells none that there can be."""
        packed = self._fixed.get(number)
        seconds = struct.unpack("<Q", packed)[0] / 10_000_000 - 11_644_473_600 if packed else -1
        return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 10_000_000_000 else None
