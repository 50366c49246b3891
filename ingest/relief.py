"""The relief of a mailbox: what is processed is moved out of it, in turns, and trouble with that is waited upon and told."""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime

from domain.alarms import AlarmCode
from ingest.mailbox import MailboxFailed
from ingest.watchdog import Watchdog
from store import alarms, moving
from store.database import Database
from store.moving import Movable

log = logging.getLogger(__name__)

FIRST_WAIT = 60.0
LONGEST_WAIT = 3600.0
"""Seconds until a move that failed is tried again, doubled each time."""
ALARM_AFTER = 3600.0
"""So many seconds may moves fail, each in a way that may pass, before that is an alarm."""
PATIENCE = 600.0
"""So many seconds may a move go on without a whole answer before its connection is shut down."""
IN_A_TURN = 500


class Relief(ABC):
    """Moves what is processed in one mailbox (`mailbox` is its name in the store); used by one thread at a time."""

    def __init__(
        self,
        mailbox: str,
        database: Database,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._mailbox = mailbox
        self._database = database
        self._clock = clock
        self._ticks = ticks
        self._watchdog = Watchdog(self, patience, ticks)
        self._wait = FIRST_WAIT
        self._not_before = 0.0
        self._failing_since: float | None = None
        self._alarmed = True
        """Whether the alarm may stand; nobody knows at first."""

    @property
    @abstractmethod
    def answers(self) -> int:
        """How many of the server's answers have come whole."""

    @abstractmethod
    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once."""

    @abstractmethod
    def _moved(self, waiting: Sequence[Movable], stopping: Callable[[], bool]) -> int:
        """How many of these were moved, and settled in the store; MailboxFailed where some could not be."""

    @abstractmethod
    def _close(self) -> None:
        """Gives the connection back."""

    def look(self) -> bool:
        """True where a move has made no progress for too long, and its connection was shut down."""
        return self._watchdog.look()

    def move(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """How many messages were moved, unless `stopping` says to leave off between two commands; trouble is logged, waited
        upon ever longer, and an alarm where it lasts."""
        if self._ticks() < self._not_before:
            return 0
        with self._database.reading() as session:
            waiting = moving.movable(session, self._mailbox, IN_A_TURN)
        if not waiting:
            self._well()
            return 0
        try:
            with self._watchdog.watching():
                done = self._moved(waiting, stopping)
        except MailboxFailed as failed:
            self._failed(failed)
            return 0
        finally:
            self._close()
        self._well()
        return done

    def _failed(self, failed: MailboxFailed) -> None:
        """The next try is put off, and it is an alarm where only a person can help, or for so long nothing could be moved."""
        log.warning("what is processed is not moved yet, and tried again in %.0f s: %s", self._wait, failed)
        self._not_before = self._ticks() + self._wait
        self._wait = min(2 * self._wait, LONGEST_WAIT)
        if self._failing_since is None:
            self._failing_since = self._ticks()
        if not failed.retry or self._ticks() - self._failing_since >= ALARM_AFTER:
            self._alarmed = True
            with self._database.transaction() as session:
                alarms.seen(session, AlarmCode.MOVE_FAILED, self._clock(), self._mailbox)

    def _well(self) -> None:
        self._wait = FIRST_WAIT
        self._failing_since = None
        if self._alarmed:
            with self._database.transaction() as session:
                alarms.ended(session, [AlarmCode.MOVE_FAILED], self._clock(), self._mailbox)
            self._alarmed = False
