"""The acknowledgement: written into the outbox with the fact that it reports, in the language and thread of its message."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from domain.acknowledgement import Acknowledge, Hold, Silence, acknowledgement
from domain.answering import language_of, thread_of
from domain.facts import AcknowledgementFacts
from domain.hosts import canonical_address
from domain.notices import NoticeKind, Saying, mail_id
from domain.programme import Programme
from domain.reading import Reading
from domain.restraint import OLDER_THAN_START, SENTENCES, Restraint
from domain.states import STATES
from ingest.repeating import Repeated
from store import events, mailboxes, missions, notices, outbox
from store.messages import Claimed


def answer(
    session: Session,
    claimed: Claimed,
    reading: Reading,
    programme: Programme,
    mail_domain: str,
    now: datetime,
    restraint: Restraint | None = None,
    repeated: Repeated | None = None,
    look_alike: bool = False,
) -> None:
    """Writes the acknowledgement into the outbox, held where an officer has to agree; else the event that says why not.

    Where the same writer sent the note before (`repeated`), it names the reference under which it was received then; of what was
    too large to be fetched it says that."""
    again, too_large = claimed.same_bytes_as is not None, claimed.whole_size is not None
    due = acknowledgement(reading, programme=programme, same_bytes=again, look_alike=look_alike, too_large=too_large)
    own_id = reading.envelope.message_id
    if own_id is not None and not isinstance(due, Silence) and outbox.by_message_ids(session, [own_id]):
        due = Silence("own_mail")  # redirected or rewritten on its way back to us
    if isinstance(due, Acknowledge) and claimed.same_id_as is not None:
        # Exchange writes the same mail with other bytes after a mailbox was moved: not everybody is to hear from us twice.
        sentence = "An earlier message bears the same Message-ID and may have been acknowledged already."
        due = Hold(due.recipient, "same_message_id", sentence)
    if isinstance(due, Acknowledge) and restraint is not None:
        first_polled = mailboxes.first_polled(session, claimed.id)
        if restraint.is_too_old(claimed.received_at, first_polled):
            due = Hold(due.recipient, OLDER_THAN_START, SENTENCES[OLDER_THAN_START])
    if isinstance(due, Silence):
        events.note(session, "silence", now, message_id=claimed.id, because=due.reason)
        return
    reference = programme.reference(claimed.received_at.year, claimed.id)
    parent, references = thread_of(reading.envelope)
    state = STATES.get(reading.submission.state or "")
    facts = AcknowledgementFacts.of(
        reading.submission,
        reference,
        claimed.received_at.date(),
        observer=state is not None and state.observer,
        # Nobody else is told that this note or these contacts are known to us.
        earlier=repeated.reference(programme) if repeated is not None and repeated.same_writer else None,
        whole_size=claimed.whole_size,
    )
    spoken = missions.language(session, reading.submission.state, canonical_address(due.recipient))
    saying = Saying(
        key=f"acknowledgement:{claimed.id}",
        kind=NoticeKind.ACKNOWLEDGEMENT,
        language=language_of(reading, programme, spoken),
        recipient=due.recipient,
        facts=facts.model_dump(mode="json"),
        # At once, said so that the same message gets the same Message-ID again after a restored backup.
        due_at=min(claimed.received_at, now),
        message_id=claimed.id,
        in_reply_to=parent,
        references=references,
        held_because=due.sentence if isinstance(due, Hold) else None,
        held_code=due.reason if isinstance(due, Hold) else None,
    )
    notices.say(session, saying, mail_id(saying, mail_domain), now, restraint)
