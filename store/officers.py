"""Officers: who may sign in at the desk, who is signed in, and who tried in vain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from store import events
from store.tables import FailedSignIn, Officer, SignIn, table


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """An officer; `password_hash` is for comparing only."""

    id: int
    login: str
    password_hash: str
    active: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An officer's session at the desk, known by its token's digest; `csrf` is what its forms carry."""

    token_sha256: str
    officer: OfficerFacts
    csrf: str
    made_at: datetime
    seen_at: datetime


def add(session: Session, login: str, password_hash: str, now: datetime) -> int:
    """Make an officer, active from the first, and write the event; returns its id. ValueError where the login is taken.

    Logins are the same whatever their capitals."""
    officers = table(Officer)
    connection = session.connection()
    put = postgresql.insert(officers) if connection.dialect.name == "postgresql" else sqlite.insert(officers)
    number = connection.execute(
        put.values(login=_folded(login), password_hash=password_hash, made_at=now, active=True)
        .on_conflict_do_nothing(index_elements=["login"])
        .returning(officers.c.id)
    ).scalar()
    if number is None:
        raise ValueError("There is an officer with this login already; choose another.")
    events.note(session, "officer_added", now, officer=number)
    return int(number)


def by_login(session: Session, login: str) -> OfficerFacts | None:
    """The officer with this login, active or not; None where there is none."""
    officers = table(Officer)
    line = session.connection().execute(select(officers).where(officers.c.login == _folded(login))).one_or_none()
    return _officer(line) if line is not None else None


def get(session: Session, officer_id: int) -> OfficerFacts | None:
    """This officer, active or not; None where there is none."""
    officers = table(Officer)
    line = session.connection().execute(select(officers).where(officers.c.id == officer_id)).one_or_none()
    return _officer(line) if line is not None else None


def all_of(session: Session) -> list[OfficerFacts]:
    """Every officer, active or not, by login."""
    officers = table(Officer)
    return [_officer(line) for line in session.connection().execute(select(officers).order_by(officers.c.login))]


def set_password(
    session: Session, officer_id: int, password_hash: str, now: datetime, keep_sessions: bool = False
) -> bool:
    """Give the officer another password and end all its sessions; False where there is no such officer.

    With `keep_sessions` the password is the same one hashed anew, so the sessions stay and no event is written."""
    officers = table(Officer)
    done = session.connection().execute(
        update(officers).where(officers.c.id == officer_id).values(password_hash=password_hash)
    )
    if done.rowcount != 1:
        return False
    if not keep_sessions:
        _close_all(session, officer_id)
        events.note(session, "password_set", now, officer=officer_id)
    return True


def set_active(session: Session, officer_id: int, active: bool, now: datetime) -> bool:
    """Let the officer sign in, or no longer (its sessions end at once); False where there is no such officer."""
    officers = table(Officer)
    done = session.connection().execute(update(officers).where(officers.c.id == officer_id).values(active=active))
    if done.rowcount != 1:
        return False
    if not active:
        _close_all(session, officer_id)
    events.note(session, "officer_activated" if active else "officer_deactivated", now, officer=officer_id)
    return True


def open_session(session: Session, officer_id: int, token_sha256: str, csrf: str, now: datetime) -> None:
    """Sign the officer in under the token's digest, and write the event."""
    connection = session.connection()
    connection.execute(
        insert(table(SignIn)).values(
            token_sha256=token_sha256, officer_id=officer_id, csrf=csrf, made_at=now, seen_at=now
        )
    )
    events.note(session, "signed_in", now, actor=f"officer:{officer_id}")


def session_of(
    session: Session, token_sha256: str, seen_after: datetime | None = None, made_after: datetime | None = None
) -> SignedIn | None:
    """The session with this token's digest; None where there is none, its officer is inactive, or it is too old.

    Too old is a session last seen not after `seen_after`, or opened not after `made_after`."""
    sign_ins, officers = table(SignIn), table(Officer)
    found = (
        select(
            sign_ins, officers.c.login, officers.c.password_hash, officers.c.active, officers.c.made_at.label("since")
        )
        .join(officers, officers.c.id == sign_ins.c.officer_id)
        .where(sign_ins.c.token_sha256 == token_sha256, officers.c.active.is_(True))
    )
    if seen_after is not None:
        found = found.where(sign_ins.c.seen_at > seen_after)
    if made_after is not None:
        found = found.where(sign_ins.c.made_at > made_after)
    line = session.connection().execute(found).one_or_none()
    if line is None:
        return None
    officer = OfficerFacts(line.officer_id, line.login, line.password_hash, line.active, line.since)
    return SignedIn(line.token_sha256, officer, line.csrf, line.made_at, line.seen_at)


def touch(session: Session, token_sha256: str, now: datetime) -> None:
    """Remember that the session was used now."""
    sign_ins = table(SignIn)
    session.connection().execute(update(sign_ins).where(sign_ins.c.token_sha256 == token_sha256).values(seen_at=now))


def close_session(session: Session, token_sha256: str, now: datetime | None = None) -> None:
    """End the session; with `now` the event is written, where there was one."""
    sign_ins = table(SignIn)
    officer = (
        session.connection()
        .execute(delete(sign_ins).where(sign_ins.c.token_sha256 == token_sha256).returning(sign_ins.c.officer_id))
        .scalar()
    )
    if officer is not None and now is not None:
        events.note(session, "signed_out", now, actor=f"officer:{officer}")


def close_old_sessions(session: Session, seen_before: datetime, made_before: datetime) -> int:
    """End the sessions last seen or opened before these moments; returns how many."""
    sign_ins = table(SignIn)
    done = session.connection().execute(
        delete(sign_ins).where((sign_ins.c.seen_at < seen_before) | (sign_ins.c.made_at < made_before))
    )
    return done.rowcount


def failed(session: Session, key: str, now: datetime) -> None:
    """Remember a refused attempt under `key`, a digest of the login or the address that tried."""
    session.connection().execute(insert(table(FailedSignIn)).values(key=key, at=now))


def failures_since(session: Session, key: str, since: datetime) -> int:
    """How many attempts under `key` were refused after `since`."""
    failures = table(FailedSignIn)
    return int(
        session.connection()
        .execute(select(func.count()).select_from(failures).where(failures.c.key == key, failures.c.at > since))
        .scalar_one()
    )


def forget_failures(session: Session, key: str | None = None, before: datetime | None = None) -> None:
    """Forget the refused attempts under `key` (all keys without one), or those `before` a moment only."""
    failures = table(FailedSignIn)
    gone = delete(failures)
    if key is not None:
        gone = gone.where(failures.c.key == key)
    if before is not None:
        gone = gone.where(failures.c.at < before)
    session.connection().execute(gone)


def _close_all(session: Session, officer_id: int) -> None:
    sign_ins = table(SignIn)
    session.connection().execute(delete(sign_ins).where(sign_ins.c.officer_id == officer_id))


def _folded(login: str) -> str:
    return login.strip().casefold()


def _officer(line: Any) -> OfficerFacts:
    return OfficerFacts(line.id, line.login, line.password_hash, line.active, line.made_at)
