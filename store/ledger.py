"""The ledger: every message that a mailbox lists is kept, kept by its header, or in flight; what it lists no longer is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, select, update
from sqlmodel import Session

from domain.reconciliation import Difference, Ours, Standing, due
from store import events, in_flight
from store.in_flight import in_turns
from store.mailboxes import agreed, identity, not_before
from store.tables import InFlight, Mailbox, Message, table


@dataclass(frozen=True, slots=True)
class Remembered:
    """What we know of a mailbox since its whole list was last compared with ours."""

    standing: Standing | None
    """None where it was never compared, or does not say what it stands at."""
    compared_at: datetime | None
    due: int
    """How many messages are in flight and to be tried again by now."""
    disagrees: bool = False
    """True where not all that it listed then was accounted for."""
    first_polled: datetime | None = None
    """When we began to read it, None where we have not."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What may be wrong with a mailbox's line of the ledger."""

    disagrees_since: datetime | None
    """When a whole comparison first left something unaccounted for; None where the last one left nothing."""
    compared_at: datetime | None
    in_flight_since: datetime | None
    """When the oldest message was first listed and not handed out; None where none is in flight."""


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox's line of the ledger, as of `compared_at`."""

    mailbox: str
    compared_at: datetime | None
    last_agreed: datetime | None
    listed: int | None
    kept: int
    by_header: int
    in_flight: Mapping[str, int]
    """How many, by domain.delivery.Withheld."""
    gone: int
    """Kept, and listed no longer: moved, or deleted by somebody."""
    moved: int = 0
    """Kept, and moved by us."""
    disagrees: bool = False
    """True where the last comparison left something unaccounted for."""

    @property
    def difference(self) -> int:
        """How many more messages it listed then than are thought to be there now; fewer: negative."""
        return (self.listed or 0) - self.kept - self.by_header - sum(self.in_flight.values())

    @property
    def unaccounted(self) -> int:
        """The difference, but for what was kept since by a poll that is not over yet, or broke off."""
        return self.difference if self.disagrees or self.difference > 0 else 0


def remembered(session: Session, mailbox: str, now: datetime) -> Remembered:
    """What we know of this mailbox, as of `now`; nothing of one that was never polled."""
    boxes, flying = table(Mailbox), table(InFlight)
    connection = session.connection()
    line = connection.execute(select(boxes).where(boxes.c.name == mailbox)).one_or_none()
    if line is None:
        return Remembered(None, None, 0)
    waiting = connection.execute(select(flying.c.tries, flying.c.last_tried).where(flying.c.mailbox_id == line.id))
    count = sum(due(one.tries, one.last_tried, now) for one in waiting)
    said = line.uidvalidity, line.uidnext, line.messages
    standing = None if None in said else Standing(line.uidvalidity, line.uidnext, line.messages)
    disagrees = line.disagrees_since is not None
    return Remembered(standing, line.compared_at, count, disagrees, line.first_polled)


def doubts(session: Session, mailbox: str) -> Doubts:
    """What may be wrong with this mailbox's line; nothing where it was never polled."""
    boxes, flying = table(Mailbox), table(InFlight)
    line = (
        session.connection()
        .execute(
            select(boxes.c.disagrees_since, boxes.c.compared_at, func.min(flying.c.first_seen).label("oldest"))
            .outerjoin(flying, flying.c.mailbox_id == boxes.c.id)
            .where(boxes.c.name == mailbox)
            .group_by(boxes.c.id, boxes.c.disagrees_since, boxes.c.compared_at)
        )
        .one_or_none()
    )
    return Doubts(line.disagrees_since, line.compared_at, line.oldest) if line is not None else Doubts(None, None, None)


def ours(session: Session, mailbox: str, uidvalidity: str, now: datetime) -> Ours:
    """The UIDs of this mailbox that are kept or in flight under this UIDVALIDITY, as of `now`."""
    boxes, messages, flying = table(Mailbox), table(Message), table(InFlight)
    connection = session.connection()
    number = connection.execute(select(boxes.c.id).where(boxes.c.name == mailbox)).scalar()
    kept = connection.execute(
        select(messages.c.uid, messages.c.gone_since).where(
            messages.c.mailbox_id == number, messages.c.uidvalidity == uidvalidity
        )
    ).all()
    waiting = connection.execute(
        select(flying.c.uid, flying.c.tries, flying.c.last_tried).where(
            flying.c.mailbox_id == number, flying.c.uidvalidity == uidvalidity
        )
    ).all()
    return Ours(
        here=frozenset(line.uid for line in kept if line.gone_since is None),
        gone=frozenset(line.uid for line in kept if line.gone_since is not None),
        in_flight=frozenset(line.uid for line in waiting),
        not_due=frozenset(line.uid for line in waiting if not due(line.tries, line.last_tried, now)),
    )


