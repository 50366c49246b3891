"""The register of Missions: addresses, domains and the language of correspondence, by State."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from domain.missions import Known, Mission, Origin, Register
from store import events
from store.tables import MissionAddress, MissionRow, table
from store.texts import storable


def add(
    session: Session, known: Iterable[Known], now: datetime, *, message_id: int | None = None, actor: str = "machine"
) -> int:
    """Afterwards the Missions are known by these addresses and domains; how many were new, with an event for each.

    One that was known already stays as it is, but for a display name that was not known."""
    rows = table(MissionAddress)
    connection = session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = 0
    for one in known:
        _hold(session, one.state)
        put = insert(rows).values(
            state=one.state,
            value=storable(one.value),
            origin=one.origin.value,
            name=storable(one.name),
            since=now,
            message_id=message_id,
        )
        key = ["state", "value"]
        if connection.execute(put.on_conflict_do_nothing(index_elements=key).returning(rows.c.id)).scalar() is None:
            if one.name:
                same = (rows.c.state == one.state, rows.c.value == one.value, rows.c.name == "")
                connection.execute(rows.update().where(*same).values(name=storable(one.name)))
            continue
        new += 1
        events.note(
            session,
            "mission_known",
            now,
            actor=actor,
            message_id=message_id,
            state=one.state,
            value=events.digest(one.value),
            origin=one.origin.value,
        )
    return new


def speak(session: Session, state: str, language: str, *, replace: bool = True) -> None:
    """Afterwards the State's Mission is written to in this language; without `replace` only where nothing was said before."""
    missions = table(MissionRow)
    _hold(session, state)
    before = () if replace else (missions.c.language.is_(None),)
    session.connection().execute(missions.update().where(missions.c.state == state, *before).values(language=language))


def language(session: Session, state: str | None, address: str) -> str | None:
    """The language in which this State's Mission is written to, or, where no State is told, the Mission that this address
    (canonical) is known to be of; None where nobody said."""
    missions, rows = table(MissionRow), table(MissionAddress)
    of = missions.c.state == state
    if state is None:
        of = missions.c.state.in_(select(rows.c.state).where(rows.c.value == address))
    found: Sequence[str | None] = session.connection().execute(select(missions.c.language).where(of)).scalars().all()
    return found[0] if len(found) == 1 else None


def forget(session: Session, value: str, now: datetime, state: str | None = None, actor: str = "machine") -> list[str]:
    """Afterwards this address or domain is no Mission's (of this State, or of none); the States whose it was."""
    rows = table(MissionAddress)
    of = (rows.c.state == state,) if state is not None else ()
    done = session.connection().execute(delete(rows).where(rows.c.value == value, *of).returning(rows.c.state))
    states = sorted(done.scalars())
    for code in states:
        events.note(session, "mission_forgotten", now, actor=actor, state=code, value=events.digest(value))
    return states


def all_of(session: Session) -> list[Mission]:
    """Every Mission of which anything is known, by State; what is known of it by value."""
    missions, rows = table(MissionRow), table(MissionAddress)
    connection = session.connection()
    known: dict[str, list[Known]] = {}
    for line in connection.execute(select(rows).order_by(rows.c.state, rows.c.value)):
        one = Known(line.state, line.value, Origin(line.origin), line.name, line.since)
        known.setdefault(line.state, []).append(one)
    found = connection.execute(select(missions).order_by(missions.c.state))
    return [Mission(line.state, line.language, tuple(known.get(line.state, ()))) for line in found]


def register(session: Session) -> Register:
    """All that is known, to be asked; how and since when is left out, for this is read with every message."""
    rows = table(MissionAddress)
    found = session.connection().execute(
        select(rows.c.state, rows.c.value, rows.c.name).order_by(rows.c.state, rows.c.value)
    )
    return Register(tuple(Known(state, value, name=name) for state, value, name in found.all()))


def _hold(session: Session, state: str) -> None:
    missions = table(MissionRow)
    connection = session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(missions).values(state=state).on_conflict_do_nothing(index_elements=["state"]))
