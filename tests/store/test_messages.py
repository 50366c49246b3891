"""Messages: bytes kept exactly, known again, claimed, moved."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tracemalloc
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, text

from domain.delivery import Delivery
from domain.stages import MOVES, Stage
from store import events, mailboxes, messages
from store.database import Database, StoreFailed
from store.messages import CHUNK, Kept
from store.owner import this_process
from store.tables import Chunk, Content, Message, table
from tests.builders.rows import MAILBOX, NOON, after, delivery, kept

OTHER = "another:1:0"
LEASE = timedelta(minutes=5)


def random_bytes(size: int) -> bytes:
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + CHUNK // 2])
def test_bytes_come_back_as_they_came(database: Database, size: int) -> None:
    raw = random_bytes(size)
    with database.transaction() as session:
        found = messages.keep(session, [delivery(1, raw)], [None], NOON)
    with database.reading() as session:
        chunks = list(messages.raw_chunks(session, found[0].id))
        assert messages.raw(session, found[0].id) == raw
        facts = messages.get(session, found[0].id)
    assert b"".join(chunks) == raw
    assert [len(chunk) for chunk in chunks] == [CHUNK] * (size // CHUNK) + [size % CHUNK] * (size % CHUNK > 0)
    assert facts is not None
    assert (facts.size, facts.sha256) == (size, hashlib.sha256(raw).hexdigest())


@pytest.mark.parametrize(
    "raw", [bytes(range(256)), bytes(range(256)) * 5000, b"\0" * 300, b"\\x00", b"\r\n\n\r", b"'\"%s:x"]
)
def test_every_byte_value_comes_back(database: Database, raw: bytes) -> None:
    with database.transaction() as session:
        number = kept(session, raw=raw)
    with database.reading() as session:
        assert messages.raw(session, number) == raw


def test_a_delivery_is_kept_with_its_identity(database: Database) -> None:
    with database.transaction() as session:
        (found,) = messages.keep(session, [delivery("cur/1712.M1P2.host:2,S")], ["<1@example.int>"], after(1))
        facts = messages.get(session, found.id)
    sha256 = hashlib.sha256(delivery().raw).hexdigest()
    assert found == Kept(1, sha256, True, None, None)
    assert facts == messages.MessageFactsRow(
        id=1,
        mailbox=MAILBOX,
        uidvalidity="7",
        uid="cur/1712.M1P2.host:2,S",
        received_at=NOON,
        kept_at=after(1),
        sha256=sha256,
        size=len(delivery().raw),
        message_id="<1@example.int>",
        stage=Stage.RECEIVED,
        stage_since=after(1),
        attempts=0,
        claimed_by=None,
        claimed_at=None,
        same_bytes_as=None,
        same_id_as=None,
        shunted_because=None,
    )


def test_keeping_twice_keeps_nothing_twice(database: Database) -> None:
    batch = [delivery(1), delivery(2, b"other"), delivery(1)]
    with database.transaction() as session:
        first = messages.keep(session, batch, ["<a>", "<b>", "<a>"], NOON)
    with database.transaction() as session:
        second = messages.keep(session, batch, ["<a>", "<b>", "<a>"], after(1))
        tables = [table(model) for model in (Message, Content, Chunk)]
        found = [session.connection().execute(select(func.count()).select_from(one)).scalar() for one in tables]
        assert [one.what for one in events.of_message(session, 1)] == ["kept"]
    assert [one.new for one in first] == [True, True, False]
    assert [one.new for one in second] == [False, False, False]
    assert [one.id for one in second] == [one.id for one in first] == [1, 2, 1]
    assert found == [2, 2, 2]


def test_the_same_uid_under_another_uidvalidity_or_mailbox_is_another_delivery(database: Database) -> None:
    batch = [
        Delivery(MAILBOX, "7", "1", NOON, b"a"),
        Delivery(MAILBOX, "8", "1", NOON, b"b"),
        delivery(1, b"c", "other"),
    ]
    with database.transaction() as session:
        assert [one.new for one in messages.keep(session, batch, [None] * 3, NOON)] == [True] * 3
        assert mailboxes.known_uids(session, MAILBOX, "7") == {"1"}
        assert mailboxes.known_uids(session, MAILBOX, "9") == set()
        assert mailboxes.known_uids(session, "never seen", "7") == set()


def test_a_delivery_listed_again_with_other_bytes_keeps_the_first(database: Database) -> None:
    with database.transaction() as session:
        number = kept(session, 1, b"first")
        (again,) = messages.keep(session, [delivery(1, b"second")], [None], NOON)
        assert (again.new, again.id, again.sha256) == (False, number, hashlib.sha256(b"first").hexdigest())
        assert messages.raw(session, number) == b"first"


def test_links_point_to_the_earliest(database: Database) -> None:
    batch = [
        delivery(1, b"a"),
        delivery(2, b"a"),
        delivery(3, b"b"),
        delivery(4, b"a"),
        delivery(5, b"c"),
        delivery(6, b"d"),
    ]
    with database.transaction() as session:
        found = messages.keep(session, batch, ["<x>", "<x>", "<x>", "<y>", "<x>", None], NOON)
    assert [(one.same_bytes_as, one.same_id_as) for one in found] == [
        (None, None),
        (1, None),
        (None, 1),
        (1, None),
        (None, 1),
        (None, None),
    ]
    with database.reading() as session:
        assert messages.with_message_id(session, "<x>") == [1, 2, 3, 5]


@pytest.mark.parametrize(
    "message_id", ["<" + "x" * 70_000 + "@example.int>", "<a\0b@example.int>", "<\udce9@example.int>"]
)
def test_a_message_id_that_no_index_holds_is_kept_as_its_digest(database: Database, message_id: str) -> None:
    with database.transaction() as session:
        first, second = messages.keep(session, [delivery(1, b"a"), delivery(2, b"b")], [message_id] * 2, NOON)
        assert second.same_id_as == first.id
        assert messages.with_message_id(session, message_id) == [1, 2]


def test_a_naive_time_or_an_impossible_uid_is_refused_before_anything_is_written(database: Database) -> None:
    with database.transaction() as session:
        for wrong in (
            Delivery(MAILBOX, "7", "2", NOON.replace(tzinfo=None), b"x"),
            Delivery(MAILBOX, "7", "a\0b", NOON, b"x"),
            Delivery(MAILBOX, "7", "\udce9", NOON, b"x"),
            Delivery(MAILBOX, "7", "u" * 2000, NOON, b"x"),
        ):
            with pytest.raises(ValueError, match="delivery's"):
                messages.keep(session, [delivery(1), wrong], [None, None], NOON)
        with pytest.raises(ValueError, match="2 deliveries came with 1"):
            messages.keep(session, [delivery(1), delivery(2)], [None], NOON)
        assert mailboxes.known_uids(session, MAILBOX, "7") == set()


def test_a_message_that_is_not_there(database: Database) -> None:
    with database.reading() as session:
        assert messages.get(session, 7) is None
        with pytest.raises(LookupError, match="no message 7"):
            messages.raw(session, 7)


def test_damaged_bytes_are_never_handed_out_as_good(database: Database) -> None:
    with database.transaction() as session:
        number = kept(session, raw=b"x" * (CHUNK + 5))
    with database.transaction() as session:
        session.connection().execute(text("DELETE FROM chunk WHERE number = 1"))
        with pytest.raises(StoreFailed, match=f"message {number} are damaged"):
            messages.raw(session, number)


def test_keeping_and_reading_copy_a_large_message_at_most_once(database: Database) -> None:
    raw = random_bytes(24 * CHUNK)
    with database.transaction() as session:
        kept(session, "warm", b"warm")
        tracemalloc.start()
        number = kept(session, raw=raw)
        keeping = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        assert sum(len(chunk) for chunk in messages.raw_chunks(session, number)) == len(raw)
        streaming = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        assert len(messages.raw(session, number)) == len(raw)
        whole = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert keeping < 8 * CHUNK
    assert streaming < 8 * CHUNK
    assert whole < 1.3 * len(raw) + 8 * CHUNK


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
