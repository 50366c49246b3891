"""Alarms: conditions that an operator has to know of; each stands from its first sighting until it is seen to have ended."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from domain.alarms import OF_READING, PATIENCE, TOLD_EVERY, Alarm, AlarmCode, lasting
from store import events
from store.mailboxes import identity
from store.tables import AlarmRow, Mailbox, table

log = logging.getLogger(__name__)

SMTP = "smtp"
"""Where an alarm of the way out stands."""
READING = "reading"
"""Where one stands about the reading of messages."""


def seen(session: Session, code: AlarmCode, now: datetime, mailbox: str | None = None) -> bool:
    """Afterwards the alarm stands, seen once more, of this mailbox or (None) of what is none; True where it did not stand before.

    One that comes back has begun anew, but remembers when the operator was last told. What has a patience (domain.alarms) stands
    only once it has lasted for so long."""
    alarms = table(AlarmRow)
    connection = session.connection()
    number = identity(session, mailbox) if mailbox is not None else None
    key = _key(code, number)
    this = (alarms.c.key == key, alarms.c.ended.is_(None))
    before = connection.execute(select(alarms.c.since, alarms.c.last_seen).where(*this).with_for_update()).one_or_none()
    if before is not None:
        since = before.since
        if code in PATIENCE and now < before.last_seen:  # the clock was set back: it has lasted for as long as it had
            since = now - (before.last_seen - before.since)
        again = update(alarms).where(*this)
        connection.execute(again.values(since=since, last_seen=now, times=alarms.c.times + 1))
        if lasting(code, before.since, before.last_seen) or not lasting(code, since, now):
            return False
        _noted(session, code, key, number, now)
        return True
    begun = {"since": now, "last_seen": now, "times": 1, "ended": None}
    insert = postgresql.insert(alarms) if connection.dialect.name == "postgresql" else sqlite.insert(alarms)
    put = insert.values(key=key, code=code.value, mailbox_id=number, **begun)
    new = connection.execute(
        put.on_conflict_do_update(
            index_elements=["key"], set_=begun, where=table(AlarmRow).c.ended.is_not(None)
        ).returning(alarms.c.id)
    ).scalar()
    if new is None or not lasting(code, now, now):
        return False  # another process saw it at this very moment, or it has to last first
    _noted(session, code, key, number, now)
    return True


def ended(session: Session, codes: Collection[AlarmCode], now: datetime, mailbox: str | None = None) -> int:
    """Afterwards none of these alarms stands of this mailbox or (None) of what is none; how many stood."""
    alarms, boxes = table(AlarmRow), table(Mailbox)
    of: ColumnElement[bool] = alarms.c.mailbox_id.is_(None)
    if mailbox is not None:
        of = alarms.c.mailbox_id == select(boxes.c.id).where(boxes.c.name == mailbox).scalar_subquery()
    done = session.connection().execute(
        update(alarms)
        .where(of, alarms.c.code.in_([code.value for code in codes]), alarms.c.ended.is_(None))
        .values(ended=now)
        .returning(alarms.c.key, alarms.c.code, alarms.c.mailbox_id, alarms.c.times, alarms.c.since, alarms.c.last_seen)
    )
    lines = [line for line in done if lasting(AlarmCode(line.code), line.since, line.last_seen)]
    for line in lines:
        events.note(
            session, "alarm_ended", now, code=line.code, key=line.key, mailbox=line.mailbox_id, times=line.times
        )
        log.warning("alarm %s has ended", line.key)
    return len(lines)


def standing(session: Session, mailbox: str | None = None) -> list[Alarm]:
    """The alarms that stand (of this mailbox alone where one is named), the oldest first."""
    boxes = table(Mailbox)
    return [
        alarm for alarm in _found(session, *([boxes.c.name == mailbox] if mailbox is not None else [])) if alarm.ripe
    ]


def remembered(session: Session, code: AlarmCode) -> bool:
    """True where this was seen, of what is no mailbox, and has not ended, whether it is an alarm yet or not."""
    return bool(_found(session, table(AlarmRow).c.key == _key(code, None)))


def to_tell(session: Session, now: datetime) -> list[Alarm]:
    """The alarms that stand and of which the operator was not told for a day, the oldest first."""
    told = table(AlarmRow).c.last_told
    # One told in the future, by a clock that was set back since, does not stay untold until then.
    found = _found(session, or_(told.is_(None), told <= now - TOLD_EVERY, told > now))
    return [alarm for alarm in found if alarm.ripe]


def told(session: Session, alarm: Alarm, now: datetime) -> None:
    """Remember that the operator is told of this alarm now."""
    alarms = table(AlarmRow)
    session.connection().execute(update(alarms).where(alarms.c.id == alarm.id).values(last_told=now))


def _noted(session: Session, code: AlarmCode, key: str, mailbox: int | None, now: datetime) -> None:
    events.note(session, "alarm", now, code=code.value, key=key, mailbox=mailbox)
    log.error("alarm %s", key)


def _key(code: AlarmCode, mailbox: int | None) -> str:
    return f"{code.value}:{_elsewhere(code)}" if mailbox is None else f"{code.value}:mailbox:{mailbox}"


def _elsewhere(code: AlarmCode) -> str:
    return READING if code in OF_READING else SMTP


def _found(session: Session, *which: ColumnElement[bool]) -> list[Alarm]:
    alarms, boxes = table(AlarmRow), table(Mailbox)
    wanted: Select[Any] = (
        select(alarms, boxes.c.name)
        .outerjoin(boxes, boxes.c.id == alarms.c.mailbox_id)
        .where(alarms.c.ended.is_(None), *which)
        .order_by(alarms.c.since, alarms.c.id)
    )
    return [
        Alarm(line.id, line.key, code, line.name or _elsewhere(code), line.since, line.last_seen, line.times)
        for line in session.connection().execute(wanted)
        for code in [AlarmCode(line.code)]
    ]
