"""A process that dies: fetch and work in a child that is killed with kill -9 at its n-th step, set from outside.

A step is: before and after every statement, before and after every commit, before and after every reading of a message,
before and after every batch that the mailbox hands out. Nothing in the program knows of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event

from domain.reading import Reading
from domain.reconciliation import Standing
from ingest.intake import keep_new
from ingest.mailbox import Batch, Listing, MailSource
from ingest.pipeline import work_through
from store.database import Database
from store.owner import this_process
from tests.builders.letters import programme, read_letter

KILLED = -signal.SIGKILL


class Fate:
    """Counts the steps, and kills this process at the one that was set; 0 is never."""

    def __init__(self, fatal: int, *, statements: bool) -> None:
        self._fatal = fatal
        self._statements = statements
        self.steps = 0

    def step(self, *_: Any) -> None:
        """One step further, or dead."""
        self.steps += 1
        if self.steps == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """From now on the database's own events are steps."""
        event.listen(Engine, "commit", self.step)
        event.listen(Engine, "begin", self.step)
        event.listen(Engine, "checkin", self.step)  # the connection comes back after each commit
        if self._statements:
            event.listen(Engine, "after_cursor_execute", self.step)

    def around(self, read: Callable[[bytes, str], Reading]) -> Callable[[bytes, str], Reading]:
        """The same reader, with a step before and after."""

        def reading(raw: bytes, file: str) -> Reading:
            self.step()
            done = read(raw, file)
            self.step()
            return done

        return reading


class WatchedSource:
    """A source with a step before and after each batch."""

    def __init__(self, source: MailSource, fate: Fate) -> None:
        self._source = source
        self._fate = fate
        self.name = source.name

    def standing(self) -> Standing | None:
        return self._source.standing()

    def list_all(self) -> Listing:
        return self._source.list_all()

    def fetch(self, uids: Sequence[str]) -> Iterator[Batch]:
        for batch in self._source.fetch(uids):
            self._fate.step()
            yield batch
            self._fate.step()

    def close(self) -> None:
        self._source.close()


def fetch_and_work(url: str, source: Callable[[], MailSource], fatal: int, statements: bool, told: Any) -> None:
    """One life: poll once, then work until nothing waits; `told` gets the number of its steps if it survives."""
    fate = Fate(fatal, statements=statements)
    fate.watch()
    database = Database(url, patience=10)
    mailbox = WatchedSource(source(), fate)

    def clock() -> datetime:
        return datetime.now(UTC)

    keep_new(mailbox, database, clock)
    work_through(database, fate.around(read_letter), programme(), clock, this_process(), mail_domain="un.example")
    mailbox.close()
    database.close()
    told.put(fate.steps)


def live(url: str, source: Callable[[], MailSource], fatal: int = 0, *, statements: bool = False) -> int | None:
    """A life in a process of its own: the number of its steps, or None where it was killed as it was fated to be."""
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()
    process = context.Process(target=fetch_and_work, args=(url, source, fatal, statements, told))
    process.start()
    process.join(60)
    if process.exitcode == KILLED and fatal:
        return None
    assert process.exitcode == 0, f"the process ended with {process.exitcode}"
    return int(told.get())
