"""Trouble around the database, in one sentence that says what to do and whether to try again."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class StoreFailed(Exception):
    """The database cannot serve; `retry` is True where the same call may succeed later without anybody's help."""

    def __init__(self, message: str, retry: bool) -> None:
        super().__init__(message)
        self.message = message
        self.retry = retry


_SQLITE: tuple[tuple[str, str, bool], ...] = (
    ("database is locked", "is locked by another process; it is tried again, or stop the other process", True),
    ("database table is locked", "is locked by another process; it is tried again, or stop the other process", True),
    ("readonly database", "may not be written; let this user write the file and its folder", False),
    ("unable to open", "cannot be opened; see that the folder exists and that this user may read and write it", False),
    ("disk is full", "has no room left; free some disk space", True),
    ("disk i/o error", "could not be read or written; see whether its disk has room left and is sound", True),
    ("malformed", "is damaged; restore it from the last backup", False),
    ("not a database", "is no SQLite database; name another file", False),
    ("no such table", "is not up to date; run `verbale migrate`", False),
    ("no such column", "is not up to date; run `verbale migrate`", False),
    ("has no column named", "is not up to date; run `verbale migrate`", False),
)
"""What SQLite says, what that means, and whether waiting helps."""

_POSTGRESQL: tuple[tuple[str, str, bool], ...] = (
    ("28", "refused our sign-in; check user and password in the setting `database`", False),
    ("3D000", "does not exist on its server; create it, or name another in the setting `database`", False),
    ("42501", "does not allow this user to do that; grant it the rights on all tables", False),
    ("42P01", "is not up to date; run `verbale migrate`", False),
    ("42703", "is not up to date; run `verbale migrate`", False),
    (
        "25006",
        "is read-only at present; name the primary server in the setting `database`, or wait until it is writable",
        True,
    ),
    ("53100", "has no room left; free some disk space on its server", True),
    ("53", "lacks resources at present (connections or memory); it is tried again", True),
    ("55P03", "was locked by another process for too long; it is tried again", True),
    ("57", "is shutting down or starting; it is tried again", True),
    ("40", "asked us to try again", True),
    ("08", "cannot be reached; check that the server runs and that the setting `database` names it", True),
    ("58", "could not be read or written on its server; look at the server's disk", True),
    ("XX", "is damaged; look at its server's log and restore it from the last backup", False),
)
"""Beginnings of SQLSTATE codes (PostgreSQL's appendix A), what they mean, and whether waiting helps; the first that fits holds."""


def explain(error: Exception, database: str, reading: bool = False) -> StoreFailed | None:
    """The error as trouble of `database` (its name without the password); None where it is a bug of ours.

    Where we were `reading`, a refused write is such a bug."""
    if isinstance(error, PoolTimeout):
        return StoreFailed(f"The database {database} has no free connection for us; it is tried again.", retry=True)
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(error.orig, "sqlstate", None)
    said = str(error.orig).lower()
    if reading and (state == "25006" or "readonly database" in said):
        return None
    if state is not None:
        for beginning, meaning, retry in _POSTGRESQL:
            if state.startswith(beginning):
                return StoreFailed(f"The database {database} {meaning}.", retry)
        return None
    if database.startswith("sqlite"):
        for words, meaning, retry in _SQLITE:
            if words in said:
                return StoreFailed(f"The database {database} {meaning}.", retry)
        return None
    if not isinstance(error, OperationalError | InterfaceError) and not error.connection_invalidated:
        return None
    # psycopg gives no code to what the server said before the connection stood.
    for words, beginning in (("password", "28"), ("role", "28"), ("pg_hba", "28"), ('database "', "3D000")):
        if words in said and "fatal" in said:
            meaning, retry = next((m, r) for b, m, r in _POSTGRESQL if b == beginning)
            return StoreFailed(f"The database {database} {meaning}.", retry)
    meaning, retry = next((m, r) for b, m, r in _POSTGRESQL if b == "08")
    return StoreFailed(f"The database {database} {meaning}.", retry)
