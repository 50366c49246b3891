"""The door to the database: transactions, times, permissions, and every way in which it may fail us."""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from store import ledger, mailboxes, messages
from store.database import Database, StoreFailed
from store.tables import Mailbox
from tests.builders.databases import empty_url, migrated_url
from tests.builders.postgres import USER, Postgres, running_cluster
from tests.builders.rows import MAILBOX, NOON, kept


@pytest.fixture
def postgres() -> Postgres:
    return running_cluster()


@pytest.fixture
def impatient(url: str) -> Iterator[Database]:
    """The same database, whose locks are waited for only briefly."""
    database = Database(url, patience=0.2)
    yield database
    database.close()


def failure(database: Database) -> StoreFailed:
    """What a first transaction on this database raises."""
    with pytest.raises(StoreFailed) as caught, database.transaction() as session:
        mailboxes.agreed(session, MAILBOX, NOON)
    database.close()
    return caught.value


def test_work_is_there_afterwards(database: Database) -> None:
    with database.transaction() as session:
        mailboxes.agreed(session, MAILBOX, NOON)
    with database.reading() as session:
        assert mailboxes.all_of(session) == [mailboxes.MailboxFacts(MAILBOX, NOON)]


def test_an_error_leaves_nothing_of_the_work(database: Database) -> None:
    def half_done() -> None:
        with database.transaction() as session:
            mailboxes.agreed(session, MAILBOX, NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    with database.reading() as session:
        assert mailboxes.all_of(session) == []


def test_reading_refuses_to_write_and_calls_it_a_bug(database: Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as session:
        mailboxes.agreed(session, MAILBOX, NOON)
    with database.transaction() as session:
        mailboxes.agreed(session, MAILBOX, NOON)


def test_reading_waits_for_no_writer_and_sees_one_moment(database: Database) -> None:
    with database.transaction() as writing:
        mailboxes.agreed(writing, MAILBOX, NOON)
        with database.reading() as session:
            assert mailboxes.all_of(session) == []
    with database.reading() as session:
        assert len(mailboxes.all_of(session)) == 1
        with database.transaction() as writing:
            mailboxes.agreed(writing, "another", NOON)
        assert len(mailboxes.all_of(session)) == 1


def test_a_transaction_within_another_is_refused_at_once(database: Database) -> None:
    with (
        database.transaction() as session,
        pytest.raises(RuntimeError, match="pass the session on"),
        database.transaction(),
    ):
        pass
    with database.transaction() as session:
        mailboxes.agreed(session, MAILBOX, NOON)


def test_threads_share_one_database(database: Database) -> None:
    def remember(number: int) -> None:
        with database.transaction() as session:
            mailboxes.agreed(session, f"mailbox {number}", NOON)

    threads = [threading.Thread(target=remember, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert [box.name for box in mailboxes.all_of(session)] == [f"mailbox {number}" for number in range(6)]


def test_times_come_back_aware_in_utc(database: Database) -> None:
    sent = datetime(2025, 3, 1, 3, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-5, minutes=-30)))
    with database.transaction() as session:
        mailboxes.agreed(session, MAILBOX, sent)
    with database.reading() as session:
        found = mailboxes.all_of(session)[0].last_agreed
        assert found == sent
        assert found is not None
        assert found.tzinfo is UTC
        by_model = session.get(Mailbox, 1)
        assert by_model is not None
        assert by_model.last_agreed == sent


def test_a_time_without_offset_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without an offset"), database.transaction() as session:
        mailboxes.agreed(session, MAILBOX, datetime(2025, 3, 1))


def test_what_is_referred_to_must_exist(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.connection().execute(text("INSERT INTO chunk (content_id, number, data) VALUES (77, 0, '')"))


def test_sqlite_files_belong_to_this_user_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = os.umask(0)
    try:
        database = Database(f"sqlite:///{tmp_path / 'var' / 'verbale.db'}")
        database.migrate()
        with database.transaction() as session:
            mailboxes.agreed(session, MAILBOX, NOON)
            found = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "var").iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert found == {"verbale.db": 0o600, "verbale.db-wal": 0o600, "verbale.db-shm": 0o600}
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
    assert not [one for one in caplog.records if one.name == "store.database"], "it was open to others for a moment"


def test_a_sqlite_file_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "verbale.db"
    migrated_url("sqlite", tmp_path)
    file.chmod(0o644)
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_sqlite_is_durable_and_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    database = Database(migrated_url("sqlite", tmp_path))
    with database.reading() as session:
        found = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    database.close()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 30000}


@pytest.mark.parametrize(
    "given",
    ["", "verbale.db", "mysql://me:hush@host/name", "sqlite://", "sqlite:///:memory:", "postgresql://me:hush@host:x/"],
)
def test_a_url_that_names_no_database_is_refused_without_repeating_it(given: str) -> None:
    with pytest.raises(StoreFailed, match="write sqlite:///FILE or postgresql://USER@HOST/NAME") as caught:
        Database(given)
    assert caught.value.retry is False
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("given", ["postgresql://me:hush@host/name", "postgresql://me@host/name?password=hush"])
def test_the_password_is_never_shown(given: str) -> None:
    database = Database(given)
    assert "hush" not in database.url_without_password
    assert "hush" not in repr(database)
    assert database.url_without_password == "postgresql://me@host/name"


def test_a_database_that_was_never_migrated_says_so(kind: str, tmp_path: Path) -> None:
    database = Database(empty_url(kind, tmp_path))
    found = failure(database)
    assert found.message.endswith(
        "run `verbale migrate`." if kind == "postgresql" else "make it with `verbale migrate`."
    )
    assert found.retry is False
    assert not list(tmp_path.iterdir())


def test_a_database_of_a_newer_program_is_not_touched(database: Database, url: str) -> None:
    with database.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = Database(url)
    found = failure(newer)
    assert "newer version of this program (schema 9999, we know" in found.message
    assert found.retry is False
    with pytest.raises(StoreFailed, match="install that version"):
        newer.migrate()
    newer.close()


def test_a_missing_table_is_explained(database: Database) -> None:
    with database.transaction() as session:
        mailboxes.agreed(session, MAILBOX, NOON)
        session.connection().execute(text("ALTER TABLE mailbox RENAME TO gone"))
    found = failure(database)
    assert found.message.endswith("is not up to date; run `verbale migrate`.")
    assert found.retry is False


def test_another_process_s_lock_is_worth_another_try(database: Database, impatient: Database) -> None:
    with database.transaction() as session:
        kept(session)
        found = _while_locked(impatient)
    assert found.retry is True
    assert "another process" in found.message
    with impatient.transaction() as session:
        assert messages.get(session, kept(session)) is not None


def _while_locked(database: Database) -> StoreFailed:
    with pytest.raises(StoreFailed) as caught, database.transaction() as session:
        kept(session)
    return caught.value


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'no' / 'such' / 'verbale.db'}")
    with pytest.raises(StoreFailed, match="see that the folder exists") as caught:
        database.migrate()
    assert caught.value.retry is False


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "verbale.db").write_bytes(b"Subject: hello\r\n" * 1000)
    found = failure(Database(f"sqlite:///{tmp_path / 'verbale.db'}"))
    assert found.message.endswith("is no SQLite database; name another file.")
    assert found.retry is False


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may enter: pytest's own are closed to all others."""
    with tempfile.TemporaryDirectory(prefix="verbale-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_read_only_file_is_explained(public_folder: Path) -> None:
    """In a child that is not root: root may write whatever the permissions say."""
    url = migrated_url("sqlite", public_folder)
    (public_folder / "verbale.db").chmod(0o444)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - the parent looks at what it says
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            found = failure(Database(url))
            os.write(writer, f"{found.retry} {found.message}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as said:
        answer = said.read()
    os.waitpid(child, 0)
    assert answer.startswith("False The database sqlite:///")
    assert "may not be written" in answer or "cannot be opened" in answer


def test_an_unreachable_server_is_worth_another_try() -> None:
    found = failure(Database("postgresql://me:hush@127.0.0.1:1/name", patience=2))
    assert found.message == (
        "The database postgresql://me@127.0.0.1:1/name cannot be reached; "
        "check that the server runs and that the setting `database` names it."
    )
    assert found.retry is True
    assert "hush" not in str(found.__cause__)


def test_a_database_that_does_not_exist_is_named(postgres: Postgres) -> None:
    found = failure(Database(postgres.url("nowhere")))
    assert "does not exist on its server" in found.message
    assert found.retry is False


def test_a_refused_sign_in_is_named_without_the_password(postgres: Postgres) -> None:
    rules = postgres.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    postgres.do("CREATE ROLE stranger LOGIN PASSWORD 'right'")
    rules.write_text("local all stranger scram-sha-256\n" + before)
    postgres.do("SELECT pg_reload_conf()")
    try:
        given = postgres.url("postgres").replace(f"{USER}@", "stranger:wrong-hush@")
        found = failure(Database(given))
    finally:
        rules.write_text(before)
        postgres.do("SELECT pg_reload_conf()")
        postgres.do("DROP ROLE stranger")
    assert "refused our sign-in; check user and password" in found.message
    assert found.retry is False
    assert "hush" not in f"{found} {found.__cause__}"


def test_a_user_without_rights_is_told_to_get_them(postgres: Postgres, tmp_path: Path) -> None:
    url = migrated_url("postgresql", tmp_path)
    postgres.do("CREATE ROLE guest LOGIN")
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
        found = failure(Database(url.replace(f"{USER}@", "guest@")))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP OWNED BY guest")
    finally:
        postgres.do("DROP ROLE guest")
    assert "grant it the rights" in found.message
    assert found.retry is False


def test_a_read_only_server_is_worth_another_try(postgres: Postgres, tmp_path: Path) -> None:
    url = migrated_url("postgresql", tmp_path)
    with psycopg.connect(url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    found = failure(Database(url))
    assert "is read-only at present" in found.message
    assert found.retry is True


@pytest.mark.slow
def test_a_link_that_swallows_everything_is_given_up_within_minutes(postgres: Postgres, tmp_path: Path) -> None:
    database = Database(migrated_url("postgresql", tmp_path))
    with database.reading() as session:
        told = session.connection().connection.dbapi_connection.info.get_parameters()  # type: ignore[union-attr]
    database.close()
    wanted = {
        "tcp_user_timeout": "60000",
        "keepalives_idle": "30",
        "keepalives_interval": "10",
        "keepalives_count": "3",
    }
    assert {name: told.get(name) for name in wanted} == wanted


def test_a_server_that_stops_is_found_again(postgres: Postgres, tmp_path: Path) -> None:
    database = Database(migrated_url("postgresql", tmp_path), patience=5)
    with database.transaction() as session:
        number = kept(session)
        assert messages.get(session, number) is not None

    def keep_another(stop: bool) -> None:
        with database.transaction() as session:
            kept(session, 2)
            if stop:
                postgres.stop()
                messages.get(session, number)

    try:
        for stop in (True, False):
            with pytest.raises(StoreFailed) as caught:
                keep_another(stop)
            assert caught.value.retry is True
    finally:
        postgres.start()
    with database.transaction() as session:
        assert messages.get(session, number) is not None
        assert ledger.ours(session, MAILBOX, "7", NOON).here == {"1"}
    database.close()
