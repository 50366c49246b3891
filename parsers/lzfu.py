"""Compressed RTF ([MS-OXRTFCP]), the form in which Outlook keeps a body."""

from __future__ import annotations

import struct

_KNOWN = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans "
    b"SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every dictionary begins with."""
_RING = 4096


def decompressed(data: bytes) -> bytes:
    """The RTF in `data`, as far as it can be read: empty where it is none. At most nine times as long as `data`."""
    if len(data) < 16:
        return b""
    size, kind = struct.unpack_from("<L4s", data, 4)
    if kind == b"MELA":
        return data[16 : 16 + size]
    if kind != b"LZFu":
        return b""
    ring = bytearray(_KNOWN.ljust(_RING, b"\x00"))
    write, at = len(_KNOWN), 16
    out = bytearray()
    while at < len(data):
        flags = data[at]
        at += 1
        for bit in range(8):
            run, at = _next(data, at, flags >> bit & 1, ring, write)
            if not run or len(out) >= size:
                return bytes(out[:size])
            out += run
            write = (write + len(run)) % _RING
    return bytes(out[:size])


def _next(data: bytes, at: int, refers: int, ring: bytearray, write: int) -> tuple[bytes, int]:
    """The next character, or the run in the ring that is referred to, written behind it; nothing at the end."""
    if not refers:
        run = data[at : at + 1]
        if run:
            ring[write] = run[0]
        return run, at + 1
    if at + 2 > len(data):
        return b"", at
    reference = data[at] << 8 | data[at + 1]
    start = reference >> 4
    if start == write:
        return b"", at + 2
    taken = bytearray()
    for step in range((reference & 0xF) + 2):
        character = ring[(start + step) % _RING]
        ring[(write + step) % _RING] = character
        taken.append(character)
    return bytes(taken), at + 2
