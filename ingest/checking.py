"""What needs more than the message: the directory's entries of its State, and the earlier messages that it repeats."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from domain.checks import check
from domain.programme import Programme
from domain.reading import Reading
from domain.standing import sender_of
from domain.submission import Finding, Severity
from ingest.answered import forged_token
from store import directory, messages, missions

MIB = 1024 * 1024


def findings_on(
    session: Session,
    reading: Reading,
    programme: Programme,
    now: datetime,
    same_bytes_as: int | None,
    same_id_as: int | None,
    whole_size: int | None = None,
) -> list[Finding]:
    """The findings of the checks, with one for each earlier message that this one repeats, by bytes or by Message-ID, and one
    where it was too large (`whole_size` bytes) for more than its header to be kept."""
    state = reading.submission.state
    entries = directory.entries(session, state, in_force_at=now) if state else []
    register = missions.register(session)
    found = check(reading, entries, sender_of(reading, register, programme), register)
    if whole_size is not None:
        sentence = (
            f"Only the header was fetched: the message has {whole_size / MIB:,.0f} MiB. Open it in the mailbox itself; the "
            "acknowledgement, where there is one, asks its sender for a smaller one."
        )
        found.append(Finding(code="header_only", severity=Severity.ERROR, message=sentence))
    severity = Severity.WARNING if reading.submission.kind.carries_contacts else Severity.INFO
    if forged_token(session, reading.envelope, programme):
        sentence = (
            "The address that this was sent to bears a token that is none of ours, or was changed; it ties to nothing."
        )
        found.append(Finding(code="token_not_ours", severity=severity, message=sentence))
    for code, earlier, sentence in (
        ("same_bytes", same_bytes_as, "This is {}, delivered once more byte for byte; it is not acknowledged again."),
        ("same_message_id", same_id_as, "This bears the Message-ID of {} with other bytes; compare the two."),
    ):
        facts = messages.get(session, earlier) if earlier is not None else None
        if facts is not None:
            reference = programme.reference(facts.received_at.year, facts.id)
            found.append(Finding(code=code, severity=severity, message=sentence.format(reference)))
    return found
