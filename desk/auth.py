"""Who is at the desk: passwords, sessions, and patience with wrong ones."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from store import officers
from store.database import Database

logger = logging.getLogger(__name__)

REFUSED = "This login and password do not belong together. Please try again."
THROTTLED = "There were too many wrong attempts. Please wait a quarter of an hour, then try again."
LONGEST = 1000
"""Characters of a password that are looked at; longer ones are refused like wrong ones."""


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How long a session lasts, and how many wrong attempts are borne in `window`, by login and by address."""

    idle: timedelta = timedelta(minutes=45)
    absolute: timedelta = timedelta(hours=10)
    failures: int = 5
    """By login."""
    failures_of_address: int = 20
    """By address, from which several officers may come."""
    window: timedelta = timedelta(minutes=15)
    touch_every: timedelta = timedelta(minutes=1)
    """A session's last use is written at most this often."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in officer; `csrf` is the token that every form of this session carries."""

    officer_id: int
    login: str
    csrf: str

    @property
    def actor(self) -> str:
        """The officer as events name their actors."""
        return f"officer:{self.officer_id}"


@dataclass(frozen=True, slots=True)
class Admitted:
    """Signed in: `token` goes into the cookie and is known to nobody else."""

    token: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not signed in; the sentence is the same whatever was wrong."""

    sentence: str
    throttled: bool = False


class Guard:
    """The one that lets officers in, knows them again and sees them out."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        token: Callable[[], str],
        rules: SessionRules,
        hasher: PasswordHasher,
    ) -> None:
        self._database = database
        self._clock = clock
        self._token = token
        self._rules = rules
        self._hasher = hasher
        self._nobody = hasher.hash(token())
        # Argon2 takes tens of MiB a time: two at once, so that a crowd at the door cannot exhaust the memory.
        self._door = threading.BoundedSemaphore(2)

    def sign_in(self, login: str, password: str, address: str) -> Admitted | Refused:
        """A new session where login and password belong together; the same work and words where they do not.

        The attempt counts as failed before the password is tried, so that many at once cannot slip through."""
        login = login.strip().casefold()
        now = self._clock()
        keys = (_digest(f"login:{login}"), _digest(f"address:{address}"))
        with self._database.transaction() as session:
            since = now - self._rules.window
            bounds = (self._rules.failures, self._rules.failures_of_address)
            if any(
                officers.failures_since(session, key, since) >= most for key, most in zip(keys, bounds, strict=True)
            ):
                logger.warning(
                    "a sign-in was refused unread: too many failures under %s or %s", keys[0][:12], keys[1][:12]
                )
                return Refused(THROTTLED, throttled=True)
            for key in keys:
                officers.failed(session, key, now)
            officer = officers.by_login(session, login)
        if officer is not None and not officer.active:
            officer = None
        stored = officer.password_hash if officer is not None else self._nobody
        if not self._holds(stored, password) or officer is None:
            return Refused(REFUSED)
        token, csrf = self._token(), self._token()
        renewed = self._hashed(password) if self._hasher.check_needs_rehash(stored) else None
        with self._database.transaction() as session:
            if renewed is not None:
                officers.set_password(session, officer.id, renewed, now, keep_sessions=True)
            for key in keys:
                officers.forget_failures(session, key)
            officers.close_old_sessions(session, now - self._rules.idle, now - self._rules.absolute)
            officers.forget_failures(session, before=now - self._rules.window)
            officers.open_session(session, officer.id, _digest(token), csrf, now)
        return Admitted(token)

    def whose(self, token: str | None) -> Visit | None:
        """The officer whose session this token opens; None where there is none, or it is over."""
        if not token or len(token) > 200:
            return None
        now = self._clock()
        digest = _digest(token)
        with self._database.reading() as session:
            found = officers.session_of(session, digest, now - self._rules.idle, now - self._rules.absolute)
        if found is None:
            return None
        if now - found.seen_at >= self._rules.touch_every:
            with self._database.transaction() as session:
                officers.touch(session, digest, now)
        return Visit(found.officer.id, found.officer.login, found.csrf)

    def sign_out(self, token: str | None) -> None:
        """Afterwards the token opens nothing."""
        if token:
            with self._database.transaction() as session:
                officers.close_session(session, _digest(token), self._clock())

    def _holds(self, stored: str, password: str) -> bool:
        with self._door:
            try:
                return self._hasher.verify(stored, password[:LONGEST]) and len(password) <= LONGEST
            except (VerificationError, InvalidHashError):
                return False

    def _hashed(self, password: str) -> str:
        with self._door:
            return self._hasher.hash(password)


def password_hash(password: str, hasher: PasswordHasher | None = None) -> str:
    """The argon2id hash under which an officer's password is stored; ValueError for one that is too short or too long."""
    if not 12 <= len(password) <= LONGEST:
        raise ValueError(f"Choose a password of 12 to {LONGEST} characters; a sentence is a good one.")
    return (hasher or PasswordHasher()).hash(password)


def same(given: object, expected: str | None) -> bool:
    """True where the given token is the expected one, found without telling by time how much of it was right."""
    if not isinstance(given, str) or not expected:
        return False
    return compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode("utf-8"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
