"""Reading again from the kept bytes: a revision where something changed, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.delivery import Delivery
from domain.reading import Reading
from domain.stages import Stage
from domain.submission import Kind, Submission
from ingest.message_id import message_id_of
from ingest.pipeline import work_through
from ingest.reread import Changed, Reread, reread
from parsers.worker import ParserFailed
from store import events, keeping, messages, outbox, submissions
from store.database import Database
from tests.builders.databases import migrated_url
from tests.builders.letters import letter, programme, read_letter

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
PROGRAMME = programme()
LETTERS = (letter(Kind.NOMINATION, 1), letter(Kind.UNRELATED, 2), letter(Kind.INQUIRY, 3))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Three letters, worked through: a nomination (1), something unrelated (2) and an inquiry (3)."""
    database = Database(migrated_url("sqlite", tmp_path))
    with database.transaction() as session:
        batch = [Delivery("folder:/x", "1", str(number), NOON, raw) for number, raw in enumerate(LETTERS)]
        keeping.keep(session, batch, [message_id_of(raw) for raw in LETTERS], NOON)
    work_through(database, read_letter, PROGRAMME, lambda: NOON, "here:1:1", mail_domain="un.example")
    yield database
    database.close()


def again(
    database: Database, read: object = read_letter, ids: tuple[int, ...] = (), dry_run: bool = False
) -> list[Reread]:
    return list(reread(database, read, PROGRAMME, lambda: NOON, ids, dry_run=dry_run))  # type: ignore[arg-type]


def wiser(raw: bytes, file: str) -> Reading:
    """A reader that has learnt to tell the State of the first, and that the second is a nomination too."""
    reading = read_letter(raw.replace(b"Kind: unrelated", b"Kind: nomination"), file)
    values = reading.submission.model_dump(by_alias=True)
    values["message"]["sha256"] = read_letter(raw, file).submission.message.sha256
    if b"Letter 1" in raw:
        values |= {"state": "FJI", "uncertain": ["state"]}
    return reading.model_copy(update={"submission": Submission.model_validate(values), "parser": "letters/2"})


def revisions(database: Database, number: int) -> list[int]:
    with database.reading() as session:
        return submissions.revisions(session, number)


def test_a_reading_that_says_the_same_makes_no_revision(database: Database) -> None:
    assert [(done.message_id, done.revision, done.changes) for done in again(database)] == [
        (1, None, ()), (2, None, ()), (3, None, ()),
    ]  # fmt: skip
    assert [revisions(database, number) for number in (1, 2, 3)] == [[1], [1], [1]]


def test_what_changed_is_told_and_kept_beside_the_old_reading(database: Database) -> None:
    first, second, third = again(database, wiser)
    assert first == Reread(
        1,
        "POC-ICT-2025-00001",
        revision=2,
        changes=(Changed("state", "SGP", "FJI"), Changed("uncertain", None, ["state"])),
    )
    assert first.told().splitlines() == [
        "POC-ICT-2025-00001: 2 changes, revision 2",
        '  state: "SGP" -> "FJI"',
        '  uncertain: nothing -> ["state"]',
    ]
    assert (third.revision, third.changes) == (2, ())
    with database.reading() as session:
        old, new = submissions.get(session, 1, 1), submissions.latest(session, 1)
        assert old is not None
        assert new is not None
        assert (old.reading.submission.state, new.reading.submission.state) == ("SGP", "FJI")
        (event,) = [event for event in events.of_message(session, 1) if event.what == "compared"]
        assert event.details == {"revision": 2, "changed": ["state", "uncertain"]}
    assert second.moved_to is Stage.IN_REVIEW


def test_what_was_set_aside_and_now_asks_something_goes_to_review_and_nobody_is_written_to(database: Database) -> None:
    _, second, _ = again(database, wiser)
    assert second.changes[0] == Changed("kind", "unrelated", "nomination")
    with database.reading() as session:
        facts = messages.get(session, 2)
        assert facts is not None
        assert facts.stage is Stage.IN_REVIEW
        assert len(outbox.of_message(session, 1)) == 1
        assert outbox.of_message(session, 2) == []


def test_a_dry_run_tells_and_writes_nothing(database: Database) -> None:
    first, second, _ = again(database, wiser, dry_run=True)
    assert (len(first.changes), first.revision, second.moved_to) == (2, None, None)
    assert [revisions(database, number) for number in (1, 2, 3)] == [[1], [1], [1]]


def test_only_the_ones_asked_for_are_read(database: Database) -> None:
    assert [done.message_id for done in again(database, wiser, (3, 1))] == [3, 1]
    assert [revisions(database, number) for number in (1, 2, 3)] == [[2, 1][::-1], [1], [1, 2]]


def test_what_cannot_be_read_again_keeps_its_reading_and_says_why(database: Database) -> None:
    def failing(raw: bytes, file: str) -> Reading:
        if b"Letter 1" in raw:
            raise ParserFailed("timeout", "took longer than 300 s")
        raise ZeroDivisionError

    assert [done.failed for done in again(database, failing, (1, 2, 99))] == [
        "Message 1 could not be read again (timeout); its reading stays.",
        "Message 2 met a bug; its reading stays, and the log holds the traceback.",
        "There is no message 99; `verbale queue` lists them.",
    ]
    assert [revisions(database, number) for number in (1, 2, 3)] == [[1], [1], [1]]


def test_what_is_shunted_is_not_for_reading_again(database: Database) -> None:
    with database.transaction() as session:
        assert messages.move(session, 3, Stage.IN_REVIEW, Stage.RECEIVED, NOON, None, actor="officer:1")
    assert [done.failed for done in again(database, read_letter, (3,))] == [
        "Message 3 is received: `verbale work` or `verbale retry` reads it."
    ]
