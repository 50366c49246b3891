"""The leader's seat on either database: a lock that the system takes back when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from store.trouble import StoreFailed, explain

LEADING = 0x56455242_4C454144
"""Key of PostgreSQL's advisory lock that the leader's session holds."""
_KEY = {"high": LEADING >> 32, "low": LEADING & 0xFFFF_FFFF}
_HOLDER = text(
    "SELECT lock.pid = pg_backend_pid() AS ours, session.application_name AS name"
    " FROM pg_locks AS lock JOIN pg_stat_activity AS session ON session.pid = lock.pid"
    " WHERE lock.locktype = 'advisory' AND lock.granted AND lock.objsubid = 1 AND lock.classid = :high AND lock.objid = :low"
    " AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_NAMED = "verbale "
_CONNECTING = {
    "connect_timeout": 10,
    # A link that swallows everything is given up here (15 s) before the server gives it up there (60 s): we stop leading first.
    "tcp_user_timeout": 15_000,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
_AT_THE_SERVER = {"tcp_keepalives_idle": "30", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "3"}


class FileSeat:
    """flock on a file beside SQLite's own. The system takes it back when the last process that has the file open is gone;
    no child of ours inherits it, for none is forked without another program being started."""

    def __init__(self, database: Path, shown: str) -> None:
        own = database.resolve()
        self._path = own.with_name(own.name + "-leader")
        self._shown = shown
        self._file: int | None = None

    def take(self, owner: str) -> bool:
        """True where we have it from now on; False where another has it."""
        with self._explained():
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            taken = False
            try:
                self._file = file if self._locked(file, fcntl.LOCK_EX) else None
                if self.held():
                    os.fchmod(file, 0o600)
                    taken = True
            finally:
                if not taken:
                    self._file = None
                    os.close(file)
            if not taken:
                return False
            with suppress(OSError):  # a full disk: we lead all the same, without our name
                os.ftruncate(file, 0)
                os.pwrite(file, owner.encode(), 0)
            return True

    def held(self) -> bool:
        """True while our lock is on the file that others find there."""
        if self._file is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._file), os.stat(self._path))
        except OSError:
            return False

    def holder(self) -> str:
        """Who has it, empty where nobody has."""
        with self._explained():
            try:
                file = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            except FileNotFoundError:
                return ""
            try:
                return "" if self._locked(file, fcntl.LOCK_SH) else _told(os.pread(file, 1000, 0).decode())
            finally:
                os.close(file)

    def leave(self) -> None:
        """Afterwards another may have it; the file stays, for one that is waiting may have it open."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                os.ftruncate(file, 0)
            with suppress(OSError):
                os.close(file)

    def _locked(self, file: int, how: int) -> bool:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreFailed(
                f"The file {self._path.name} beside the database {self._shown} cannot be locked ({error.strerror}); "
                "see that this user may write the folder, and that it lies on a disk of this machine.",
                retry=False,
            ) from error


class SessionSeat:
    """PostgreSQL's advisory lock of a session that has a connection of its own; it ends when the server misses us.

    Whoever waits asks again and again: a statement that waits for a lock would keep the server from tidying up."""

    def __init__(self, url: URL, shown: str) -> None:
        self._shown = shown
        self._engine = create_engine(
            url, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True, connect_args=_CONNECTING
        )
        self._session: Connection | None = None

    def take(self, owner: str) -> bool:
        """True where we have it from now on; False where another has it."""
        with self._explained() as session:
            ours = _AT_THE_SERVER | {"application_name": (_NAMED + ":".join(owner.split(":")[:2]))[:63]}
            for name, value in ours.items():
                session.execute(text("SELECT set_config(:name, :value, false)"), {"name": name, "value": value})
            return bool(session.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": LEADING}).scalar())

    def held(self) -> bool:
        """True where the server still knows of our lock, on this very connection."""
        if self._session is None:
            return False
        with self._explained() as session:
            line = session.execute(_HOLDER, _KEY).one_or_none()
        return line is not None and bool(line.ours)

    def holder(self) -> str:
        """Who has it, empty where nobody has."""
        with self._explained() as session:
            line = session.execute(_HOLDER, _KEY).one_or_none()
        return "" if line is None else _told((line.name or "").removeprefix(_NAMED))

    def leave(self) -> None:
        """Afterwards another may have it."""
        session, self._session = self._session, None
        if session is not None:
            with suppress(Exception):
                session.invalidate()  # closes the connection; a lock must not wait for what is under way on it
            with suppress(Exception):
                session.close()

    @contextmanager
    def _explained(self) -> Iterator[Connection]:
        """Our connection, opened where there is none; on any trouble it is closed, and with it goes the lock."""
        try:
            if self._session is None:
                self._session = self._engine.connect()
            yield self._session
        except SQLAlchemyError as error:
            self.leave()
            trouble = explain(error, self._shown)
            if trouble is None:
                raise
            raise trouble from error


def _told(owner: str) -> str:
    """An owner (store.owner) as a sentence names it."""
    host, _, rest = owner.partition(":")
    pid = rest.partition(":")[0]
    return f"process {pid} on {host}" if pid.isdigit() else "another process"
