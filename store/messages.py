"""Messages: what stands of each, and the one bracket in which their stage changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlmodel import Session

from domain.stages import Stage, may_move
from store import events
from store.owner import gone
from store.tables import Content, Mailbox, Message, table
from store.texts import storable

_SAID = {
    Stage.RECEIVED: "retried",
    Stage.READ: "read",
    Stage.IN_REVIEW: "placed",
    Stage.SET_ASIDE: "placed",
    Stage.ACCEPTED: "accepted",
    Stage.RETURNED: "returned",
    Stage.CLOSED: "closed",
    Stage.SHUNTED: "shunted",
}
"""The event's name for a move to a stage."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to work on until the lease ends; `attempts` counts this claim in, from 1."""

    id: int
    sha256: str
    attempts: int
    received_at: datetime
    stage: Stage
    same_bytes_as: int | None
    same_id_as: int | None
    whole_size: int | None = None
    """Not None where only the header could be kept of so many bytes."""


@dataclass(frozen=True, slots=True)
class MessageFactsRow:
    """One message without its bytes; `size` in bytes."""

    id: int
    mailbox: str
    uidvalidity: str
    uid: str
    received_at: datetime
    kept_at: datetime
    sha256: str
    size: int
    message_id: str | None
    stage: Stage
    stage_since: datetime
    attempts: int
    claimed_by: str | None
    claimed_at: datetime | None
    same_bytes_as: int | None
    same_id_as: int | None
    shunted_because: str | None
    whole_size: int | None = None
    """Not None where the message was too large to be fetched: only its header is kept, and the whole has so many bytes."""
    gone_since: datetime | None = None
    """Since when its mailbox lists it no longer."""
    moved_at: datetime | None = None
    """When we moved it to another folder."""
    answers_mail: int | None = None
    """The mail of ours that it answers, by its row's id."""
    answers_by: str | None = None


def claim(session: Session, stage: Stage, owner: str, now: datetime, lease: timedelta) -> Claimed | None:
    """Take the oldest message at this stage that nobody holds; it is `owner`'s once the caller's transaction is committed.

    Free is what was never claimed, what a dead process holds, and what is held for longer than `lease`, or since so far in the
    future, by a clock that was set back since. None: nothing to do."""
    messages, contents = table(Message), table(Content)
    connection = session.connection()
    fresh = and_(messages.c.stage == stage.value, messages.c.claimed_at > now - lease)
    holders = connection.execute(
        select(messages.c.claimed_by).where(fresh, messages.c.claimed_by.is_not(None)).distinct()
    )
    dead = [holder for holder in holders.scalars() if gone(holder)]
    free = and_(
        messages.c.stage == stage.value,
        or_(
            messages.c.claimed_by.is_(None),
            messages.c.claimed_at <= now - lease,
            messages.c.claimed_at > now + lease,
            messages.c.claimed_by.in_(dead),
        ),
    )
    # The row lock is PostgreSQL's (SQLite has its one write lock): others step over the row instead of waiting for it.
    oldest = connection.execute(
        select(messages.c.id).where(free).order_by(messages.c.id).limit(1).with_for_update(skip_locked=True)
    ).scalar()
    if oldest is None:
        return None
    taken = connection.execute(
        update(messages)
        .where(messages.c.id == oldest, free)
        .values(claimed_by=owner, claimed_at=now, attempts=messages.c.attempts + 1)
        .returning(messages)
    ).one()
    sha256 = connection.execute(select(contents.c.sha256).where(contents.c.id == taken.content_id)).scalar_one()
    events.note(session, "claimed", now, message_id=oldest, stage=stage.value, attempts=taken.attempts, owner=owner)
    return Claimed(
        taken.id,
        sha256,
        taken.attempts,
        taken.received_at,
        Stage(taken.stage),
        taken.same_bytes_as,
        taken.same_id_as,
        taken.whole_size,
    )


