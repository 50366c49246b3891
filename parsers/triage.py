"""Triage: the mail that stops before it is read. Only what its structure proves to be a bounce or a machine's answer does;
wording is not looked at here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.submission import Kind
from parsers import sniff
from parsers.containers import Opened
from parsers.mime import Message, Part

_ROBOTS = re.compile(r"^(mailer-daemon|postmaster|mail-?daemon|bounces?)([+._-].*)?$")
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_ANSWERS = (
    "auto-submitted: auto-replied",
    "auto-submitted: auto-notified",
    "precedence: auto_reply",
    "precedence: auto-reply",
    "x-autoreply",
    "x-autorespond",
    "x-auto-reply",
    "content-type: multipart/report",
)
"""Beginnings of the reasons for which mail counts as a machine's answer. Lists, bulk mail and the null sender alone do not
stop here: a nomination may come by way of a list. What a program made of itself (`auto-generated`) stops only where it answers."""


@dataclass(frozen=True, slots=True)
class Triage:
    """`stop` is the kind at which the message ends here, None where it is read; `reasons` say why, in header terms."""

    stop: Kind | None
    reasons: tuple[str, ...] = ()


def triage(message: Message, opened: Opened) -> Triage:
    """Whether the message stops here: a bounce (RFC 3464) or automatic mail (RFC 3834) without an attachment that can be read.

    The original within a bounce is no such attachment."""
    bounce = returned(message)
    if bounce:
        given_back = tuple(f"{inner.path}!" for inner in opened.messages)
        own = [part for part in opened.parts if not part.path.startswith(given_back)]
        return _unless(any(map(_is_document, own)), Kind.BOUNCE, bounce)
    automatic = _automatic(message)
    if automatic:
        return _unless(bool(opened.messages) or any(map(_is_document, opened.parts)), Kind.AUTO_REPLY, automatic)
    return Triage(None)


def _unless(holds_something: bool, kind: Kind, reasons: tuple[str, ...]) -> Triage:
    return Triage(None, (*reasons, "holds something to be read")) if holds_something else Triage(kind, reasons)


def returned(message: Message) -> tuple[str, ...]:
    """Why the message's structure makes it returned mail, in header terms; empty where it does not."""
    if message.envelope.report:
        return ("delivery status notification",)
    from_robot = any(_ROBOTS.match(one.address.partition("@")[0]) for one in message.envelope.from_)
    if from_robot and message.envelope.return_path == "":
        return ("null sender, and a mail system in From",)
    if from_robot and any(part.declared_type in _STATUS for part in message.parts):
        return ("delivery status from a mail system",)
    return ()


def _automatic(message: Message) -> tuple[str, ...]:
    envelope = message.envelope
    answers = (*_ANSWERS, "auto-submitted:") if envelope.in_reply_to or envelope.references else _ANSWERS
    found = [reason for reason in envelope.automatic if reason.lower().startswith(answers)]
    if any(part.declared_type == "message/disposition-notification" for part in message.parts):
        found.append("receipt (RFC 8098)")
    return tuple(found)


def _is_document(part: Part) -> bool:
    return part.media_type in sniff.DOCUMENTS or (sniff.is_image(part.media_type) and not part.inline)
