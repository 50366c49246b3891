"""Submissions: every reading of a message, the machine's word, which nobody overwrites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, update
from sqlmodel import Session

from domain.reading import Reading
from domain.repetition import ALIKE_WITHIN, contacts_key, note_key
from domain.stages import Stage
from domain.submission import Finding, Submission
from store import events
from store.tables import Message, SubmissionRow, table
from store.texts import storable_json


@dataclass(frozen=True, slots=True)
class Stored:
    """One reading as stored, with the findings of the checks that needed the directory."""

    message_id: int
    revision: int
    reading: Reading
    checked: list[Finding]
    made_at: datetime


def add(session: Session, message_id: int, reading: Reading, now: datetime) -> int:
    """Store a reading as the message's newest revision, counted from 1, and say so in an event; returns the revision.

    Raises LookupError where there is no such message."""
    submissions, messages = table(SubmissionRow), table(Message)
    connection = session.connection()
    # Two that read the same message at once number their revisions one after the other.
    there = connection.execute(select(messages.c.id).where(messages.c.id == message_id).with_for_update()).scalar()
    if there is None:
        raise LookupError(f"There is no message {message_id}.")
    last = connection.execute(select(func.max(submissions.c.revision)).where(submissions.c.message_id == message_id))
    revision = int(last.scalar() or 0) + 1
    submission = reading.submission
    connection.execute(
        insert(submissions).values(
            message_id=message_id,
            revision=revision,
            kind=submission.kind.value,
            state=submission.state,
            parser=reading.parser,
            made_at=now,
            reading=storable_json(reading.model_dump(mode="json", by_alias=True)),
            checked=[],
            note_key=note_key(submission),
            contacts_key=contacts_key(submission),
        )
    )
    events.note(
        session,
        "recorded" if revision == 1 else "reread",
        now,
        message_id=message_id,
        revision=revision,
        kind=submission.kind.value,
        contacts=len(submission.contacts),
        findings=len(submission.findings),
        uncertain=len(submission.uncertain),
        parser=events.plain_or_digest(reading.parser),
    )
    return revision


def latest(session: Session, message_id: int) -> Stored | None:
    """The newest reading of the message, None where it was never read."""
    submissions = table(SubmissionRow)
    return _stored(
        session.connection()
        .execute(
            select(submissions)
            .where(submissions.c.message_id == message_id)
            .order_by(submissions.c.revision.desc())
            .limit(1)
        )
        .one_or_none()
    )


def alike(session: Session, message_id: int, submission: Submission, received_at: datetime) -> Stored | None:
    """The first other message's newest reading that brought the same note (State, reference and date), or, where one of the two
    gives no such note, the same contacts within ALIKE_WITHIN. What came later counts only once it has its place."""
    note, contacts = note_key(submission), contacts_key(submission)
    submissions, messages = table(SubmissionRow), table(Message)
    same = []
    if contacts is not None:
        near = messages.c.received_at.between(received_at - ALIKE_WITHIN, received_at + ALIKE_WITHIN)
        noteless = [submissions.c.note_key.is_(None)] if note is not None else []
        same.append(and_(submissions.c.contacts_key == contacts, near, *noteless))
    if note is not None:
        same.append(submissions.c.note_key == note)
    if not same:
        return None
    other = submissions.alias("other")
    newest = (
        select(func.max(other.c.revision))
        .where(other.c.message_id == submissions.c.message_id)
        .correlate(submissions)
        .scalar_subquery()
    )
    placed = messages.c.stage.not_in([Stage.RECEIVED.value, Stage.READ.value])
    found = session.connection().execute(
        select(submissions)
        .join(messages, messages.c.id == submissions.c.message_id)
        .where(
            submissions.c.message_id != message_id,
            submissions.c.revision == newest,
            or_(messages.c.id < message_id, placed),
            or_(*same),
        )
        .order_by(submissions.c.message_id)
        .limit(1)
    )
    return _stored(found.one_or_none())


def get(session: Session, message_id: int, revision: int) -> Stored | None:
    """This revision of the message's reading, None where there is none."""
    submissions = table(SubmissionRow)
    return _stored(
        session.connection()
        .execute(select(submissions).where(submissions.c.message_id == message_id, submissions.c.revision == revision))
        .one_or_none()
    )


def revisions(session: Session, message_id: int) -> list[int]:
    """The numbers of the message's readings, oldest first."""
    submissions = table(SubmissionRow)
    found = session.connection().execute(
        select(submissions.c.revision).where(submissions.c.message_id == message_id).order_by(submissions.c.revision)
    )
    return list(found.scalars())


def set_checked(session: Session, message_id: int, revision: int, findings: Sequence[Finding]) -> None:
    """Put these in place of the revision's check findings; the reading itself stays. LookupError: no such revision."""
    submissions = table(SubmissionRow)
    done = session.connection().execute(
        update(submissions)
        .where(submissions.c.message_id == message_id, submissions.c.revision == revision)
        .values(checked=storable_json([finding.model_dump(mode="json") for finding in findings]))
    )
    if done.rowcount != 1:
        raise LookupError(f"Message {message_id} has no revision {revision}.")


def _stored(line: Any) -> Stored | None:
    if line is None:
        return None
    return Stored(
        message_id=line.message_id,
        revision=line.revision,
        reading=Reading.model_validate(line.reading),
        checked=[Finding.model_validate(finding) for finding in line.checked],
        made_at=line.made_at,
    )
