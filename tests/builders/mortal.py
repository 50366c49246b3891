"""A process that dies while it fetches and works: a forked child that is killed with kill -9 at a point set from outside.

Letters stand in place of parsers and a folder in place of a server, so that lives are short; `tests.torture` has all of it."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from ingest.intake import keep_new
from ingest.mailbox import MailSource
from ingest.pipeline import work_through
from store.database import Database
from store.owner import this_process
from tests.builders.letters import programme, read_letter
from tests.torture.doom import Doom

KILLED = -signal.SIGKILL


def fetch_and_work(url: str, source: Callable[[], MailSource], fatal: str | None, told: Any) -> None:
    """One life: poll once, then work until nothing waits; `told` gets the points that it reached if it survives."""
    doom = Doom(fatal)
    doom.watch({})
    database = Database(url, patience=10)
    mailbox = source()

    def clock() -> datetime:
        return datetime.now(UTC)

    keep_new(mailbox, database, clock)
    read = doom.around(read_letter)
    work_through(database, read, programme(), clock, this_process(), mail_domain="un.example")
    mailbox.close()
    database.close()
    told.put(doom.reached)


def live(url: str, source: Callable[[], MailSource], fatal: str | None = None) -> list[str] | None:
    """A life in a process of its own: the points that it reached, or None where it was killed as it was fated to be."""
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()
    process = context.Process(target=fetch_and_work, args=(url, source, fatal, told))
    process.start()
    process.join(180)
    if process.exitcode == KILLED and fatal is not None:
        return None
    assert process.exitcode == 0, f"the process ended with {process.exitcode}"
    reached: list[str] = told.get()
    return reached
