"""A file as it came, opened: mostly a message, now and then a mail that Outlook saved, or a document that only bears a message's
name. The bytes tell, never the name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from domain.envelope import Envelope
from domain.submission import Finding, Severity
from parsers import filenames, outlook, sniff
from parsers.limits import KIB, Limits
from parsers.mime import Message, Part, open_message
from parsers.saved_mail import CannotOpen
from parsers.structure import opens_a_part

_HEAD = 32 * KIB
"""Bytes in which a header's first fields stand."""
_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:[^\r\n]*(?:\r\n?|\n|\Z)(?:[ \t]+[^\r\n]*(?:\r\n?|\n|\Z))*")
_OF_MAIL = re.compile(
    rb"received|return-path|delivered-to|envelope-to|message-id|in-reply-to|references|mime-version|content-[a-z-]+|dkim-.+|arc-.+|"
    rb"x-.+|authentication-results|auto-submitted|reply-to|bcc|list-.+|thread-.+|resent-.+|precedence|importance|user-agent",
    re.IGNORECASE,
)
"""Names of fields that people do not write into a document."""
_OF_BOTH = frozenset({b"from", b"to", b"cc", b"subject", b"date", b"sender", b"priority", b"status", b"organization"})
"""Names of fields that stand at the head of a memorandum or a form as well."""
_WORDS = {
    sniff.PDF: "a PDF document",
    sniff.DOCX: "a Word document",
    sniff.DOC: "a Word document",
    sniff.LOCKED_OFFICE: "an Office document under a password",
    sniff.XLSX: "an Excel spreadsheet",
    sniff.XLS: "an Excel spreadsheet",
    sniff.ODT: "an OpenDocument text",
    sniff.RTF: "an RTF document",
    sniff.ZIP: "an archive",
    sniff.MSG: "a mail saved by Outlook that cannot be opened",
    sniff.TNEF: "Outlook's wrapping of a mail (winmail.dat)",
    "text/html": "a web page",
    "text/plain": "a plain text",
}


def open_file(raw: bytes, limits: Limits, authserv: str | None = None) -> Message:
    """The message in `raw`; a mail saved by Outlook as the mail that it was; anything else as if attached to an empty message,
    which a finding tells."""
    if not raw.strip() or is_message(raw):
        return open_message(raw, limits, authserv=authserv)
    media_type = sniff.sniff(raw[: limits.message_bytes])
    if media_type == sniff.MSG and (message := _saved(raw, limits)) is not None:
        return message
    return _attached(raw, media_type, limits)


def is_message(raw: bytes) -> bool:
    """True where the bytes begin with fields of a mail's header, or are the parts of a mail that lost its header."""
    head = raw[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if head.startswith((b"From ", b">From ")):
        head = head.partition(b"\n")[2]
    names, place = [], 0
    while found := _FIELD.match(head, place):
        names.append(found[1].lower())
        place = found.end()
    if any(_OF_MAIL.fullmatch(name) for name in names):
        return True
    if names and all(name in _OF_BOTH for name in names):
        ended = place >= len(head) or head[place : place + 1] in (b"\r", b"\n")
        return ended or b"from" in names
    return sniff.is_text(raw) and opens_a_part(raw)


def _saved(raw: bytes, limits: Limits) -> Message | None:
    """The mail in a .msg file, its own header the envelope; None where it cannot be opened."""
    try:
        saved = outlook.saved_mail(raw, limits.message_bytes, limits.container_depth)
    except CannotOpen:
        return None
    message = open_message(saved.as_mail(), limits)
    sentence = "This file is a mail that Outlook saved; it was read as the mail that it was."
    told = [_finding("saved_by_outlook", Severity.INFO, sentence)]
    if not saved.whole:
        sentence = "The saved mail is damaged; only what stands before the damage was read."
        told.append(_finding("damaged", Severity.ERROR, sentence))
    return replace(message, findings=(*message.findings, *told), sha256=hashlib.sha256(raw).hexdigest())


def _attached(raw: bytes, media_type: str, limits: Limits) -> Message:
    """An empty message to which the file is attached."""
    name = filenames.made_up(1, media_type)
    words = _WORDS.get(media_type) or ("a picture" if sniff.is_image(media_type) else "a file of another kind")
    sentence = (
        f"This is no e-mail message but {words}; it was read as if it had come attached to an empty message ({name})."
    )
    told = [_finding("not_a_message", Severity.WARNING, sentence)]
    if len(raw) > limits.message_bytes:
        told.append(
            _finding(
                "too_large", Severity.ERROR, "The file is larger than this program reads; its end was left unread."
            )
        )
    declared = media_type if media_type.startswith("text/") else sniff.UNKNOWN
    return Message(
        envelope=Envelope(),
        text=None,
        html=None,
        parts=(Part(path=name, name=name, declared_type=declared, data=raw[: limits.message_bytes]),),
        findings=tuple(told),
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _finding(code: str, severity: Severity, sentence: str) -> Finding:
    return Finding(code=code, severity=severity, message=sentence)