def give_back(session: Session, message_id: int, stage: Stage, owner: str) -> bool:
    """Free a message that `owner` claimed at this stage and did not work on: the attempt does not count. False: not its own."""
    messages = table(Message)
    done = session.connection().execute(
        update(messages)
        .where(messages.c.id == message_id, messages.c.stage == stage.value, messages.c.claimed_by == owner)
        .values(claimed_by=None, claimed_at=None, attempts=messages.c.attempts - 1)
    )
    return done.rowcount == 1


def move(
    session: Session,
    message_id: int,
    before: Stage,
    after: Stage,
    now: datetime,
    owner: str | None,
    actor: str = "machine",
    because: str | None = None,
) -> bool:
    """Move a message that still stands at `before` (and is held by `owner`, where one is given), free it, and write the event.

    False: somebody else was faster, and nothing is written. `because` is kept where the message is shunted; the event carries
    it where it is a code, else its digest. Attempts count anew. Raises ValueError for a move that domain.stages forbids."""
    if not may_move(before, after):
        raise ValueError(f"A message may not go from {before.value} to {after.value}.")
    messages = table(Message)
    here = [messages.c.id == message_id, messages.c.stage == before.value]
    if owner is not None:
        here.append(messages.c.claimed_by == owner)
    done = session.connection().execute(
        update(messages)
        .where(*here)
        .values(
            stage=after.value,
            stage_since=now,
            claimed_by=None,
            claimed_at=None,
            attempts=0,
            shunted_because=storable(because) if after is Stage.SHUNTED and because else None,
        )
    )
    if done.rowcount != 1:
        return False
    events.note(
        session,
        _SAID[after],
        now,
        actor=actor,
        message_id=message_id,
        before=before.value,
        after=after.value,
        because=events.plain_or_digest(because) if because else None,
    )
    return True


def get(session: Session, message_id: int) -> MessageFactsRow | None:
    """What stands of this message, None where there is none."""
    messages, contents, boxes = table(Message), table(Content), table(Mailbox)
    line = (
        session.connection()
        .execute(
            select(messages, contents.c.sha256, contents.c.size, boxes.c.name.label("mailbox"))
            .join(contents, contents.c.id == messages.c.content_id)
            .join(boxes, boxes.c.id == messages.c.mailbox_id)
            .where(messages.c.id == message_id)
        )
        .one_or_none()
    )
    if line is None:
        return None
    return MessageFactsRow(
        id=line.id,
        mailbox=line.mailbox,
        uidvalidity=line.uidvalidity,
        uid=line.uid,
        received_at=line.received_at,
        kept_at=line.kept_at,
        sha256=line.sha256,
        size=line.size,
        message_id=line.message_id,
        stage=Stage(line.stage),
        stage_since=line.stage_since,
        attempts=line.attempts,
        claimed_by=line.claimed_by,
        claimed_at=line.claimed_at,
        same_bytes_as=line.same_bytes_as,
        same_id_as=line.same_id_as,
        shunted_because=line.shunted_because,
        whole_size=line.whole_size,
        gone_since=line.gone_since,
        moved_at=line.moved_at,
        answers_mail=line.answers_mail,
        answers_by=line.answers_by,
    )


def tie(session: Session, message_id: int, mail_id: int, by: str, now: datetime) -> None:
    """Remember that the message answers this mail of ours, and how that is known (a code), with the event."""
    messages = table(Message)
    session.connection().execute(
        update(messages).where(messages.c.id == message_id).values(answers_mail=mail_id, answers_by=by)
    )
    events.note(session, "tied", now, message_id=message_id, mail_id=mail_id, by=by)


def answering(session: Session, mail_ids: Collection[int]) -> dict[int, list[int]]:
    """The messages that answer these mails of ours, by mail, earliest first."""
    messages = table(Message)
    found: dict[int, list[int]] = {}
    wanted = select(messages.c.id, messages.c.answers_mail).where(messages.c.answers_mail.in_(sorted(mail_ids)))
    for line in session.connection().execute(wanted.order_by(messages.c.id)):
        found.setdefault(line.answers_mail, []).append(line.id)
    return found