def write_off(session: Session, mailbox: str, uidvalidity: str, found: Difference, now: datetime) -> None:
    """Afterwards what is gone counts as gone (or as moved by us, where we intended it), what is back as listed, and what went
    before it was handed out is no longer awaited.

    What is held under another UIDVALIDITY of this mailbox is gone with it."""
    messages, flying = table(Message), table(InFlight)
    connection = session.connection()
    number = identity(session, mailbox)
    here = and_(messages.c.mailbox_id == number, messages.c.uidvalidity == uidvalidity)
    counts = {"gone": 0, "back": 0, "forgotten": 0}
    if_intended = case((messages.c.moving_at.is_not(None), literal(now, messages.c.moved_at.type)), else_=None)
    as_gone: dict[str, Any] = {"gone_since": now, "moved_at": if_intended}
    as_back: dict[str, Any] = {"gone_since": None, "moving_at": None, "moved_at": None}
    for name, uids, values in (("gone", found.gone, as_gone), ("back", found.back, as_back)):
        for some in in_turns(uids):
            done = connection.execute(update(messages).where(here, messages.c.uid.in_(some)).values(**values))
            counts[name] += done.rowcount
    anew = connection.execute(
        update(messages)
        .where(messages.c.mailbox_id == number, messages.c.uidvalidity != uidvalidity, messages.c.gone_since.is_(None))
        .values(gone_since=now)
    )
    counts["gone"] += anew.rowcount
    for some in in_turns(found.forgotten):
        counts["forgotten"] += in_flight.clear(
            session, number, and_(flying.c.uidvalidity == uidvalidity, flying.c.uid.in_(some))
        )
    counts["forgotten"] += in_flight.clear(session, number, flying.c.uidvalidity != uidvalidity)
    if any(counts.values()):
        gone, back, forgotten = counts.values()
        events.note(session, "written_off", now, mailbox=number, gone=gone, back=back, forgotten=forgotten)


def compared(session: Session, mailbox: str, standing: Standing | None, listed: int, now: datetime) -> None:
    """Remember that the whole list was compared at this moment, and what the mailbox had said of itself just before it.

    Where all that was listed is kept or in flight, the mailbox agrees with us."""
    boxes = table(Mailbox)
    connection = session.connection()
    number = identity(session, mailbox)
    values = {
        "uidvalidity": standing.uidvalidity if standing else None,
        "uidnext": standing.uidnext if standing else None,
        "messages": standing.messages if standing else None,
        "listed": listed,
        "compared_at": now,
    }
    connection.execute(update(boxes).where(boxes.c.id == number).values(**values))
    if all(account.difference == 0 for account in accounts(session, mailbox)):
        agreed(session, mailbox, now)
    else:
        doubted = update(boxes).where(boxes.c.id == number, not_before(boxes.c.disagrees_since, now))
        connection.execute(doubted.values(disagrees_since=now))


def unchanged(session: Session, mailbox: str, now: datetime) -> None:
    """Remember that at this moment nothing had changed since the last comparison; a mailbox that agreed still agrees."""
    boxes = table(Mailbox)
    session.connection().execute(
        update(boxes).where(boxes.c.name == mailbox, boxes.c.last_agreed >= boxes.c.compared_at).values(last_agreed=now)
    )


def astray(session: Session) -> int:
    """How many messages are in flight, and one for each mailbox that lists what is not accounted for."""
    boxes, flying = table(Mailbox), table(InFlight)
    connection = session.connection()
    waiting = connection.execute(select(func.count()).select_from(flying)).scalar_one()
    disagreeing = select(func.count()).select_from(boxes).where(boxes.c.disagrees_since.is_not(None))
    return int(waiting) + int(connection.execute(disagreeing).scalar_one())


def accounts(session: Session, mailbox: str | None = None) -> list[Account]:
    """Every mailbox's line (or that of one), by name."""
    boxes, messages, flying = table(Mailbox), table(Message), table(InFlight)
    connection = session.connection()
    here = messages.c.gone_since.is_(None)
    whole = messages.c.whole_size.is_(None)
    ours = messages.c.moved_at.is_not(None)
    wanted: list[ColumnElement[bool]] = [boxes.c.name == mailbox] if mailbox is not None else []
    lines = connection.execute(
        select(
            boxes.c.id,
            boxes.c.name,
            boxes.c.compared_at,
            boxes.c.last_agreed,
            boxes.c.listed,
            boxes.c.disagrees_since,
            func.coalesce(func.sum(case((and_(here, whole, messages.c.id.is_not(None)), 1), else_=0)), 0).label("kept"),
            func.coalesce(func.sum(case((and_(here, ~whole), 1), else_=0)), 0).label("by_header"),
            func.coalesce(func.sum(case((and_(~here, ~ours), 1), else_=0)), 0).label("gone"),
            func.coalesce(func.sum(case((and_(~here, ours), 1), else_=0)), 0).label("moved"),
        )
        .outerjoin(messages, messages.c.mailbox_id == boxes.c.id)
        .where(*wanted)
        .group_by(boxes.c.id)
        .order_by(boxes.c.name)
    ).all()
    waiting: dict[int, dict[str, int]] = {}
    for line in connection.execute(
        select(flying.c.mailbox_id, flying.c.why, func.count().label("n"))
        .group_by(flying.c.mailbox_id, flying.c.why)
        .order_by(flying.c.why)
    ):
        waiting.setdefault(line.mailbox_id, {})[line.why] = line.n
    return [
        Account(
            line.name,
            line.compared_at,
            line.last_agreed,
            line.listed,
            line.kept,
            line.by_header,
            waiting.get(line.id, {}),
            line.gone,
            line.moved,
            line.disagrees_since is not None,
        )
        for line in lines
    ]
