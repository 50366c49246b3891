"""The acknowledgement: written into the outbox with the fact that it reports, in the language and thread of its message."""

from __future__ import annotations

import re
from datetime import datetime

from sqlmodel import Session

from domain.acknowledgement import Acknowledge, Hold, Silence, acknowledgement
from domain.envelope import Envelope
from domain.facts import AcknowledgementFacts
from domain.notices import NoticeKind, Saying, mail_id
from domain.programme import Programme
from domain.reading import Reading
from domain.states import STATES
from store import events, notices
from store.messages import Claimed

MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,248}>")
"""A Message-ID that fits into a header line of ours as it stands."""
MOST_REFERENCES = 20
"""The first and the latest are kept of longer threads, as RFC 5537 (3.4.4) trims them."""


def answer(
    session: Session, claimed: Claimed, reading: Reading, programme: Programme, mail_domain: str, now: datetime
) -> None:
    """Writes the acknowledgement into the outbox, held where an officer has to agree; else the event that says why not."""
    due = acknowledgement(reading, programme=programme, same_bytes=claimed.same_bytes_as is not None)
    if isinstance(due, Acknowledge) and claimed.same_id_as is not None:
        # Exchange writes the same mail with other bytes after a mailbox was moved: not everybody is to hear from us twice.
        sentence = "An earlier message bears the same Message-ID and may have been acknowledged already."
        due = Hold(due.recipient, "same_message_id", sentence)
    if isinstance(due, Silence):
        events.note(session, "silence", now, message_id=claimed.id, because=due.reason)
        return
    reference = programme.reference(claimed.received_at.year, claimed.id)
    parent, references = thread_of(reading.envelope)
    state = STATES.get(reading.submission.state or "")
    facts = AcknowledgementFacts.of(
        reading.submission, reference, claimed.received_at.date(), observer=state is not None and state.observer
    )
    saying = Saying(
        key=f"acknowledgement:{claimed.id}",
        kind=NoticeKind.ACKNOWLEDGEMENT,
        language=language_of(reading, programme),
        recipient=due.recipient,
        facts=facts.model_dump(mode="json"),
        # At once, said so that the same message gets the same Message-ID again after a restored backup.
        due_at=min(claimed.received_at, now),
        message_id=claimed.id,
        in_reply_to=parent,
        references=references,
        held_because=due.sentence if isinstance(due, Hold) else None,
    )
    notices.say(session, saying, mail_id(saying, mail_domain), now)


def language_of(reading: Reading, programme: Programme) -> str:
    """The language in which we answer: the note's where we write it, else the programme's first."""
    note = reading.submission.note_verbale
    return note.language if note and note.language in programme.languages else programme.languages[0]


def thread_of(envelope: Envelope) -> tuple[str | None, tuple[str, ...]]:
    """In-Reply-To and References of an answer (RFC 5322, 3.6.4); what is no Message-ID is left out."""
    known = [reference for reference in envelope.references if MESSAGE_ID.fullmatch(reference)]
    parent = envelope.message_id if envelope.message_id and MESSAGE_ID.fullmatch(envelope.message_id) else None
    if parent:
        known = [*(reference for reference in known if reference != parent), parent]
    if len(known) > MOST_REFERENCES:
        known = [known[0], *known[1 - MOST_REFERENCES :]]
    return parent, tuple(known)
