"""Decisions: what officers held of a submission, beside what the machine read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Session

from domain.stages import Verdict
from domain.submission import Contact
from store import events
from store.tables import DecisionRow, Officer, table
from store.texts import storable, storable_json


@dataclass(frozen=True, slots=True)
class Decision:
    """One officer's decision on one revision; `contacts` and `state` as the officer holds them."""

    id: int
    message_id: int
    revision: int
    officer_id: int
    login: str
    verdict: Verdict
    contacts: tuple[Contact, ...]
    state: str | None
    remark: str
    at: datetime


def add(
    session: Session,
    message_id: int,
    revision: int,
    officer_id: int,
    verdict: Verdict,
    contacts: Sequence[Contact],
    state: str | None,
    remark: str,
    now: datetime,
) -> int:
    """Store a decision and its event (without remark and particulars); returns its id. Earlier decisions stay."""
    decisions = table(DecisionRow)
    number: int = (
        session.connection()
        .execute(
            insert(decisions)
            .values(
                message_id=message_id,
                revision=revision,
                officer_id=officer_id,
                verdict=verdict.value,
                contacts=storable_json([contact.model_dump(mode="json") for contact in contacts]),
                state=state,
                remark=storable(remark),
                at=now,
            )
            .returning(decisions.c.id)
        )
        .scalar_one()
    )
    events.note(
        session,
        "decided",
        now,
        actor=f"officer:{officer_id}",
        message_id=message_id,
        decision=number,
        revision=revision,
        verdict=verdict.value,
        contacts=len(contacts),
    )
    return number


@dataclass(frozen=True, slots=True)
class Last:
    """What was decided last of a message, by whom and when."""

    verdict: Verdict
    login: str
    at: datetime


def last_of(session: Session, message_ids: Collection[int]) -> dict[int, Last]:
    """The last decision on each of these messages; those without one are left out."""
    decisions, officers = table(DecisionRow), table(Officer)
    found = session.connection().execute(
        select(decisions.c.message_id, decisions.c.verdict, decisions.c.at, officers.c.login)
        .join(officers, officers.c.id == decisions.c.officer_id)
        .where(decisions.c.message_id.in_(message_ids))
        .order_by(decisions.c.id)
    )
    return {line.message_id: Last(Verdict(line.verdict), line.login, line.at) for line in found}


def of(session: Session, message_id: int) -> list[Decision]:
    """All decisions on the message, oldest first."""
    decisions, officers = table(DecisionRow), table(Officer)
    found = session.connection().execute(
        select(decisions, officers.c.login)
        .join(officers, officers.c.id == decisions.c.officer_id)
        .where(decisions.c.message_id == message_id)
        .order_by(decisions.c.id)
    )
    return [
        Decision(
            id=line.id,
            message_id=line.message_id,
            revision=line.revision,
            officer_id=line.officer_id,
            login=line.login,
            verdict=Verdict(line.verdict),
            contacts=tuple(Contact.model_validate(contact) for contact in line.contacts),
            state=line.state,
            remark=line.remark,
            at=line.at,
        )
        for line in found
    ]
