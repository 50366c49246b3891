"""Outlook's own wrapping of a mail (winmail.dat, TNEF, [MS-OXTNEF]), opened with tnefparse."""

from __future__ import annotations

import logging
import struct
from typing import Any

from parsers import charsets
from parsers.lzfu import decompressed
from parsers.saved_mail import CannotOpen, File, SavedMail, field

_LONG_NAME, _TYPE, _CONTENT_ID = 0x3707, 0x370E, 0x3712
_BLOCKS = {0x9003: False, 0x9004: True, 0x9005: False}
"""Attributes that hold properties; True for tables of them."""
_SIZES = {0x02: 2, 0x0B: 2, 0x03: 4, 0x04: 4, 0x0A: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_MOST_COPIED = 16 * 1024**3
"""Bytes that the library may copy: it copies the rest of the file for each attribute."""
_WITHIN = bytes.fromhex("0703020000000000c000000000000046")
"""What a mail within the mail begins with."""
_DAMAGE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, LookupError, OverflowError,
    RecursionError, struct.error, UnboundLocalError,
)  # fmt: skip
"""What the library raises on damaged files."""


def saved_mail(data: bytes, room: int, depth: int) -> SavedMail:
    """The mail in a winmail.dat of at most `room` bytes; raises CannotOpen. Of a damaged one, what stands before the damage."""
    from tnefparse import TNEF

    if len(data) > room:
        raise CannotOpen("too_large")
    if not _is_plausible(data, depth):
        raise CannotOpen("damaged")
    logging.getLogger("tnefparse").setLevel(logging.CRITICAL)  # it warns of every value that it does not understand
    # Kept apart from its making, so that what was read before an exception is at hand behind it.
    opened: Any = TNEF.__new__(TNEF)
    whole = True
    try:
        opened.__init__(data, do_checksum=False)
    except _DAMAGE as error:
        if not getattr(opened, "attachments", None) and not getattr(opened, "body", None):
            raise CannotOpen("damaged") from error
        whole = False
    if not any(one.name == TNEF.ATTTNEFVERSION for one in opened.objects):
        raise CannotOpen("damaged")
    return _mail(opened, whole, depth)


def _mail(opened: Any, whole: bool, depth: int) -> SavedMail:
    text, html = (_text(getattr(opened, name, None), opened.codepage) for name in ("body", "htmlbody"))
    packed = getattr(opened, "_rtfbody", None)
    rtf = decompressed(packed) if isinstance(packed, bytes) and not text.strip() and not html.strip() else b""
    subject = next((_text(p.data, opened.codepage) for p in opened.msgprops if p.name == opened.ATTSUBJECT), "")
    files = []
    for attachment in opened.attachments:
        named = {a.name: _value(a, opened.codepage) for a in attachment.mapi_attrs}
        name = named.get(_LONG_NAME) or _text(attachment._name, opened.codepage)
        inner = getattr(attachment, "embed", None)
        if inner is not None:
            within = _mail(inner, whole, depth - 1) if depth > 0 else SavedMail()
            files.append(File(f"{name or 'message'}.eml", within.as_mail(), "message/rfc822"))
        elif attachment.data or name:
            data = attachment.data if isinstance(attachment.data, bytes) else b""
            files.append(File(name, data, named.get(_TYPE, ""), named.get(_CONTENT_ID, "")))
    return SavedMail(field("Subject", subject), text, html, rtf, tuple(files), whole)


def _value(attribute: Any, codepage: str | None) -> str:
    try:
        return _text(attribute.data, codepage)
    except _DAMAGE:
        return ""


def _text(value: object, codepage: str | None) -> str:
    """A text of the file, whether the library decoded it or not."""
    if isinstance(value, bytes):
        return charsets.decode(value, codepage).text.strip("\x00")
    return value.strip("\x00") if isinstance(value, str) else ""


def _is_plausible(data: bytes, depth: int) -> bool:
    """False where the counts in it are more than its bytes can bear, or it nests too deeply: the library believes them."""
    at, copied = 6, 0
    try:
        while at + 12 < len(data):
            name, length = struct.unpack_from("<xHxxL", data, at)
            copied += len(data) - at
            if copied > _MOST_COPIED:
                return False
            if name in _BLOCKS:
                _look_through(data[at + 9 : min(at + 9 + length, len(data))], _BLOCKS[name], depth)
            at += length + 11
    except (ValueError, struct.error):
        return False
    return True


def _look_through(block: bytes, table: bool, depth: int) -> None:
    """Raises ValueError where a count of the properties is more than the block can hold."""
    try:
        if not table:
            _after_properties(block, 0, depth)
            return
        at = 4
        for _ in range(_count(block, 0, least=4)):
            at = _after_properties(block, at, depth)
    except struct.error:
        return  # the library stops there, too


def _after_properties(block: bytes, at: int, depth: int) -> int:
    """Where the properties that begin at `at` end."""
    count = _count(block, at, least=4)
    at += 4
    for _ in range(count):
        kind, name = struct.unpack_from("<HH", block, at)
        at += 4
        if name >= 0x8000:
            at += 20
            if struct.unpack_from("<L", block, at - 4)[0]:
                at += _padded(_count(block, at))
            at += 4
        many = _count(block, at) if kind & 0x1000 else 0
        at += 4 if kind & 0x1000 else 0
        at = _after_values(block, at, kind & 0xEFFF, many, depth)
    return at


def _after_values(block: bytes, at: int, kind: int, many: int, depth: int) -> int:
    size = _SIZES.get(kind)
    if size is not None:
        return at + size * (many or 1) + (2 if size == 2 and (many or 1) % 2 else 0)
    count = many or _count(block, at)
    at += 0 if many else 4
    for _ in range(count):
        length = _count(block, at)
        if block.startswith(_WITHIN, at + 4) and not (
            depth > 0 and _is_plausible(block[at + 4 + len(_WITHIN) : at + 4 + length], depth - 1)
        ):
            raise ValueError("a mail within that cannot be")
        at += 4 + _padded(length)
    return at


def _count(block: bytes, at: int, least: int = 1) -> int:
    """A count of things of at least so many bytes each."""
    count = int(struct.unpack_from("<L", block, at)[0])
    if count * least > len(block):
        raise ValueError("a count beyond the bytes")
    return count


def _padded(length: int) -> int:
    return length + -length % 4
