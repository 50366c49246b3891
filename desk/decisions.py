"""Decisions: what an officer's word changes, each in one transaction with the stage it was spoken at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from desk.auth import Visit
from desk.form import Draft
from desk.senders import is_look_alike, remembered, sender_line
from desk.settling import Settled, settle
from desk.wording import STAGES, VERDICTS, moment
from desk.workplace import Workplace
from domain.acknowledgement import Hold, Silence, correspondent
from domain.answering import language_of, thread_of
from domain.directory import Amend, Change, End, Enter
from domain.facts import ClarificationFacts, ConfirmationFacts, counted, received_facts
from domain.notices import NoticeKind, Saying, mail_id
from domain.reading import Reading
from domain.stages import OUTCOMES, Stage, Verdict, may_move
from domain.submission import Submission
from store import decisions, directory, events, messages, missions, notices, submissions
from store.messages import MessageFactsRow
from store.submissions import Stored


@dataclass(frozen=True, slots=True)
class Done:
    """The decision stands; `answer` says what became of the mail that goes with it."""

    answer: str = "none"


@dataclass(frozen=True, slots=True)
class Faulty:
    """Nothing was written: what to do, by input."""

    settled: Settled


@dataclass(frozen=True, slots=True)
class TooLate:
    """Nothing was written: somebody was faster, or the message was read again; `sentence` says who and when."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such message."""


UNTICKED = (
    "The tick was not set for this State, and is taken away. Set it again where you know that the address is its Mission's; "
    "then accept."
)
"""What stands beside the tick that was never set under the caution that holds."""


class _Overtaken(Exception):
    """The directory changed under the decision; the transaction is to leave nothing."""


Outcome = Done | Faulty | TooLate | Unknown


def accept(at: Workplace, officer: Visit, number: int, draft: Draft) -> Outcome:
    """The contacts as typed stand in the directory, the decision and its events are stored, and a confirmation is in the
    outbox: all of it, or, where anything stops acceptance, nothing."""
    try:
        return _accept(at, officer, number, draft)
    except _Overtaken:
        return TooLate(
            "The directory changed at the same moment. Look at the entries as they stand now, then accept again."
        )


def _accept(at: Workplace, officer: Visit, number: int, draft: Draft) -> Outcome:
    now = at.clock()
    with at.database.transaction() as session:
        message, stored = messages.get(session, number), submissions.latest(session, number)
        if message is None:
            return Unknown()
        if stored is None or _late(message, draft, Stage.IN_REVIEW) or stored.revision != draft.revision:
            return TooLate(_why_late(session, message, stored, draft))
        submission = stored.reading.submission
        settled = settle(draft, submission, directory.entries(session), at.programme, at.states)
        if settled.errors or settled.state is None:
            return Faulty(settled)
        caution = sender_line(at, stored.reading, settled.state, missions.register(session)).caution
        if draft.remember and caution not in ("", draft.caution):
            return Faulty(replace(settled, errors={"remember": UNTICKED}))
        if not messages.move(session, number, Stage.IN_REVIEW, Stage.ACCEPTED, now, None, actor=officer.actor):
            return TooLate(_why_late(session, message, stored, draft))
        decision = decisions.add(
            session,
            number,
            stored.revision,
            officer.officer_id,
            Verdict.ACCEPT,
            settled.contacts,
            settled.state,
            "",
            now,
        )
        language = mail_language(at, draft.language, stored.reading)
        _apply(session, settled.changes, settled.state, stored.reading, language, number, decision, officer, now)
        _remember(session, at, officer, draft, settled.state, stored.reading, language, number, now)
        for entry in settled.confirmed:
            directory.confirm(session, entry, now, message_id=number, actor=officer.actor)
        facts = ConfirmationFacts.model_validate(
            {
                **_received(at, message, submission, settled.state),
                "counts": counted(settled.contacts),
                "in_force": now.date().isoformat(),
            }
        )
        said = _say(session, at, stored, NoticeKind.CONFIRMATION, facts.model_dump(mode="json"), language, number, now)
        return Done(said)


def send_back(at: Workplace, officer: Visit, number: int, draft: Draft) -> Outcome:
    """The question is in the outbox as a clarification, and the message stands returned."""
    now = at.clock()
    questions = tuple(line.strip() for line in draft.question.splitlines() if line.strip())
    if not questions:
        return Faulty(Settled(errors={"question": "Write the question to the Mission; it is sent in your words."}))
    with at.database.transaction() as session:
        message, stored = messages.get(session, number), submissions.latest(session, number)
        if message is None:
            return Unknown()
        if stored is None or _late(message, draft, Stage.IN_REVIEW) or stored.revision != draft.revision:
            return TooLate(_why_late(session, message, stored, draft))
        if not messages.move(session, number, Stage.IN_REVIEW, Stage.RETURNED, now, None, actor=officer.actor):
            return TooLate(_why_late(session, message, stored, draft))
        submission = stored.reading.submission
        state = draft.state if draft.state in at.states else submission.state
        decisions.add(
            session, number, stored.revision, officer.officer_id, Verdict.RETURN, (), state, "\n".join(questions), now
        )
        facts = ClarificationFacts.model_validate({**_received(at, message, submission, state), "questions": questions})
        language = mail_language(at, draft.language, stored.reading)
        said = _say(session, at, stored, NoticeKind.CLARIFICATION, facts.model_dump(mode="json"), language, number, now)
        return Done(said)


