"""The watchdog: what makes no progress, however busy its line looks, has its connection shut down under it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, runtime_checkable


@runtime_checkable
class Interruptible(Protocol):
    """A source whose thread may wait for a server."""

    @property
    def answers(self) -> int:
        """How many answers have come whole; it only grows."""

    def interrupt(self) -> None:
        """Called by another thread: what the source waits for ends at once, as if the line had been cut."""


def interruptible(source: object) -> Interruptible | None:
    """The source, where it can be interrupted."""
    return source if isinstance(source, Interruptible) else None


@contextmanager
def bounded(source: object, seconds: float) -> Iterator[None]:
    """What a source or connection waits for within this block ends after so many seconds, as if the line had been cut."""
    watched = interruptible(source)
    timer = threading.Timer(seconds, watched.interrupt if watched is not None else lambda: None)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class Watchdog:
    """Watches one source, or whoever else talks to a server; `patience` and `ticks`, a clock that is never set, are in seconds."""

    def __init__(self, source: Interruptible, patience: float, ticks: Callable[[], float]) -> None:
        self.patience = patience
        self._source = source
        self._ticks = ticks
        self._lock = threading.Lock()
        self._seen: tuple[int, float] | None = None
        """While something is under way: how many answers had come, and since when it is so many."""

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Within this block something is under way."""
        with self._lock:
            self._seen = (self._source.answers, self._ticks())
        try:
            yield
        finally:
            with self._lock:
                self._seen = None

    def look(self, note: Callable[[], None] = lambda: None) -> bool:
        """True where what is under way had made no progress for as long as we are patient, and was interrupted.

        It may connect anew and go on; then we are patient once more. `note` is called before it can: what is noted of trouble
        when it is over already would stand as if it were not."""
        with self._lock:
            if self._seen is None:
                return False
            (before, since), now, answers = self._seen, self._ticks(), self._source.answers
            if answers == before and now - since < self.patience:
                return False
            self._seen = (answers, now)
            if answers != before:
                return False
            try:
                note()
            finally:
                self._source.interrupt()
            return True
