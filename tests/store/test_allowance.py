"""The machine's allowance: counted where the mail is queued, whoever else is counting."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from domain.alarms import AlarmCode
from domain.notices import NoticeKind, Outbox
from domain.restraint import BREAKER, SENDER_BUDGET, Restraint
from store import alarms, allowance, events, notices, outbox, releasing, sending
from store.database import Database
from store.tables import Event, table
from tests.builders import rivals
from tests.builders.rows import NOON, saying

FEW = Restraint(sender_a_day=2, all_an_hour=3)


def say(database: Database, number: int, minutes: float = 0, **other: object) -> str | None:
    """Says an acknowledgement; why it is held, None where it goes."""
    one = saying(f"acknowledgement:{number}").model_copy(update=other)
    with database.transaction() as session:
        assert notices.say(session, one, f"<{number}@example.int>", NOON + timedelta(minutes=minutes), FEW)
        (mail,) = outbox.by_message_ids(session, [f"<{number}@example.int>"])
    assert (mail.stage is Outbox.HELD) == (mail.held_code is not None)
    return mail.held_code


def whats(database: Database) -> list[str]:
    with database.reading() as session:
        log = table(Event)
        return list(session.connection().execute(log.select().with_only_columns(log.c.what)).scalars())


def test_duplicates_and_loops_of_acknowledgements_end_at_the_senders_budget(database: Database) -> None:
    assert [say(database, number, number) for number in range(4)] == [None, None, SENDER_BUDGET, SENDER_BUDGET]
    assert say(database, 5, recipient="another@example.int") is None
    assert say(database, 6, 24 * 60 + 1) is None, "the first is more than a day ago"


def test_what_was_said_under_a_clock_that_was_set_back_holds_nothing_for_long(database: Database) -> None:
    later = 400 * 24 * 60
    assert [say(database, number, later) for number in range(3)] == [None, None, SENDER_BUDGET]
    assert [say(database, number) for number in range(3, 6)] == [None, None, SENDER_BUDGET]


def test_the_breaker_holds_what_the_machine_makes_and_says_so_once(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "store")
    held = [say(database, number, recipient=f"{number}@example.int") for number in range(5)]
    assert held == [None, None, None, BREAKER, BREAKER]
    assert [what for what in whats(database) if what.startswith("alarm")] == ["alarm"]
    assert [record.getMessage() for record in caplog.records] == [
        "alarm breaker:smtp",
        "the machine gave 3 answers within an hour; its further ones are held for an officer",
    ]
    for minutes, stands in ((59, [AlarmCode.BREAKER]), (61, [])):
        with database.transaction() as session:
            allowance.eased(session, FEW, NOON + timedelta(minutes=minutes))
            assert [alarm.code for alarm in alarms.standing(session)] == stands
    assert say(database, 7, 61, recipient="7@example.int") is None


def test_a_planned_mailing_neither_trips_the_breaker_nor_is_held_by_it(database: Database) -> None:
    for number in range(10):
        reminder = {"kind": NoticeKind.UPDATE_REMINDER, "recipient": f"{number}@example.int"}
        assert say(database, number, **reminder) is None  # type: ignore[arg-type]
    answers = [say(database, number, recipient=f"{number}@example.int") for number in range(10, 14)]
    assert answers == [None, None, None, BREAKER]
    assert say(database, 20, kind=NoticeKind.UPDATE_REMINDER, recipient="20@example.int") is None


@pytest.mark.parametrize("kind", [NoticeKind.CONFIRMATION, NoticeKind.CLARIFICATION])
def test_an_officers_own_words_pass_the_breaker(database: Database, kind: NoticeKind) -> None:
    for number in range(4):
        say(database, number, recipient=f"{number}@example.int")
    assert say(database, 9, kind=kind) is None


def test_what_is_held_or_dropped_was_not_said(database: Database) -> None:
    assert [say(database, number) for number in range(3)] == [None, None, SENDER_BUDGET]
    with database.transaction() as session:
        assert sending.drop_unsent(session, 1, NOON, because="own_address")
    assert say(database, 4) is None


def test_two_workers_cannot_both_pass(database: Database, url: str) -> None:
    rivals.race(url, rivals.say_within_an_allowance)
    with database.reading() as session:
        assert outbox.counts(session)[Outbox.QUEUED] == 3
        assert outbox.held_counts(session) == {SENDER_BUDGET: 21}


def test_all_that_is_held_for_one_reason_is_released_or_dropped_together(database: Database) -> None:
    for number in range(4):
        say(database, number)
    with database.transaction() as session:
        assert releasing.settle_held(session, BREAKER, Outbox.QUEUED, "operator", NOON) == 0
        assert releasing.settle_held(session, SENDER_BUDGET, Outbox.QUEUED, "officer:1", NOON) == 2
        with pytest.raises(ValueError, match="cannot become sent"):
            releasing.settle_held(session, SENDER_BUDGET, Outbox.SENT, "operator", NOON)
    with database.reading() as session:
        assert outbox.counts(session)[Outbox.QUEUED] == 4
        assert outbox.held_counts(session) == {}
        assert outbox.get(session, 3) is not None
    assert whats(database).count("released") == 2
    assert events.plain_or_digest(SENDER_BUDGET) == SENDER_BUDGET
