"""Processed messages that we move to another folder: intended before the server hears of it, told from what others took."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlmodel import Session

from domain.stages import Stage
from store import events
from store.mailboxes import identity
from store.tables import Mailbox, Message, table

PROCESSED = (Stage.IN_REVIEW, Stage.SET_ASIDE, Stage.ACCEPTED, Stage.RETURNED, Stage.CLOSED)
"""Stages in which a message was read and placed; one that is shunted, or only kept by its header, stays where it is."""


@dataclass(frozen=True, slots=True)
class Movable:
    """A message that its mailbox may be relieved of; `intended` where a move of it was begun and not seen to end."""

    uidvalidity: str
    uid: str
    intended: bool = False


def movable(session: Session, mailbox: str, limit: int) -> list[Movable]:
    """At most `limit` messages that the mailbox may be relieved of, oldest first."""
    boxes, messages = table(Mailbox), table(Message)
    found = session.connection().execute(
        select(messages.c.uidvalidity, messages.c.uid, messages.c.moving_at)
        .join(boxes, boxes.c.id == messages.c.mailbox_id)
        .where(
            boxes.c.name == mailbox,
            messages.c.gone_since.is_(None),
            messages.c.whole_size.is_(None),
            messages.c.stage.in_([stage.value for stage in PROCESSED]),
        )
        .order_by(messages.c.id)
        .limit(limit)
    )
    return [Movable(line.uidvalidity, line.uid, line.moving_at is not None) for line in found]


def intend(session: Session, mailbox: str, uidvalidity: str, uids: Sequence[str], now: datetime) -> None:
    """Afterwards these count as moved by us, should the mailbox list them no longer."""
    _mark(session, mailbox, uidvalidity, uids, now)


def stay(session: Session, mailbox: str, uidvalidity: str, uids: Collection[str]) -> None:
    """Afterwards these are not intended to be moved any more: the mailbox still lists them."""
    _mark(session, mailbox, uidvalidity, uids, None)


def moved(session: Session, mailbox: str, uidvalidity: str, uids: Collection[str], now: datetime) -> None:
    """Afterwards these count as moved by us, and the mailbox is not expected to list them."""
    boxes, messages = table(Mailbox), table(Message)
    connection = session.connection()
    number = identity(session, mailbox)
    here = and_(messages.c.mailbox_id == number, messages.c.uidvalidity == uidvalidity, messages.c.gone_since.is_(None))
    done = connection.execute(
        update(messages).where(here, messages.c.uid.in_(uids)).values(gone_since=now, moved_at=now)
    ).rowcount
    if done:
        connection.execute(update(boxes).where(boxes.c.id == number).values(listed=boxes.c.listed - done))
        events.note(session, "moved", now, mailbox=number, messages=done)


def _mark(session: Session, mailbox: str, uidvalidity: str, uids: Collection[str], moment: datetime | None) -> None:
    messages = table(Message)
    here = and_(messages.c.mailbox_id == identity(session, mailbox), messages.c.uidvalidity == uidvalidity)
    session.connection().execute(
        update(messages).where(here, messages.c.gone_since.is_(None), messages.c.uid.in_(uids)).values(moving_at=moment)
    )
