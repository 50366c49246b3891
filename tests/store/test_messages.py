"""Messages are claimed by one at a time, and move only where they stand."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from domain.stages import MOVES, Stage
from store import events, messages
from store.database import Database
from store.owner import this_process
from tests.builders.rows import NOON, after, delivery, kept

OTHER = "another:1:0"
LEASE = timedelta(minutes=5)


def test_claims_go_to_the_oldest_and_to_nobody_twice(database: Database) -> None:
    with database.transaction() as session:
        for uid in range(2):
            kept(session, uid)
        first = messages.claim(session, Stage.RECEIVED, OTHER, after(1), LEASE)
        second = messages.claim(session, Stage.RECEIVED, OTHER, after(1), LEASE)
        assert messages.claim(session, Stage.RECEIVED, OTHER, after(1), LEASE) is None
        assert messages.claim(session, Stage.READ, OTHER, after(1), LEASE) is None
        facts = messages.get(session, 1)
    assert first is not None
    assert second is not None
    sha256 = hashlib.sha256(delivery().raw).hexdigest()
    assert first == messages.Claimed(1, sha256, 1, NOON, Stage.RECEIVED, None, None)
    assert (second.id, second.same_bytes_as) == (2, 1)
    assert facts is not None
    assert (facts.claimed_by, facts.claimed_at, facts.attempts) == (OTHER, after(1), 1)


def test_a_claim_ends_with_its_lease(database: Database) -> None:
    with database.transaction() as session:
        kept(session)
        assert messages.claim(session, Stage.RECEIVED, OTHER, NOON, LEASE)
        assert messages.claim(session, Stage.RECEIVED, this_process(), after(4.9), LEASE) is None
        again = messages.claim(session, Stage.RECEIVED, this_process(), after(5), LEASE)
        assert again is not None
        assert again.attempts == 2
        assert not messages.move(session, 1, Stage.RECEIVED, Stage.READ, after(6), owner=OTHER)
        assert messages.move(session, 1, Stage.RECEIVED, Stage.READ, after(6), owner=this_process())


def test_a_claim_of_a_clock_that_was_set_back_does_not_last_until_it_is_there_again(database: Database) -> None:
    with database.transaction() as session:
        kept(session)
        assert messages.claim(session, Stage.RECEIVED, OTHER, after(400 * 24 * 60), LEASE)
        again = messages.claim(session, Stage.RECEIVED, this_process(), NOON, LEASE)
        assert again is not None
        assert again.attempts == 2
        assert messages.claim(session, Stage.RECEIVED, OTHER, after(-4), LEASE) is None, "two machines need not agree"


def test_what_a_dead_process_on_this_host_claimed_is_free(database: Database) -> None:
    child = subprocess.run(
        [sys.executable, "-c", "from store.owner import this_process; print(this_process())"],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    with database.transaction() as session:
        kept(session)
        assert messages.claim(session, Stage.RECEIVED, child.stdout.strip(), NOON, LEASE)
        assert messages.claim(session, Stage.RECEIVED, this_process(), NOON, LEASE) is not None
        assert messages.claim(session, Stage.RECEIVED, this_process(), NOON, LEASE) is None


def test_a_claim_given_back_does_not_count(database: Database) -> None:
    with database.transaction() as session:
        kept(session)
        assert messages.claim(session, Stage.RECEIVED, OTHER, NOON, LEASE)
        assert not messages.give_back(session, 1, Stage.RECEIVED, this_process())
        assert messages.give_back(session, 1, Stage.RECEIVED, OTHER)
        assert not messages.give_back(session, 1, Stage.RECEIVED, OTHER)
        again = messages.claim(session, Stage.RECEIVED, this_process(), NOON, LEASE)
        assert again is not None
        assert again.attempts == 1


def test_a_claim_that_is_not_committed_never_was(database: Database) -> None:
    def claim_and_fail() -> None:
        with database.transaction() as session:
            assert messages.claim(session, Stage.RECEIVED, OTHER, NOON, LEASE)
            raise ZeroDivisionError

    with database.transaction() as session:
        kept(session)
    with pytest.raises(ZeroDivisionError):
        claim_and_fail()
    with database.transaction() as session:
        found = messages.claim(session, Stage.RECEIVED, OTHER, NOON, LEASE)
        assert found is not None
        assert found.attempts == 1
        assert [one.what for one in events.of_message(session, 1)] == ["kept", "claimed"]


def test_a_move_frees_the_message_and_is_an_event(database: Database) -> None:
    with database.transaction() as session:
        kept(session)
        messages.claim(session, Stage.RECEIVED, OTHER, NOON, LEASE)
        assert messages.move(session, 1, Stage.RECEIVED, Stage.READ, after(1), owner=OTHER)
        assert messages.move(session, 1, Stage.READ, Stage.IN_REVIEW, after(2), owner=None)
        assert messages.move(
            session, 1, Stage.IN_REVIEW, Stage.CLOSED, after(3), None, actor="officer:4", because="spam"
        )
        facts = messages.get(session, 1)
        log = events.of_message(session, 1)
    assert facts is not None
    assert (facts.stage, facts.stage_since) == (Stage.CLOSED, after(3))
    assert (facts.claimed_by, facts.claimed_at, facts.attempts) == (None, None, 0)
    assert [(one.what, one.actor, one.at) for one in log] == [
        ("kept", "machine", NOON),
        ("claimed", "machine", NOON),
        ("read", "machine", after(1)),
        ("placed", "machine", after(2)),
        ("closed", "officer:4", after(3)),
    ]
    assert log[-1].details == {"before": "in_review", "after": "closed", "because": "spam"}


def test_a_move_from_where_the_message_no_longer_stands_writes_nothing(database: Database) -> None:
    with database.transaction() as session:
        kept(session)
        assert messages.move(session, 1, Stage.RECEIVED, Stage.READ, NOON, owner=None)
        before = (messages.get(session, 1), events.of_message(session, 1))
        assert not messages.move(session, 1, Stage.RECEIVED, Stage.READ, after(1), owner=None)
        assert not messages.move(session, 1, Stage.READ, Stage.IN_REVIEW, after(1), owner=OTHER)
        assert not messages.move(session, 77, Stage.READ, Stage.IN_REVIEW, after(1), owner=None)
        assert (messages.get(session, 1), events.of_message(session, 1)) == before


def test_a_shunted_message_keeps_its_reason_until_it_is_sent_back(database: Database) -> None:
    because = "MemoryError in form.pdf\0 of Jane Example"
    with database.transaction() as session:
        kept(session)
        assert messages.move(session, 1, Stage.RECEIVED, Stage.SHUNTED, NOON, owner=None, because=because)
        shunted = messages.get(session, 1)
        log = events.of_message(session, 1)[-1]
        assert messages.move(session, 1, Stage.SHUNTED, Stage.RECEIVED, after(1), owner=None, actor="officer:1")
        back = messages.get(session, 1)
        assert events.of_message(session, 1)[-1].what == "retried"
    assert shunted is not None
    assert back is not None
    assert shunted.shunted_because == "MemoryError in form.pdf\ufffd of Jane Example"
    assert back.shunted_because is None
    assert log.details == {"before": "received", "after": "shunted", "because": events.digest(because)}


@pytest.mark.parametrize("before", list(Stage))
def test_forbidden_moves_are_refused(database: Database, before: Stage) -> None:
    with database.transaction() as session:
        for after_ in set(Stage) - MOVES[before]:
            with pytest.raises(ValueError, match=f"may not go from {before.value} to {after_.value}"):
                messages.move(session, 1, before, after_, NOON, owner=None)
        for after_ in MOVES[before]:
            assert not messages.move(session, 1, before, after_, NOON, owner=None)


def test_ids_are_never_given_twice(database: Database) -> None:
    """They are our reference numbers, and a message may be purged one day."""
    with database.transaction() as session:
        assert [kept(session, uid) for uid in (1, 2)] == [1, 2]
        session.connection().execute(text("DELETE FROM message WHERE id = 2"))
        assert kept(session, 3) == 3


MANY = text(
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000) "
    "INSERT INTO message (mailbox_id, uidvalidity, uid, received_at, kept_at, content_id, stage, stage_since, attempts) "
    "SELECT mailbox_id, uidvalidity, 'x' || n, received_at, kept_at, content_id, "
    "CASE WHEN n % 50 = 0 THEN 'received' ELSE 'closed' END, stage_since, 0 FROM message, numbers WHERE message.id = 1"
)


def test_the_oldest_free_message_is_found_by_an_index_without_sorting(database: Database) -> None:
    said: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    with database.transaction() as session:
        kept(session)
        connection = session.connection()
        connection.execute(MANY)
        connection.execute(text("ANALYZE"))
        event.listen(connection, "before_cursor_execute", listen)
        assert messages.claim(session, Stage.RECEIVED, OTHER, after(1), LEASE) is not None
        event.remove(connection, "before_cursor_execute", listen)
        (statement, parameters) = next(one for one in said if "ORDER BY" in one[0])
        explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        plan = str(connection.exec_driver_sql(f"{explain} {statement}", parameters).all())
    assert "ix_message_stage" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
