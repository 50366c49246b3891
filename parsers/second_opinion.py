"""The second opinion: another parser (mail-parser) opens the same bytes, and where it sees something that we do not, a person
should look. What it is known to lose, to name at random or to flatten is no difference."""

from __future__ import annotations

import hashlib
import logging
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.envelope import Envelope
from domain.submission import Finding, Severity
from parsers import charsets, filenames, transfer
from parsers.limits import MIB

log = logging.getLogger(__name__)

# Its own log speaks of senders, names and contents.
logging.getLogger("mailparser").setLevel(logging.CRITICAL + 1)

_LARGEST = 32 * MIB
"""Bytes of a message for which a second opinion is asked; it takes about nine times as much memory."""
_LONG_FIELD = re.compile(rb"^Content-[^\r\n]{4000}", re.IGNORECASE | re.MULTILINE)
"""A field of a part so long that only an attack writes it; the other parser takes quadratic time over it."""
_AT_RANDOM = re.compile(r"[a-z]{10}\.(?:rtf|txt)")
"""The names that it makes up, another at each reading."""
_ENCLOSED = ("message/", "multipart/", "text/rfc822-headers")


@dataclass(frozen=True, slots=True)
class Contents:
    """What we found: names and bytes of all parts, enclosed ones too, and all texts."""

    parts: tuple[tuple[str, bytes], ...]
    texts: tuple[str, ...]


def compare(raw: bytes, envelope: Envelope, contents: Contents) -> tuple[Finding, ...]:
    """Findings where the other parser sees an attachment or a sender that we do not; none where it fails or is not asked."""
    if len(raw) > _LARGEST or _LONG_FIELD.search(raw):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_differences(raw, envelope, contents))
    except Exception as error:  # it raises outside its own family on some damaged mail, and nothing depends on it
        log.info("no second opinion on %s: %s", hashlib.sha256(raw).hexdigest()[:12], type(error).__name__)
        return ()


def _differences(raw: bytes, envelope: Envelope, contents: Contents) -> list[Finding]:
    import mailparser

    other = mailparser.parse_from_bytes(raw)
    findings: list[Finding] = []
    known = {hashlib.sha256(data).digest() for _, data in contents.parts}
    by_name = {filenames.safe(name).casefold(): len(data) for name, data in contents.parts}
    ours = "".join(re.sub(r"\s+", "", text) for text in contents.texts)
    missed: list[str] = []
    for one in other.attachments:
        name = _missed(one, known, by_name, ours)
        if name is not None:
            missed.append(name)
    if missed:
        number = "an attachment" if len(missed) == 1 else f"{len(missed)} attachments"
        names = ", ".join(missed[:5])
        sentence = f"A second program that opened the message found {number} that this reading lacks or holds differently: {names}."
        findings.append(_disagreement(sentence))
    theirs = {str(address).lower() for _, address in other.from_ if "@" in str(address)}
    if not theirs <= {one.address for one in envelope.from_}:
        findings.append(
            _disagreement("A second program that opened the message read another sender in it.", "message.from")
        )
    return findings


def _disagreement(sentence: str, path: str | None = None) -> Finding:
    return Finding(code="parser_disagreement", severity=Severity.WARNING, path=path, message=sentence)


def _missed(one: Mapping[str, Any], known: set[bytes], by_name: Mapping[str, int], ours: str) -> str | None:
    """What an attachment of theirs that we do not hold is called; None where we do hold it, as a part or within a text."""
    payload = one.get("payload") or ""
    content_type = str(one.get("mail_content_type") or "").lower()
    if not isinstance(payload, str) or not payload.strip() or content_type.startswith(_ENCLOSED):
        return None
    name = filenames.safe(str(one.get("filename") or ""))
    if _AT_RANDOM.fullmatch(name):
        name = ""
    if one.get("binary"):
        encoding = str(one.get("content_transfer_encoding") or "base64")
        data = transfer.undo(payload.encode("utf-8", "surrogateescape"), encoding).data
        # It does not know an encoding that is misspelt or commented on, and wraps what it finds once more.
        readings = [
            data,
            *(transfer.undo(data, encoding).data for encoding in ("base64", "quoted-printable", "x-uuencode")),
        ]
        if any(hashlib.sha256(reading).digest() in known for reading in readings) or by_name.get(
            name.casefold()
        ) == len(data):
            return None
        starts = [_start(charsets.decode(reading).text) for reading in readings]
    else:
        start = _start(payload)
        # Text that it spoilt while decoding cannot be compared.
        if name.casefold() in by_name or "\ufffd" in start:
            return None
        starts = [start]
    return None if any(start and start in ours for start in starts) else (name or "without a name")


def _start(text: str) -> str:
    """The beginning of a text, without its spaces."""
    return re.sub(r"\s+", "", text[:2_000])[:200]
