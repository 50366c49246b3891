"""What the operator is told: every alarm that stands, once a day; those about the way out are raised here as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from domain.alarms import FAILED_IN_A_ROW, UNCERTAIN_AFTER, Alarm, AlarmCode
from domain.facts import AlarmFacts
from domain.notices import NoticeKind, Saying, mail_id
from domain.restraint import Restraint
from notify.courier import Round
from store import alarms, allowance, notices, outbox
from store.database import Database, StoreFailed


def tell(database: Database, clock: Callable[[], datetime], operator: str, mail_domain: str) -> int:
    """Every alarm that is due to be told is in the outbox afterwards, once: what waits there since yesterday is not said again.
    Returns how many mails are new."""
    with database.reading() as session:
        if not _untold(session, clock()):
            return 0
    now = clock()
    with database.transaction() as session:
        found = _untold(session, now)
        for alarm in found:
            saying = told(alarm, operator, now)
            notices.say(session, saying, mail_id(saying, mail_domain), now)
            alarms.told(session, alarm, now)
    return len(found)


def _untold(session: Session, now: datetime) -> list[Alarm]:
    return [one for one in alarms.to_tell(session, now) if not outbox.waits(session, _key(one))]


def _key(alarm: Alarm) -> str:
    """How the keys begin of all that is said of this alarm."""
    return f"alarm:{alarm.id}:"


def told(alarm: Alarm, operator: str, now: datetime) -> Saying:
    """The alarm as the operator reads it."""
    facts = AlarmFacts(code=alarm.code, where=alarm.where, since=alarm.since, times=alarm.times)
    return Saying(
        key=f"{_key(alarm)}{int(now.timestamp())}",
        kind=NoticeKind.ALARM,
        language="en",
        recipient=operator,
        facts=facts.model_dump(mode="json"),
        due_at=now,
    )


def note_ease(database: Database, restraint: Restraint, now: datetime) -> None:
    """Afterwards the alarm that the machine wrote too much has ended, where that is so."""
    with database.reading() as session:
        stands = any(alarm.code is AlarmCode.BREAKER for alarm in alarms.standing(session))
    if stands:
        with database.transaction() as session:
            allowance.eased(session, restraint, now)


def note_uncertain(database: Database, now: datetime) -> None:
    """Afterwards it is an alarm, as long as that is so, that nobody knows of a mail whether it went out."""
    with database.reading() as session:
        since = outbox.uncertain_since(session)
        stands = any(alarm.code is AlarmCode.MAIL_UNCERTAIN for alarm in alarms.standing(session))
    late = since is not None and abs(now - since) > UNCERTAIN_AFTER  # or by a clock that was set back since
    if not (late or stands):
        return
    with database.transaction() as session:
        if late:
            alarms.seen(session, AlarmCode.MAIL_UNCERTAIN, now)
        else:
            alarms.ended(session, [AlarmCode.MAIL_UNCERTAIN], now)


def note_failed(database: Database, now: datetime) -> None:
    """Afterwards it is an alarm, as long as that is so, that mails fail for one recipient after the other."""
    with database.reading() as session:
        many = outbox.failed_in_a_row(session, now) >= FAILED_IN_A_ROW
        stands = any(alarm.code is AlarmCode.MAILS_FAILED for alarm in alarms.standing(session))
    if many == stands:
        return
    with database.transaction() as session:
        if many:
            alarms.seen(session, AlarmCode.MAILS_FAILED, now)
        else:
            alarms.ended(session, [AlarmCode.MAILS_FAILED], now)


def carried(carry: Callable[[], Round], database: Database, clock: Callable[[], datetime]) -> Round:
    """One round of the courier; afterwards the alarms about the way out are as it found them. A bug goes on to the caller, and
    counts as a round that came to nothing: it may meet every one."""
    try:
        done = carry()
    except StoreFailed:
        raise
    except Exception:
        note_round(database, Round(trouble="The round met a bug."), clock())
        raise
    note_round(database, done, clock())
    return done


def note_round(database: Database, done: Round, now: datetime) -> None:
    """Afterwards the alarms about the server that carries our mail are as this round found it."""
    with database.reading() as session:
        stands = any(alarm.where == alarms.SMTP for alarm in alarms.standing(session))
        shut = alarms.remembered(session, AlarmCode.NOTHING_SENT)
        over = shut and (done.open or not (done.shut or outbox.waits(session)))
    seen = done.alarm or (AlarmCode.NOTHING_SENT if done.shut else None)
    spoken = stands and done.alarm is None and bool(done.sent or done.later or done.uncertain)
    if not (seen or over or spoken):
        return
    with database.transaction() as session:
        if spoken:
            alarms.ended(session, (AlarmCode.SIGN_IN_REFUSED, AlarmCode.CERTIFICATE), now)
        if over:
            alarms.ended(session, (AlarmCode.NOTHING_SENT,), now)
        if seen is not None:
            alarms.seen(session, seen, now)
