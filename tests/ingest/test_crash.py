"""Whenever the process is killed, starting it again leaves every delivery kept once, read once, acknowledged once."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from domain.stages import Stage
from domain.submission import Kind
from ingest.mailbox import Bounds, MailSource
from store import contents, events, messages, submissions
from store.database import Database
from store.tables import Message, Notice, OutboxMail, table
from tests.builders.databases import migrated_url
from tests.builders.letters import letter
from tests.builders.mailboxes import FolderBox
from tests.builders.mortal import live

LETTERS = (
    letter(Kind.NOMINATION, 1),
    letter(Kind.NOMINATION, 1),
    letter(Kind.BOUNCE, 2, Report="yes"),
)
STAGES = [Stage.IN_REVIEW, Stage.IN_REVIEW, Stage.CLOSED]
MOVES = Counter({"kept": 1, "recorded": 1, "read": 1, "placed": 1})
TWO_AT_ONCE = Bounds(batch_count=2)


def folder_with_letters(path: Path) -> Callable[[], MailSource]:
    """A mailbox with all letters in it."""
    box = FolderBox(path)
    for raw in LETTERS:
        box.put(raw)
    return lambda: box.source(TWO_AT_ONCE)


def assert_done_once(url: str) -> None:
    """Every delivery kept once, one submission each, one acknowledgement for each that is due one, and nothing claimed."""
    database = Database(url)
    with database.reading() as session:
        connection = session.connection()
        rows = table(Message)
        numbers = list(connection.execute(select(rows.c.id).order_by(rows.c.id)).scalars())
        found = [messages.get(session, number) for number in numbers]
        assert [contents.raw(session, number) for number in numbers] == list(LETTERS)
        assert [(f.stage, f.claimed_by, f.attempts) for f in found if f] == [(stage, None, 0) for stage in STAGES]
        assert [f.same_bytes_as for f in found if f] == [None, numbers[0], None]
        assert [submissions.revisions(session, number) for number in numbers] == [[1]] * len(LETTERS)
        notices, mails = table(Notice), table(OutboxMail)
        said = connection.execute(
            select(notices.c.message_id, notices.c.key, mails.c.stage).join(mails, mails.c.notice_id == notices.c.id)
        )
        due = numbers[0]
        assert [tuple(line) for line in said] == [(due, f"acknowledgement:{due}", "queued")]
        for number, stage in zip(numbers, STAGES, strict=True):
            told = Counter(event.what for event in events.of_message(session, number) if event.what != "claimed")
            expected = MOVES + Counter({"notice": 1} if number == due else {"silence": 1})
            if stage is Stage.CLOSED:
                expected += Counter({"closed": 1})
                expected -= Counter({"placed": 1})
            assert told == expected
    database.close()


def new_database(folder: Path) -> str:
    """A migrated SQLite database in a new folder, a copy of the one that `folder` has from the first call on."""
    template = folder / "verbale.db"
    if not template.exists():
        migrated_url("sqlite", folder)
    own = folder / f"life-{len(list(folder.iterdir()))}"
    own.mkdir()
    shutil.copy(template, own)
    return f"sqlite:///{own / 'verbale.db'}"


def one_death(url: str, source: Callable[[], MailSource], fatal: str) -> None:
    """A life that ends at this point, and one that does not."""
    assert live(url, source, fatal) is None
    live(url, source)
    assert_done_once(url)


def points(folder: Path, source: Callable[[], MailSource]) -> list[str]:
    """Every point of a life without death."""
    url = new_database(folder)
    reached = live(url, source)
    assert reached is not None
    assert_done_once(url)
    return reached


def test_killed_at_any_point_nothing_is_lost_and_nothing_done_twice(tmp_path: Path) -> None:
    source = folder_with_letters(tmp_path / "mails")
    reached = points(tmp_path, source)
    assert len(reached) > 30
    for fatal in reached:
        one_death(new_database(tmp_path), source, fatal)


def test_killed_on_postgresql(tmp_path: Path) -> None:
    source = folder_with_letters(tmp_path / "mails")
    for fatal in points(tmp_path, source)[::5]:
        one_death(migrated_url("postgresql", tmp_path), source, fatal)


def test_killed_again_and_again_it_still_comes_to_an_end(tmp_path: Path) -> None:
    source = folder_with_letters(tmp_path / "mails")
    url = migrated_url("sqlite", tmp_path)
    lives = 1
    while live(url, source, "commit: before a place and its answer, 2") is None:
        lives += 1
        assert lives < 20
    assert lives > 2
    assert_done_once(url)
