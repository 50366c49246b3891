"""Reports on mails of ours: delivery status notifications, receipts, and returned mail that has no such form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from domain.report import Fate, MailReport
from parsers.expressions import later
from parsers.mime import Message
from parsers.returned import unreached
from parsers.triage import returned as returned_by_structure

_STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
_RECEIPT_PARTS = ("message/disposition-notification", "message/global-disposition-notification")
_ROBOTS = re.compile(r"^(mailer-daemon|postmaster|mail-?daemon|bounces?)([+._-].*)?$")
_FIELD = re.compile(r"^([A-Za-z-]{1,60})[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_ID = re.compile(r"<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>")
_OWN_ID_FIELD = re.compile(
    r"^(?:X-)?(?:Original-)?Message-ID[ \t]*:\s*(<[^<>\s]{1,500}>)", re.MULTILINE | re.IGNORECASE
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REFUSAL = later(r"(?<![\d.-])55\d(?:[ -]|$)", re.MULTILINE)
_GAVE_UP = later(
    r"\bpermanent(?:ly)? (?:fatal )?(?:error|failure)|\b(?:could not|couldn't|cannot|can't) be delivered|\bundeliverable\b"
    r"|\bdelivery (?:has )?failed|\b(?:user|recipient|address) unknown|\bunknown (?:user|recipient|address)\b"
    r"|\bno such (?:user|recipient|mailbox|address)|\bunrouteable address|\bmailbox not found|\bdid not reach\b"
    r"|\b(?:account|address|user|mailbox) does not exist",
    re.IGNORECASE,
)
_STILL_TRIES = later(
    r"\bdelayed\b|\bwarning\b|\bretried\b|\bretry|\bstill try|\bkeep trying|\bnot yet\b", re.IGNORECASE
)
_FATES: dict[str, Fate] = {
    "failed": "failed",
    "delayed": "delayed",
    "delivered": "arrived",
    "relayed": "arrived",
    "expanded": "arrived",
}
_CLASSES: dict[str, Fate] = {"2": "arrived", "4": "delayed", "5": "failed"}
"""By the first figure of a status, where a server forgets to tell the action."""
_LONGEST = 64 * 1024
"""Characters of a part or body that are looked at."""
_MOST_IDS = 20
_MOST_ADDRESSES = 20


def report_of(message: Message, raw: bytes = b"") -> MailReport | None:
    """What the message reports of a mail of ours, None where it is no report, nor from a machine that returns mail.

    Where it failed and names no mail, it tells the addresses that were not reached: by its fields, else by the words in `raw`."""
    report = _report_of(message)
    if report is None or report.fate != "failed" or report.about or not _is_surely_returned(message):
        return report
    told = _refused(_text(part.data) for part in message.parts if part.declared_type in _STATUS_PARTS)
    return report.model_copy(update={"unreached": (told or unreached(raw))[:_MOST_ADDRESSES]})


def _report_of(message: Message) -> MailReport | None:
    status = [_text(part.data) for part in message.parts if part.declared_type in _STATUS_PARTS]
    receipts = [_text(part.data) for part in message.parts if part.declared_type in _RECEIPT_PARTS]
    returned = [_text(part.data) for part in message.parts if part.returned]
    own = [message.envelope.in_reply_to or "", *message.envelope.references]
    if status or receipts:
        told = [found for text in (*status, *receipts) for found in _OWN_ID_FIELD.findall(text)]
        heads = [found for text in returned for found in _OWN_ID_FIELD.findall(_head(text))[:1]]
        fate, code = _told(status)
        return MailReport(fate=fate if status else "arrived", status=code, about=_ids([*told, *heads, *own]))
    if not _is_returned(message):
        return None
    text = (message.text or message.html or "")[:_LONGEST]
    enclosed = [_text(part.data) for part in message.parts if part.declared_type.startswith(("message/", "text/"))]
    found = [one for body in (*returned, *enclosed, text) for one in _OWN_ID_FIELD.findall(body)]
    lasting = _STATUS.search(text)
    failed = (lasting is not None and lasting[1].startswith("5")) or _REFUSAL.search(text) is not None
    failed = failed or (lasting is None and _says_lost(message, text))
    return MailReport(
        fate="failed" if failed else None, status=lasting[1] if lasting else None, about=_ids([*found, *own])
    )


def _is_returned(message: Message) -> bool:
    """True for mail with the null sender, or from a mail system itself: only such is believed without a report's form."""
    return message.envelope.return_path == "" or _is_from_a_mail_system(message)


def _is_surely_returned(message: Message) -> bool:
    """True for what triage takes for returned mail, unless it says that somebody sent it."""
    return bool(returned_by_structure(message)) and not message.envelope.return_path and _is_returned(message)


def _is_from_a_mail_system(message: Message) -> bool:
    return any(_ROBOTS.match(one.address.partition("@")[0]) for one in message.envelope.from_)


def _says_lost(message: Message, text: str) -> bool:
    """True where a mail system says in words alone, before it quotes our mail, that it gave up."""
    quoted = _OWN_ID_FIELD.search(text)
    own = text[: quoted.start()] if quoted else text
    return _is_from_a_mail_system(message) and bool(_GAVE_UP.search(own)) and not _STILL_TRIES.search(own)


def _told(parts: list[str]) -> tuple[Fate | None, str | None]:
    """The gravest action of the recipients' fields, and its status."""
    found: dict[Fate, str | None] = {}
    for fields in _blocks(parts):
        fate, status = _fate(fields)
        if fate is not None:
            found.setdefault(fate, status)
    for gravest in ("failed", "arrived", "delayed"):
        if gravest in found:
            return gravest, found[gravest]
    return None, None


def _refused(parts: Iterable[str]) -> tuple[str, ...]:
    """The addresses in small letters of those recipients whose fields say that they were not reached."""
    failed = [fields for fields in _blocks(parts) if _fate(fields)[0] == "failed"]
    given = ([fields.get(f"{which}-recipient", "") for which in ("original", "final")] for fields in failed)
    plain = (next((one for one in both if "@" in one), "") for both in given)
    addresses = (value.rpartition(";")[2].strip().strip("<>").lower() for value in plain)
    return tuple(dict.fromkeys(one for one in addresses if one))


def _blocks(parts: Iterable[str]) -> Iterator[dict[str, str]]:
    """The fields of each block of a report, by name in small letters."""
    for text in parts:
        for block in re.split(r"\n[ \t]*\n", text):
            yield {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(block)}


def _fate(fields: dict[str, str]) -> tuple[Fate | None, str | None]:
    """What one block says became of the mail, and its status."""
    action = fields.get("action", "").partition(" ")[0].lower()
    status = _STATUS.search(fields.get("status", ""))
    fate = _FATES.get(action) or (_CLASSES[status[1][0]] if status and not action else None)
    return fate, status[1] if status else None


def _head(text: str) -> str:
    return text.partition("\n\n")[0]


def _text(data: bytes) -> str:
    return data[:_LONGEST].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _ids(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if _ID.fullmatch(value)))[:_MOST_IDS]
