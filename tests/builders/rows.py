"""Rows for tests: deliveries, readings and sayings with invented people, and a store that holds some."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from domain.delivery import Delivery
from domain.envelope import Address, Envelope
from domain.notices import NoticeKind, Saying
from domain.reading import Reading
from domain.stages import Verdict
from domain.submission import Contact, Evidence, Finding, Kind, MessageFacts, NoteVerbale, Severity, Submission
from store import decisions, directory, keeping, officers, submissions

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
MAILBOX = "imaps://poc@mail.example.int/INBOX"


def delivery(uid: int | str = 1, raw: bytes = b"Subject: hello\r\n\r\nbody\r\n", mailbox: str = MAILBOX) -> Delivery:
    """A delivery received at noon."""
    return Delivery(mailbox, "7", str(uid), NOON, raw)


def contact(name: str = "Jane Example", role: str = "technical", email: str = "jane@example.int") -> Contact:
    """A contact in full."""
    return Contact(role=role, name=name, emails=(email,), phones=("+6561234567",), languages=("en", "fr"))


def reading(
    raw: bytes = b"Subject: hello\r\n\r\nbody\r\n",
    kind: Kind = Kind.NOMINATION,
    state: str | None = "SGP",
    findings: tuple[Finding, ...] = (),
    uncertain: tuple[str, ...] = (),
    body: str = "The Permanent Mission presents its compliments.",
) -> Reading:
    """A reading of one contact (none where the kind carries none)."""
    contacts = (contact(),) if kind.carries_contacts else ()
    return Reading(
        submission=Submission(
            file="1.eml",
            message=MessageFacts.model_validate(
                {
                    "message_id": "<1@example.int>",
                    "from": "mission@example.int",
                    "subject": "Nomination",
                    "sha256": hashlib.sha256(raw).hexdigest(),
                }
            ),
            kind=kind,
            state=state,
            note_verbale=NoteVerbale(reference="017/2024", date="2024-03-12", language="en"),
            contacts=contacts,
            findings=findings,
            uncertain=uncertain,
            evidence={
                "contacts[0].name": (Evidence(attachment="form.pdf", page=1, box=(1.0, 2.0, 3.5, 4.0), text="Jane"),)
            }
            if contacts
            else {},
        ),
        envelope=Envelope(
            from_=(Address(address="mission@example.int", name="Mission"),), message_id="<1@example.int>"
        ),
        body=body,
        parser="verbale-parsers/1",
    )


def finding(
    severity: Severity = Severity.ERROR, code: str = "missing_email", message: str = "An address is missing."
) -> Finding:
    """A finding on the first contact."""
    return Finding(code=code, severity=severity, path="contacts[0].emails", message=message)


def saying(key: str = "acknowledgement:1", message_id: int | None = None, held_because: str | None = None) -> Saying:
    """An acknowledgement, due at noon."""
    return Saying(
        key=key,
        kind=NoticeKind.ACKNOWLEDGEMENT,
        language="en",
        recipient="mission@example.int",
        facts={"reference": "POC-ICT-2025-00001", "contacts": [{"name": "Jane Example"}]},
        due_at=NOON,
        message_id=message_id,
        in_reply_to="<1@example.int>",
        references=("<0@example.int>", "<1@example.int>"),
        held_because=held_because,
    )


def kept(session: Session, uid: int | str = 1, raw: bytes = b"Subject: hello\r\n\r\nbody\r\n") -> int:
    """The id of a message kept at noon."""
    return keeping.keep(session, [delivery(uid, raw)], [f"<{uid}@example.int>"], NOON)[0].id


def entered(session: Session, message_id: int, state: str = "SGP", of: Contact | None = None) -> int:
    """The id of an entry that an officer accepted at noon; the officer is made where there is none."""
    there = officers.by_login(session, "reviewer")
    officer = there.id if there else officers.add(session, "reviewer", "hash", NOON)
    if submissions.latest(session, message_id) is None:
        submissions.add(session, message_id, reading(state=state), NOON)
    accepted = of or contact()
    decision = decisions.add(session, message_id, 1, officer, Verdict.ACCEPT, [accepted], state, "", NOON)
    return directory.enter(
        session,
        state=state,
        role=accepted.role or "technical",
        contact=accepted,
        language="en",
        correspondent="mission@example.int",
        message_id=message_id,
        decision_id=decision,
        now=NOON,
        actor=f"officer:{officer}",
    )


def after(minutes: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)
