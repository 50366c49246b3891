"""The queue: what the desk lists, without fetching a single whole reading."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlmodel import Session

from domain.stages import Stage
from domain.submission import Kind, Severity
from store.tables import Content, Message, SubmissionRow, table

_WORST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One message as the desk lists it; what comes from a reading is empty or None where it was never read.

    `reference` is the note's as printed; our own number is `programme.reference(received_at.year, id)`."""

    id: int
    reference: str | None
    stage: Stage
    stage_since: datetime
    kind: Kind | None
    state: str | None
    received_at: datetime
    revision: int | None
    sender: str | None
    subject: str
    contacts: int
    errors: int
    warnings: int
    infos: int
    worst: str | None
    """The plain sentence of the first among the gravest findings."""
    uncertain: int
    same_bytes_as: int | None
    same_id_as: int | None
    attempts: int
    shunted_because: str | None
    sha256: str


def rows(
    session: Session,
    stages: Collection[Stage],
    kind: Kind | None = None,
    state: str | None = None,
    limit: int = 200,
    offset: int = 0,
    *,
    latest_first: bool = False,
) -> list[QueueRow]:
    """Messages at these stages, oldest first, by kind and State of their newest reading where given; with `latest_first` what came
    to its stage last comes first."""
    messages, submissions, contents = table(Message), table(SubmissionRow), table(Content)
    submission = submissions.c.reading["submission"]
    chosen = select(
        messages.c.id,
        messages.c.stage,
        messages.c.stage_since,
        messages.c.received_at,
        messages.c.same_bytes_as,
        messages.c.same_id_as,
        messages.c.attempts,
        messages.c.shunted_because,
        contents.c.sha256,
        submissions.c.revision,
        submissions.c.kind,
        submissions.c.state,
        submissions.c.checked,
        submission["note_verbale"].label("note"),
        submission["message"].label("message"),
        submission["contacts"].label("contacts"),
        submission["findings"].label("findings"),
        submission["uncertain"].label("uncertain"),
    )
    order = (messages.c.stage_since.desc(), messages.c.id.desc()) if latest_first else (messages.c.id,)
    # The page's numbers first: a sort that carried them would take every reading of the lane apart.
    page = _of(select(messages.c.id), stages, kind, state).order_by(*order).limit(limit).offset(offset)
    found = session.connection().execute(
        _of(chosen, stages, kind, state)
        .join(contents, contents.c.id == messages.c.content_id)
        .where(messages.c.id.in_(page.correlate(None)))
        .order_by(*order)
    )
    return [_row(line) for line in found]


def count(session: Session, stages: Collection[Stage], kind: Kind | None = None, state: str | None = None) -> int:
    """How many messages `rows` would list without a limit."""
    return int(session.connection().execute(_of(select(func.count()), stages, kind, state)).scalar_one())


def counts(session: Session) -> dict[Stage, int]:
    """How many messages stand at each stage, nought included."""
    messages = table(Message)
    found = session.connection().execute(select(messages.c.stage, func.count()).group_by(messages.c.stage))
    return dict.fromkeys(Stage, 0) | {Stage(stage): number for stage, number in found}


def next_after(session: Session, stages: Collection[Stage], message_id: int) -> int | None:
    """The oldest message at these stages that came after this one, None where there is none."""
    messages = table(Message)
    found = session.connection().execute(
        select(func.min(messages.c.id)).where(
            messages.c.stage.in_([stage.value for stage in stages]), messages.c.id > message_id
        )
    )
    number = found.scalar()
    return int(number) if number is not None else None


def _of(chosen: Select[Any], stages: Collection[Stage], kind: Kind | None, state: str | None) -> Select[Any]:
    messages, submissions = table(Message), table(SubmissionRow)
    other = submissions.alias("other")
    newest = (
        select(func.max(other.c.revision))
        .where(other.c.message_id == messages.c.id)
        .correlate(messages)
        .scalar_subquery()
    )
    chosen = (
        chosen.select_from(messages)
        .outerjoin(submissions, and_(submissions.c.message_id == messages.c.id, submissions.c.revision == newest))
        .where(messages.c.stage.in_([stage.value for stage in stages]))
    )
    if kind is not None:
        chosen = chosen.where(submissions.c.kind == kind.value)
    if state is not None:
        chosen = chosen.where(submissions.c.state == state)
    return chosen


def _row(line: Any) -> QueueRow:
    findings = [*(line.findings or []), *(line.checked or [])]
    tally = {severity: [f for f in findings if f["severity"] == severity.value] for severity in _WORST}
    gravest = next((found[0] for found in tally.values() if found), None)
    message = line.message or {}
    return QueueRow(
        id=line.id,
        reference=(line.note or {}).get("reference"),
        stage=Stage(line.stage),
        stage_since=line.stage_since,
        kind=Kind(line.kind) if line.kind else None,
        state=line.state,
        received_at=line.received_at,
        revision=line.revision,
        sender=message.get("from"),
        subject=message.get("subject") or "",
        contacts=len(line.contacts or []),
        errors=len(tally[Severity.ERROR]),
        warnings=len(tally[Severity.WARNING]),
        infos=len(tally[Severity.INFO]),
        worst=gravest["message"] if gravest else None,
        uncertain=len(line.uncertain or []),
        same_bytes_as=line.same_bytes_as,
        same_id_as=line.same_id_as,
        attempts=line.attempts,
        shunted_because=line.shunted_because,
        sha256=line.sha256,
    )
