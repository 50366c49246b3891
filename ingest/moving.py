"""The move: what is processed goes to another folder of the same account, over a connection of its own that may write.

Intended in the store first, then said, then looked at, then settled: whatever dies between two of these, the next comparison
finds either that the message is listed still, or that it went as we intended."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from ingest.imap_connection import REFUSALS, Connection, ImapAccount
from ingest.imap_trouble import told
from ingest.mailbox import MailboxFailed, lasting, passing
from store import moving
from store.database import Database

log = logging.getLogger(__name__)

FIRST_WAIT = 60.0
LONGEST_WAIT = 3600.0
"""Seconds until a move that failed is tried again, doubled each time."""
AT_ONCE = 100
"""So many messages are named in one command: a server may refuse a line above 8,000 bytes."""
IN_A_TURN = 500


class Mover:
    """Moves what is processed in one mailbox (`mailbox` is its name in the store) to `folder`; used by one thread at a time."""

    def __init__(
        self,
        account: ImapAccount,
        mailbox: str,
        folder: str,
        database: Database,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._account = account
        self._mailbox = mailbox
        self._folder = folder
        self._database = database
        self._clock = clock
        self._ticks = ticks
        self._connection = Connection(account, writing=True)
        self._wait = FIRST_WAIT
        self._not_before = 0.0

    def move(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """How many messages were moved, unless `stopping` says to leave off between two commands; trouble is logged, and waited
        upon ever longer."""
        if self._ticks() < self._not_before:
            return 0
        with self._database.reading() as session:
            waiting = moving.movable(session, self._mailbox, IN_A_TURN)
        if not waiting:
            return 0
        try:
            done = self._moved(waiting, stopping)
        except MailboxFailed as failed:
            log.warning("what is processed is not moved yet, and tried again in %.0f s: %s", self._wait, failed)
            self._not_before = self._ticks() + self._wait
            self._wait = min(2 * self._wait, LONGEST_WAIT)
            return 0
        finally:
            self._connection.close()
        self._wait = FIRST_WAIT
        return done

    def _moved(self, waiting: Sequence[tuple[str, str]], stopping: Callable[[], bool]) -> int:
        self._connection.examine()
        uidvalidity = self._connection.uidvalidity
        uids = [uid for validity, uid in waiting if validity == uidvalidity]
        done = 0
        for start in range(0, len(uids), AT_ONCE):
            if stopping():
                break
            done += self._some(uidvalidity, uids[start : start + AT_ONCE])
        return done

    def _some(self, uidvalidity: str, uids: Sequence[str]) -> int:
        """These are moved and settled; what the server still lists afterwards stays, and is MailboxFailed."""
        with self._database.transaction() as session:
            moving.intend(session, self._mailbox, uidvalidity, uids, self._clock())
        why = "it still lists them"
        try:
            self._say([int(uid) for uid in uids])
        except REFUSALS as error:
            why = told(error)
        found = self._connection.ask("search", ["UID", ",".join(uids)])
        left = {str(uid) for uid in found}.intersection(uids)
        gone = [uid for uid in uids if uid not in left]
        with self._database.transaction() as session:
            moving.moved(session, self._mailbox, uidvalidity, gone, self._clock())
            moving.stay(session, self._mailbox, uidvalidity, left)
        if left:
            raise passing(
                f"{self._account.place} did not let {len(left)} messages be moved to the folder {self._folder} ({why})"
            )
        return len(gone)

    def _say(self, uids: Sequence[int]) -> None:
        """UID MOVE (RFC 6851), or what it stands for: copied, and then taken out by their own UIDs and no others."""
        ask = self._connection.ask
        if knows_move(self._connection, self._account):
            ask("move", uids, self._folder)
        else:
            ask("copy", uids, self._folder)
            ask("add_flags", uids, [b"\\Deleted"])
            ask("uid_expunge", uids)


def check(account: ImapAccount, folder: str) -> None:
    """MailboxFailed where the server cannot move messages to this folder, or has no such folder."""
    connection = Connection(account, writing=True)
    try:
        connection.examine()
        knows_move(connection, account)
        if not connection.ask("folder_exists", folder):
            raise lasting(
                f"The folder {folder} of the setting move_to does not exist on {account.place.server}; create it, or correct it"
            )
    finally:
        connection.close()


def knows_move(connection: Connection, account: ImapAccount) -> bool:
    """True for MOVE, False for UIDPLUS alone, by which it can be done too; MailboxFailed where the server has neither."""
    if connection.ask("has_capability", "MOVE"):
        return True
    if connection.ask("has_capability", "UIDPLUS"):
        return False
    raise lasting(
        f"{account.place.server} can move no message (it has neither MOVE nor UIDPLUS); leave the setting move_to empty"
    )
