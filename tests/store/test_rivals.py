"""Several processes at once: every thing is done by one of them, and none of them fails."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from domain.notices import Outbox
from domain.stages import Stage
from store import contents, keeping, keys, messages, notices, outbox, sending
from store.database import Database
from store.owner import gone
from store.tables import Content, Event, Mailbox, Message, Notice, table
from tests.builders import rivals
from tests.builders.databases import empty_url
from tests.builders.rows import NOON, after, delivery, kept, saying


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return int(session.connection().execute(select(func.count()).select_from(table(model))).scalar_one())


def test_nobody_claims_a_message_twice(database: Database, url: str) -> None:
    with database.transaction() as session:
        wanted = [kept(session, uid) for uid in range(3 * rivals.ROUNDS - 2)]
    claimed = rivals.race(url, rivals.claim_in_rounds)
    assert sorted(number for one in claimed for number in one) == wanted
    assert {len(one) for one in claimed} <= {rivals.ROUNDS, rivals.ROUNDS - 1}


def test_one_of_many_moves_a_message(database: Database, url: str) -> None:
    with database.transaction() as session:
        number = kept(session)
    assert sorted(rivals.race(url, rivals.read_one_message)) == [False, False, True]
    with database.reading() as session:
        found = messages.get(session, number)
        assert found is not None
        assert found.stage is Stage.READ


def test_the_same_deliveries_are_kept_once(database: Database, url: str) -> None:
    answers = rivals.race(url, rivals.keep_the_same)
    ids = [[one.id for one in answer] for answer in answers]
    assert ids[0] == ids[1] == ids[2]
    assert len(set(ids[0])) == 20
    for delivered in zip(*answers, strict=True):
        assert sorted(one.new for one in delivered) == [False, False, True]
    assert (count(database, Message), count(database, Content), count(database, Event)) == (20, 5, 20)


def test_a_message_in_several_mailboxes_is_linked_to_the_earliest(database: Database, url: str) -> None:
    answers = rivals.race(url, rivals.keep_one_mailbox_each)
    first = min(one.id for one in answers)
    assert sorted((one.id, one.same_bytes_as) for one in answers) == sorted(
        (one.id, None if one.id == first else first) for one in answers
    )
    assert count(database, Content) == 1


def test_a_new_mailbox_is_made_once(database: Database, url: str) -> None:
    assert rivals.race(url, rivals.agree_on_new_mailboxes) == [None] * 3
    assert count(database, Mailbox) == 10


def test_a_key_is_said_by_one(database: Database, url: str) -> None:
    answers = rivals.race(url, rivals.say_the_same)
    assert [sum(said) for said in zip(*answers, strict=True)] == [1] * 10
    assert count(database, Notice) == 10


def test_a_mail_is_sent_by_one(database: Database, url: str) -> None:
    with database.transaction() as session:
        for number in range(20):
            notices.say(session, saying(f"acknowledgement:{number}"), f"<{number}@example.int>", NOON)
    sent = rivals.race(url, rivals.send_everything)
    assert sorted(number for one in sent for number in one) == list(range(1, 21))


def test_an_officer_is_added_by_one(url: str) -> None:
    assert sorted(rivals.race(url, rivals.add_the_same_officer)) == [False, False, True]


def test_several_may_migrate_at_once(kind: str, tmp_path: Path) -> None:
    url = empty_url(kind, tmp_path)
    assert rivals.race(url, rivals.migrate) == [None, None, None]
    database = Database(url)
    assert count(database, Message) == 0
    database.close()


def test_nothing_half_is_left_of_a_process_killed_before_it_committed(database: Database, url: str) -> None:
    for work in (rivals.stand_still_before_commit, rivals.stand_still_between_messages):
        with rivals.stuck_at(url, work) as kill:
            kill()
        assert [count(database, model) for model in (Message, Content, Event)] == [0, 0, 0]
    with database.transaction() as session:
        found = keeping.keep(session, [delivery(1), delivery(2, b"x" * 3_000_000)], [None, None], NOON)
        assert [one.new for one in found] == [True, True]
        assert contents.raw(session, found[1].id) == b"x" * 3_000_000


def test_what_a_killed_process_was_reading_is_free_at_once(database: Database, url: str) -> None:
    with database.transaction() as session:
        number = kept(session)
    with rivals.stuck_at(url, rivals.stand_still_while_reading) as kill:
        with database.transaction() as session:
            assert messages.claim(session, Stage.RECEIVED, "another:1:0", after(1), timedelta(minutes=5)) is None
        dead = kill()
    assert gone(dead)
    with database.transaction() as session:
        found = messages.claim(session, Stage.RECEIVED, "another:1:0", after(1), timedelta(minutes=5))
        assert found is not None
        assert (found.id, found.attempts) == (number, 2)


def test_what_a_killed_process_was_sending_is_uncertain_and_never_queued(database: Database, url: str) -> None:
    with database.transaction() as session:
        notices.say(session, saying(), "<1@example.int>", NOON)
    with rivals.stuck_at(url, rivals.stand_still_while_sending) as kill:
        with database.transaction() as session:
            assert sending.recover(session, gone, after(1)) == 0
        kill()
    with database.transaction() as session:
        assert sending.recover(session, gone, after(1)) == 1
        assert sending.recover(session, gone, after(1)) == 0
        assert sending.due(session, after(1), 10) == []
        assert outbox.counts(session)[Outbox.UNCERTAIN] == 1


def test_of_several_keys_that_are_made_at_once_one_holds_for_all(database: Database, url: str) -> None:
    made = rivals.race(url, rivals.make_keys)
    assert made[0] == made[1] == made[2]
    with database.reading() as session:
        assert [keys.get(session, f"key {number}") for number in range(10)] == made[0]
