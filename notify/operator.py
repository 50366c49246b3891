"""What the operator is told: every alarm that stands, once a day; those about the way out are raised here as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.alarms import UNCERTAIN_AFTER, Alarm, AlarmCode
from domain.facts import AlarmFacts
from domain.notices import NoticeKind, Saying, mail_id
from domain.restraint import Restraint
from notify.courier import Round
from store import alarms, allowance, notices, outbox
from store.database import Database


def tell(database: Database, clock: Callable[[], datetime], operator: str, mail_domain: str) -> int:
    """Every alarm that is due to be told is in the outbox afterwards; how many mails are new there."""
    with database.reading() as session:
        if not alarms.to_tell(session, clock()):
            return 0
    now = clock()
    with database.transaction() as session:
        found = alarms.to_tell(session, now)
        for alarm in found:
            saying = told(alarm, operator, now)
            notices.say(session, saying, mail_id(saying, mail_domain), now)
            alarms.told(session, alarm, now)
    return len(found)


def told(alarm: Alarm, operator: str, now: datetime) -> Saying:
    """The alarm as the operator reads it."""
    facts = AlarmFacts(code=alarm.code, where=alarm.where, since=alarm.since, times=alarm.times)
    return Saying(
        key=f"alarm:{alarm.id}:{int(now.timestamp())}",
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


def note_round(database: Database, done: Round, now: datetime) -> None:
    """Afterwards the alarms about the server that carries our mail are as this round found it."""
    if done.alarm is not None:
        with database.transaction() as session:
            alarms.seen(session, done.alarm, now)
    elif done.sent or done.later or done.uncertain:
        with database.reading() as session:
            stands = any(alarm.where == alarms.SMTP for alarm in alarms.standing(session))
        if stands:
            with database.transaction() as session:
                alarms.ended(session, (AlarmCode.SIGN_IN_REFUSED, AlarmCode.CERTIFICATE), now)
