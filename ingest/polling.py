"""A poll: the mailbox is read, and the alarms about it stand or have ended as the poll found it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from domain.alarms import IN_FLIGHT_AFTER, TOLD_EVERY, UNREACHABLE_AFTER, AlarmCode
from ingest.intake import Intake, keep_new
from ingest.mailbox import MailboxFailed, MailSource, passing
from store import alarms, ledger, mailboxes
from store.database import Database, StoreFailed

log = logging.getLogger(__name__)

OF_ITS_FAILING = (
    AlarmCode.SIGN_IN_REFUSED,
    AlarmCode.CERTIFICATE,
    AlarmCode.MAILBOX_UNREACHABLE,
    AlarmCode.POLL_STALLED,
)
"""What has ended when a poll succeeds."""
LONGEST_WAIT = 300.0
"""So many seconds at most pass between two tries to reach a mailbox that fails, or one interval where that is longer."""


def wait_after(failures: int, every: float, chance: float) -> float:
    """Seconds to wait after so many polls in a row that failed: the interval `every`, doubling, spread by a quarter to either side,
    so that many installations do not come back to one server at once. `chance` is from 0 to 1."""
    return min(every * 2.0 ** min(failures - 1, 30), max(LONGEST_WAIT, every)) * (0.75 + 0.5 * chance)


def poll(
    source: MailSource,
    database: Database,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool] = lambda: False,
) -> Intake:
    """As `keep_new`; afterwards the alarms of this mailbox are as this poll found it. MailboxFailed goes on to the caller,
    and so does a bug, which counts as a poll that failed."""
    try:
        intake = keep_new(source, database, clock, stopping=stopping)
    except MailboxFailed as failed:
        note_failure(source.name, failed, database, clock())
        raise
    except StoreFailed:
        raise
    except Exception:  # it may meet every poll, and then the mailbox is as unread as one that cannot be reached
        note_failure(source.name, passing("A poll met a bug"), database, clock())
        raise
    _note_success(source.name, database, clock())
    return intake


def note_failure(mailbox: str, failed: MailboxFailed, database: Database, now: datetime) -> None:
    """Afterwards what this trouble is an alarm about stands; trouble of the store is logged only, for the first trouble counts."""
    try:
        with database.transaction() as session:
            since = mailboxes.failed(session, mailbox, now)
            if failed.alarm is not None:
                alarms.seen(session, failed.alarm, now, mailbox)
            elif now - since > UNREACHABLE_AFTER:
                alarms.seen(session, AlarmCode.MAILBOX_UNREACHABLE, now, mailbox)
    except StoreFailed as trouble:
        log.warning("a failed poll could not be noted: %s", trouble)


def note_stall(mailbox: str, database: Database, now: datetime) -> None:
    """Afterwards it is an alarm that a poll of this mailbox made no progress and was interrupted."""
    log.warning("a poll made no progress; its connection was shut down")
    with database.transaction() as session:
        alarms.seen(session, AlarmCode.POLL_STALLED, now, mailbox)


def _note_success(mailbox: str, database: Database, now: datetime) -> None:
    with database.reading() as session:
        wrong = _wrong(session, mailbox, now)
        stood = {alarm.code: alarm for alarm in alarms.standing(session, mailbox)}
        failing = mailboxes.failing(session, mailbox)
    over = (stood.keys() & {*OF_ITS_FAILING, *wrong}) - {code for code, stands in wrong.items() if stands}
    once = stood.get(AlarmCode.NUMBERED_BACK)
    if once is not None and abs(now - once.last_seen) >= TOLD_EVERY:
        over.add(once.code)  # what happens once stands until somebody was told
    if not (failing or over or any(wrong.values())):
        return
    with database.transaction() as session:
        mailboxes.answered(session, mailbox)
        alarms.ended(session, over, now, mailbox)
        for code, stands in wrong.items():
            if stands:
                alarms.seen(session, code, now, mailbox)


def _wrong(session: Session, mailbox: str, now: datetime) -> dict[AlarmCode, bool]:
    """What a mailbox that can be read may yet have wrong, and whether it has."""
    doubts = ledger.doubts(session, mailbox)
    since, compared, oldest = doubts.disagrees_since, doubts.compared_at, doubts.in_flight_since
    return {
        # At the first poll that disagrees, what came in its midst may be the reason: the next one compares again.
        AlarmCode.LEDGER_DISAGREES: since is not None and compared is not None and compared > since,
        AlarmCode.IN_FLIGHT_TOO_LONG: oldest is not None and now - oldest > IN_FLIGHT_AFTER,
    }
