"""Alarms: a condition stands once, ends, may come back, and the operator is told of it once a day."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, select

from domain.alarms import MEANINGS, AlarmCode
from store import alarms, mailboxes
from store.database import Database
from store.tables import Event
from tests.builders.rows import MAILBOX, NOON, after

REFUSED, UNREACHABLE = AlarmCode.SIGN_IN_REFUSED, AlarmCode.MAILBOX_UNREACHABLE
DAY = timedelta(days=1)


def told(session: Session) -> list[tuple[str, str, str]]:
    """The events of alarms, oldest first."""
    found = session.exec(select(Event).order_by(Event.id))  # type: ignore[arg-type]
    return [(event.what, event.details["code"], event.details["key"]) for event in found]


def test_every_alarm_says_what_it_is_and_what_to_do() -> None:
    assert set(MEANINGS) == set(AlarmCode)
    for meaning in MEANINGS.values():
        assert meaning.says.endswith(".")
        assert meaning.do.endswith(".")


def test_what_is_seen_again_stands_once(database: Database) -> None:
    with database.transaction() as session:
        assert alarms.seen(session, REFUSED, NOON, MAILBOX)
        assert not alarms.seen(session, REFUSED, after(5), MAILBOX)
        assert alarms.seen(session, REFUSED, after(6))
        of_the_mailbox, of_the_way_out = alarms.standing(session)
        assert (of_the_mailbox.where, of_the_mailbox.since, of_the_mailbox.last_seen, of_the_mailbox.times) == (
            MAILBOX,
            NOON,
            after(5),
            2,
        )
        assert (of_the_way_out.where, of_the_way_out.times) == ("smtp", 1)
        assert alarms.standing(session, MAILBOX) == [of_the_mailbox]
        number = mailboxes.identity(session, MAILBOX)
        assert told(session) == [
            ("alarm", "sign_in_refused", f"sign_in_refused:mailbox:{number}"),
            ("alarm", "sign_in_refused", "sign_in_refused:smtp"),
        ]


def test_what_ends_stands_no_longer_and_begins_anew_where_it_comes_back(database: Database) -> None:
    with database.transaction() as session:
        alarms.seen(session, REFUSED, NOON, MAILBOX)
        alarms.seen(session, REFUSED, NOON)
        assert alarms.ended(session, [REFUSED, UNREACHABLE], after(1), MAILBOX) == 1
        assert alarms.ended(session, [REFUSED, UNREACHABLE], after(2), MAILBOX) == 0
        assert [alarm.where for alarm in alarms.standing(session)] == ["smtp"]
        assert alarms.seen(session, REFUSED, after(3), MAILBOX)
        (again,) = alarms.standing(session, MAILBOX)
        assert (again.since, again.times) == (after(3), 1)
        assert [what for what, _, _ in told(session)] == ["alarm", "alarm", "alarm_ended", "alarm"]


def test_an_alarm_is_told_once_a_day_also_where_it_comes_and_goes(database: Database) -> None:
    with database.transaction() as session:
        alarms.seen(session, REFUSED, NOON, MAILBOX)
        (alarm,) = alarms.to_tell(session, NOON)
        alarms.told(session, alarm, NOON)
        assert alarms.to_tell(session, after(1)) == []
        alarms.ended(session, [REFUSED], after(1), MAILBOX)
        alarms.seen(session, REFUSED, after(2), MAILBOX)
        assert alarms.to_tell(session, NOON + DAY - timedelta(seconds=1)) == []
        assert [one.id for one in alarms.to_tell(session, NOON + DAY)] == [alarm.id]
        alarms.ended(session, [REFUSED], NOON + DAY, MAILBOX)
        assert alarms.to_tell(session, NOON + DAY) == []


def test_a_clock_that_was_set_back_silences_nothing(database: Database) -> None:
    with database.transaction() as session:
        alarms.seen(session, REFUSED, NOON)
        alarms.told(session, alarms.standing(session)[0], NOON + 300 * DAY)
        assert len(alarms.to_tell(session, after(1))) == 1


def test_since_when_a_mailbox_fails_is_remembered_until_it_answers(database: Database) -> None:
    with database.transaction() as session:
        assert not mailboxes.failing(session, MAILBOX)
        assert mailboxes.failed(session, MAILBOX, NOON) == NOON
        assert mailboxes.failed(session, MAILBOX, after(20)) == NOON
        assert mailboxes.failing(session, MAILBOX)
        mailboxes.answered(session, MAILBOX)
        assert not mailboxes.failing(session, MAILBOX)
        mailboxes.failed(session, MAILBOX, NOON + 300 * DAY)
        assert mailboxes.failed(session, MAILBOX, after(30)) == after(30), "the clock was set back"
