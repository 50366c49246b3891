"""The hint: an IMAP server says of itself that something came (IDLE, RFC 2177), so that the next poll need not be waited for.

It is no more than that. Whatever becomes of it, the polls go on and find everything."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from ingest.bug import frames
from ingest.imap_connection import REFUSALS, Connection, ImapAccount
from ingest.imap_trouble import ConnectionDropped, told
from ingest.mailbox import MailboxFailed
from ingest.watchdog import Watchdog

log = logging.getLogger(__name__)

RENEW = 9 * 60.0
"""Seconds after which IDLE is begun anew, before a router forgets a silent connection."""
PATIENCE = 10 * 60.0
"""So many seconds longer than IDLE lasts may pass without a whole answer before the line is shut down."""
FIRST_WAIT = 1.0
LONGEST_WAIT = 5 * 60.0
"""Seconds until the connection is opened again after trouble, doubled each time; one that lived so long begins anew."""
EARLY = 0.1
"""An empty answer so many seconds before its time is what imapclient makes of a connection that has ended."""
NEWS = (b"EXISTS", b"EXPUNGE")


class Hint:
    """Calls `asked` whenever the folder may have changed, from start() to stop(), over a connection and in a thread of its own.

    `chance` is between 0 and 1 and spreads the waits, so that many clients do not come back to a server all at once."""

    def __init__(
        self,
        account: ImapAccount,
        asked: Callable[[], None],
        chance: Callable[[], float],
        *,
        renew: float = RENEW,
        patience: float = PATIENCE,
        first_wait: float = FIRST_WAIT,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        self._account = account
        self._asked = asked
        self._chance = chance
        self._renew = renew
        self._first_wait = first_wait
        self._longest_wait = longest_wait
        self._connection = Connection(account)
        self._watchdog = Watchdog(self, renew + patience, time.monotonic)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._attend, name="hint", daemon=True)

    def start(self) -> None:
        """Afterwards somebody listens; twice is once."""
        if self._thread.ident is None and not self._ended.is_set():
            self._thread.start()

    def stop(self) -> None:
        """Afterwards nobody listens any more, in the midst of IDLE too; one who still waits to be connected gives up by himself."""
        self._ended.set()
        self._connection.interrupt()
        if self._thread.ident is not None:
            self._thread.join(2)

    @property
    def answers(self) -> int:
        """How many of the server's answers have come whole."""
        return self._connection.answers

    def interrupt(self) -> None:
        """What our thread waits for on the connection ends at once; it is opened again."""
        self._connection.interrupt()

    def look(self) -> bool:
        """True where the line has brought no whole answer for too long, and was shut down; it is opened again."""
        return self._watchdog.look()

    def _attend(self) -> None:
        """Listens, and after trouble waits and listens again; trouble is told once until the connection has held for long."""
        wait, before = self._first_wait, ""
        while not self._ended.is_set():
            began = time.monotonic()
            try:
                with self._watchdog.watching():
                    listened = self._listen()
                if not listened:
                    log.info("%s knows no IDLE; new messages are found by the polls", self._account.place.server)
                    return
            except MailboxFailed as failed:
                trouble = str(failed)
            except REFUSALS as refused:
                trouble = f"the server refuses IDLE ({told(refused)})"
            except Exception as bug:
                trouble = f"a bug:\n{frames(bug)}"
            else:
                return
            finally:
                self._connection.close()
            if self._ended.is_set():
                return
            if time.monotonic() - began >= self._longest_wait:
                wait, before = self._first_wait, ""
            if trouble != before:
                log.warning("no hints come from the mailbox, and the polls go on without: %s", trouble)
            before = trouble
            self._ended.wait(wait * (0.5 + self._chance() / 2))
            wait = min(2 * wait, self._longest_wait)

    def _listen(self) -> bool:
        """Listens until we are stopped; False where the server knows no IDLE. Trouble is MailboxFailed or one of REFUSALS."""
        ask = self._connection.ask
        self._connection.examine()
        if not ask("has_capability", "IDLE"):
            return False
        while not self._ended.is_set():
            self._connection.end_in_time()
            ask("idle")
            self._asked()  # what came before IDLE began is nobody's news any more
            until = time.monotonic() + max(min(self._renew, self._connection.good_for), 1.0)
            while (left := until - time.monotonic()) > 0 and not self._ended.is_set():
                said = ask("idle_check", left)
                if not said and time.monotonic() < until - EARLY:
                    raise ConnectionDropped(self._account.place, "waiting for news", EOFError())
                if any(is_news(one) for one in said):
                    self._asked()
            ask("idle_done")
        return True


def is_news(said: Any) -> bool:
    """True for an answer that tells of a message that came or went."""
    return isinstance(said, tuple) and len(said) > 1 and said[1] in NEWS
