"""The directory: accepted contacts with their history; particulars are never overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlmodel import Session

from domain.directory import Entry
from domain.submission import Contact
from store import events
from store.tables import DirectoryEntry, table
from store.texts import storable_json

__all__ = ["Entry", "change", "confirm", "end", "enter", "entries", "get", "history"]


def entries(session: Session, state: str | None = None, in_force_at: datetime | None = None) -> list[Entry]:
    """Entries by State and role, oldest first: of one State or all, in force at that moment or (None) ended ones too."""
    rows = table(DirectoryEntry)
    found = select(rows).order_by(rows.c.state, rows.c.role, rows.c.id)
    if state is not None:
        found = found.where(rows.c.state == state)
    if in_force_at is not None:
        found = found.where(
            rows.c.in_force_from <= in_force_at,
            or_(rows.c.in_force_until.is_(None), rows.c.in_force_until > in_force_at),
        )
    return [_entry(line) for line in session.connection().execute(found)]


def get(session: Session, entry_id: int) -> Entry | None:
    """This entry, None where there is none."""
    rows = table(DirectoryEntry)
    line = session.connection().execute(select(rows).where(rows.c.id == entry_id)).one_or_none()
    return _entry(line) if line is not None else None


def history(session: Session, entry_id: int) -> list[Entry]:
    """The entry and those that it follows, newest first."""
    rows = table(DirectoryEntry)
    found: list[Entry] = []
    number: int | None = entry_id
    while number is not None:
        line = session.connection().execute(select(rows).where(rows.c.id == number)).one_or_none()
        if line is None:
            break
        found.append(_entry(line))
        number = line.follows
    return found


def enter(
    session: Session,
    *,
    state: str,
    role: str,
    contact: Contact,
    language: str,
    correspondent: str,
    message_id: int,
    decision_id: int,
    now: datetime,
    in_force_from: datetime | None = None,
    actor: str = "machine",
) -> int:
    """Enter an accepted contact, in force from now (or the moment given), and write the event; returns the entry's id."""
    number = _put(
        session, state, role, contact, language, correspondent, message_id, decision_id, in_force_from or now, now, None
    )
    events.note(
        session,
        "entered",
        now,
        actor=actor,
        message_id=message_id,
        entry_id=number,
        state=state,
        role=role,
        decision=decision_id,
    )
    return number


def end(
    session: Session, entry_id: int, now: datetime, *, message_id: int | None = None, actor: str = "machine"
) -> bool:
    """End an entry that is in force, and write the event; False, and nothing written, where it had ended before."""
    if not _close(session, entry_id, now):
        return False
    events.note(session, "ended", now, actor=actor, message_id=message_id, entry_id=entry_id)
    return True


def change(
    session: Session,
    entry_id: int,
    contact: Contact,
    *,
    message_id: int,
    decision_id: int,
    now: datetime,
    language: str | None = None,
    correspondent: str | None = None,
    actor: str = "machine",
) -> int | None:
    """End the entry and enter its successor with `contact` (the whole contact as it stands afterwards); returns the new id.

    Language and correspondent stay where none is given. None, and nothing written, where the entry is no longer in force."""
    rows = table(DirectoryEntry)
    if not _close(session, entry_id, now):
        return None
    line = session.connection().execute(select(rows).where(rows.c.id == entry_id)).one()
    number = _put(
        session,
        line.state,
        line.role,
        contact,
        language or line.language,
        correspondent or line.correspondent,
        message_id,
        decision_id,
        now,
        now,
        entry_id,
    )
    events.note(
        session,
        "changed",
        now,
        actor=actor,
        message_id=message_id,
        entry_id=number,
        follows=entry_id,
        decision=decision_id,
    )
    return number


def confirm(
    session: Session, entry_id: int, now: datetime, *, message_id: int | None = None, actor: str = "machine"
) -> bool:
    """Remember that the entry in force was confirmed as it stands, and write the event; False where it is not in force."""
    rows = table(DirectoryEntry)
    done = session.connection().execute(
        update(rows).where(rows.c.id == entry_id, rows.c.in_force_until.is_(None)).values(last_confirmed=now)
    )
    if done.rowcount != 1:
        return False
    events.note(session, "confirmed", now, actor=actor, message_id=message_id, entry_id=entry_id)
    return True


def _put(
    session: Session,
    state: str,
    role: str,
    contact: Contact,
    language: str,
    correspondent: str,
    message_id: int,
    decision_id: int,
    in_force_from: datetime,
    now: datetime,
    follows: int | None,
) -> int:
    rows = table(DirectoryEntry)
    number: int = (
        session.connection()
        .execute(
            insert(rows)
            .values(
                state=state,
                role=role,
                contact=storable_json(contact.model_dump(mode="json")),
                language=language,
                correspondent=correspondent,
                message_id=message_id,
                decision_id=decision_id,
                in_force_from=in_force_from,
                in_force_until=None,
                last_confirmed=now,
                follows=follows,
            )
            .returning(rows.c.id)
        )
        .scalar_one()
    )
    return number


def _close(session: Session, entry_id: int, now: datetime) -> bool:
    rows = table(DirectoryEntry)
    done = session.connection().execute(
        update(rows).where(rows.c.id == entry_id, rows.c.in_force_until.is_(None)).values(in_force_until=now)
    )
    return done.rowcount == 1


def _entry(line: Any) -> Entry:
    return Entry(
        id=line.id,
        state=line.state,
        role=line.role,
        contact=Contact.model_validate(line.contact),
        language=line.language,
        correspondent=line.correspondent,
        message_id=line.message_id,
        in_force_from=line.in_force_from,
        in_force_until=line.in_force_until,
        last_confirmed=line.last_confirmed,
    )
