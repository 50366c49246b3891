"""The migrated schema is the tables', on both databases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, PrimaryKeyConstraint, Table, create_engine, text
from sqlalchemy.exc import DBAPIError

from store.database import HEAD, MIGRATIONS, Database, StoreFailed
from store.tables import METADATA
from tests.builders.databases import empty_url


def differences(connection: Connection, metadata: MetaData = METADATA) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


def test_the_migrated_schema_is_that_of_the_tables(database: Database) -> None:
    with database.transaction() as session:
        assert differences(session.connection()) == []


def test_a_difference_would_be_seen(database: Database) -> None:
    with database.transaction() as session:
        session.connection().execute(text("ALTER TABLE message ADD COLUMN other INTEGER"))
        session.connection().execute(text("DROP INDEX ix_message_content_id"))
        found = differences(session.connection())
        assert sorted(str(one[0]) for one in found if isinstance(one, tuple)) == ["add_index", "remove_column"]
        session.rollback()


def test_names_of_constraints_are_those_of_the_tables(database: Database) -> None:
    """compare_metadata does not look at foreign keys' names; primary keys have none where SQLite counts ids itself."""
    found = MetaData()
    with database.reading() as session:
        found.reflect(session.connection(), only=lambda name, _: name != "alembic_version")

    def names(tables: dict[str, Table]) -> set[str]:
        every = [one for table in tables.values() for one in table.constraints]
        return {str(one.name) for one in every if not isinstance(one, PrimaryKeyConstraint)}

    assert names(dict(found.tables)) == names(dict(METADATA.tables))


def test_migrating_twice_is_once(url: str) -> None:
    database = Database(url)
    database.migrate()
    database.migrate()
    with database.transaction() as session:
        assert session.connection().execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]
    database.close()


def test_the_program_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    assert [script.revision for script in scripts.walk_revisions()] == sorted(
        (script.revision for script in scripts.walk_revisions()), reverse=True
    ), "a newer schema is told by comparing revisions as text"


def test_the_next_migration_can_be_written_from_the_template(tmp_path: Path) -> None:
    folder = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    config = Config()
    config.set_main_option("script_location", str(folder))
    scripts = ScriptDirectory.from_config(config)
    scripts.generate_revision("9999", "Another table", head="head")
    again = ScriptDirectory.from_config(config)
    assert again.get_heads() == ["9999"]
    assert again.get_revision("9999").down_revision == HEAD
    assert again.get_revision("9999").module.__doc__ == "Another table."


def test_a_migration_that_fails_leaves_nothing(kind: str, tmp_path: Path) -> None:
    url = empty_url(kind, tmp_path)
    in_the_way(url, "CREATE TABLE event (id INTEGER)")  # made last
    database = Database(url)
    with pytest.raises(DBAPIError, match="already exists"):
        database.migrate()
    with pytest.raises(StoreFailed, match="run `verbale migrate`"), database.transaction():
        pass
    in_the_way(url, "DROP TABLE event")
    database.migrate()
    with database.transaction() as session:
        assert differences(session.connection()) == []
    database.close()


def in_the_way(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
