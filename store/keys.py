"""Secret keys of this installation: kept in the database, so that its backup and every process on it have the same."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from store.tables import SecretKey, table

FOR_REPLIES = "reply_token"
"""Signs the address to which answers to our mails go."""


def get(session: Session, name: str) -> bytes | None:
    """The key of this name, None where none was ever made."""
    keys = table(SecretKey)
    found: bytes | None = session.connection().execute(select(keys.c.key).where(keys.c.name == name)).scalar()
    return found


def get_or_make(session: Session, name: str, fresh: Callable[[], bytes]) -> bytes:
    """The key of this name, `fresh` where there was none; of several processes that make it at once, one's holds for all."""
    found = get(session, name)
    if found is not None:
        return found
    keys = table(SecretKey)
    connection = session.connection()
    put = postgresql.insert(keys) if connection.dialect.name == "postgresql" else sqlite.insert(keys)
    connection.execute(put.values(name=name, key=fresh()).on_conflict_do_nothing(index_elements=["name"]))
    made = get(session, name)
    if made is None:
        raise LookupError(f"the key {name} was made and is not there")
    return made
