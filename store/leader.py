"""The leader: of all schedulers on one database one leads; the others stand by, and one of them follows when it is gone.

What makes it so is a lock that ends with the process or the connection that holds it. No clock has a say."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from store.database import Database, StoreFailed
from store.seats import FileSeat, SessionSeat

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two tries to lead, and between two looks whether we still do."""


STOPPING = 10.0
"""Seconds that we wait at most for the thread that leads: a database that has fallen silent holds no stop up."""


class Seat(Protocol):
    """The one place from which a database's scheduler leads. Used by one thread at a time; its trouble is StoreFailed."""

    def take(self, owner: str) -> bool:
        """True where we have it from now on; False where another has it."""

    def held(self) -> bool:
        """True where it is still ours."""

    def holder(self) -> str:
        """Who has it, as `process 12 on host`; empty where nobody has."""

    def leave(self) -> None:
        """Afterwards another may have it; never raises."""


def seat_of(database: Database) -> Seat:
    """The seat of this database: a lock on a file beside SQLite's, a session's lock in PostgreSQL."""
    if database.file is not None:
        return FileSeat(database.file, database.url_without_password)
    return SessionSeat(database.url, database.url_without_password)


class Leader:
    """Whether this process leads; it tries to from start() to stop(), and `gained` is called whenever it begins to.

    Where the seat is lost (its connection broke, its file was taken away) `leads` is false before anybody else has noticed,
    or a second later; what is under way has to look at it between two steps."""

    def __init__(self, seat: Seat, owner: str, gained: Callable[[], None], every: float = EVERY) -> None:
        self._seat = seat
        self._owner = owner
        self._gained = gained
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._attend, name="leader", daemon=True)
        self._refused = 0
        self._trouble = ""
        self.leads = False

    def only(self, job: Callable[[], object]) -> Callable[[], object]:
        """The same job, which does nothing while another leads."""
        return lambda: job() if self.leads else None

    def start(self) -> None:
        """Afterwards we lead, or wait for it. Raises StoreFailed where waiting cannot help."""
        try:
            self._try()
        except StoreFailed as failed:
            if not failed.retry:
                raise
        self._thread.start()

    def stop(self) -> None:
        """Afterwards we lead no longer, and another may."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join(STOPPING)

    def _attend(self) -> None:
        try:
            while not self._ended.wait(self._every):
                try:
                    if self.leads:
                        self._look()
                    else:
                        self._try()
                except StoreFailed as failed:
                    self._say(str(failed))
                except Exception as bug:
                    self.leads = False
                    self._seat.leave()
                    self._say(f"The leader's thread met a bug ({type(bug).__name__}) and tries again.")
        finally:
            self.leads = False
            self._seat.leave()

    def _try(self) -> None:
        if self._seat.take(self._owner):
            self._refused, self._trouble, self.leads = 0, "", True
            log.info("this scheduler leads the database")
            self._gained()
            return
        self._refused += 1
        if self._refused == 2:  # at the first time it may have been somebody's short question who leads
            who = self._seat.holder() or "another process"
            log.warning("another scheduler leads this database (%s); this one stands by until it ends", who)

    def _look(self) -> None:
        try:
            if self._seat.held():
                return
        except StoreFailed as failed:
            self._say(str(failed))
        self.leads = False
        self._seat.leave()
        log.error(
            "this scheduler leads no longer: its lock is gone; it stops between two steps, and tries to lead again"
        )

    def _say(self, trouble: str) -> None:
        """Each trouble once in a row."""
        if trouble != self._trouble:
            log.warning("%s", trouble)
        self._trouble = trouble