def close(at: Workplace, officer: Visit, number: int, draft: Draft) -> Outcome:
    """The message stands closed, with the reason in the decision; nobody is written to."""
    now = at.clock()
    reason = draft.reason.strip()
    if not reason:
        return Faulty(Settled(errors={"reason": "Write why this is closed, so that a colleague understands it later."}))
    with at.database.transaction() as session:
        message, stored = messages.get(session, number), submissions.latest(session, number)
        if message is None:
            return Unknown()
        revision = stored.revision if stored else 0
        late = draft.stage != message.stage or revision != draft.revision or not may_move(message.stage, Stage.CLOSED)
        if late or not messages.move(session, number, message.stage, Stage.CLOSED, now, None, actor=officer.actor):
            return TooLate(_why_late(session, message, stored, draft))
        state = stored.reading.submission.state if stored else None
        decisions.add(session, number, revision, officer.officer_id, Verdict.CLOSE, (), state, reason, now)
        return Done()


def move(at: Workplace, officer: Visit, number: int, before: Stage, after: Stage) -> Outcome:
    """The message went from one lane to another by a person's hand, without a decision."""
    now = at.clock()
    with at.database.transaction() as session:
        message = messages.get(session, number)
        if message is None:
            return Unknown()
        if not messages.move(session, number, before, after, now, None, actor=officer.actor):
            return TooLate(_why_late(session, message, submissions.latest(session, number), None))
        return Done()


def mail_language(at: Workplace, asked: str, reading: Reading) -> str:
    """The language in which the Mission is written to: the officer's choice where we write in it, else the note's."""
    return asked if asked in at.programme.languages else language_of(reading, at.programme)


def _late(message: MessageFactsRow, draft: Draft, stage: Stage) -> bool:
    return message.stage is not stage or draft.stage != stage


def _why_late(session: Session, message: MessageFactsRow, stored: Stored | None, draft: Draft | None) -> str:
    earlier = decisions.of(session, message.id)
    now_at = messages.get(session, message.id) or message
    if earlier and now_at.stage is OUTCOMES[earlier[-1].verdict]:
        last = earlier[-1]
        return f"It was already decided by {last.login}: {VERDICTS[last.verdict].lower()}, {moment(last.at)}."
    if stored is not None and draft is not None and stored.revision != draft.revision:
        return "It was read again while you had it open. Look at the new reading before you decide."
    return f"Meanwhile it was moved; it now stands under “{STAGES[now_at.stage]}”."


def _apply(
    session: Session,
    changes: Sequence[Change],
    state: str,
    reading: Reading,
    language: str,
    number: int,
    decision: int,
    officer: Visit,
    now: datetime,
) -> None:
    sender = reading.envelope.sender or next(iter(reading.envelope.from_), None)
    writer = sender.address if sender else ""
    for change in changes:
        done: int | bool | None
        if isinstance(change, Enter):
            done = directory.enter(
                session,
                state=state,
                role=change.contact.role or "",
                contact=change.contact,
                language=language,
                correspondent=writer,
                message_id=number,
                decision_id=decision,
                now=now,
                actor=officer.actor,
            )
        elif isinstance(change, Amend):
            done = directory.change(
                session,
                change.entry_id,
                change.contact,
                message_id=number,
                decision_id=decision,
                now=now,
                language=language,
                correspondent=writer or None,
                actor=officer.actor,
            )
        elif isinstance(change, End):
            done = directory.end(session, change.entry_id, now, message_id=number, actor=officer.actor)
        else:
            raise TypeError("an unmatched contact reached the directory; settle() has to stop it")
        if not done:
            # Settled in this very transaction; on PostgreSQL another one may still have ended the entry since.
            raise _Overtaken


def _remember(
    session: Session,
    at: Workplace,
    officer: Visit,
    draft: Draft,
    state: str,
    reading: Reading,
    language: str,
    number: int,
    now: datetime,
) -> None:
    """The sender's address is known as the Mission's where the officer says so, and the Mission's language where nobody had."""
    known = remembered(at, reading, state, missions.register(session)) if draft.remember else None
    if known is not None:
        missions.add(session, [known], now, message_id=number, actor=officer.actor)
        missions.speak(session, state, language, replace=False)


def _received(at: Workplace, message: MessageFactsRow, submission: Submission, state: str | None) -> dict[str, object]:
    reference = at.reference(message.received_at, message.id)
    return received_facts(submission, reference, message.received_at.date(), observer=state in at.observers)


def _say(
    session: Session,
    at: Workplace,
    stored: Stored,
    kind: NoticeKind,
    facts: dict[str, object],
    language: str,
    number: int,
    now: datetime,
) -> str:
    look_alike = is_look_alike(stored.reading, missions.register(session), at)
    answer = correspondent(stored.reading.envelope, at.programme, look_alike=look_alike)
    if isinstance(answer, Silence):
        events.note(session, "silence", now, message_id=number, because=answer.reason)
        return "silent"
    parent, references = thread_of(stored.reading.envelope)
    saying = Saying(
        key=f"{kind}:{number}",
        kind=kind,
        language=language,
        recipient=answer.recipient,
        facts=facts,
        due_at=now,
        message_id=number,
        in_reply_to=parent,
        references=references,
        held_because=answer.sentence if isinstance(answer, Hold) else None,
        held_code=answer.reason if isinstance(answer, Hold) else None,
    )
    notices.say(session, saying, mail_id(saying, at.mail_domain), now)
    return "held" if saying.held_because else "queued"
