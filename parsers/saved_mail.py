"""Mail that Outlook saved or wrapped, brought into the form in which mail travels, so that it opens like any enclosed message."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

_KEPT = frozenset(
    {"from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
     "return-path", "auto-submitted"}
)  # fmt: skip
"""Fields of a saved header that say something of the message; the others speak of parts that lie elsewhere now."""
_CODEPAGES = {
    936: "gb18030", 1200: "utf-16-le", 1201: "utf-16-be", 10000: "mac_roman", 10004: "mac_arabic", 10007: "mac_cyrillic",
    20127: "ascii", 20866: "koi8_r", 20936: "gb18030", 21866: "koi8_u", 50220: "iso2022_jp", 51932: "euc_jp",
    51936: "gb18030", 51949: "euc_kr", 52936: "hz", 54936: "gb18030", 65000: "utf-7", 65001: "utf-8",
}  # fmt: skip
_MOST_HEADERS = 256 * 1024


class CannotOpen(Exception):
    """The wrapper could not be opened; `trouble` says why."""

    def __init__(self, trouble: Literal["damaged", "too_large"]) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class File:
    """A file attached to the saved mail; `elsewhere` where the mail only points to it."""

    name: str
    data: bytes
    media_type: str = ""
    content_id: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SavedMail:
    """What was in the wrapper. `rtf` is given where the body is in no other form; `whole` is False where some of it is lost."""

    header: str = ""
    text: str = ""
    html: str = ""
    rtf: bytes = b""
    files: tuple[File, ...] = ()
    whole: bool = True

    def as_mail(self) -> bytes:
        """A message (RFC 5322) of the same content; the same content always gives the same bytes."""
        bodies = []
        if self.text.strip():
            bodies.append(_part("text/plain; charset=utf-8", self.text.encode("utf-8", "replace")))
        if self.html.strip():
            bodies.append(_part("text/html; charset=utf-8", self.html.encode("utf-8", "replace")))
        parts = [_branch("alternative", bodies)] if len(bodies) > 1 else bodies
        if not bodies and self.rtf:
            parts.append(_part("application/rtf", self.rtf, "Content-Disposition: attachment; filename=body.rtf"))
        parts.extend(_file(file) for file in self.files)
        return b"\r\n".join([*_header(self.header), _branch("mixed", parts)])


def codec_of(codepage: int | None) -> str | None:
    """The name of Windows' code page with this number, as charsets knows it."""
    if codepage is None:
        return None
    if 28591 <= codepage <= 28605:
        return f"iso-8859-{codepage - 28590}"
    return _CODEPAGES.get(codepage) or f"cp{codepage}"


def field(name: str, value: str) -> str:
    """A header field on one line; nothing where there is no value."""
    plain = " ".join(value.split())
    return f"{name}: {plain}\n" if plain else ""


def address(name: str, mailbox: str) -> str:
    """An address as a From field has it, the mailbox alone where it is none of the Internet's."""
    plain = re.sub(r'[\x00-\x1f"\\<>]+', " ", name).strip()
    if "@" not in mailbox:
        return plain
    return f'"{plain}" <{mailbox}>' if plain and plain != mailbox else mailbox


def _header(saved: str) -> list[bytes]:
    unfolded = re.sub(r"\r?\n[ \t]+", " ", saved[:_MOST_HEADERS].replace("\x00", ""))
    lines = [line.strip() for line in re.split(r"[\r\n]+", unfolded)]
    kept = [line for line in lines if line.partition(":")[0].strip().lower() in _KEPT]
    return [*(line.encode("utf-8", "replace") for line in kept), b"MIME-Version: 1.0"]


def _part(content_type: str, data: bytes, *more: str) -> bytes:
    head = [f"Content-Type: {content_type}", "Content-Transfer-Encoding: base64", *more]
    return "\r\n".join(head).encode("ascii") + b"\r\n\r\n" + base64.encodebytes(data).replace(b"\n", b"\r\n")


def _file(file: File) -> bytes:
    if file.elsewhere:
        return b"Content-Type: message/external-body; access-type=x-link\r\n\r\n"
    name = quote(file.name.encode("utf-8", "replace")[-600:], safe="")
    told = file.media_type if re.fullmatch(r"[\w.+-]{1,80}/[\w.+-]{1,80}", file.media_type, re.ASCII) else ""
    if told.startswith(("multipart/", "message/")) and told != "message/rfc822":
        told = ""
    kind = "inline" if file.content_id else "attachment"
    more = [f"Content-Disposition: {kind}; filename*=utf-8''{name}" if name else f"Content-Disposition: {kind}"]
    identifier = re.sub(r"[^!-;=?-~]", "", file.content_id)[:300]
    if identifier:
        more.append(f"Content-ID: <{identifier}>")
    return _part(told or "application/octet-stream", file.data, *more)


def _branch(subtype: str, parts: list[bytes]) -> bytes:
    """A multipart; its boundary holds a character that base64 has not, so it stands in no part."""
    boundary = "=_" + hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:40]
    line = b"--" + boundary.encode("ascii")
    inner = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts)
    return (
        f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode("ascii") + inner + line + b"--\r\n"
    )
