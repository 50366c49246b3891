"""What we know under a mailbox's UIDs, and the end of that: a numbering that the mailbox has forgotten."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, delete, distinct, func, select, update
from sqlmodel import Session

from domain.numbering import Traits
from store import events
from store.in_flight import in_turns
from store.mailboxes import identity
from store.tables import Content, InFlight, Message, table


def traits(session: Session, mailbox: str, uidvalidity: str, uids: Collection[str]) -> dict[str, Traits]:
    """What these messages were when we kept them, by their UID; what we do not hold is missing."""
    messages, contents = table(Message), table(Content)
    connection = session.connection()
    number = identity(session, mailbox)
    found: dict[str, Traits] = {}
    for some in in_turns(uids):
        lines = connection.execute(
            select(
                messages.c.uid,
                messages.c.message_id,
                messages.c.received_at,
                func.coalesce(messages.c.whole_size, contents.c.size).label("size"),
            )
            .join(contents, contents.c.id == messages.c.content_id)
            .where(
                messages.c.mailbox_id == number, messages.c.uidvalidity == uidvalidity, messages.c.uid.in_(list(some))
            )
        )
        found.update({line.uid: Traits(line.message_id, line.received_at, line.size) for line in lines})
    return found


def forget(session: Session, mailbox: str, uidvalidity: str, uids: Collection[str], now: datetime) -> None:
    """Afterwards these UIDs stand for none of our messages: they are kept as of a former numbering of the mailbox, as if it had
    another UIDVALIDITY then. What is in flight is asked for anew, by whatever its UID stands for now."""
    messages, flying = table(Message), table(InFlight)
    connection = session.connection()
    number = identity(session, mailbox)
    former = messages.c.uidvalidity.startswith(f"{uidvalidity}~", autoescape=True)
    before: int = connection.execute(
        select(func.count(distinct(messages.c.uidvalidity))).where(messages.c.mailbox_id == number, former)
    ).scalar_one()
    here = and_(messages.c.mailbox_id == number, messages.c.uidvalidity == uidvalidity)
    done = 0
    for some in in_turns(uids):
        renamed = update(messages).where(here, messages.c.uid.in_(list(some)))
        done += connection.execute(renamed.values(uidvalidity=f"{uidvalidity}~{before + 1}")).rowcount
    connection.execute(delete(flying).where(flying.c.mailbox_id == number))
    if done:
        events.note(session, "numbered_back", now, mailbox=number, messages=done)
