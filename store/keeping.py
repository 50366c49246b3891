"""Deliveries kept as messages, each once."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, func, insert, select, text
from sqlmodel import Session

from domain.delivery import Delivery
from domain.stages import Stage
from store import events
from store.contents import digest_of, insert_contents
from store.mailboxes import identity
from store.tables import Content, Event, Message, table
from store.texts import storable

log = logging.getLogger(__name__)

_KEEPING = 0x56455242_414C4502
"""Key of PostgreSQL's advisory lock under which one process keeps, as SQLite's write lock does there."""
_LONGEST = 998
"""Bytes of the longest Message-ID that we index as it stands (RFC 5322's longest line)."""
_LARGEST = 2**31 - 1
_AT_ONCE = 500
"""Deliveries in one question; SQLite takes 32,766 values, PostgreSQL's driver 65,535."""

_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_BYTES = select(table(Content).c.sha256).where(table(Content).c.sha256.in_(_SOME))
_IDS = select(table(Message).c.message_id).where(table(Message).c.message_id.in_(_SOME))
_LISTED = select(table(Message).c.uid).where(
    table(Message).c.mailbox_id == bindparam("box"),
    table(Message).c.uidvalidity == bindparam("uidvalidity"),
    table(Message).c.uid.in_(_SOME),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A delivery as it stands in the store; `new` is False where it was there before.

    `same_bytes_as` is the earliest message with these very bytes, `same_id_as` the earliest with this Message-ID and others."""

    id: int
    sha256: str
    new: bool
    same_bytes_as: int | None
    same_id_as: int | None


class _Arrival(NamedTuple):
    """A delivery with all by which it may have been met before."""

    box: int
    delivery: Delivery
    sha256: str
    message_id: str | None

    @property
    def marks(self) -> tuple[object, ...]:
        """Its identity, its bytes and its Message-ID."""
        listed = (self.box, self.delivery.uidvalidity, self.delivery.uid)
        return (listed, self.sha256) if self.message_id is None else (listed, self.sha256, ("id", self.message_id))


def keep(
    session: Session, deliveries: Sequence[Delivery], message_ids: Sequence[str | None], now: datetime
) -> list[Kept]:
    """Keep a batch byte for byte at stage received, in the order given, and say what stands of each; twice keeps nothing twice.

    A delivery is known by (mailbox, uidvalidity, uid). Two processes that keep the same one end in one row. What a mailbox lists
    anew under another UIDVALIDITY is linked to the first and closed: it was read and answered then. Raises ValueError
    for a naive time or an identity that no database can hold, before anything is written."""
    if len(deliveries) != len(message_ids):
        raise ValueError(f"{len(deliveries)} deliveries came with {len(message_ids)} Message-IDs.")
    _check(deliveries)
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _KEEPING})
    boxes = {name: identity(session, name) for name in dict.fromkeys(delivery.mailbox for delivery in deliveries)}
    arrivals = [
        _Arrival(boxes[delivery.mailbox], delivery, digest_of(delivery.raw), indexable(message_id))
        for delivery, message_id in zip(deliveries, message_ids, strict=True)
    ]
    met = _met(connection, arrivals)
    kept: list[Kept] = []
    new: list[_Arrival] = []
    for arrival in arrivals:
        marks = arrival.marks
        if not met.isdisjoint(marks):
            kept += _keep_new(connection, new, now)
            new = []
            kept.append(_keep_one(connection, arrival, now))
        else:
            new.append(arrival)
        met.update(marks)
    return kept + _keep_new(connection, new, now)


def _met(connection: Connection, arrivals: Sequence[_Arrival]) -> set[object]:
    """The marks of these arrivals that the store knows already."""
    met: set[object] = set()
    for start in range(0, len(arrivals), _AT_ONCE):
        some = arrivals[start : start + _AT_ONCE]
        met.update(connection.execute(_BYTES, {"some": [one.sha256 for one in some]}).scalars())
        ids = [one.message_id for one in some if one.message_id is not None]
        met.update(("id", message_id) for message_id in connection.execute(_IDS, {"some": ids}).scalars())
        for box, uidvalidity in {(one.box, one.delivery.uidvalidity) for one in some}:
            uids = [one.delivery.uid for one in some]
            listed = connection.execute(_LISTED, {"box": box, "uidvalidity": uidvalidity, "some": uids}).scalars()
            met.update((box, uidvalidity, uid) for uid in listed)
    return met


def _keep_new(connection: Connection, arrivals: Sequence[_Arrival], now: datetime) -> list[Kept]:
    """Arrivals of which nothing was met before, a few statements for all of them."""
    if not arrivals:
        return []
    contents = insert_contents(connection, [(one.sha256, one.delivery.raw) for one in arrivals])
    rows = [_row(one, content, now) for one, content in zip(arrivals, contents, strict=True)]
    messages = table(Message)
    numbers: dict[int, int] = dict(
        connection.execute(insert(messages).returning(messages.c.content_id, messages.c.id), rows).all()
    )
    kept = [
        Kept(numbers[content], one.sha256, True, None, None) for content, one in zip(contents, arrivals, strict=True)
    ]
    said = [_said(one.id, arrival, None, None, now) for one, arrival in zip(kept, arrivals, strict=True)]
    connection.execute(insert(table(Event)), said)
    return kept


def _keep_one(connection: Connection, arrival: _Arrival, now: datetime) -> Kept:
    """An arrival of which something was met before: what it has in common with what is there is linked."""
    messages, contents = table(Message), table(Content)
    delivery, sha256 = arrival.delivery, arrival.sha256
    there = connection.execute(
        select(messages.c.id, messages.c.same_bytes_as, messages.c.same_id_as, contents.c.sha256)
        .join(contents, contents.c.id == messages.c.content_id)
        .where(
            messages.c.mailbox_id == arrival.box,
            messages.c.uidvalidity == delivery.uidvalidity,
            messages.c.uid == delivery.uid,
        )
    ).one_or_none()
    if there is not None:
        if there.sha256 != sha256:
            log.warning("Message %d is listed again with other bytes (%s); the first are kept.", there.id, sha256[:12])
        return Kept(there.id, there.sha256, False, there.same_bytes_as, there.same_id_as)
    content = connection.execute(select(contents.c.id).where(contents.c.sha256 == sha256)).scalar()
    same_bytes: int | None = None
    if content is None:
        (content,) = insert_contents(connection, [(sha256, delivery.raw)])
    else:
        same_bytes = _earliest(connection, messages.c.content_id == content)
    anew = same_bytes is not None and _is_listed_anew(connection, arrival.box, delivery.uidvalidity, content)
    same_id: int | None = None
    if arrival.message_id is not None:
        same_id = _earliest(connection, messages.c.message_id == arrival.message_id, messages.c.content_id != content)
    row = {**_row(arrival, content, now), "same_bytes_as": same_bytes, "same_id_as": same_id}
    if anew:
        row["stage"] = Stage.CLOSED.value
    number = connection.execute(insert(messages).returning(messages.c.id), row).scalar_one()
    said = [_said(number, arrival, same_bytes, same_id, now)]
    if anew:
        said.append(events.row("closed", now, "machine", number, None, None, {"because": "listed_anew"}))
    connection.execute(insert(table(Event)), said)
    return Kept(number, sha256, True, same_bytes, same_id)


def _row(arrival: _Arrival, content: int, now: datetime) -> dict[str, Any]:
    """The message as nobody has seen it before."""
    delivery = arrival.delivery
    return {
        "mailbox_id": arrival.box,
        "uidvalidity": delivery.uidvalidity,
        "uid": delivery.uid,
        "received_at": delivery.received_at or now,
        "kept_at": now,
        "content_id": content,
        "message_id": arrival.message_id,
        "stage": Stage.RECEIVED.value,
        "stage_since": now,
        "attempts": 0,
        "whole_size": _storable_size(delivery),
    }


def _said(number: int, arrival: _Arrival, same_bytes: int | None, same_id: int | None, now: datetime) -> dict[str, Any]:
    """The event that it was kept."""
    details = {
        "sha256": arrival.sha256,
        "size": len(arrival.delivery.raw),
        "same_bytes_as": same_bytes,
        "same_id_as": same_id,
        "whole_size": _storable_size(arrival.delivery),
    }
    return events.row("kept", now, "machine", number, None, None, details)


def _storable_size(delivery: Delivery) -> int | None:
    """A server may tell any size; an integer of PostgreSQL's holds no greater one."""
    return min(delivery.whole_size, _LARGEST) if delivery.whole_size is not None else None


def _is_listed_anew(connection: Connection, box: int, uidvalidity: str, content: int) -> bool:
    """True where this mailbox held these bytes more often under an earlier UIDVALIDITY than we have met them under this one: it
    numbered its messages anew, and nobody sent anything."""
    messages = table(Message)
    counted = connection.execute(
        select(messages.c.uidvalidity, func.count())
        .where(messages.c.mailbox_id == box, messages.c.content_id == content)
        .group_by(messages.c.uidvalidity)
    )
    held: dict[str, int] = {line.uidvalidity: line[1] for line in counted}
    now = held.pop(uidvalidity, 0)
    return max(held.values(), default=0) > now


def _earliest(connection: Connection, *conditions: Any) -> int | None:
    messages = table(Message)
    found: int | None = connection.execute(select(func.min(messages.c.id)).where(*conditions)).scalar()
    return found


def _check(deliveries: Sequence[Delivery]) -> None:
    if any(one.received_at is not None and one.received_at.utcoffset() is None for one in deliveries):
        raise ValueError("A delivery's time must be aware.")
    for name in {name for one in deliveries for name in (one.mailbox, one.uidvalidity, one.uid)}:
        if name != storable(name) or len(name) > _LONGEST:
            raise ValueError(
                "A delivery's mailbox, UIDVALIDITY and UID must be short texts without NUL and lone surrogates."
            )


def indexable(message_id: str | None) -> str | None:
    """The Message-ID as it stands, or its digest where a database could not hold or index it."""
    if not message_id:
        return None
    if message_id == storable(message_id) and len(message_id.encode("utf-8")) <= _LONGEST:
        return message_id
    return "sha256:" + hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()
