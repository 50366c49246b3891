"""The database: one door to SQLite or PostgreSQL, a transaction at a time."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Session

from store.trouble import StoreFailed, explain

__all__ = ["HEAD", "Database", "StoreFailed"]

log = logging.getLogger(__name__)

HEAD = "0009"
"""The migration that this program is written for."""
MIGRATIONS = Path(__file__).with_name("migrations")
_ALIVE = {"tcp_user_timeout": 60_000, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""A link to PostgreSQL that swallows everything is given up after a minute; by itself the system waits two hours."""
_MIGRATING = 0x56455242_414C4501
"""Key of PostgreSQL's advisory lock under which one process migrates."""


class Database:
    """Connections to one database; nothing is touched before the first transaction. Close it at the end.

    `url` is SQLAlchemy's (`sqlite:///var/verbale.db`, `postgresql://user@host/name`); `patience` is how many seconds to wait
    for another process's lock. Raises StoreFailed for a URL that names neither database. One object serves all threads of a
    process; a forked child makes its own."""

    def __init__(self, url: str, patience: float = 30.0) -> None:
        self.url = _understood(url)
        """May hold a password: not for words or logs."""
        self.url_without_password = _shown(self.url)
        """In words and logs."""
        self.file = Path(self.url.database or "") if self.url.drivername.startswith("sqlite") else None
        """SQLite's file, None for PostgreSQL."""
        self._patience = patience
        self._up_to_date = False
        self._open = threading.local()
        options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": self.file is None}
        if self.file is not None:
            options["connect_args"] = {"timeout": patience, "check_same_thread": False}
        else:
            options["connect_args"] = {
                "connect_timeout": max(2, int(patience)),
                "application_name": "verbale",
                **_ALIVE,
            }
            options["isolation_level"] = "READ COMMITTED"
        self._engine = create_engine(self.url, **options)
        if self.file is not None:
            event.listen(self._engine, "do_connect", self._find_file)
            event.listen(self._engine, "connect", self._prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        else:
            event.listen(self._engine, "connect", self._prepare_postgresql)
            event.listen(self._engine, "begin", _begin_postgresql)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is all there afterwards, or, where an error leaves the block, none of it.

        On SQLite it holds the one write lock from its beginning: keep it short, and use `reading` where nothing is written.
        Raises StoreFailed where the database is unreachable, locked, read-only, damaged, not migrated or too new, and
        RuntimeError within another transaction of this thread, which would wait for itself: pass its session on."""
        if getattr(self._open, "transaction", False):
            raise RuntimeError("A transaction was opened within another one; pass the session on instead.")
        with self._explained():
            self._check_migrated()
            self._open.transaction = True
            try:
                with Session(self._engine, expire_on_commit=False) as session:
                    yield session
                    session.commit()
            finally:
                self._open.transaction = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment's state and waits for no writer; the database refuses it any write.

        Raises StoreFailed as `transaction` does."""
        with self._explained(reading=True):
            self._check_migrated()
            with Session(self._engine.execution_options(verbale_reading=True)) as session:
                yield session

    @property
    def place(self) -> str:
        """Where it lies, in words: SQLite's file with its whole path, PostgreSQL's URL without a password."""
        return str(self.file.absolute()) if self.file is not None else self.url_without_password

    def exists(self) -> bool:
        """Whether it was ever made: False where there is no file, or none of our tables. Makes nothing.

        Raises StoreFailed as `reading` does."""
        if self.file is not None and not self.file.exists():
            return False
        with self._explained(reading=True), self._engine.connect() as connection:
            return _revision(connection) is not None

    def migrate(self) -> bool:
        """Bring the schema up to this program's (making the SQLite file, 0600, where there is none); twice is once.

        True where the database was made by it. Raises StoreFailed where the schema is newer than this program, or the
        database cannot be written."""
        from alembic import command
        from alembic.config import Config

        with self._explained():
            if self.file is not None:
                self._make_file(self.file)
            with self._engine.begin() as connection:
                if self.file is None:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
                found = _revision(connection)
                self._refuse_newer(found)
                config = Config()
                config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        self._up_to_date = True
        return found is None

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def __repr__(self) -> str:
        return f"Database({self.url_without_password!r})"

    @contextmanager
    def _explained(self, reading: bool = False) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            trouble = explain(error, self.url_without_password, reading)
            if trouble is None:
                raise
            raise trouble from error

    def _check_migrated(self) -> None:
        if self._up_to_date:
            return
        with self._engine.execution_options(verbale_reading=True).connect() as connection:
            found = _revision(connection)
        self._refuse_newer(found)
        if found != HEAD:
            raise StoreFailed(
                f"The database {self.url_without_password} is not up to date; run `verbale migrate`.", retry=False
            )
        self._up_to_date = True

    def _refuse_newer(self, found: str | None) -> None:
        if found is not None and found > HEAD:
            raise StoreFailed(
                f"The database {self.url_without_password} was written by a newer version of this program "
                f"(schema {found}, we know {HEAD}); install that version.",
                retry=False,
            )

    def _make_file(self, file: Path) -> None:
        try:
            if not file.parent.exists():
                file.parent.mkdir(mode=0o700)
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
            if file.stat().st_mode & 0o077:
                # SQLite gives its -wal and -shm files the permissions of this one.
                file.chmod(0o600)
                log.warning("The database file was open to other users; it is closed to them now.")
        except OSError as error:
            raise StoreFailed(
                f"The database {self.url_without_password} cannot be made ({error.strerror}); "
                "see that the folder exists and that this user may write it.",
                retry=False,
            ) from error

    def _find_file(self, *_: Any) -> None:
        """Refuse to connect where there is no file: SQLite would make an empty one, readable by others."""
        if self.file is not None and not self.file.exists():
            raise StoreFailed(
                f"The database {self.url_without_password} does not exist; make it with `verbale migrate`.", retry=False
            )

    def _prepare_sqlite(self, connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # sqlite3's own transactions begin too late; ours begin in _begin_sqlite
        cursor = connection.cursor()
        try:
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA synchronous = FULL")  # what was said to be kept survives a power failure
            cursor.execute("PRAGMA journal_mode")
            if cursor.fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode = WAL")
        finally:
            cursor.close()

    def _prepare_postgresql(self, connection: Any, _record: Any) -> None:
        connection.execute(f"SET lock_timeout = {int(self._patience * 1000)}")
        connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("verbale_reading", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("verbale_reading", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _revision(connection: Connection) -> str | None:
    """The migration that the database stands at, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def _understood(given: str) -> URL:
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        url = None
    driver = url.drivername if url is not None else ""
    if url is not None and driver in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    on_disk = url is not None and url.database not in (None, "", ":memory:") and not (url.host or url.query)
    if url is not None and driver in ("sqlite", "sqlite+pysqlite") and on_disk:
        return url.set(drivername="sqlite")
    # Said without the text itself, which may hold a password.
    raise StoreFailed(
        "The setting `database` names no database we know; write sqlite:///FILE or postgresql://USER@HOST/NAME.",
        retry=False,
    ) from None


def _shown(url: URL) -> str:
    query = {key: value for key, value in url.query.items() if "pass" not in key}
    shown = URL.create(url.drivername.partition("+")[0], url.username, None, url.host, url.port, url.database, query)
    return shown.render_as_string()
