"""Mailboxes: the places that deliveries come from; what each lists is in store.ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from store.tables import Mailbox, Message, table


@dataclass(frozen=True, slots=True)
class MailboxFacts:
    """A mailbox, and when it last agreed with us (None: never)."""

    name: str
    last_agreed: datetime | None


def agreed(session: Session, mailbox: str, now: datetime) -> None:
    """Remember that at this moment everything the mailbox listed was accounted for."""
    boxes = table(Mailbox)
    number = identity(session, mailbox)
    session.connection().execute(
        update(boxes).where(boxes.c.id == number).values(last_agreed=now, disagrees_since=None)
    )


def failed(session: Session, mailbox: str, now: datetime) -> datetime:
    """Remember that a poll of it failed at this moment; since when none has succeeded.

    What began in the future, by a clock that was set back since, begins now; so it is with `begun`."""
    boxes = table(Mailbox)
    number = identity(session, mailbox)
    connection = session.connection()
    connection.execute(
        update(boxes).where(boxes.c.id == number, not_before(boxes.c.failing_since, now)).values(failing_since=now)
    )
    since: datetime = connection.execute(select(boxes.c.failing_since).where(boxes.c.id == number)).scalar_one()
    return since


def failing(session: Session, mailbox: str) -> bool:
    """True where its last poll failed."""
    boxes = table(Mailbox)
    found = select(boxes.c.id).where(boxes.c.name == mailbox, boxes.c.failing_since.is_not(None))
    return session.connection().execute(found).scalar() is not None


def answered(session: Session, mailbox: str) -> None:
    """Remember that a poll of it succeeded."""
    boxes = table(Mailbox)
    session.connection().execute(update(boxes).where(boxes.c.name == mailbox).values(failing_since=None))


def begun(session: Session, mailbox: str, now: datetime) -> None:
    """Remember that we began to read this mailbox at this moment, where it was not begun before."""
    boxes = table(Mailbox)
    number = identity(session, mailbox)
    session.connection().execute(
        update(boxes).where(boxes.c.id == number, not_before(boxes.c.first_polled, now)).values(first_polled=now)
    )


def not_before(since: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    """Where something has not begun by now."""
    return or_(since.is_(None), since > now)


def first_polled(session: Session, message_id: int) -> datetime | None:
    """When we began to read the mailbox of this message, None where nobody knows."""
    boxes, messages = table(Mailbox), table(Message)
    found: datetime | None = (
        session.connection()
        .execute(
            select(boxes.c.first_polled)
            .join(messages, messages.c.mailbox_id == boxes.c.id)
            .where(messages.c.id == message_id)
        )
        .scalar()
    )
    return found


def all_of(session: Session) -> list[MailboxFacts]:
    """Every mailbox we ever kept from, by name."""
    boxes = table(Mailbox)
    found = session.connection().execute(select(boxes.c.name, boxes.c.last_agreed).order_by(boxes.c.name))
    return [MailboxFacts(line.name, line.last_agreed) for line in found]


def identity(session: Session, mailbox: str) -> int:
    """The row's id of this mailbox, which is there afterwards also where another process makes it at the same time."""
    boxes = table(Mailbox)
    connection = session.connection()
    find = select(boxes.c.id).where(boxes.c.name == mailbox)
    found = connection.execute(find).scalar()
    if found is None:
        put = postgresql.insert(boxes) if connection.dialect.name == "postgresql" else sqlite.insert(boxes)
        connection.execute(put.values(name=mailbox).on_conflict_do_nothing(index_elements=["name"]))
        found = connection.execute(find).scalar_one()
    return int(found)
