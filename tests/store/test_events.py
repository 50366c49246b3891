"""Events: an append-only log that refuses whatever people wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store import events, submissions
from store.database import Database
from store.events import PersonalValue, digest, plain_or_digest, row
from store.owner import this_process
from tests.builders.databases import migrated_url
from tests.builders.rows import NOON, entered, kept, reading

SHA = "49ccf1cff08fab376ae95bd83f5314aca6c4aded01defd83e4d3424a4db50e25"


def accepted(**details: Any) -> dict[str, Any]:
    found: dict[str, Any] = row("noted", NOON, "machine", None, None, None, details)["details"]
    return found


@pytest.mark.parametrize(
    "value",
    [
        7, 0, True, SHA, f"sha256:{SHA[:32]}", "in_review", "missing_email", "acknowledgement:17", "update_reminder:4:2025-03-01",
        "SGP", "verbale-parsers/1", "2025-03-01", "2025-03-01T12:00:00+00:00", "contacts[0].emails", "contacts[12].phones[1]",
        "note_verbale.date", "state",
        "poc-1-0a1b2c3d:14802:60a2de3b03df.4026531836.205908", [1, 2], ["missing_email", "contacts[0].name"],
    ],
)  # fmt: skip
def test_ids_digests_codes_counts_and_paths_are_accepted(value: Any) -> None:
    assert accepted(detail=value) == {"detail": value}


def test_this_process_s_name_is_accepted() -> None:
    assert accepted(owner=this_process()) == {"owner": this_process()}


@pytest.mark.parametrize(
    "value",
    [
        "Jane Example", "jane@example.int", "+6561234567", "6561234567", "156561234567", "Jane", "Jeanne d'Arc", "José", "王小明",
        "Иванов", "two words", "CV_Jane_Example.pdf", "jane.example", "forward.eml!form.docx", "form.docx", "a" * 200, "",
        " ", "x\n", "<1@example.int>", "017/2024", 1.5, b"jane", {"a": 1}, [["a"]], [1] * 101, ["Jane Example"], NOON, object(),
    ],
)  # fmt: skip
def test_what_may_be_personal_is_refused_without_being_repeated(value: Any) -> None:
    with pytest.raises(PersonalValue) as caught:
        accepted(detail=value)
    assert "detail" in str(caught.value)
    assert "ane" not in str(caught.value)


@given(st.emails())
def test_no_address_passes(address: str) -> None:
    with pytest.raises(PersonalValue):
        accepted(detail=address)


@given(st.text(min_size=1).filter(lambda given: not given.isascii() or " " in given))
def test_no_text_beyond_codes_passes(given_text: str) -> None:
    with pytest.raises(PersonalValue):
        accepted(detail=given_text)


@given(st.text(st.characters(blacklist_categories=())))
def test_a_digest_passes_for_any_text(given_text: str) -> None:
    assert accepted(detail=digest(given_text), other=plain_or_digest(given_text))


@pytest.mark.parametrize(
    ("what", "actor"), [("Jane", "machine"), ("noted", "jane"), ("noted", "officer:x"), ("a b", "machine")]
)
def test_names_of_event_and_actor_are_codes(what: str, actor: str) -> None:
    with pytest.raises(PersonalValue):
        row(what, NOON, actor, None, None, None, {})


def test_an_event_comes_back_as_it_was_written(database: Database) -> None:
    with database.transaction() as session:
        events.note(session, "other", NOON, message_id=2)
        events.note(
            session,
            "noted",
            NOON,
            "officer:3",
            message_id=1,
            entry_id=4,
            mail_id=5,
            count=2,
            nothing=None,
            paths=("state",),
        )
    with database.reading() as session:
        assert events.of_message(session, 1) == [
            events.EventFacts(2, NOON, "officer:3", "noted", 1, 4, 5, {"count": 2, "paths": ["state"]})
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET what = 'other'",
        "UPDATE event SET details = details",
        "DELETE FROM event",
        "UPDATE submission SET reading = '{}'",
        "UPDATE submission SET kind = 'unrelated'",
        "UPDATE submission SET revision = 9",
        "DELETE FROM submission",
        "UPDATE decision SET remark = 'other'",
        "UPDATE chunk SET data = ''",
        "UPDATE content SET size = 1",
    ],
)
def test_what_was_written_stays(database: Database, statement: str) -> None:
    with database.transaction() as session:
        entered(session, kept(session))
    with pytest.raises(DBAPIError, match="is refused: it is kept as it was written"), database.transaction() as session:
        session.connection().execute(text(statement))
    with database.transaction() as session:
        submissions.set_checked(session, 1, 1, [])
        assert submissions.add(session, 1, reading(), NOON) == 2


def test_postgresql_refuses_to_empty_the_log_too(tmp_path: Path) -> None:
    database = Database(migrated_url("postgresql", tmp_path))
    for name in ("event", "submission"):
        with pytest.raises(DBAPIError, match=f"TRUNCATE of {name} is refused"), database.transaction() as session:
            session.connection().execute(text(f"TRUNCATE {name}"))
    database.close()
