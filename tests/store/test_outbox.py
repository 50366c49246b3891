"""The outbox: said once, under way before the network hears of it, never sent again by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.notices import NoticeKind, Outbox
from store import events, notices, officers, outbox, releasing, sending
from store.database import Database
from store.owner import gone
from tests.builders.rows import NOON, after, entered, kept, saying

OWNER = "sender:1:0"


@pytest.fixture
def mail(database: Database) -> int:
    """A queued mail about message 1."""
    with database.transaction() as session:
        officers.add(session, "officer", "hash", NOON)
        number = kept(session)
        assert notices.say(session, saying(message_id=number), "<our.1@example.int>", NOON)
        return sending.due(session, NOON, 10)[0].id


def at(database: Database, mail: int) -> outbox.MailFacts:
    with database.reading() as session:
        found = outbox.get(session, mail)
    assert found is not None
    return found


def said(database: Database) -> list[tuple[str, str, dict[str, Any]]]:
    with database.reading() as session:
        return [(one.what, one.actor, dict(one.details)) for one in events.of_message(session, 1) if one.mail_id]


def test_what_is_said_waits_whole(database: Database, mail: int) -> None:
    with database.reading() as session:
        (waiting,) = sending.due(session, NOON, 10)
    assert waiting == sending.Waiting(
        id=mail,
        mail_id="<our.1@example.int>",
        kind=NoticeKind.ACKNOWLEDGEMENT,
        language="en",
        recipient="mission@example.int",
        facts={"reference": "POC-ICT-2025-00001", "contacts": [{"name": "Jane Example"}]},
        in_reply_to="<1@example.int>",
        references=("<0@example.int>", "<1@example.int>"),
        due_at=NOON,
        attempts=0,
        message_id=1,
        entry_id=None,
    )
    assert said(database) == [
        ("notice", "machine", {"kind": "acknowledgement", "key": "acknowledgement:1", "stage": "queued"})
    ]


def test_a_key_is_said_once(database: Database, mail: int) -> None:
    before = (said(database), at(database, mail))
    with database.transaction() as session:
        assert notices.said(session, "acknowledgement:1")
        assert not notices.said(session, "acknowledgement:2")
        assert not notices.say(session, saying(message_id=1), "<our.2@example.int>", after(1))
        # The caller's transaction goes on.
        assert notices.say(session, saying("acknowledgement:2"), "<our.2@example.int>", after(1))
    assert (said(database), at(database, mail)) == before
    with database.reading() as session:
        assert outbox.counts(session) == {stage: 2 if stage is Outbox.QUEUED else 0 for stage in Outbox}


def test_nothing_is_said_where_the_fact_is_not_written(database: Database) -> None:
    def say_and_fail() -> None:
        with database.transaction() as session:
            assert notices.say(session, saying(), "<1@example.int>", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        say_and_fail()
    with database.transaction() as session:
        assert sending.due(session, NOON, 10) == []
        assert notices.say(session, saying(), "<1@example.int>", NOON)


def test_a_reminder_speaks_of_its_entry(database: Database) -> None:
    with database.transaction() as session:
        entry = entered(session, kept(session))
        reminder = saying("update_reminder:1:2025-03-01").model_copy(
            update={"entry_id": entry, "kind": NoticeKind.UPDATE_REMINDER}
        )
        assert notices.say(session, reminder, "<1@example.int>", NOON)
        assert [(one.entry_id, one.kind) for one in sending.due(session, NOON, 10)] == [
            (entry, NoticeKind.UPDATE_REMINDER)
        ]


def test_only_what_is_due_waits_the_longest_due_first(database: Database) -> None:
    with database.transaction() as session:
        for number, minutes in enumerate((5, 1, 3, 9)):
            later = saying(f"acknowledgement:{number}").model_copy(update={"due_at": after(minutes)})
            notices.say(session, later, f"<{number}@example.int>", NOON)
        assert [one.mail_id for one in sending.due(session, after(5), 10)] == [
            "<1@example.int>", "<2@example.int>", "<0@example.int>"
        ]  # fmt: skip
        assert [one.mail_id for one in sending.due(session, after(5), 1)] == ["<1@example.int>"]
        assert not sending.claim(session, 4, OWNER, after(8), "text"), "it is not due"


def test_a_mail_is_sent(database: Database, mail: int) -> None:
    with database.transaction() as session:
        assert sending.claim(session, mail, OWNER, after(1), "From: us\r\n\r\ntext")
        assert not sending.claim(session, mail, "other:1:0", after(1), "text")
        assert sending.due(session, after(1), 10) == []
    under_way = at(database, mail)
    assert (under_way.stage, under_way.claimed_by, under_way.claimed_at) == (Outbox.SENDING, OWNER, after(1))
    assert (under_way.attempts, under_way.rendered) == (1, "From: us\r\n\r\ntext")
    with database.transaction() as session:
        assert not sending.settle(session, mail, "other:1:0", Outbox.SENT, after(2))
        assert sending.settle(session, mail, OWNER, Outbox.SENT, after(2), "250 2.1.5 <mission@example.int> ok id=1")
        assert not sending.settle(session, mail, OWNER, Outbox.FAILED, after(2))
    sent = at(database, mail)
    assert (sent.stage, sent.sent_at, sent.last_answer) == (Outbox.SENT, after(2), "250 2.1.5 (address) ok id=1")
    assert [what for what, _, _ in said(database)] == ["notice", "sending", "sent"]
    with database.reading() as session:
        assert outbox.of_message(session, 1) == outbox.at(session, [Outbox.SENT]) == [sent]
        assert outbox.by_message_ids(session, ["<our.1@example.int>", "<x>"]) == [sent]
        assert outbox.by_message_ids(session, []) == []


def test_a_mail_that_the_server_does_not_have_is_tried_later(database: Database, mail: int) -> None:
    with database.transaction() as session:
        assert sending.claim(session, mail, OWNER, NOON, "text")
        assert sending.settle(session, mail, OWNER, Outbox.QUEUED, NOON, "451 try again", next_try=after(10))
        assert sending.due(session, after(9), 10) == []
        assert [one.attempts for one in sending.due(session, after(10), 10)] == [1]
        assert sending.claim(session, mail, OWNER, after(10), "text")
        assert sending.settle(session, mail, OWNER, Outbox.FAILED, after(10), "550 no such user")
        assert sending.due(session, after(99), 10) == []
    failed = at(database, mail)
    assert (failed.stage, failed.attempts, failed.last_answer, failed.sent_at) == (
        Outbox.FAILED,
        2,
        "550 no such user",
        None,
    )
    assert [what for what, _, _ in said(database)] == ["notice", "sending", "later", "sending", "failed"]


@pytest.mark.parametrize(
    ("stage", "next_try"),
    [(Outbox.QUEUED, None), (Outbox.SENT, NOON), (Outbox.HELD, None), (Outbox.DROPPED, None), (Outbox.SENDING, None)],
)
def test_a_sending_is_settled_in_four_ways_only(database: Database, mail: int, stage: Outbox, next_try: Any) -> None:
    with database.transaction() as session:
        assert sending.claim(session, mail, OWNER, NOON, "text")
        with pytest.raises(ValueError, match="cannot be settled"):
            sending.settle(session, mail, OWNER, stage, NOON, next_try=next_try)
    assert at(database, mail).stage is Outbox.SENDING


def test_recovering_never_queues(database: Database, mail: int) -> None:
    with database.transaction() as session:
        assert sending.recover(session, lambda owner: True, NOON) == 0, "a queued mail is nobody's"
        assert sending.claim(session, mail, OWNER, NOON, "text")
        assert sending.recover(session, lambda owner: False, after(60)) == 0
        assert sending.recover(session, gone, after(60), lease=timedelta(minutes=61)) == 0
        assert sending.recover(session, lambda owner: owner == OWNER, after(60)) == 1
        assert not sending.settle(session, mail, OWNER, Outbox.SENT, after(61)), "it is a person's now"
        assert sending.due(session, after(99), 10) == []
    assert at(database, mail).stage is Outbox.UNCERTAIN
    assert said(database)[-1] == ("uncertain", "machine", {"because": "owner_gone"})


def test_a_sending_that_takes_too_long_is_uncertain(database: Database, mail: int) -> None:
    with database.transaction() as session:
        assert sending.claim(session, mail, OWNER, NOON, "text")
        assert sending.recover(session, gone, after(60), lease=timedelta(minutes=60)) == 1
    assert at(database, mail).stage is Outbox.UNCERTAIN
    assert said(database)[-1] == ("uncertain", "machine", {"because": "lease_over"})


def test_a_sending_of_a_clock_that_was_set_back_is_uncertain_before_it_is_there_again(
    database: Database, mail: int
) -> None:
    with database.transaction() as session:
        assert sending.claim(session, mail, OWNER, after(400 * 24 * 60), "text")
        assert sending.recover(session, gone, after(60)) == 0
        assert sending.recover(session, gone, after(60), lease=timedelta(days=2)) == 1
    assert at(database, mail).stage is Outbox.UNCERTAIN


def test_a_held_mail_waits_for_an_officer(database: Database) -> None:
    with database.transaction() as session:
        officer = officers.add(session, "officer", "hash", NOON)
        for number in range(2):
            kept(session, number)
            held = saying(f"acknowledgement:{number}", 1, held_because="The sender could not be confirmed.")
            assert notices.say(session, held, f"<{number}@example.int>", NOON)
        assert sending.due(session, NOON, 10) == []
        first, second = outbox.at(session, [Outbox.HELD])
        assert first.held_because == "The sender could not be confirmed."
        assert not sending.claim(session, first.id, OWNER, NOON, "text")
        assert releasing.release(session, first.id, officer, after(1))
        assert not releasing.release(session, first.id, officer, after(1))
        assert not releasing.drop(session, first.id, officer, after(1))
        assert releasing.drop(session, second.id, officer, after(1))
        assert not releasing.release(session, second.id, officer, after(1))
        assert [one.id for one in sending.due(session, after(1), 10)] == [first.id]
    assert at(database, second.id).stage is Outbox.DROPPED
    assert said(database)[-2:] == [
        ("released", f"officer:{officer}", {"before": "held"}),
        ("dropped", f"officer:{officer}", {"before": "held"}),
    ]


def test_an_officer_settles_what_is_uncertain(database: Database, mail: int) -> None:
    def leave_uncertain() -> None:
        with database.transaction() as session:
            assert sending.claim(session, mail, OWNER, after(5), "text")
            assert sending.settle(session, mail, OWNER, Outbox.UNCERTAIN, after(5))

    leave_uncertain()
    with database.transaction() as session:
        assert not releasing.release(session, mail, 1, after(6)), "it is not held"
        assert releasing.release(session, mail, 1, after(6), before=Outbox.UNCERTAIN)
        assert [one.due_at for one in sending.due(session, after(6), 10)] == [after(6)]
        assert not releasing.found_sent(session, mail, 1, after(6))
        for wrong in (Outbox.SENT, Outbox.SENDING, Outbox.DROPPED):
            with pytest.raises(ValueError, match="cannot be"):
                releasing.release(session, mail, 1, after(6), before=wrong)
            with pytest.raises(ValueError, match="cannot be"):
                releasing.drop(session, mail, 1, after(6), before=wrong)
    with database.transaction() as session:
        assert sending.claim(session, mail, OWNER, after(7), "text")
        assert sending.settle(session, mail, OWNER, Outbox.UNCERTAIN, after(7))
        assert releasing.found_sent(session, mail, 1, after(8))
    found = at(database, mail)
    assert (found.stage, found.sent_at) == (Outbox.SENT, after(8))
    assert said(database)[-1] == ("found_sent", "officer:1", {"before": "uncertain"})


def test_texts_that_postgresql_refuses_are_still_said(database: Database) -> None:
    odd = saying(held_because="a\0b\udce9").model_copy(
        update={"facts": {"name": "x\0\ud800y"}, "in_reply_to": "<a\0@b>"}
    )
    with database.transaction() as session:
        assert notices.say(session, odd, "<1@example.int>", NOON)
        (found,) = outbox.at(session, [Outbox.HELD])
    assert (found.facts, found.held_because) == ({"name": "x\ufffd\ufffdy"}, "a\ufffdb\ufffd")


def test_what_became_uncertain_lately_is_found_however_much_did_before(database: Database) -> None:
    with database.transaction() as session:
        for number in range(205):
            notices.say(session, saying(f"acknowledgement:{number}"), f"<{number}@example.int>", NOON)
            (one,) = sending.due(session, NOON, 1)
            begun = after(number == 204)
            assert sending.claim(session, one.id, OWNER, begun, "text")
            assert sending.settle(session, one.id, OWNER, Outbox.UNCERTAIN, begun, "who knows")
        assert [mail_id for _, mail_id in outbox.uncertain(session, NOON)] == ["<204@example.int>"]
        assert len(outbox.uncertain(session, after(-1))) == 205
