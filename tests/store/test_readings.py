"""Submissions and decisions: the machine's word and the officer's, side by side; and the queue made of them."""

from __future__ import annotations

import pytest

from domain.stages import Stage, Verdict
from domain.submission import Kind, Severity
from store import decisions, events, messages, officers, queue, submissions
from store.database import Database
from tests.builders.rows import NOON, after, contact, finding, kept, reading


def test_a_reading_comes_back_as_it_was_read(database: Database) -> None:
    given = reading(
        findings=(finding(),), uncertain=("contacts[0].name",), body="Příliš žluťoučký\n王小明 \u202eمرحبا 🕊"
    )
    with database.transaction() as session:
        number = kept(session)
        assert submissions.latest(session, number) is None
        assert submissions.add(session, number, given, after(1)) == 1
    with database.reading() as session:
        assert submissions.latest(session, number) == submissions.Stored(number, 1, given, [], after(1))
        log = events.of_message(session, number)[-1]
    assert (log.what, dict(log.details)) == (
        "recorded",
        {
            "revision": 1,
            "kind": "nomination",
            "contacts": 1,
            "findings": 1,
            "uncertain": 1,
            "parser": "verbale-parsers/1",
        },
    )


def test_reading_again_adds_a_revision(database: Database) -> None:
    first, second = reading(), reading(kind=Kind.INQUIRY, state=None)
    with database.transaction() as session:
        number = kept(session)
        assert [submissions.add(session, number, one, NOON) for one in (first, second)] == [1, 2]
        newest, oldest = submissions.latest(session, number), submissions.get(session, number, 1)
        assert submissions.revisions(session, number) == [1, 2]
        assert submissions.get(session, number, 3) is None
        assert [one.what for one in events.of_message(session, number)] == ["kept", "recorded", "reread"]
        with pytest.raises(LookupError, match="no message 77"):
            submissions.add(session, 77, first, NOON)
    assert newest is not None
    assert oldest is not None
    assert (newest.revision, newest.reading, oldest.reading) == (2, second, first)


def test_checks_stand_beside_the_reading(database: Database) -> None:
    checks = [finding(Severity.WARNING, "entry_not_found", "Nobody matches."), finding()]
    with database.transaction() as session:
        number = kept(session)
        submissions.add(session, number, reading(), NOON)
        submissions.set_checked(session, number, 1, checks)
        found = submissions.latest(session, number)
        with pytest.raises(LookupError, match="no revision 2"):
            submissions.set_checked(session, number, 2, checks)
    assert found is not None
    assert (found.checked, found.reading) == (checks, reading())


def test_texts_that_postgresql_refuses_are_stored_with_a_mark(database: Database) -> None:
    with database.transaction() as session:
        number = kept(session)
        submissions.add(session, number, reading(body="a\0b\udce9c"), NOON)
        found = submissions.latest(session, number)
        assert len(queue.rows(session, [Stage.RECEIVED])) == 1
    assert found is not None
    assert found.reading.body == "a\ufffdb\ufffdc"


def test_decisions_stand_beside_the_reading(database: Database) -> None:
    held = contact("Jane Q. Example")
    with database.transaction() as session:
        number = kept(session)
        submissions.add(session, number, reading(), NOON)
        ids = [officers.add(session, login, "hash", NOON) for login in ("reviewer", "approver")]
        assert decisions.of(session, number) == []
        first = decisions.add(session, number, 1, ids[0], Verdict.ACCEPT, [held], "SGP", "as signed\0", after(1))
        second = decisions.add(session, number, 1, ids[1], Verdict.RETURN, [], None, "", after(2))
    with database.reading() as session:
        assert decisions.of(session, number) == [
            decisions.Decision(
                first, number, 1, ids[0], "reviewer", Verdict.ACCEPT, (held,), "SGP", "as signed\ufffd", after(1)
            ),
            decisions.Decision(second, number, 1, ids[1], "approver", Verdict.RETURN, (), None, "", after(2)),
        ]
        found = submissions.latest(session, number)
        log = events.of_message(session, number)[-2]
    assert found is not None
    assert found.reading == reading()
    assert (log.what, log.actor) == ("decided", f"officer:{ids[0]}")
    assert dict(log.details) == {"decision": first, "revision": 1, "verdict": "accept", "contacts": 1}


def test_the_queue_tells_what_the_newest_reading_says(database: Database) -> None:
    warning = finding(Severity.WARNING, "late", "It came late.")
    with database.transaction() as session:
        number = kept(session)
        submissions.add(session, number, reading(kind=Kind.INQUIRY), NOON)
        submissions.add(session, number, reading(findings=(warning, finding()), uncertain=("state", "kind")), NOON)
        submissions.set_checked(session, number, 2, [finding(Severity.INFO, "known", "Known."), finding(), warning])
        messages.move(session, number, Stage.RECEIVED, Stage.READ, after(1), owner=None)
        facts = messages.get(session, number)
        (row,) = queue.rows(session, [Stage.READ])
    assert facts is not None
    assert row == queue.QueueRow(
        id=number,
        reference="017/2024",
        stage=Stage.READ,
        stage_since=after(1),
        kind=Kind.NOMINATION,
        state="SGP",
        received_at=NOON,
        revision=2,
        sender="mission@example.int",
        subject="Nomination",
        contacts=1,
        errors=2,
        warnings=2,
        infos=1,
        worst="An address is missing.",
        uncertain=2,
        same_bytes_as=None,
        same_id_as=None,
        attempts=0,
        shunted_because=None,
        sha256=facts.sha256,
    )


def test_what_was_never_read_is_listed_too(database: Database) -> None:
    with database.transaction() as session:
        number = kept(session)
        messages.move(session, number, Stage.RECEIVED, Stage.SHUNTED, NOON, owner=None, because="timeout")
        (row,) = queue.rows(session, [Stage.SHUNTED])
    assert (row.id, row.kind, row.state, row.revision, row.subject, row.worst) == (number, None, None, None, "", None)
    assert (row.errors, row.uncertain, row.shunted_because) == (0, 0, "timeout")


def test_the_queue_is_chosen_by_stage_kind_and_state_and_paged(database: Database) -> None:
    with database.transaction() as session:
        for uid, (kind, state) in enumerate(
            [(Kind.NOMINATION, "SGP"), (Kind.NOMINATION, "FRA"), (Kind.UPDATE, "SGP"), (Kind.BOUNCE, None)], start=1
        ):
            submissions.add(session, kept(session, uid), reading(kind=kind, state=state), NOON)
        messages.move(session, 3, Stage.RECEIVED, Stage.READ, NOON, owner=None)

        def ids(**chosen: object) -> list[int]:
            return [row.id for row in queue.rows(session, list(Stage), **chosen)]  # type: ignore[arg-type]

        assert ids() == [1, 2, 3, 4]
        assert ids(kind=Kind.NOMINATION) == [1, 2]
        assert ids(state="SGP") == [1, 3]
        assert ids(kind=Kind.NOMINATION, state="SGP") == [1]
        assert ids(limit=2) == [1, 2]
        assert ids(limit=2, offset=2) == [3, 4]
        assert [row.id for row in queue.rows(session, [Stage.READ])] == [3]
        assert queue.rows(session, []) == []
        assert queue.count(session, list(Stage), state="SGP") == 2
        assert queue.counts(session) == dict.fromkeys(Stage, 0) | {Stage.RECEIVED: 3, Stage.READ: 1}
