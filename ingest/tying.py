"""An answer tied to the mail of ours that it answers, and what it shows of that mail: it arrived, or it came back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from domain.notices import Outbox
from domain.programme import Programme
from domain.reading import Reading
from store import bounces, messages, outbox
from store.outbox import MailFacts

_BODY = 20_000
"""Characters of a body in which our reference number is looked for."""


def tie(session: Session, message_id: int, reading: Reading, programme: Programme, now: datetime) -> None:
    """Afterwards the message names the mail of ours that it answers, where it answers one, and that mail stands where the
    answer shows it: an uncertain one is sent or failed, a sent one that came back is failed and its address marked.

    A reference number alone shows nothing of the mail: it may have been taken from an earlier one."""
    found = answered(session, reading, programme, message_id)
    report, sender = reading.report, reading.envelope.sender
    if sender is not None and report is None and not reading.envelope.automatic:
        bounces.clear(session, sender.address)
    if found is None:
        return
    mail, by = found
    messages.tie(session, message_id, mail.id, by, now)
    if by == "reference_number":
        return
    if by == "report" and report is not None and report.fate == "failed":
        answer = f"It came back{f' ({report.status})' if report.status else ''}."
        outbox.shown(session, mail.id, Outbox.FAILED, now, by, answer)
        bounces.mark(session, mail.recipient, report.status, mail.id, message_id, now)
    else:
        outbox.shown(session, mail.id, Outbox.SENT, now, by)


def answered(session: Session, reading: Reading, programme: Programme, message_id: int) -> tuple[MailFacts, str] | None:
    """The mail of ours that this answers, and how that is known: by report, in_reply_to, references or reference_number."""
    envelope = reading.envelope
    for by, ids in (
        ("report", reading.report.about if reading.report is not None else ()),
        ("in_reply_to", (envelope.in_reply_to,) if envelope.in_reply_to else ()),
        ("references", tuple(reversed(envelope.references))),
    ):
        mail = _first_of(session, ids)
        if mail is not None:
            return mail, by
    for text in (envelope.subject, reading.body[:_BODY]):
        mail = _by_number(session, text, programme, message_id)
        if mail is not None:
            return mail, "reference_number"
    return None


def _first_of(session: Session, ids: Sequence[str]) -> MailFacts | None:
    ours = {mail.mail_id: mail for mail in outbox.by_message_ids(session, list(ids))} if ids else {}
    return next((ours[one] for one in ids if one in ours), None)


def _by_number(session: Session, text: str, programme: Programme, message_id: int) -> MailFacts | None:
    """The latest mail that went out about the message of which the text gives our reference number."""
    for year, number in re.findall(rf"\b{re.escape(programme.reference_prefix)}-(\d{{4}})-(\d{{5,9}})\b", text)[:5]:
        about = messages.get(session, int(number)) if int(number) != message_id else None
        if about is None or about.received_at.year != int(year):
            continue
        gone = [mail for mail in outbox.of_message(session, about.id) if mail.stage in (Outbox.SENT, Outbox.UNCERTAIN)]
        if gone:
            return gone[-1]
    return None
