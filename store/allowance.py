"""The allowance: what the machine has said of late, counted in the transaction that says more."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, text
from sqlmodel import Session

from domain.alarms import AlarmCode
from domain.notices import MACHINE_ANSWERS, NoticeKind, Outbox, Saying
from domain.restraint import BREAKER, SENDER_BUDGET, SENTENCES, Restraint
from store import alarms
from store.tables import Notice, OutboxMail, table

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
_SAYING = 0x56455242_414C4503
"""Key of PostgreSQL's advisory lock under which one process decides what is said, as SQLite's write lock does there."""


def one_at_a_time(session: Session) -> None:
    """Until the caller's transaction ends, no other one comes past this point: what it counts stays true."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SAYING})


def restrained(session: Session, saying: Saying, restraint: Restraint, now: datetime) -> Saying:
    """The saying as it may be said now: held, with the reason, where the machine has answered enough. Officers' own words pass,
    and so does what the calendar asks for: it is said once a period, whatever comes in.

    Call `one_at_a_time` before. Where the breaker holds it, the alarm stands, which is an event and a line in the log."""
    if saying.kind not in MACHINE_ANSWERS or saying.held_because is not None:
        return saying
    notices, mails = table(Notice), table(OutboxMail)
    if saying.kind is NoticeKind.ACKNOWLEDGEMENT:
        to_them = (notices.c.kind == saying.kind.value, mails.c.recipient == saying.recipient)
        if _said(session, now, DAY, *to_them) >= restraint.sender_a_day:
            return held(saying, SENDER_BUDGET)
    count = _by_machine(session, now)
    if count >= restraint.all_an_hour:
        if alarms.seen(session, AlarmCode.BREAKER, now):
            log.warning("the machine gave %d answers within an hour; its further ones are held for an officer", count)
        return held(saying, BREAKER)
    return saying


def eased(session: Session, restraint: Restraint, now: datetime) -> None:
    """Afterwards the breaker's alarm stands no longer, where the machine may speak again."""
    if any(alarm.code is AlarmCode.BREAKER for alarm in alarms.standing(session)):
        one_at_a_time(session)
        if _by_machine(session, now) < restraint.all_an_hour:
            alarms.ended(session, (AlarmCode.BREAKER,), now)


def held(saying: Saying, code: str) -> Saying:
    """The same saying, held for this reason."""
    return saying.model_copy(update={"held_code": code, "held_because": SENTENCES[code]})


def _by_machine(session: Session, now: datetime) -> int:
    return _said(session, now, HOUR, table(Notice).c.kind.in_([kind.value for kind in MACHINE_ANSWERS]))


def _said(session: Session, now: datetime, lately: timedelta, *which: ColumnElement[bool]) -> int:
    """How many of these mails were made so lately and are not held or dropped; what was made in a farther future, by a clock that
    was set back since, does not count until then."""
    notices, mails = table(Notice), table(OutboxMail)
    unsaid = [Outbox.HELD.value, Outbox.DROPPED.value]
    found = session.connection().execute(
        select(func.count())
        .select_from(notices)
        .join(mails, mails.c.notice_id == notices.c.id)
        .where(notices.c.made_at > now - lately, notices.c.made_at < now + lately, mails.c.stage.not_in(unsaid), *which)
    )
    return int(found.scalar_one())
