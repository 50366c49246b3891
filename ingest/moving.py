"""The move: what is processed goes to another folder of the same account, over a connection of its own that may write.

Intended in the store first, then said, then looked at, then settled: whatever dies between two of these, the next comparison
finds either that the message is listed still, or that it went as we intended."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from domain.alarms import AlarmCode
from domain.numbering import another
from ingest.imap_connection import REFUSALS, Connection, ImapAccount
from ingest.imap_traits import traits_of
from ingest.imap_trouble import told
from ingest.mailbox import MailboxFailed, lasting, passing
from ingest.transfer import Said, knows_move, listed_still, transfer
from ingest.watchdog import Watchdog
from store import alarms, moving, numbering
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
        patience: float = PATIENCE,
    ) -> None:
        self._account = account
        self._mailbox = mailbox
        self._folder = folder
        self._database = database
        self._clock = clock
        self._ticks = ticks
        self._connection = Connection(account, writing=True)
        self._watchdog = Watchdog(self, patience, ticks)
        self._wait = FIRST_WAIT
        self._not_before = 0.0
        self._failing_since: float | None = None
        self._alarmed = True
        """Whether the alarm may stand; nobody knows at first."""

    @property
    def answers(self) -> int:
        """How many of the server's answers have come whole."""
        return self._connection.answers

    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once."""
        self._connection.interrupt()

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
            self._connection.close()
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

    def _moved(self, waiting: Sequence[Movable], stopping: Callable[[], bool]) -> int:
        self._connection.examine()
        uidvalidity = self._connection.uidvalidity
        here = [one for one in waiting if one.uidvalidity == uidvalidity]
        done = 0
        for start in range(0, len(here), AT_ONCE):
            if stopping():
                break
            done += self._some(uidvalidity, here[start : start + AT_ONCE])
        return done

    def _some(self, uidvalidity: str, some: Sequence[Movable]) -> int:
        """These are moved and settled; what the server still lists afterwards stays, and is MailboxFailed."""
        try:
            listed = traits_of(self._connection, [one.uid for one in some])
        except REFUSALS as error:
            raise passing(f"{self._account.place} did not tell which messages it holds ({told(error)})") from None
        with self._database.reading() as session:
            known = numbering.traits(session, self._mailbox, uidvalidity, listed)
        # What a restored server gave the UID to since, or nobody has any more, is the next poll's affair.
        uids = [uid for uid in listed if uid in known and not another(known[uid], listed[uid])]
        begun = {one.uid: listed[one.uid] for one in some if one.intended and one.uid in uids}
        with self._database.transaction() as session:
            moving.intend(session, self._mailbox, uidvalidity, uids, self._clock())
        said = transfer(self._connection, self._account, self._folder, uids, begun) if uids else Said()
        left = listed_still(self._connection, self._account, uids)
        with self._database.transaction() as session:
            moving.moved(session, self._mailbox, uidvalidity, set(uids) - left, self._clock())
            if not said.perhaps_copied:
                moving.stay(session, self._mailbox, uidvalidity, left)
        if left:
            why = said.refused or "it still lists them"
            raise passing(
                f"{self._account.place} did not let {len(left)} messages be moved to the folder {self._folder} ({why})"
            )
        return len(uids)


def not_wanted(mailbox: str, database: Database, now: datetime) -> None:
    """Afterwards no alarm stands that this mailbox's messages cannot be moved, for the settings want none of them moved."""
    with database.reading() as session:
        stands = any(alarm.code is AlarmCode.MOVE_FAILED for alarm in alarms.standing(session, mailbox))
    if stands:
        with database.transaction() as session:
            alarms.ended(session, [AlarmCode.MOVE_FAILED], now, mailbox)


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
    except REFUSALS as error:
        raise passing(
            f"{account.place.server} did not say whether it has the folder {folder} ({told(error)})"
        ) from None
    finally:
        connection.close()
