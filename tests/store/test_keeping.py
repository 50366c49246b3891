"""Deliveries are kept byte for byte, once each, and come back as they came."""

from __future__ import annotations

import hashlib
import random
import tracemalloc
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from domain.delivery import Delivery
from domain.reconciliation import Ours
from domain.stages import Stage
from store import contents, events, keeping, ledger, messages
from store.contents import CHUNK
from store.database import Database, StoreFailed
from store.keeping import Kept
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
        found = keeping.keep(session, [delivery(1, raw)], [None], NOON)
    with database.reading() as session:
        chunks = list(contents.raw_chunks(session, found[0].id))
        assert contents.raw(session, found[0].id) == raw
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
        assert contents.raw(session, number) == raw


def test_a_size_that_no_column_holds_is_kept_as_the_largest(database: Database) -> None:
    with database.transaction() as session:
        told = replace(delivery(1), whole_size=2**32 - 1)
        (found,) = keeping.keep(session, [told], [None], NOON)
        facts = messages.get(session, found.id)
    assert facts is not None
    assert facts.whole_size == 2**31 - 1


def test_a_delivery_is_kept_with_its_identity(database: Database) -> None:
    with database.transaction() as session:
        (found,) = keeping.keep(session, [delivery("cur/1712.M1P2.host:2,S")], ["<1@example.int>"], after(1))
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


def test_a_batch_is_numbered_in_its_order(database: Database) -> None:
    batch = [delivery(uid, str(uid).encode()) for uid in range(200, 0, -1)]
    with database.transaction() as session:
        numbers = [one.id for one in keeping.keep(session, batch, [None] * len(batch), NOON)]
    assert numbers == sorted(numbers)
    with database.reading() as session:
        assert [contents.raw(session, number) for number in numbers] == [one.raw for one in batch]


def test_keeping_twice_keeps_nothing_twice(database: Database) -> None:
    batch = [delivery(1), delivery(2, b"other"), delivery(1)]
    with database.transaction() as session:
        first = keeping.keep(session, batch, ["<a>", "<b>", "<a>"], NOON)
    with database.transaction() as session:
        second = keeping.keep(session, batch, ["<a>", "<b>", "<a>"], after(1))
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
        assert [one.new for one in keeping.keep(session, batch, [None] * 3, NOON)] == [True] * 3
        assert ledger.ours(session, MAILBOX, "7", NOON) == Ours(here=frozenset({"1"}))
        assert ledger.ours(session, MAILBOX, "9", NOON) == ledger.ours(session, "never seen", "7", NOON) == Ours()


def test_a_delivery_listed_again_with_other_bytes_keeps_the_first(database: Database) -> None:
    with database.transaction() as session:
        number = kept(session, 1, b"first")
        (again,) = keeping.keep(session, [delivery(1, b"second")], [None], NOON)
        assert (again.new, again.id, again.sha256) == (False, number, hashlib.sha256(b"first").hexdigest())
        assert contents.raw(session, number) == b"first"


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
        found = keeping.keep(session, batch, ["<x>", "<x>", "<x>", "<y>", "<x>", None], NOON)
    assert [(one.same_bytes_as, one.same_id_as) for one in found] == [
        (None, None),
        (1, None),
        (None, 1),
        (1, None),
        (None, 1),
        (None, None),
    ]
    with database.reading() as session:
        borne = [facts.message_id for number in range(1, 7) if (facts := messages.get(session, number))]
    assert borne == ["<x>", "<x>", "<x>", "<y>", "<x>", None]


@pytest.mark.parametrize(
    "message_id", ["<" + "x" * 70_000 + "@example.int>", "<a\0b@example.int>", "<\udce9@example.int>"]
)
def test_a_message_id_that_no_index_holds_is_kept_as_its_digest(database: Database, message_id: str) -> None:
    with database.transaction() as session:
        first, second = keeping.keep(session, [delivery(1, b"a"), delivery(2, b"b")], [message_id] * 2, NOON)
        assert second.same_id_as == first.id
        borne = {facts.message_id for one in (first, second) if (facts := messages.get(session, one.id))}
    assert borne == {"sha256:" + hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()}


def test_a_naive_time_or_an_impossible_uid_is_refused_before_anything_is_written(database: Database) -> None:
    with database.transaction() as session:
        for wrong in (
            Delivery(MAILBOX, "7", "2", NOON.replace(tzinfo=None), b"x"),
            Delivery(MAILBOX, "7", "a\0b", NOON, b"x"),
            Delivery(MAILBOX, "7", "\udce9", NOON, b"x"),
            Delivery(MAILBOX, "7", "u" * 2000, NOON, b"x"),
        ):
            with pytest.raises(ValueError, match="delivery's"):
                keeping.keep(session, [delivery(1), wrong], [None, None], NOON)
        with pytest.raises(ValueError, match="2 deliveries came with 1"):
            keeping.keep(session, [delivery(1), delivery(2)], [None], NOON)
        assert ledger.ours(session, MAILBOX, "7", NOON) == Ours()


def test_a_message_that_is_not_there(database: Database) -> None:
    with database.reading() as session:
        assert messages.get(session, 7) is None
        with pytest.raises(LookupError, match="no message 7"):
            contents.raw(session, 7)


def test_damaged_bytes_are_never_handed_out_as_good(database: Database) -> None:
    with database.transaction() as session:
        number = kept(session, raw=b"x" * (CHUNK + 5))
    with database.transaction() as session:
        session.connection().execute(text("DELETE FROM chunk WHERE number = 1"))
        with pytest.raises(StoreFailed, match=f"message {number} are damaged"):
            contents.raw(session, number)


def test_keeping_and_reading_copy_a_large_message_at_most_once(database: Database) -> None:
    raw = random_bytes(24 * CHUNK)
    with database.transaction() as session:
        kept(session, "warm", b"warm")
        tracemalloc.start()
        number = kept(session, raw=raw)
        while_keeping = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        assert sum(len(chunk) for chunk in contents.raw_chunks(session, number)) == len(raw)
        streaming = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        assert len(contents.raw(session, number)) == len(raw)
        whole = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert while_keeping < 8 * CHUNK
    assert streaming < 8 * CHUNK
    assert whole < 1.3 * len(raw) + 8 * CHUNK
