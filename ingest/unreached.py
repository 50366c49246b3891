"""Returned mail that names no mail of ours: which of ours it may be about, by the address that it says was not reached."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from domain.plural import counted
from domain.reading import Reading
from domain.report import BY_ADDRESS
from domain.submission import Finding, Severity
from store import outbox
from store.outbox import MailFacts

LOOKED_BACK = timedelta(days=7)
"""Mail systems try for five days (RFC 5321, 4.5.4.1), and some a little longer, before they give a mail back."""
CLOCKS = timedelta(minutes=1)
"""A mailbox tells when a mail came to the second, and by another clock than ours."""


def by_address(session: Session, reading: Reading, received_at: datetime) -> list[MailFacts]:
    """The mails of ours that went to the one address that this says was not reached, in the days before it came.

    Empty where it names another mail, or several addresses (each mail of ours has one recipient), or was found to be forged."""
    unreached = reading.report.unreached if reading.report is not None else ()
    verdicts = reading.envelope.authentication
    if len(unreached) != 1 or (verdicts is not None and verdicts.dmarc == "fail"):
        return []
    return outbox.gone_to(session, unreached[0], received_at - LOOKED_BACK, received_at + CLOCKS)


def finding_of(sent: list[MailFacts], by: str | None) -> list[Finding]:
    """What an officer must know where an address is all that returned mail tells: `sent` went there, and the message was tied by
    `by` (None: to none)."""
    if not sent:
        return []
    if by == BY_ADDRESS:
        told = (
            "This says that a mail came back, and not which. One mail of ours went to its address in the week before: that is "
            "named here and stands as it stood, and the address is marked. Anybody could have written this; see whether it is true."
        )
    else:
        told = (
            f"This says that a mail came back, and not for sure which. {counted(len(sent), 'mail')} of ours went to its address in "
            "the week before; nothing was marked. See which it may be."
        )
    return [Finding(code="returned_by_address", severity=Severity.WARNING, message=told)]
