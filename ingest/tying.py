"""An answer tied to the mail of ours that it answers, and what it shows of that mail: it arrived, or it came back."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from domain.notices import Outbox
from domain.reading import Reading
from domain.report import BY_ADDRESS, SHOWS_NOTHING
from store import bounces, messages, sending
from store.outbox import MailFacts


def tie(
    session: Session, message_id: int, reading: Reading, found: tuple[MailFacts, str] | None, now: datetime
) -> None:
    """Afterwards the message names the mail of ours that it answers (`found`, with how that is known; None: none), and that mail
    stands where the answer shows it: an uncertain one is sent or failed, a sent one that came back is failed, its address marked.

    A reference number alone shows nothing of the mail: it may have been taken from an earlier one. Nor does the address that a
    report says was not reached: anybody may name it. It is marked, and the mail stands as it stood."""
    report, sender = reading.report, reading.envelope.sender
    if sender is not None and report is None and not reading.envelope.automatic:
        bounces.clear(session, sender.address)
    if found is None:
        return
    mail, by = found
    messages.tie(session, message_id, mail.id, by, now)
    if by == BY_ADDRESS and report is not None:
        bounces.mark(session, mail.recipient, report.status, mail.id, message_id, now, by=by)
    if by in SHOWS_NOTHING:
        return
    if by in ("report", "reply_token") and report is not None and report.fate == "failed":
        answer = f"It came back{f' ({report.status})' if report.status else ''}."
        sending.shown(session, mail.id, Outbox.FAILED, now, by, answer)
        bounces.mark(session, mail.recipient, report.status, mail.id, message_id, now)
    else:
        sending.shown(session, mail.id, Outbox.SENT, now, by)
