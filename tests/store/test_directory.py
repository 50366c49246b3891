"""The directory: entries with their history, whose particulars nobody overwrites."""

from __future__ import annotations

from store import directory, events
from store.database import Database
from tests.builders.rows import NOON, after, contact, entered, kept


def test_an_entry_is_in_force_from_its_entering(database: Database) -> None:
    with database.transaction() as session:
        number = entered(session, kept(session))
    with database.reading() as session:
        expected = directory.Entry(
            number, "SGP", "technical", contact(), "en", "mission@example.int", 1, NOON, None, NOON
        )
        assert directory.entries(session) == directory.entries(session, "SGP", NOON) == [expected]
        assert directory.get(session, number) == expected
        assert directory.entries(session, "FRA") == []
        assert directory.entries(session, in_force_at=after(-1)) == []
        log = [one for one in events.of_message(session, 1) if one.entry_id == number]
    assert [(one.what, one.actor, dict(one.details)) for one in log] == [
        ("entered", "officer:1", {"state": "SGP", "role": "technical", "decision": 1})
    ]


def test_an_entry_ends_once(database: Database) -> None:
    with database.transaction() as session:
        number = entered(session, kept(session))
        assert directory.end(session, number, after(10), message_id=1, actor="officer:1")
        assert not directory.end(session, number, after(20))
        assert not directory.end(session, 77, after(20))
        assert not directory.confirm(session, number, after(20))
        assert directory.change(session, number, contact(), message_id=1, decision_id=1, now=after(20)) is None
        assert [one.id for one in directory.entries(session, in_force_at=after(9))] == [number]
        assert directory.entries(session, in_force_at=after(10)) == []
        assert [one.in_force_until for one in directory.entries(session)] == [after(10)]
        assert [one.what for one in events.of_message(session, 1)].count("ended") == 1


def test_a_change_is_a_successor(database: Database) -> None:
    other = contact(email="jane.q@example.int")
    with database.transaction() as session:
        old = entered(session, kept(session))
        new = directory.change(
            session, old, other, message_id=1, decision_id=1, now=after(10), language="fr", actor="officer:2"
        )
        assert new is not None
        assert [(one.id, one.contact) for one in directory.entries(session, in_force_at=after(5))] == [(old, contact())]
        (present,) = directory.entries(session, in_force_at=after(10))
        assert (present.id, present.contact, present.language, present.correspondent) == (
            new, other, "fr", "mission@example.int"
        )  # fmt: skip
        assert (present.in_force_from, present.last_confirmed) == (after(10), after(10))
        assert [one.id for one in directory.history(session, new)] == [new, old]
        log = events.of_message(session, 1)[-1]
    assert (log.what, log.actor, log.entry_id, dict(log.details)) == (
        "changed", "officer:2", new, {"follows": old, "decision": 1}
    )  # fmt: skip


def test_a_confirmed_entry_says_when(database: Database) -> None:
    with database.transaction() as session:
        number = entered(session, kept(session))
        assert directory.confirm(session, number, after(30), message_id=1)
        found = directory.get(session, number)
        assert events.of_message(session, 1)[-1].what == "confirmed"
    assert found is not None
    assert found.last_confirmed == after(30)


def test_entries_come_by_state_and_role(database: Database) -> None:
    with database.transaction() as session:
        message = kept(session)
        for state, role in (("SGP", "technical"), ("FRA", "technical"), ("SGP", "diplomatic")):
            entered(session, message, state, contact(role=role))
        assert [(one.state, one.role) for one in directory.entries(session)] == [
            ("FRA", "technical"), ("SGP", "diplomatic"), ("SGP", "technical")
        ]  # fmt: skip
        assert directory.get(session, 77) is None
        assert directory.history(session, 77) == []
