"""An answer tied to the mail of ours that it answers, and what it shows of that mail: it arrived, or it came back."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from domain.notices import Outbox
from domain.programme import Programme
from domain.reading import Reading
from ingest.answered import answered
from store import bounces, messages, sending


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
    if by in ("report", "reply_token") and report is not None and report.fate == "failed":
        answer = f"It came back{f' ({report.status})' if report.status else ''}."
        sending.shown(session, mail.id, Outbox.FAILED, now, by, answer)
        bounces.mark(session, mail.recipient, report.status, mail.id, message_id, now)
    else:
        sending.shown(session, mail.id, Outbox.SENT, now, by)
