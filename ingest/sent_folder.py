"""The Sent folder: an uncertain mail of ours that lies there did go out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from domain.notices import Outbox
from ingest.imap_connection import REFUSALS, Connection, ImapAccount
from ingest.imap_traits import traits_of
from ingest.imap_trouble import told
from ingest.mailbox import MailboxFailed, passing
from ingest.watchdog import Interruptible, bounded
from store import outbox, sending
from store.database import Database
from store.keeping import indexable

log = logging.getLogger(__name__)

FIRST_WAIT = 60.0
LONGEST_WAIT = 3600.0
"""Seconds until a mail that was not found is looked for again, doubled each time."""
LOOKED_FOR = timedelta(days=7)
"""What is not found for so long is looked for no more: a person decides."""
PATIENCE = 600.0
"""So many seconds may a look last before its connection is shut down, however busy the line looks."""
MOST_HITS = 5


class Searched(Interruptible, Protocol):
    """A folder in which a message is looked for, and nothing is changed. Its own trouble is always MailboxFailed."""

    def check(self) -> None:
        """Returns where the folder can be opened."""

    def holds(self, mail_id: str) -> bool:
        """Whether a message in it bears this Message-ID."""

    def close(self) -> None:
        """Gives back what it holds; it may be used again."""


class ImapSent:
    """A folder of an IMAP account, opened read-only."""

    def __init__(self, account: ImapAccount) -> None:
        self._place = account.place
        self._connection = Connection(account)

    def check(self) -> None:
        """Returns where the folder can be opened."""
        self._connection.examine()

    def holds(self, mail_id: str) -> bool:
        """Whether a message in it bears this Message-ID, whole: a server's search may find what only resembles it."""
        try:
            hits = self._connection.ask("search", ["HEADER", "Message-ID", mail_id])
            traits = traits_of(self._connection, [str(uid) for uid in hits[:MOST_HITS]])
        except REFUSALS as error:
            raise passing(f"{self._place} did not let itself be searched ({told(error)})") from None
        return any(one.message_id == indexable(mail_id) for one in traits.values())

    @property
    def answers(self) -> int:
        """How many of the server's answers have come whole."""
        return self._connection.answers

    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once."""
        self._connection.interrupt()

    def close(self) -> None:
        """Signs out where the connection still allows it, and closes it in any case."""
        self._connection.close()


class SentFolder:
    """Looks for uncertain mails in a folder, ever less often; used by one thread at a time."""

    def __init__(
        self,
        folder: Searched,
        database: Database,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._folder = folder
        self._database = database
        self._clock = clock
        self._ticks = ticks
        self._patience = patience
        self._next: dict[int, tuple[float, float]] = {}
        """When each mail is looked for again, by our ticks, and how long it waited for that; since this process began."""

    def look(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """How many uncertain mails were found, and are sent from now on; the server is asked only where one is due. Trouble with
        it is logged, and those mails are looked for again ever less often."""
        due = self._due()
        if not due:
            return 0
        found: list[int] = []
        try:
            with bounded(self._folder, self._patience):
                for mail, mail_id in due.items():
                    if stopping():
                        break
                    if self._folder.holds(mail_id):
                        found.append(mail)
        except MailboxFailed as failed:
            log.warning("the Sent folder cannot be searched for %d uncertain mails: %s", len(due), failed)
        finally:
            self._folder.close()
        for mail in due:
            wait = min(2 * self._next[mail][1], LONGEST_WAIT) if mail in self._next else FIRST_WAIT
            self._next[mail] = (self._ticks() + wait, wait)
        with self._database.transaction() as session:
            return sum(sending.shown(session, one, Outbox.SENT, self._clock(), "sent_folder") for one in found)

    def _due(self) -> dict[int, str]:
        """The Message-IDs of mails that are looked for now, by their rows' ids."""
        with self._database.reading() as session:
            uncertain = dict(outbox.uncertain(session, self._clock() - LOOKED_FOR))
        self._next = {mail: self._next[mail] for mail in uncertain if mail in self._next}
        now = self._ticks()
        return {mail: mail_id for mail, mail_id in uncertain.items() if self._next.get(mail, (now, 0.0))[0] <= now}
