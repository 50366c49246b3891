"""The move: what is processed goes to another folder of the same account, over a connection of its own that may write.

Intended in the store first, then said, then looked at, then settled: whatever dies between two of these, the next comparison
finds either that the message is listed still, or that it went as we intended."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from domain.alarms import AlarmCode
from domain.numbering import Traits, another
from ingest.imap_connection import REFUSALS, Connection, ImapAccount
from ingest.imap_traits import traits_of
from ingest.imap_trouble import told
from ingest.mailbox import lasting, passing
from ingest.relief import PATIENCE, Relief
from ingest.transfer import Said, knows_move, listed_still, transfer
from store import alarms, moving, numbering
from store.database import Database
from store.moving import Movable

AT_ONCE = 100
"""So many messages are named in one command: a server may refuse a line above 8,000 bytes."""
OF_THE_FOLDER = frozenset({"TRYCREATE", "NONEXISTENT", "NOPERM", "OVERQUOTA"})
"""Refusals that would be the same for every other message."""


class Mover(Relief):
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
        super().__init__(mailbox, database, clock, ticks, patience)
        self._account = account
        self._folder = folder
        self._connection = Connection(account, writing=True)

    @property
    def answers(self) -> int:
        """How many of the server's answers have come whole."""
        return self._connection.answers

    def interrupt(self) -> None:
        """What another thread waits for on this connection ends at once."""
        self._connection.interrupt()

    def _close(self) -> None:
        self._connection.close()

    def _moved(self, waiting: Sequence[Movable], stopping: Callable[[], bool]) -> int:
        self._connection.examine()
        uidvalidity = self._connection.uidvalidity
        here = [one for one in waiting if one.uidvalidity == uidvalidity]
        done = left = 0
        why: str | None = None
        for start in range(0, len(here), AT_ONCE):
            if stopping():
                break
            moved, stayed, refused = self._some(uidvalidity, here[start : start + AT_ONCE])
            done, left, why = done + moved, left + stayed, refused or why
            if stayed and not moved:
                break  # it would be the same with the others
        if left:
            raise passing(
                f"{self._account.place} did not let {left} messages be moved to the folder {self._folder} "
                f"({why or 'it still lists them'})"
            )
        return done

    def _some(self, uidvalidity: str, some: Sequence[Movable]) -> tuple[int, int, str | None]:
        """How many of these were moved and settled, how many the server still lists, which stay, and what it said of that."""
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
        said = self._transferred(uids, begun) if uids else Said()
        left = listed_still(self._connection, self._account, uids)
        with self._database.transaction() as session:
            moving.moved(session, self._mailbox, uidvalidity, set(uids) - left, self._clock())
            if not said.perhaps_copied:
                moving.stay(session, self._mailbox, uidvalidity, left)
        return len(uids) - len(left), len(left), said.refused

    def _transferred(self, uids: Sequence[str], begun: Mapping[str, Traits]) -> Said:
        """As `transfer`; what the server refuses together goes one by one, for it may mean only one of them."""
        said = transfer(self._connection, self._account, self._folder, uids, begun)
        if said.refused is None or said.refused in OF_THE_FOLDER or said.perhaps_copied or len(uids) == 1:
            return said
        each = [transfer(self._connection, self._account, self._folder, [uid], {}) for uid in uids]
        refused = [one.refused for one in each if one.refused is not None]
        return Said(refused[0] if refused else None, any(one.perhaps_copied for one in each))


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
