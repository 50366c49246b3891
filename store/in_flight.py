"""What is in flight: messages that a mailbox lists and did not hand out yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from domain.delivery import Withheld
from store import events
from store.mailboxes import identity
from store.tables import InFlight, table

_AT_ONCE = 500
"""UIDs in one statement; SQLite takes 32,766 values, PostgreSQL's driver 65,535."""


def landed(session: Session, mailbox: str, uidvalidity: str, uids: Collection[str]) -> None:
    """Afterwards these are no longer in flight: they were kept, in the caller's transaction."""
    flying = table(InFlight)
    number = identity(session, mailbox)
    here = and_(flying.c.mailbox_id == number, flying.c.uidvalidity == uidvalidity)
    waiting = set(session.connection().execute(select(flying.c.uid).where(here)).scalars())
    for some in in_turns(waiting.intersection(uids)):
        clear(session, number, and_(flying.c.uidvalidity == uidvalidity, flying.c.uid.in_(some)))


def withhold(session: Session, mailbox: str, uidvalidity: str, withheld: Mapping[str, Withheld], now: datetime) -> None:
    """Afterwards each of these is in flight, tried once more and why it did not come; since now at the latest, whatever a clock
    said that was set back since."""
    flying = table(InFlight)
    connection = session.connection()
    number = identity(session, mailbox)
    insert = postgresql.insert(flying) if connection.dialect.name == "postgresql" else sqlite.insert(flying)
    for uid, why in withheld.items():
        first = {"why": why.value, "first_seen": now, "last_tried": now, "tries": 1}
        done = insert.values(mailbox_id=number, uidvalidity=uidvalidity, uid=uid, **first)
        seen = case((flying.c.first_seen > now, done.excluded.first_seen), else_=flying.c.first_seen)
        again = {"why": why.value, "first_seen": seen, "last_tried": now, "tries": flying.c.tries + 1}
        connection.execute(done.on_conflict_do_update(index_elements=list(flying.primary_key.columns), set_=again))
    if withheld:
        events.note(session, "withheld", now, mailbox=number, messages=len(withheld))


def clear(session: Session, mailbox_id: int, which: ColumnElement[bool]) -> int:
    """Afterwards those of this mailbox are no longer in flight; how many they were."""
    flying = table(InFlight)
    return session.connection().execute(delete(flying).where(flying.c.mailbox_id == mailbox_id, which)).rowcount


def in_turns(uids: Collection[str]) -> Iterator[Sequence[str]]:
    """The uids in turns that a statement can hold, always in the same order."""
    ordered = sorted(uids)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
