"""Transfer encodings undone (RFC 2045), damage told instead of raised; and flowed text (RFC 3676) unfolded."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

_WHITE = b" \t\r\n\x00\x0b\x0c"
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=]*")
_BAD_QUOTED = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*(?:\r?\n|\r|\Z))")


@dataclass(frozen=True, slots=True)
class Transferred:
    """The bytes as they were before the mail's transport; `damaged` where some of them are lost or doubtful."""

    data: bytes
    damaged: bool = False


def undo(content: bytes, encoding: str) -> Transferred:
    """The bytes behind a Content-Transfer-Encoding as written (case, spaces and comments do not matter); never raises.
    An unknown encoding leaves them as they are, damaged where it is none of the identity's names."""
    found = re.match(r"[\s(]*([a-z0-9-]+)", encoding.lower())
    name = found[1] if found else ""
    if name in ("base64", "b64", "base-64"):
        return _base64(content)
    if name in ("quoted-printable", "quoted"):
        return Transferred(binascii.a2b_qp(content), _BAD_QUOTED.search(content) is not None)
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _uuencoded(content)
    return Transferred(content, name not in ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "identity"))


def _base64(content: bytes) -> Transferred:
    packed = content.translate(None, _WHITE)
    try:
        return Transferred(binascii.a2b_base64(packed, strict_mode=True))
    except binascii.Error:
        pass
    kept: list[bytes] = []
    damaged = False
    for line in content.translate(None, b"\x00").split(b"\n"):
        stripped = line.strip()
        if _BASE64_LINE.fullmatch(stripped):
            kept.append(stripped)
            continue
        damaged = True
        letters = re.sub(rb"[^A-Za-z0-9+/=]", b"", stripped)
        # A line that is mostly not base64 is a footer some list or gateway wrote beneath it.
        if len(letters) * 10 >= len(stripped) * 9 and b" " not in stripped:
            kept.append(letters)
    out: list[bytes] = []
    # Some programs encode in pieces, each with its own padding.
    for piece in re.findall(rb"[^=]+", b"".join(kept)):
        whole = piece if len(piece) % 4 != 1 else piece[:-1]
        damaged = damaged or len(piece) % 4 == 1
        out.append(base64.b64decode(whole + b"=" * (-len(whole) % 4)))
    return Transferred(b"".join(out), damaged)


def _uuencoded(content: bytes) -> Transferred:
    out: list[bytes] = []
    damaged = False
    ended = False
    for line in content.splitlines():
        if line.startswith(b"begin ") or not line.strip() or ended:
            continue
        if line.strip() == b"end":
            ended = True
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            damaged = True
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                continue
    return Transferred(b"".join(out), damaged or not ended)


def unflow(text: str, delete_space: bool) -> str:
    """Flowed text with its soft line breaks undone; quoted lines join only lines quoted as deeply."""
    out: list[list[str]] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if open_depth == depth and content != "-- ":
            out[-1].append(content)
        else:
            out.append([">" * depth + (" " if depth else ""), content])
        soft = content.endswith(" ") and content != "-- "
        if soft and delete_space:
            out[-1][-1] = content[:-1]
        open_depth = depth if soft else None
    return "\n".join("".join(pieces) for pieces in out)
