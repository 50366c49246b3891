"""Readings that were kept before notes were compared get their keys when the database is brought up to date."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from domain.repetition import contacts_key, note_key
from store import mailboxes, submissions
from store.database import MIGRATIONS, Database
from store.tables import SubmissionRow, table
from tests.builders.databases import KINDS, empty_url
from tests.builders.rows import NOON, reading

SPOILT = (
    "[]",
    "{}",
    "null",
    '{"submission": 7}',
    '{"submission": {"contacts": [7], "state": "SGP", "note_verbale": null}}',
)
"""Readings that no program can have written, or none that we know: one of them does not keep the others from being filled."""


def test_a_migration_needs_nothing_that_may_change_after_it() -> None:
    ours = ("domain", "store", "ingest", "notify", "parsers", "verbale", "desk", "config")
    for file in (MIGRATIONS / "versions").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if name.partition(".")[0] in ours], file.name


@pytest.mark.parametrize("kind", KINDS)
def test_old_readings_and_mailboxes_are_filled(kind: str, tmp_path: Path) -> None:
    url = empty_url(kind, tmp_path)
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    one = reading()
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(text("INSERT INTO mailbox (id, name) VALUES (1, 'box')"))
        connection.execute(text("INSERT INTO content (id, sha256, size) VALUES (1, 'x', 0)"))
        moment = {"now": NOON.replace(tzinfo=None) if kind == "sqlite" else NOON}
        connection.execute(
            text(
                "INSERT INTO message (id, mailbox_id, uidvalidity, uid, received_at, kept_at, content_id, stage, "
                "stage_since, attempts) VALUES (1, 1, '1', '1', :now, :now, 1, 'in_review', :now, 0)"
            ),
            moment,
        )
        for revision, stored in enumerate([*SPOILT, one.model_dump_json(by_alias=True)], 1):
            connection.execute(
                text(
                    "INSERT INTO submission (message_id, revision, kind, parser, made_at, reading, checked) "
                    "VALUES (1, :revision, 'nomination', 'x', :now, :reading, '[]')"
                ),
                {**moment, "revision": revision, "reading": stored},
            )
    engine.dispose()
    database = Database(url)
    database.migrate()
    with database.reading() as session:
        rows = table(SubmissionRow)
        *spoilt, found = session.connection().execute(rows.select().order_by(rows.c.revision))
        assert [(line.note_key, line.contacts_key) for line in spoilt] == [(None, None)] * len(SPOILT)
        assert (found.note_key, found.contacts_key) == (note_key(one.submission), contacts_key(one.submission))
        assert found.contacts_key is not None
        assert mailboxes.first_polled(session, 1) == NOON
        assert submissions.alike(session, 2, one.submission, NOON) is not None
    database.close()
