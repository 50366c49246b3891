"""Sending: the machine's word on a mail of the outbox, which is under way before the network hears of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select, update
from sqlmodel import Session

from domain.notices import NoticeKind, Outbox
from domain.report import SHOWS_NOTHING
from store import events
from store.outbox import lines
from store.tables import Event, Message, OutboxMail, table
from store.texts import storable

_SETTLED = (Outbox.SENT, Outbox.FAILED, Outbox.UNCERTAIN, Outbox.QUEUED)
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
FURTHEST = timedelta(days=2)
"""No mail waits for longer: what is due later was put off by a clock that has been set right since, and is due now."""
_LONGEST = 500
"""Characters of a server's answer that are kept."""
_CAME_BACK = "It came back."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail to be sent: `id` is its row's (what this module's functions take), `mail_id` its Message-ID header."""

    id: int
    mail_id: str
    kind: NoticeKind
    language: str
    recipient: str
    facts: dict[str, Any]
    in_reply_to: str | None
    references: tuple[str, ...]
    due_at: datetime
    attempts: int
    message_id: int | None
    entry_id: int | None


def due(session: Session, now: datetime, limit: int) -> list[Waiting]:
    """Queued mails whose time has come, the longest due first, at most `limit`."""
    mails = table(OutboxMail)
    found = session.connection().execute(
        lines()
        .where(mails.c.stage == Outbox.QUEUED.value, _has_come(now))
        .order_by(mails.c.due_at, mails.c.id)
        .limit(limit)
    )
    return [
        Waiting(
            id=line.id,
            mail_id=line.mail_id,
            kind=NoticeKind(line.kind),
            language=line.language,
            recipient=line.recipient,
            facts=line.facts,
            in_reply_to=line.in_reply_to,
            references=tuple(line.references),
            due_at=line.due_at,
            attempts=line.attempts,
            message_id=line.message_id,
            entry_id=line.entry_id,
        )
        for line in found
    ]


def claim(session: Session, mail_id: int, owner: str, now: datetime, rendered: str) -> bool:
    """Take a queued mail for sending, with its text as it will be sent; commit this before the network hears of it.

    `mail_id` is the row's id (`Waiting.id`). False: no longer queued, or not yet due, and nothing is written."""
    mails = table(OutboxMail)
    done = session.connection().execute(
        update(mails)
        .where(mails.c.id == mail_id, mails.c.stage == Outbox.QUEUED.value, _has_come(now))
        .values(
            stage=Outbox.SENDING.value,
            claimed_by=owner,
            claimed_at=now,
            attempts=mails.c.attempts + 1,
            rendered=rendered,
        )
    )
    if done.rowcount != 1:
        return False
    events.note_mail(session, "sending", mail_id, now, "machine", owner=owner)
    return True


def settle(
    session: Session,
    mail_id: int,
    owner: str,
    stage: Outbox,
    now: datetime,
    answer: str | None = None,
    next_try: datetime | None = None,
) -> bool:
    """Write how the sending that `owner` claimed went: sent, failed, uncertain, or queued again for `next_try`.

    Queued is only for a mail that the server surely does not have. Addresses are cut out of `answer`. What was answered while it
    was under way stands as the answer shows. False, and nothing written, where the mail is not (or no longer) `owner`'s. Raises
    ValueError for another stage, or queued without a time."""
    if stage not in _SETTLED or (stage is Outbox.QUEUED) != (next_try is not None):
        raise ValueError(
            f"A sending cannot be settled as {stage.value}{' without a next try' if not next_try else ''}."
        )
    mails = table(OutboxMail)
    values: dict[str, Any] = {"stage": stage.value, "last_answer": _without_addresses(answer)}
    if next_try is not None:
        values |= {"due_at": next_try, "claimed_by": None, "claimed_at": None}
    if stage is Outbox.SENT:
        values["sent_at"] = now
    done = session.connection().execute(
        update(mails)
        .where(mails.c.id == mail_id, mails.c.stage == Outbox.SENDING.value, mails.c.claimed_by == owner)
        .values(values)
    )
    if done.rowcount != 1:
        return False
    events.note_mail(session, "later" if stage is Outbox.QUEUED else stage.value, mail_id, now, "machine")
    if stage in (Outbox.SENT, Outbox.UNCERTAIN):
        _as_answered(session, mail_id, now)
    return True


