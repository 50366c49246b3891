"""The dossier: everything the store holds of one message, and the form as it stands before anybody types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session
from starlette.exceptions import HTTPException

from desk.form import Draft, DraftContact, draft_of, text_of
from desk.senders import sender_line
from desk.wording import FIELDS, NOTICES, lane_of
from desk.workplace import Asked
from domain.answering import language_of
from domain.directory import Entry
from domain.hosts import canonical_address
from domain.missions import Register
from domain.questions import questions_of
from domain.stages import Stage, Verdict
from domain.submission import Contact, Kind
from store import bounces, decisions, directory, events, messages, missions, officers, outbox, submissions
from store import queue as store_queue
from store.bounces import Bounced
from store.decisions import Decision
from store.events import EventFacts
from store.messages import MessageFactsRow
from store.outbox import MailFacts
from store.submissions import Stored

QUIET_REASONS: dict[str, str] = {
    Kind.AUTO_REPLY: "Automatic reply; it asks nothing.",
    Kind.BOUNCE: "Returned mail; noted.",
    Kind.UNRELATED: "Unrelated; it asks nothing of this directory.",
    Kind.INQUIRY: "Nothing to record.",
    Kind.PING_REPLY: "Ping reply; noted.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the store holds of one message, as of one moment."""

    message: MessageFactsRow
    stored: Stored | None
    decisions: tuple[Decision, ...]
    events: tuple[EventFacts, ...]
    mails: tuple[MailFacts, ...]
    entries: tuple[Entry, ...]
    others: tuple[tuple[int, datetime, str], ...]
    logins: dict[str, str]
    next_in_lane: int | None
    bounced: dict[str, Bounced]
    register: Register
    spoken: str | None
    """The language in which the Mission is written to, where somebody said."""


def gather(asked: Asked, number: int) -> Facts:
    """What the store holds of the message; 404 where there is none."""
    at = asked.at
    with at.database.reading() as session:
        message = messages.get(session, number)
        if message is None:
            raise HTTPException(404)
        others: list[tuple[int, datetime, str]] = []
        for other, why in (
            (message.same_bytes_as, "The very same mail arrived before as"),
            (message.same_id_as, "Another mail under the same Message-ID is"),
        ):
            row = messages.get(session, other) if other else None
            if row is not None:
                others.append((row.id, row.received_at, why))
        own = outbox.of_message(session, number)
        others.extend(_answers(session, message, own))
        lane = lane_of(message.stage)
        stored = submissions.latest(session, number)
        waits = message.stage in (Stage.IN_REVIEW, Stage.SET_ASIDE, Stage.SHUNTED)
        return Facts(
            message=message,
            stored=stored,
            decisions=tuple(decisions.of(session, number)),
            events=tuple(events.of_message(session, number)),
            mails=tuple(own),
            entries=tuple(directory.entries(session)),
            others=tuple(others),
            logins={f"officer:{officer.id}": officer.login for officer in officers.all_of(session)},
            next_in_lane=store_queue.next_after(session, lane.stages, number) if waits else None,
            bounced=bounces.of(session, [mail.recipient for mail in own]),
            register=missions.register(session),
            spoken=_spoken(session, stored),
        )


def _spoken(session: Session, stored: Stored | None) -> str | None:
    if stored is None:
        return None
    sender = stored.reading.envelope.sender
    address = canonical_address(sender.address) if sender is not None else ""
    return missions.language(session, stored.reading.submission.state, address)


def _answers(
    session: Session, message: MessageFactsRow, own: Sequence[MailFacts]
) -> Iterator[tuple[int, datetime, str]]:
    """What the message answers, and what answers the mails about it, each as the submission where that is seen."""
    mail = outbox.get(session, message.answers_mail) if message.answers_mail is not None else None
    entry = directory.get(session, mail.entry_id) if mail is not None and mail.entry_id is not None else None
    number = (mail.message_id if mail is not None else None) or (entry.message_id if entry is not None else None)
    if mail is not None and number is not None and number != message.id:
        row = messages.get(session, number)
        if row is not None:
            yield row.id, row.received_at, f"It answers our mail ({NOTICES[mail.kind].lower()}) about"
    for answers in messages.answering(session, [mail.id for mail in own]).values():
        for answer in answers:
            row = messages.get(session, answer) if answer != message.id else None
            if row is not None:
                yield row.id, row.received_at, "Our mail about it was answered or reported on by"


def first_draft(asked: Asked, facts: Facts) -> Draft:
    """The form before anybody typed; where the message is accepted, what was accepted in place of what was read."""
    stored, stage = facts.stored, facts.message.stage
    if stored is None:
        return Draft(revision=0, stage=stage)
    submission = stored.reading.submission
    own = [e for e in facts.entries if e.state == submission.state and e.in_force_until is None]
    draft = draft_of(
        submission,
        stored.revision,
        stage,
        language_of(stored.reading, asked.at.programme, facts.spoken),
        own if submission.kind is Kind.PING_REPLY else (),
    )
    if stage is Stage.IN_REVIEW:
        remembers = sender_line(asked.at, stored.reading, submission.state, facts.register).remembers
        question = "\n".join(questions_of(submission.findings, draft.language))
        return replace(draft, question=question, remember=remembers)
    if stage is Stage.SET_ASIDE:
        return replace(draft, reason=QUIET_REASONS.get(submission.kind, ""))
    accepted = next((d for d in reversed(facts.decisions) if d.verdict is Verdict.ACCEPT), None)
    if stage is Stage.ACCEPTED and accepted is not None:
        return replace(draft, state=accepted.state or "", contacts=_as_accepted(accepted, submission.contacts))
    return draft


def _as_accepted(decision: Decision, read: Sequence[Contact]) -> tuple[DraftContact, ...]:
    """The accepted contacts, each beside the read one that it seems to come from; others stand behind, as added by hand."""
    free = list(range(len(read)))
    rows: list[DraftContact] = []
    for place, contact in enumerate(decision.contacts):
        scores = {number: _likeness(read[number], contact) for number in free}
        nearest = max(scores, key=scores.__getitem__, default=None)
        number = nearest if nearest is not None and scores[nearest] > 0 else len(read) + place
        if number in free:
            free.remove(number)
        rows.append(DraftContact(number, {name: text_of(contact, name) for name in FIELDS}))
    return tuple(rows)


def _likeness(read: Contact, accepted: Contact) -> int:
    """How much speaks for the accepted contact being the read one, corrected: name before address, number and office."""
    office = (
        read.institution is not None and read.institution == accepted.institution and read.position == accepted.position
    )
    return (
        8 * (read.name is not None and read.name == accepted.name)
        + 4 * bool(set(read.emails) & set(accepted.emails))
        + 2 * bool(set(read.phones) & set(accepted.phones))
        + office
    )