def recover(session: Session, gone: Callable[[str], bool], now: datetime, lease: timedelta | None = None) -> int:
    """Call uncertain what a dead process was sending (or, with `lease`, anybody for longer than that, or since so far in the
    future, by a clock that was set back since); returns how many.

    Nothing is queued again: the server may have the mail, and a person has to look. One that was answered meanwhile is sent,
    and one that came back has failed."""
    mails = table(OutboxMail)
    connection = session.connection()
    under_way = connection.execute(
        select(mails.c.id, mails.c.claimed_by, mails.c.claimed_at).where(mails.c.stage == Outbox.SENDING.value)
    ).all()
    dead = {owner: owner is None or gone(owner) for owner in {line.claimed_by for line in under_way}}
    count = 0
    for line in under_way:
        late = lease is not None and (line.claimed_at is None or abs(now - line.claimed_at) >= lease)
        if not (dead[line.claimed_by] or late):
            continue
        done = connection.execute(
            update(mails)
            .where(
                mails.c.id == line.id,
                mails.c.stage == Outbox.SENDING.value,
                mails.c.claimed_by.is_not_distinct_from(line.claimed_by),
                mails.c.claimed_at.is_not_distinct_from(line.claimed_at),
            )
            .values(stage=Outbox.UNCERTAIN.value)
        )
        if done.rowcount == 1:
            count += 1
            events.note_mail(
                session, "uncertain", line.id, now, "machine", because="lease_over" if late else "owner_gone"
            )
            _as_answered(session, line.id, now)
    return count


def drop_unsent(session: Session, mail_id: int, now: datetime, because: str) -> bool:
    """The machine's word that a queued mail is not to be sent, `because` as a code. False where it is not queued."""
    mails = table(OutboxMail)
    done = session.connection().execute(
        update(mails)
        .where(mails.c.id == mail_id, mails.c.stage == Outbox.QUEUED.value)
        .values(stage=Outbox.DROPPED.value)
    )
    if done.rowcount != 1:
        return False
    events.note_mail(session, "dropped", mail_id, now, "machine", because=because)
    return True


def shown(session: Session, mail_id: int, after: Outbox, now: datetime, by: str, answer: str | None = None) -> bool:
    """The machine's word that an answer shows a mail to have arrived (sent) or come back (failed); `by` says how it is known.

    Sent becomes what was uncertain, or was to be sent again; failed, what was sent as well. False, and nothing written, for a
    mail that stands elsewhere."""
    if after not in (Outbox.SENT, Outbox.FAILED):
        raise ValueError(f"An answer cannot show that a mail is {after.value}.")
    before = [Outbox.UNCERTAIN, Outbox.QUEUED, *([Outbox.SENT] if after is Outbox.FAILED else [])]
    mails = table(OutboxMail)
    values: dict[str, Any] = {"stage": after.value}
    if after is Outbox.SENT:
        values["sent_at"] = func.coalesce(mails.c.claimed_at, literal(now, mails.c.claimed_at.type))
    if answer is not None:
        values["last_answer"] = _without_addresses(answer)
    done = session.connection().execute(
        update(mails)
        .where(
            mails.c.id == mail_id,
            mails.c.stage.in_([stage.value for stage in before]),
            mails.c.attempts > 0,
        )
        .values(values)
    )
    if done.rowcount != 1:
        return False
    events.note_mail(session, "shown_sent" if after is Outbox.SENT else "bounced", mail_id, now, "machine", because=by)
    return True


def _has_come(now: datetime) -> ColumnElement[bool]:
    """Of a queued mail, whether its time has come."""
    mails = table(OutboxMail)
    return or_(mails.c.due_at <= now, mails.c.due_at > now + FURTHEST)


def _as_answered(session: Session, mail_id: int, now: datetime) -> None:
    """Afterwards the mail stands where those answers show it that came since it was last under way: one that came back once and
    was sent again has not come back for that."""
    messages, said = table(Message), table(Event)
    connection = session.connection()
    if connection.execute(select(messages.c.id).where(messages.c.answers_mail == mail_id).limit(1)).scalar() is None:
        return
    told = select(said.c.what, said.c.details).where(
        said.c.mail_id == mail_id, said.c.what.in_(("sending", "tied", "address_bounced"))
    )
    by, came_back = None, False
    for line in connection.execute(told.order_by(said.c.id)):
        if line.what == "sending":
            by, came_back = None, False
        elif line.what == "address_bounced":
            came_back = came_back or line.details.get("by") not in SHOWS_NOTHING
        elif line.details["by"] not in SHOWS_NOTHING:
            by = line.details["by"]
    if by is not None:
        shown(session, mail_id, Outbox.FAILED if came_back else Outbox.SENT, now, by, _CAME_BACK if came_back else None)


def _without_addresses(answer: str | None) -> str | None:
    if answer is None:
        return None
    return _ADDRESS.sub("(address)", storable(answer))[:_LONGEST]
